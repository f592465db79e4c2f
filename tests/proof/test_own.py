"""Our own packages, for every learner under the LMS profiles: the expected end state, and no call that is not allowed.

By default a part of it; all of it with SCORMKIT_FULL_PROOF=1, or `scormkit test dist/*.zip --profile all`.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scormkit.api import target_names
from scormkit.api_completion import explain_completion
from scormkit.player.playable import playable_of_path
from scormkit.player.profiles import profiles
from scormkit.proof.journeys import JOURNEYS
from scormkit.proof.own_reader import read_own_course
from scormkit.render.kept_answers import RIGHT, WRONG
from tests.journeys.fixtures import COURSES
from tests.proof.conftest import Played

Ours = Callable[[str, str], Path]
FULL = bool(os.environ.get("SCORMKIT_FULL_PROOF"))
TERMINAL = {"all-right": True, "resume": True, "quit-early": False}


def combinations() -> Iterator[tuple[str, str, str, str]]:
    if FULL:
        for course in ("tiny", "gallery told", "gallery-draw told", "gallery-pages", "lead"):
            for target in target_names():
                for profile in profiles():
                    yield from ((course, target, profile, learner) for learner in JOURNEYS)
        return
    yield from (("tiny", target, "strict", "resume") for target in ("scorm2004-3", "xapi", "web"))
    yield from (("tiny", target, "moodle", "all-wrong") for target in ("scorm12", "scorm2004-4", "cmi5"))
    yield "gallery", "scorm12", "strict", "resume"
    yield "gallery told", "cmi5", "strict", "resume"
    yield "gallery-draw", "scorm2004-4", "strict", "resume"
    yield "gallery-draw told", "cmi5", "strict", "mixed"
    yield "gallery-pages", "scorm2004-4", "strict", "mixed"
    yield "tiny", "cmi5", "moodle", "quit-early"
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


AS_SUCCESS = {"correct": "success: true", "incorrect": "success: false", "neutral": "response"}
TELLING = [name for name in target_names() if name != "web"]


@pytest.mark.parametrize("target", TELLING if FULL else ["scorm12", "scorm2004-4", "xapi"])
def test_every_question_is_answered_in_every_way_and_kept_so(ours: Ours, played: Played, target: str) -> None:
    path = ours("gallery told", target)
    [rule], _ = explain_completion(COURSES["gallery"], [target])
    explained = {answer.id: answer for answer in rule.launches[0].answers}
    playable = playable_of_path(path)
    with closing(playable.files) as files:
        course = read_own_course(files, playable.units[0].href)
    assert course
    assert course.sessions[0].assessment
    run = played(path, "strict", "mixed", 300)
    assert run.findings == ()
    answers = Counter[tuple[str, str]]()
    for name, kind, *response, result in (line.split(" ") for line in run.details["units"][0]["answers"]):
        word = result if target.startswith("scorm") else AS_SUCCESS[result]
        answers[name, word] += 1
        assert kind == explained[name].type
        assert word in explained[name].results.values()
        if result == "correct" and kind != "numeric":
            assert " ".join(response) == explained[name].right
    # Of a scenario one way is gone.
    assert {name for name, _ in answers} >= {name for name, each in explained.items() if each.kind != "scene"}
    for question in course.sessions[0].assessment.questions:
        results = explained[question.lms_id].results
        # The fourth attempt leaves it open.
        assert (answers[question.lms_id, results[RIGHT]], answers[question.lms_id, results[WRONG]]) == (1, 2)


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


SPOILED = [
    ("SK7660", "player.js", r'return \w+\?"passed":"completed";', 'return "completed";', "all-right"),
    ("SK7665", "player.js", r'\?"correct":"wrong"', '?"wrong":"wrong"', "all-right"),
    ("SK7661", "player.js", r"\?\?\w+\.location\?\?", "??", "resume"),
    ("SK7662", "player.js", r'\w+\("saving-failed"\);(?=\w+=true)', "", "quit-early"),
    ("SK7663", "player.css", r"\Z", ".bar-exit { display: none !important }", "all-right"),
    ("SK7666", "player.js", r"\.checked=\w+\.includes\(\w+\.value\)", ".checked=false", "resume"),
]


@pytest.mark.parametrize(("code", "file", "pattern", "by", "learner"), SPOILED)
def test_a_package_that_was_spoiled_is_told(
    ours: Ours, played: Played, tmp_path: Path, code: str, file: str, pattern: str, by: str, learner: str
) -> None:
    profile = "commit-refused" if code == "SK7662" else "strict"
    run = played(tampered(ours("tiny", "scorm12"), file, pattern, by, tmp_path), profile, learner)
    assert {finding.code for finding in run.findings} == {code}, run.findings
    assert profile in run.findings[0].where
    assert learner in run.findings[0].where


def test_a_statement_that_says_something_else_is_told(ours: Ours, played: Played, tmp_path: Path) -> None:
    package = tampered(ours("tiny told", "cmi5"), "player.js", r"(?<=correct:)(?=\w+,attempt:)", "!", tmp_path)
    run = played(package, "strict", "all-right")
    assert {finding.code for finding in run.findings} == {"SK7665"}, run.findings
    assert "the LRS" in run.findings[0].message


def test_the_generic_learner_takes_ours_too(ours: Ours, played: Played) -> None:
    run = played(ours("tiny", "scorm2004-4"))
    assert run.findings == ()
    assert run.end == "incomplete unknown"
    assert [launch["number"] for launch in run.details["launches"]] == [1, 2]
