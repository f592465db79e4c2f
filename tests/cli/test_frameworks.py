"""`scormkit framework` and `scormkit coverage` as scripts rely on them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ..course.survey_course import write_courses
from .test_commands import SESSION, scormkit

OVERLAY = 'wording_for: clcf\nrights: Licensed to us.\nitems:\n  - {code: "2.2.1", description: The official words.}\n'


def test_the_frameworks_that_come_along(tmp_path: Path) -> None:
    text = scormkit("framework", "list", cwd=tmp_path).stdout
    assert [line.split()[0] for line in text.splitlines()] == ["clcf", "hlm", "lf", "mlcf"]
    document = json.loads(scormkit("framework", "list", "--format", "json", cwd=tmp_path).stdout)
    assert document["schema"] == "scormkit-frameworks/1"
    assert {each["id"]: each["items"] for each in document["frameworks"]} == {
        "clcf": 105,
        "hlm": 9,
        "lf": 115,
        "mlcf": 105,
    }


def test_show_is_a_tree_with_search(tmp_path: Path) -> None:
    text = scormkit("framework", "show", "lf", cwd=tmp_path).stdout
    assert "\n    2.2.1  Listens so that others feel heard  = clcf:2.2.1, mlcf:2.2.1\n" in text
    assert text.endswith("115 items\n")
    found = scormkit("framework", "show", "clcf", "--search", "LISTENS heard", cwd=tmp_path).stdout
    tree = found.split("\n\n")[1].splitlines()
    assert [line.split()[0] for line in tree] == ["2", "2.2", "2.2.1"]
    assert "1 item of 105 found" in found
    assert "0 items of 105 found" in scormkit("framework", "show", "clcf", "--search", "zebra", cwd=tmp_path).stdout


def test_show_as_json_with_an_overlay(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(OVERLAY, "utf-8")
    arguments = ("framework", "show", "clcf", "--overlay", "words.yaml", "--search", "official", "--format", "json")
    document = json.loads(scormkit(*arguments, cwd=tmp_path).stdout)
    assert (document["schema"], document["rights"]) == ("scormkit-framework/1", "Licensed to us.")
    item = document["items"][0]["items"][0]["items"][0]
    assert (item["code"], item["description"]) == ("2.2.1", "The official words.")
    assert item["iri"] == "urn:x-scormkit:framework:clcf:2.2.1"


def test_check_says_what_is_wrong_and_exits_1(tmp_path: Path) -> None:
    done = scormkit("framework", "check", "clcf", "mlcf", "lf", "hlm", "--strict", cwd=tmp_path)
    assert (done.returncode, "no findings" in done.stdout) == (0, True)
    (tmp_path / "ours.csv").write_text("code,parent,title\nA,,One\nB,C,Two\n", "utf-8")
    done = scormkit("framework", "check", "ours.csv", "--format", "json", cwd=tmp_path)
    (finding,) = json.loads(done.stdout)["inputs"][0]["findings"]
    assert (done.returncode, finding["code"], finding["file"], finding["line"]) == (1, "SK5106", "ours.csv", 3)


def test_a_framework_is_imported_mapped_to_and_exported(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("code;title\nA;Listening\nA.1;Listens to the end\n", "utf-8")
    arguments = ("framework", "import", "ours.csv", "--id", "theirs", "--title", "Their framework")
    done = scormkit(*arguments, "--tracked-level", "level 1", "--output", "theirs.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    (tmp_path / "intro.md").write_text(
        SESSION.replace("minutes: 1\n", "minutes: 1\nframework: theirs.yaml\nmaps_to: [A.1]\n"), "utf-8"
    )
    assert scormkit("build", "intro.md", "-t", "scorm2004-4", cwd=tmp_path).returncode == 0
    assert "theirs_a" in scormkit("inspect", "dist/smallest-scorm2004-4.zip", cwd=tmp_path).stdout
    exported = scormkit("framework", "export", "theirs.yaml", cwd=tmp_path).stdout
    (tmp_path / "theirs.json").write_text(exported, "utf-8")
    assert json.loads(exported)["CFDocument"]["title"] == "Their framework"
    again = scormkit("framework", "import", "theirs.json", cwd=tmp_path).stdout
    assert again == (tmp_path / "theirs.yaml").read_text("utf-8")
    for form in ("csv", "skos", "yaml"):
        assert (
            "Listens to the end"
            in scormkit("framework", "export", "theirs.yaml", "--format", form, cwd=tmp_path).stdout
        )


def test_nothing_is_imported_from_a_file_with_errors(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("as it was", "utf-8")
    (tmp_path / "broken.json").write_text("{", "utf-8")
    done = scormkit("framework", "import", "broken.json", "--output", "old.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "broken.json:1:2" in done.stderr
    assert (tmp_path / "old.yaml").read_text("utf-8") == "as it was"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["framework", "show", "clfc"], "Did you mean “clcf”?"),
        (["framework", "shwo", "clcf"], "shwo"),
        (["framework", "check"], "FRAMEWORK"),
        (["framework", "import", "nowhere.json"], "nowhere.json"),
        (["framework", "import", "ours.csv", "--id", "No"], "cannot be an id"),
        (["framework", "import", "notes.txt"], ".json"),
        (["framework", "export", "clcf", "--format", "xml"], "skos"),
        (["coverage", "ours.csv"], "nothing to build"),
        (["coverage", "intro.md"], "--framework"),
        (["coverage", "intro.md", "--framework", "nothing"], "no framework “nothing”"),
        (["coverage", "intro.md", "--framework", "clcf", "--level", "skill"], "domain, element, competence"),
        (["coverage", "intro.md", "--framework", "clcf", "--today", "tomorrow"], "tomorrow"),
        (["coverage", "intro.md", "--framework", "clcf", "--fail-under", "101"], "101"),
        (["build", "intro.md", "--overlay", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_misuse_is_exit_2(arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("code,title\nA,One\n", "utf-8")
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    (tmp_path / "intro.md").write_text(SESSION, "utf-8")
    done = scormkit(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_build_says_which_overlay_it_used(tmp_path: Path) -> None:
    (tmp_path / "intro.md").write_text(SESSION.replace("minutes: 1\n", "minutes: 1\nframework: clcf\nmaps_to: 2.2\n"))
    (tmp_path / "words.yaml").write_text(OVERLAY, "utf-8")
    (tmp_path / "more.yaml").write_text(OVERLAY.replace("clcf", "hlm").replace("2.2.1", "1"), "utf-8")
    done = scormkit("build", "intro.md", "--overlay", "words.yaml", "--overlay", "more.yaml", cwd=tmp_path)
    assert done.returncode == 0
    assert "used overlay words.yaml: words for 1 item of clcf (Licensed to us.)" in done.stderr
    assert "overlay more.yaml was not used" in done.stderr
    assert "overlay" not in done.stdout


def test_coverage_in_every_form(tmp_path: Path) -> None:
    write_courses(tmp_path)
    text = scormkit("coverage", ".", "--today", "2026-06-01", cwd=tmp_path)
    assert text.returncode == 0
    assert "Our framework, by competence" in text.stdout
    assert text.stdout.index("3 gaps") < text.stdout.index("taught practised assessed minutes points")
    assert "Review overdue\n  hear" in text.stdout
    assert "No reviewer\n  tell" in text.stdout
    assert "Maps to nothing of ours\n  hear/assess#three" in text.stdout
    assert "    assessed hear/assess#two" in scormkit("coverage", ".", "-v", cwd=tmp_path).stdout

    document = json.loads(scormkit("coverage", ".", "--today", "2026-06-01", "--format", "json", cwd=tmp_path).stdout)
    assert document["schema"] == "scormkit-coverage/1"
    assert document["summary"] == {
        "items": 4,
        "gaps": 3,
        "percent": 100.0,
        "taught": 3,
        "practised": 2,
        "assessed": 2,
    }
    (item,) = [each for each in document["items"] if each["code"] == "2.1.1"]
    assert (item["taught"], item["assessed"], item["points"], item["missing"]) == (0, 1, 3.0, ["taught", "practised"])
    (evidence,) = item["evidence"]
    assert (evidence["session"], evidence["question"], evidence["file"]) == ("hear", "two", "hear.md")
    assert [(each["id"], each["stale"]) for each in document["sessions"]] == [("hear", True), ("tell", False)]
    assert document["on"] == "2026-06-01"

    done = scormkit("coverage", ".", "--format", "csv", "--output", "report.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    table = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text("utf-8"))))
    (row,) = [each for each in table if each["code"] == "1.1.1"]
    assert (row["taught"], row["practised"], row["assessed"]) == ("1", "1", "2")
    assert row["assessed_in"] == "hear/assess#one; hear/assess#two"


def test_below_the_bar_or_the_policy_is_exit_1_and_names_the_gap(tmp_path: Path) -> None:
    write_courses(tmp_path, "coverage:\n  - every element taught\n")
    done = scormkit("coverage", ".", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert "below: “every element taught”: not so for 1 of 3: 2.1 Leaving" in done.stderr
    assert json.loads(done.stdout)["passed"] is False
    checked = scormkit("check", "a", cwd=tmp_path)
    assert checked.returncode == 1
    assert "SK5030 coverage-below-policy" in checked.stdout
    assert "2.1 Leaving" in checked.stdout
    under = scormkit("coverage", "b", "--framework", "clcf", "--fail-under", "50", "--format", "csv", cwd=tmp_path)
    assert under.returncode == 1
    assert "the bar is 50 %" in under.stderr
    assert scormkit("coverage", "b", "--framework", "clcf", "--fail-under", "1", cwd=tmp_path).returncode == 0


def test_coverage_of_a_course_with_errors_reports_and_exits_1(tmp_path: Path) -> None:
    write_courses(tmp_path)
    (tmp_path / "b/course.yaml").write_text((tmp_path / "b/course.yaml").read_text("utf-8") + "colour: red\n", "utf-8")
    done = scormkit("coverage", ".", "--format", "csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "b/course.yaml:6:1" in done.stderr
    assert "ours,1.1.1" in done.stdout
