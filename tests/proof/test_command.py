"""`scormkit test` as people and CI use it: a process of its own, reports, pictures, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.journeys.fixtures import find_chromium
from tests.proof.cases import CASES, page_of
from tests.proof.test_foreign import TWO_SCOS, written

Ours = Callable[[str, str], Path]


def scormkit(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-m", "scormkit", "test", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=240,
        env={**known, "SCORMKIT_CHROMIUM": find_chromium(), **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of another tool with a misuse and a page that misses a picture."""
    misuse = next(case for case in CASES if case.code == "SK7635")
    missing = next(case for case in CASES if case.code == "SK7607")
    pages = {"one.html": page_of(misuse, "scorm2004-4"), "two.html": page_of(missing, "scorm2004-4")}
    folder = tmp_path_factory.mktemp("bad")
    return written(folder, {"imsmanifest.xml": TWO_SCOS, **pages, "three.html": "<p>Read this</p>"})


def test_reports_and_pictures(bad: Path, ours: Ours, tmp_path: Path) -> None:
    tiny = ours("tiny", "scorm12")
    done = scormkit(
        tiny, bad, "--learner", "quit-early,all-right", "--profile", "strict,moodle", "-j", 2,
        "--screenshots", tmp_path / "p",
        "--format", "json", "--output", tmp_path / "a.json", "--format", "junit", "--output", tmp_path / "a.xml",
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[-1] == "2 inputs: 2 errors"
    assert any(line.startswith("  ✓ moodle   all-right") for line in lines)
    assert any(line.startswith("  ✗ strict   generic") for line in lines)
    assert 'SetValue("cmi.score.scaled", "150"): “150” is not allowed' in done.stdout

    own, foreign = json.loads((tmp_path / "a.json").read_text("utf-8"))["inputs"]
    assert (own["standard"], own["valid"], own["findings"]) == ("scorm12", True, [])
    assert [(run["profile"], run["learner"]) for run in own["runs"]] == [
        ("strict", "quit-early"), ("strict", "all-right"), ("moodle", "quit-early"), ("moodle", "all-right")
    ]  # fmt: skip
    assert all(run["passed"] for run in own["runs"])
    (unit,) = own["runs"][1]["units"]
    assert unit["reached"] == unit["expected"]
    assert unit["stored"]["cmi.core.lesson_status"] == unit["reached"]["cmi.core.lesson_status"]
    first = own["runs"][1]["launches"][0]["calls"][0]
    assert (first["method"], first["args"], first["result"], first["verdict"]) == ("LMSInitialize", [""], "true", "0")
    # One fault of two runs is told once.
    assert [finding["code"] for finding in foreign["findings"]] == ["SK7635", "SK7607"]
    assert [run["findings"] for run in foreign["runs"]] == [["SK7635", "SK7607"]] * 2
    strips = [Path(run["pictures"][-1]) for run in foreign["runs"]]
    assert all(strip.name == "strip.html" and strip.is_file() for strip in strips)
    for name in own["runs"][1]["pictures"]:
        assert Path(name).read_bytes()[:2] == b"\xff\xd8"
        assert Path(name).name != "strip.html"

    suite = ET.parse(tmp_path / "a.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("6", "2")
    assert [case.get("name") for case in suite][:2] == ["strict quit-early", "strict all-right"]


def test_what_cannot_be_launched(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no zip")
    done = scormkit(tmp_path / "a.zip")
    assert done.returncode == 1
    assert "SK7601 nothing-to-launch" in done.stdout
    assert "scormkit validate" in done.stdout


def test_no_browser(ours: Ours, tmp_path: Path) -> None:
    tiny = ours("tiny", "scorm12")
    done = scormkit(tiny, "--browser", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no browser" in done.stderr
    places = f"import scormkit.proof.browser as b; b._PLACES = (); b._COMMANDS = ()\n{_MAIN}"
    done = subprocess.run(
        [sys.executable, "-c", places, "test", tiny],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "", "PYTHONPATH": os.pathsep.join(sys.path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)},
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "playwright install chromium" in done.stderr
    assert "--browser PATH" in done.stderr


_MAIN = "from scormkit.cli.main import main; import sys; main(sys.argv[1:])"


def test_no_playwright(ours: Ours) -> None:
    without = f"import sys; sys.modules['playwright'] = sys.modules['playwright.sync_api'] = None\n{_MAIN}"
    for named in ({}, {"SCORMKIT_CHROMIUM": sys.executable}):
        done = subprocess.run(
            [sys.executable, "-c", without, "test", ours("tiny", "scorm12")],
            capture_output=True,
            text=True,
            timeout=60,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **named},
            check=False,
        )
        assert done.returncode == 3
        assert "pip install 'scormkit[browser]'" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_browser_that_does_not_start(ours: Ours) -> None:
    done = scormkit(ours("tiny", "scorm12"), "--browser", "/bin/false")
    assert done.returncode == 3
    assert "/bin/false could not be started" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--profile", "nobody"], "there is no LMS profile “nobody”"),
        (["--learner", "nobody"], "there is no learner “nobody”"),
        (["--timeout", "1"], "--timeout"),
    ],
)
def test_misuse(ours: Ours, arguments: list[str], said: str) -> None:
    done = scormkit(ours("tiny", "scorm12"), *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_interrupted_it_leaves_no_browser_behind(ours: Ours, tmp_path: Path) -> None:
    marks = ["--output", str(tmp_path / "report.json"), "--format", "json"]
    mark = f"{tmp_path}/report.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "scormkit", "test", str(ours("tiny", "scorm12")), "-j", "1", *marks],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "SCORMKIT_CHROMIUM": find_chromium()},
        start_new_session=True,
        # What runs in the background of a script ignores the signal, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(6)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert not Path(mark).exists()
    time.sleep(1)
    left = subprocess.run(["ps", "-o", "args=", "-s", str(process.pid)], capture_output=True, text=True, check=False)
    # What has ended and waits to be counted is no process any more.
    assert [line for line in left.stdout.splitlines() if line.strip() and "<defunct>" not in line] == []
