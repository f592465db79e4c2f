"""The command line as scripts rely on it: exit codes, streams, no traceback (contract)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scormkit.targets import TARGETS

COMMANDS = [
    "new", "check", "build", "validate", "inspect", "coverage", "framework", "xapi", "schema", "rules", "explain",
]  # fmt: skip

SESSION = """---
title: Smallest
id: smallest
language: en
minutes: 1
---

# Only page

Some text.
"""


def scormkit(*arguments: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "scormkit", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def smallest(tmp_path: Path) -> Path:
    (tmp_path / "intro.md").write_text(SESSION, "utf-8")
    return tmp_path


def test_a_single_file_is_enough_for_a_package(smallest: Path) -> None:
    done = scormkit("build", "intro.md", "-t", "scorm12", cwd=smallest)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("dist/smallest-scorm12.zip  scorm12  ")
    assert "1 SCO" in done.stdout
    assert "of 4,096 characters" in done.stdout
    assert scormkit("validate", "dist/smallest-scorm12.zip", cwd=smallest).returncode == 0


@pytest.mark.parametrize("template", ["session", "course", "single"])
def test_what_new_writes_checks_builds_and_validates_clean(template: str, tmp_path: Path) -> None:
    assert scormkit("new", "mine", "--template", template, cwd=tmp_path).returncode == 0
    start = "mine/session.md" if template == "single" else "mine"
    checked = scormkit("check", start, "--strict", "--format", "json", cwd=tmp_path)
    assert json.loads(checked.stdout)["summary"] == {"errors": 0, "warnings": 0, "notices": 0}
    built = scormkit("build", start, "-t", "all", cwd=tmp_path)
    assert (built.returncode, len(built.stdout.splitlines())) == (0, len(TARGETS))
    validated = scormkit("validate", *sorted((tmp_path / "dist").iterdir()), "--format", "json", cwd=tmp_path)
    assert json.loads(validated.stdout)["summary"] == {"errors": 0, "warnings": 0, "notices": 0}
    again = scormkit("build", start, "--locked", cwd=tmp_path)
    assert again.returncode == 0, again.stderr


def test_new_leaves_a_folder_alone_that_holds_something(smallest: Path) -> None:
    done = scormkit("new", ".", cwd=smallest)
    assert done.returncode == 2
    assert "not empty" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_says_what_it_does(command: str, tmp_path: Path) -> None:
    done = scormkit(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: scormkit {command}")
    assert command in scormkit("--help", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["biuld"], "Did you mean “build”?"),
        (["build"], "COURSE"),
        (["build", "nothing.md"], "does not exist"),
        (["build", "intro.md", "-t", "all", "-t", "scorm13"], "scorm12, scorm2004-3"),
        (["build", "intro.md", "-t", "scorm13"], "scorm12, scorm2004-3"),
        (["build", "intro.md", "--nope"], "--nope"),
        (["build", "empty"], "session.yaml"),
        (["validate"], "PACKAGE"),
        (["schema", "lesson"], "session"),
        (["explain", "SK0000"], "no rule"),
        (["explain", "completion"], "name the course"),
        (["explain", "completion", "intro.md", "-t", "scorm13"], "scorm12, scorm2004-3"),
        (["explain", "SK4001", "intro.md"], "completion"),
        (["explain", "scenario"], "name the course"),
        (["explain", "scenario", "intro.md", "night"], "there is none"),
        (["explain", "scenario", "intro.md", "--format", "svg"], "there are: none"),
        (["explain", "completion", "intro.md", "--format", "svg"], "scenario"),
        (["check", "intro.md", "--format", "yaml"], "sarif"),
    ],
)
def test_misuse_is_exit_2_and_says_what_to_do(arguments: list[str], says: str, smallest: Path) -> None:
    (smallest / "empty").mkdir()
    done = scormkit(*arguments, cwd=smallest)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_an_error_in_the_source_is_exit_1_and_builds_nothing(smallest: Path) -> None:
    scormkit("build", "intro.md", cwd=smallest)
    package = smallest / "dist" / "smallest-scorm12.zip"
    before = package.read_bytes()
    (smallest / "intro.md").write_text(SESSION + "\n![](missing.png)\n", "utf-8")
    done = scormkit("build", "intro.md", cwd=smallest)
    assert done.returncode == 1
    assert "intro.md:12:" in done.stderr
    assert package.read_bytes() == before
    checked = scormkit("check", "intro.md", "--format", "json", "--output", "report.json", cwd=smallest)
    assert checked.returncode == 1
    assert "intro.md:12:" in checked.stdout
    assert json.loads((smallest / "report.json").read_text("utf-8"))["inputs"][0]["valid"] is False


def test_locked_refuses_to_change_a_lock_file(smallest: Path) -> None:
    done = scormkit("build", "intro.md", "--locked", cwd=smallest)
    assert done.returncode == 1
    assert "SK3903 lock-file-out-of-date" in done.stderr
    assert not (smallest / "dist").exists()
    assert not list(smallest.glob("*.lock.yaml"))
    assert scormkit("build", "intro.md", cwd=smallest).returncode == 0
    assert scormkit("build", "intro.md", "--locked", cwd=smallest).returncode == 0


def test_output_that_cannot_be_written_is_exit_3(smallest: Path) -> None:
    (smallest / "dist").write_text("a file, no folder")
    done = scormkit("build", "intro.md", "-o", "dist/below", cwd=smallest)
    assert done.returncode == 3
    assert "dist" in done.stderr


def test_a_broken_zip_is_an_error_of_the_input(smallest: Path) -> None:
    (smallest / "broken.zip").write_bytes(b"PK\x03\x04 not really")
    done = scormkit("validate", "broken.zip", "--format", "json", cwd=smallest)
    assert done.returncode == 1
    assert json.loads(done.stdout)["inputs"][0]["valid"] is False
    assert scormkit("inspect", "broken.zip", cwd=smallest).returncode == 1


def test_check_prints_the_graph_of_scenarios_where_it_is_asked_to(smallest: Path, root: Path) -> None:
    done = scormkit("check", str(root / "courses/gallery"), "--graph", cwd=smallest)
    assert done.stdout.index("─ Take the patient at once → full") < done.stdout.index("no findings")
    done = scormkit("check", str(root / "courses/gallery"), "--graph", "--format", "json", cwd=smallest)
    assert json.loads(done.stdout)["summary"]["errors"] == 0
    assert "─ Take the patient at once → full" in done.stderr
    assert "no branching scenario" in scormkit("check", "intro.md", "--graph", cwd=smallest).stdout


def test_no_colour_off_a_terminal_and_quiet_says_results_only(smallest: Path) -> None:
    done = scormkit("check", "intro.md", cwd=smallest)
    assert "\x1b" not in done.stdout + done.stderr
    assert scormkit("check", "intro.md", "-q", cwd=smallest).stdout == ""
    assert scormkit("build", "intro.md", "-q", cwd=smallest).stderr == ""


def test_every_rule_is_listed_and_explained(smallest: Path) -> None:
    listed = scormkit("rules", cwd=smallest).stdout.splitlines()
    codes = [line.split()[0] for line in listed]
    assert len(codes) > 60
    assert codes == sorted(set(codes))
    explained = scormkit("explain", codes[0], cwd=smallest).stdout
    assert all(title in explained for title in ("What", "Why", "What to do"))


def test_a_rule_is_explained_with_an_example_and_one_on_lmss_with_its_sources(smallest: Path) -> None:
    explained = scormkit("explain", "href-malformed", cwd=smallest).stdout
    assert "\nBreaks it\n" in explained
    assert '<file href="media\\a.png"/>' in explained
    assert "\nDoes not\n" in explained
    assert "Known of" not in explained
    explained = scormkit("explain", "SK7102", cwd=smallest).stdout
    assert "\nKnown of\n  - Moodle lets only the first SCO of a visit talk to it (Moodle 5.1" in explained
    assert "\nBreaks it\n" in explained


def test_the_completion_rule_is_told_in_words_and_as_data(smallest: Path) -> None:
    told = scormkit("explain", "completion", "intro.md", "-t", "scorm12", cwd=smallest).stdout
    assert "Complete when every page was opened" in told
    assert "cmi.core.lesson_status" in told
    data = json.loads(scormkit("explain", "completion", "intro.md", "--format", "json", cwd=smallest).stdout)
    assert data["format"] == "scormkit-completion/1"
    [course] = data["courses"]
    assert [each["target"] for each in course["launches"]][:2] == ["scorm12", "scorm2004-3"]
    (smallest / "intro.md").write_text("# No facts\n", "utf-8")
    done = scormkit("explain", "completion", "intro.md", cwd=smallest)
    assert (done.returncode, done.stdout) == (1, "")
    assert "SK1020" in done.stderr


def test_inspect_tells_what_an_lms_sees(smallest: Path) -> None:
    scormkit("build", "intro.md", "-t", "scorm2004-4", cwd=smallest)
    text = scormkit("inspect", "dist/smallest-scorm2004-4.zip", cwd=smallest).stdout
    assert "scorm2004-4" in text
    assert "ITEM-smallest" in text
    assert "launches index.html (sco" in text
    document = json.loads(scormkit("inspect", "dist/smallest-scorm2004-4.zip", "--format", "json", cwd=smallest).stdout)
    assert document["outline"]["items"][0]["identifier"] == "ITEM-smallest"


@pytest.mark.parametrize("kind", ["course", "session", "page", "framework", "overlay", "coverage"])
def test_schema_prints_a_json_schema(kind: str, tmp_path: Path) -> None:
    schema = json.loads(scormkit("schema", kind, cwd=tmp_path).stdout)
    assert schema["type"] == "object"
    assert all("description" in field or "$ref" in field for field in schema["properties"].values())


def test_interrupting_leaves_the_old_package_and_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "intro.md").write_text(SESSION + "\n[film](film.mp4)\n", "utf-8")
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0" * 1_000)
    assert scormkit("build", "intro.md", cwd=tmp_path).returncode == 0
    package = tmp_path / "dist" / "smallest-scorm12.zip"
    before = package.read_bytes()
    with film.open("wb") as file:
        file.truncate(8 << 30)
    process = subprocess.Popen(
        [sys.executable, "-m", "scormkit", "build", "intro.md"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        # What runs in the background of a script ignores the signal, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while process.poll() is None and not list(package.parent.glob(".*")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in stderr
    assert package.read_bytes() == before
    assert [path.name for path in package.parent.iterdir()] == [package.name]


def test_a_file_that_is_no_text_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "intro.md").write_bytes(b"\xff\xfe bad")
    done = scormkit("check", "intro.md", "--format", "json", cwd=tmp_path)
    (finding,) = json.loads(done.stdout)["inputs"][0]["findings"]
    assert (done.returncode, finding["code"], finding["file"], finding["line"]) == (1, "SK1001", "intro.md", 1)


def test_a_course_with_errors_does_not_keep_the_others_from_being_built(smallest: Path) -> None:
    course = "title: C\nid: {id}\nlanguage: en\nsections:\n  - sessions: [intro.md{more}]\n"
    (smallest / "good.course.yaml").write_text(course.format(id="good", more=""), "utf-8")
    (smallest / "bad.course.yaml").write_text(course.format(id="bad", more=", nowhere"), "utf-8")
    done = scormkit("build", ".", cwd=smallest)
    assert done.returncode == 1
    assert [path.name for path in (smallest / "dist").iterdir()] == ["good-scorm12.zip"]
    assert "bad.course.yaml:5:" in done.stderr


def test_closed_streams_are_no_fault(smallest: Path) -> None:
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        command = f"{sys.executable} -m scormkit check intro.md {closed}"
        done = subprocess.run(["sh", "-c", command], cwd=smallest, capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_talking_options_may_stand_before_the_command(smallest: Path) -> None:
    assert scormkit("-q", "--no-color", "check", "intro.md", cwd=smallest).stdout == ""
    assert scormkit("-q", "framework", "list", cwd=smallest).returncode == 0
    assert scormkit("-v", cwd=smallest).returncode == 2
    assert scormkit("-q", "nope", cwd=smallest).returncode == 2
