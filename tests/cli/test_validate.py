"""`scormkit validate` as scripts and people use it: options, several reports, many packages, exit codes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from scormkit.cli.group import run
from scormkit.report import FORMATS
from scormkit.targets import verify_many
from scormkit.targets.verify import Judged, judge
from tests.targets.cases import sound_files, zipped


class Done(NamedTuple):
    code: int
    out: str
    err: str


Scormkit = Callable[..., Done]


@pytest.fixture
def scormkit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scormkit:
    """Runs a command in a folder with `good.zip` and `bad.zip`, whose second item's file is missing."""
    files = sound_files("scorm12")
    (tmp_path / "good.zip").write_bytes(zipped(files))
    (tmp_path / "bad.zip").write_bytes(zipped({name: data for name, data in files.items() if name != "two.html"}))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            run([*arguments])
        out, err = capsys.readouterr()
        return Done(int(stopped.value.code or 0), out, err)

    return command


def test_the_text_shows_the_place_with_a_marker(scormkit: Scormkit) -> None:
    done = scormkit("validate", "bad.zip")
    lines = done.out.splitlines()
    assert done.code == 1
    assert lines[0].startswith("bad.zip/imsmanifest.xml:")
    assert "error SK8033 file-missing" in lines[0]
    number = lines[0].split(":")[1]
    assert lines[2] == f'    {number} │ <file href="two.html"/>'
    assert lines[3] == f"    {' ' * len(number)} │ {' ' * len('<file ')}{'^' * len('href=“two.html”')}"
    assert lines[-2:] == ["✗ bad.zip  scorm12", "1 input: 1 error"]


def test_the_same_fault_in_two_packages_is_told_twice(scormkit: Scormkit, tmp_path: Path) -> None:
    (tmp_path / "worse.zip").write_bytes((tmp_path / "bad.zip").read_bytes())
    done = scormkit("validate", "bad.zip", "worse.zip", "good.zip")
    assert done.out.count("SK8033") == 2
    assert done.out.endswith("3 inputs: 2 errors\n")
    again = scormkit("validate", "bad.zip", "bad.zip", "--format", "json")
    assert json.loads(again.out)["summary"]["errors"] == 1


def test_several_reports_at_once_beside_the_text(scormkit: Scormkit, tmp_path: Path) -> None:
    done = scormkit("validate", "bad.zip", "--format", "sarif", "--output", "x.sarif", "--output", "x.xml", "--format",
                    "junit")  # fmt: skip
    assert done.out.endswith("1 input: 1 error\n")
    (result,) = json.loads((tmp_path / "x.sarif").read_text())["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "bad.zip/imsmanifest.xml"
    assert place["region"]["snippet"]["text"].strip() == '<file href="two.html"/>'
    assert ET.parse(tmp_path / "x.xml").getroot()[0].get("failures") == "1"
    quiet = scormkit("validate", "bad.zip", "-q", "--format", "json", "--output", "x.json")
    assert (quiet.code, quiet.out) == (1, "")
    mixed = scormkit("validate", "bad.zip", "--format", "github", "--format", "json", "--output", "x.json")
    assert mixed.out.startswith("::error file=bad.zip/imsmanifest.xml,line=")
    assert json.loads((tmp_path / "x.json").read_text())["inputs"][0]["findings"][0]["file"] == "imsmanifest.xml"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "json", "--format", "sarif"], "standard output"),
        (["--format", "json", "--output", "a", "--format", "sarif", "--output", "a"], "one file"),
        (["--format", "json", "--output", "a", "--output", "b", "--output", "c"], "no --format"),
        (["--lms", "moodel"], "moodle"),
        (["--select", "SK0"], "no rule"),
        (["--update-baseline"], "--baseline FILE"),
        (["--baseline", "none.json"], "--update-baseline"),
        (["--config", "none.toml"], "none.toml"),
        (["none.zip"], "none.zip"),
    ],
)
def test_misuse(arguments: list[str], says: str, scormkit: Scormkit) -> None:
    done = scormkit("validate", "bad.zip", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_lms_profiles_say_what_why_where_from_and_when(scormkit: Scormkit) -> None:
    done = scormkit("validate", "good.zip", "--lms", "tovuti,docebo", "--lms", "moodle", "--format", "json")
    found = json.loads(done.out)["inputs"][0]["findings"]
    assert done.code == 0
    assert {finding["severity"] for finding in found} == {"warning"}
    assert any(finding["message"].startswith("Tovuti takes packages of a single SCO only") for finding in found)
    assert all(finding["reference"][-1] == ")" and "(20" in finding["reference"] for finding in found)
    assert scormkit("validate", "good.zip", "--lms", "tovuti", "--strict").code == 1
    assert scormkit("validate", "good.zip", "--lms", "all").code == 0


def test_settings_in_the_folder_are_read(scormkit: Scormkit, tmp_path: Path) -> None:
    (tmp_path / "scormkit.toml").write_text('[[ignore]]\ncode = "SK8033"\nreason = "comes later"\n')
    done = scormkit("validate", "bad.zip")
    assert (done.code, done.out) == (0, "✓ bad.zip  scorm12\n1 input: no findings (1 silenced by the settings)\n")
    unused = scormkit("validate", "good.zip", "--format", "json")
    assert (unused.code, json.loads(unused.out)["inputs"][1]["findings"][0]["code"]) == (0, "SK7091")
    assert scormkit("validate", "good.zip", "--strict").code == 1


def test_a_baseline_lets_old_faults_pass(scormkit: Scormkit) -> None:
    assert scormkit("validate", "bad.zip", "--baseline", "b.json", "--update-baseline").code == 0
    done = scormkit("validate", "bad.zip", "--baseline", "b.json")
    assert (done.code, done.out) == (0, "✓ bad.zip  scorm12\n1 input: no findings (1 known from the baseline)\n")


def test_what_is_not_shown_still_fails_the_run(scormkit: Scormkit) -> None:
    done = scormkit("validate", "bad.zip", "--max-findings", "0", "--format", "json")
    document = json.loads(done.out)
    assert (done.code, document["inputs"][0]["valid"], document["inputs"][0]["findings"]) == (1, False, [])
    assert (document["summary"]["errors"], document["hidden"]["omitted"]) == (1, 1)


def test_many_packages_side_by_side_in_their_order(scormkit: Scormkit, tmp_path: Path) -> None:
    names = [f"{number}.zip" for number in range(6)]
    for number, name in enumerate(names):
        source = "bad.zip" if number % 2 else "good.zip"
        (tmp_path / name).write_bytes((tmp_path / source).read_bytes())
    (tmp_path / "3.zip").write_bytes(b"no zip")
    done = scormkit("validate", *names, "--jobs", "2", "--format", "json")
    inputs = json.loads(done.out)["inputs"]
    assert [one["path"] for one in inputs] == names
    assert [one["valid"] for one in inputs] == [True, False, True, False, True, False]


def test_orders_to_the_terminal_are_not_passed_on(scormkit: Scormkit, tmp_path: Path) -> None:
    files = {**sound_files("scorm12"), "\x1b[2Jevil.html": b"x"}
    (tmp_path / "evil.zip").write_bytes(zipped(files))
    assert "\x1b" not in scormkit("validate", "evil.zip").out


def test_a_path_that_is_no_text(scormkit: Scormkit, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\xe4.zip")
    (tmp_path / name).write_bytes((tmp_path / "bad.zip").read_bytes())
    for form in FORMATS:
        assert scormkit("validate", name, "--format", form, "--output", "out", "-q").code == 1
    assert scormkit("validate", name, "--baseline", "b.json", "--update-baseline").code == 0
    assert scormkit("validate", name, "--baseline", "b.json").code == 0


def test_a_process_that_is_ended_is_a_finding_and_the_rest_is_judged(
    tmp_path: Path, scormkit: Scormkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.zip" for number in range(5)]
    for name in names:
        (tmp_path / name).write_bytes((tmp_path / "good.zip").read_bytes())

    def deadly(path: Path, *arguments: object, **options: object) -> Judged:
        if path.name == "2.zip":
            os._exit(9)
        return judge(path)

    # The processes are forks of this one.
    monkeypatch.setattr(verify_many, "judge", deadly)
    done = scormkit("validate", *names, "--jobs", "2", "--format", "json")
    inputs = json.loads(done.out)["inputs"]
    assert [one["valid"] for one in inputs] == [True, True, False, True, True]
    assert [one["code"] for one in inputs[2]["findings"]] == ["SK7042"]


def test_mending_on_the_command_line(scormkit: Scormkit, tmp_path: Path) -> None:
    files = {f"course/{name}": content for name, content in sound_files("scorm12").items()}
    (tmp_path / "upload.zip").write_bytes(zipped(files))
    done = scormkit("validate", "upload.zip", "--fix")
    assert (done.code, done.out.splitlines()[:3]) == (
        0,
        ["✓ upload-fixed.zip  scorm12", "  mended from upload.zip", "    • Moved everything from course/ to the root."],
    )
    document = json.loads(scormkit("validate", "upload.zip", "bad.zip", "--fix-to", "out", "--format", "json").out)
    assert document["inputs"][0]["path"] == "out/upload-fixed.zip"
    assert document["inputs"][0]["mended"]["from"] == "upload.zip"
    assert document["inputs"][1]["path"] == "bad.zip"
    assert "mended" not in document["inputs"][1]


def test_what_is_judged_is_never_written_over(scormkit: Scormkit) -> None:
    before = Path("good.zip").read_bytes()
    for arguments in (("--format", "json", "--output", "good.zip"), ("--baseline", "good.zip", "--update-baseline")):
        assert scormkit("validate", "good.zip", *arguments).code == 2
        assert Path("good.zip").read_bytes() == before


def test_a_link_is_written_through_and_a_device_stays_one(scormkit: Scormkit) -> None:
    Path("link.json").symlink_to("real.json")
    assert scormkit("validate", "good.zip", "--format", "json", "--output", "link.json").code == 0
    assert Path("link.json").is_symlink()
    assert json.loads(Path("real.json").read_text("utf-8"))
    assert scormkit("validate", "good.zip", "--format", "json", "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_two_packages_are_not_mended_into_one_file(scormkit: Scormkit) -> None:
    Path("other").mkdir()
    Path("other/good.zip").write_bytes(Path("good.zip").read_bytes())
    done = scormkit("validate", "good.zip", "other/good.zip", "--fix-to", "mended")
    assert done.code == 2
    assert "would both become" in done.err


@pytest.mark.parametrize("said", ["<!-- c -->1.2", "1.<!-- c -->2", "1.2<?pi x?>"])
def test_a_comment_in_the_schema_version_is_no_fault(scormkit: Scormkit, said: str) -> None:
    files = sound_files("scorm12")
    manifest = files["imsmanifest.xml"].replace(b"<schemaversion>1.2<", f"<schemaversion>{said}<".encode())
    assert manifest != files["imsmanifest.xml"]
    Path("odd.zip").write_bytes(zipped({**files, "imsmanifest.xml": manifest}))
    assert scormkit("validate", "odd.zip", "--strict").code == 0


def test_the_stump_of_a_directory_is_a_damaged_zip(scormkit: Scormkit) -> None:
    Path("stump.zip").write_bytes(b"PK\5\6" + bytes(10))
    done = scormkit("validate", "stump.zip")
    assert (done.code, "SK7042" in done.out) == (1, False)
