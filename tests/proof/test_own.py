"""Our own packages, for every learner under the LMS profiles: the expected end state, and no call that is not allowed.

By default a part of it; all of it with SCORMKIT_FULL_PROOF=1, or `scormkit test dist/*.zip --profile all`.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scormkit.api import target_names
from scormkit.player.profiles import profiles
from scormkit.proof.scripted import JOURNEYS
from tests.proof.conftest import Played

Ours = Callable[[str, str], Path]
FULL = bool(os.environ.get("SCORMKIT_FULL_PROOF"))
TERMINAL = {"all-right": True, "resume": True, "quit-early": False}


def combinations() -> Iterator[tuple[str, str, str, str]]:
    if FULL:
        for course in ("tiny", "gallery", "gallery-draw", "gallery-pages", "lead"):
            for target in target_names():
                for profile in profiles():
                    yield from ((course, target, profile, learner) for learner in JOURNEYS)
        return
    for target in target_names():
        yield "tiny", target, "strict", "resume"
    yield from (("tiny", target, "moodle", "all-wrong") for target in ("scorm12", "scorm2004-4", "cmi5"))
    yield from (("gallery", target, "strict", "resume") for target in ("scorm12", "scorm2004-4", "cmi5"))
    yield "gallery", "xapi", "moodle", "mixed"
    yield "gallery-draw", "scorm12", "strict", "resume"
    yield "gallery-draw", "cmi5", "moodle", "mixed"
    yield "gallery-pages", "scorm2004-4", "strict", "mixed"
    yield "lead", "cmi5", "moodle", "quit-early"
    yield "lead", "scorm12", "strict", "all-right"
    yield "lead", "scorm2004-4", "moodle", "mixed"
    for profile in ("commit-refused", "offline-at-exit"):
        yield from (("tiny", target, profile, "quit-early") for target in ("scorm12", "xapi"))


@pytest.mark.parametrize(("course", "target", "profile", "learner"), list(combinations()))
def test_the_end_is_what_the_completion_rule_says(
    ours: Ours, played: Played, course: str, target: str, profile: str, learner: str
) -> None:
    run = played(ours(course, target), profile, learner, 900)
    assert run.findings == ()
    assert run.refused == 0
    assert run.details["trouble"] == ""
    units = run.details["units"]
    assert units
    stores = target != "web" and not profiles()[profile].commit_refused
    for unit in units:
        assert unit["expected"] is not None
        if stores and learner in TERMINAL:
            assert unit["terminal"] is TERMINAL[learner]
        if stores and learner == "resume":
            assert unit["resumed"] is True


def tampered(package: Path, name: str, pattern: str, by: str, folder: Path) -> Path:
    """A copy with one place of one file changed."""
    copy = folder / package.name
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == name:
                text, count = re.subn(pattern, by, data.decode())
                assert count, f"nothing in {name} is like {pattern}"
                data = text.encode()
            new.writestr(entry, data)
    return copy


@pytest.mark.parametrize(
    ("code", "file", "pattern", "by", "profile", "learner"),
    [
        ("SK7660", "player.js", r'return \w+\?"passed":"completed";', 'return "completed";', "strict", "all-right"),
        ("SK7665", "player.js", r'\?"correct":"wrong"', '?"wrong":"wrong"', "strict", "all-right"),
        ("SK7661", "player.js", r"\?\?\w+\.location\?\?", "??", "strict", "resume"),
        ("SK7662", "player.js", r'\w+\("saving-failed"\);(?=\w+=true)', "", "commit-refused", "quit-early"),
        ("SK7663", "player.css", r"\Z", ".bar-exit { display: none !important }", "strict", "all-right"),
    ],
)
def test_a_package_that_was_spoiled_is_told(
    ours: Ours, played: Played, tmp_path: Path, code: str, file: str, pattern: str, by: str, profile: str, learner: str
) -> None:
    package = tampered(ours("tiny", "scorm12"), file, pattern, by, tmp_path)
    run = played(package, profile, learner)
    assert [finding.code for finding in run.findings] == [code], run.findings
    assert profile in run.findings[0].where
    assert learner in run.findings[0].where


def test_the_generic_learner_takes_ours_too(ours: Ours, played: Played) -> None:
    run = played(ours("tiny", "scorm2004-4"))
    assert run.findings == ()
    assert run.end == "incomplete unknown"
    assert [launch["number"] for launch in run.details["launches"]] == [1, 2]
