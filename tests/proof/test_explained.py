"""The truth table that `scormkit explain completion` prints, beside what packages leave and what they are proved by.

By default a part is played; every way for every target with SCORMKIT_FULL_PROOF=1.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from scormkit import api
from scormkit.api_completion import explain_completion
from scormkit.course.model import Course, Scorm12Status
from scormkit.player.playable import playable_of_path
from scormkit.proof import journeys
from scormkit.proof.expected import Deeds, end_state
from scormkit.proof.journeys import Coming, Leaving
from scormkit.proof.own_course import OwnCourse
from scormkit.proof.own_reader import read_own_course
from scormkit.render.endings import EARLY, FAILED, LOST, PASSED, REVIEWED, SEEN, UNDONE, endings, ways_of
from scormkit.source import load
from tests.journeys.fixtures import COURSES
from tests.proof.conftest import Played
from tests.proof.test_own import FULL

TRACKERS = {"scorm12": "scorm12", "scorm2004": "scorm2004-4", "cmi5": "cmi5", "xapi": "xapi"}


def _seen(come: Coming, leave: Leaving) -> None:
    learner = come()
    for session, page in learner.places():
        if not session.assessment or session.assessment.id != page:
            learner.read(session, page, "right")
    learner.be_saved()
    leave(learner, "exit")


def _failed(come: Coming, leave: Leaving) -> None:
    learner = come()
    for session, page in learner.places():
        if session.assessment and session.assessment.id == page:
            learner.take(session, "wrong")
        else:
            learner.read(session, page, "wrong")
    learner.be_saved()
    leave(learner, "exit")


def _reviewed(come: Coming, leave: Leaving) -> None:
    learner = come()
    learner.work(list(learner.places()), "right")
    learner.be_saved()
    leave(learner, "exit")
    learner = come()
    for session, page in learner.places():
        learner.go(session.id, page)
    learner.be_saved()
    leave(learner, "exit")


LEARNERS = {
    EARLY: journeys.JOURNEYS["quit-early"],
    SEEN: _seen,
    FAILED: _failed,
    LOST: journeys.JOURNEYS["all-wrong"],
    PASSED: journeys.JOURNEYS["all-right"],
    REVIEWED: _reviewed,
}
TARGETS = ("scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi")
# Each way once, and each target; test_own.py plays the rest against a table that is compared with this one.
SOME = [
    ("scorm12", SEEN),
    ("scorm12", FAILED),
    ("scorm12", LOST),
    ("scorm2004-4", REVIEWED),
    ("cmi5", EARLY),
    ("cmi5", FAILED),
    ("xapi", PASSED),
]
PLAYED = [(target, way) for target in TARGETS for way in LEARNERS] if FULL else SOME


@pytest.mark.parametrize(("target", "way"), PLAYED)
def test_a_package_leaves_what_is_explained(
    ours: Callable[[str, str], Path], played: Played, monkeypatch: pytest.MonkeyPatch, target: str, way: str
) -> None:
    monkeypatch.setitem(journeys.JOURNEYS, "explained", LEARNERS[way])
    [rule], _ = explain_completion(COURSES["tiny"], [target])
    [launch] = rule.launches
    run = played(ours("tiny", target), "strict", "explained", 300)
    assert run.findings == ()
    [unit] = run.details["units"]
    assert told(target, unit, launch.ways[way]) == launch.ways[way]


def told(target: str, unit: Mapping[str, Mapping[str, str]], explained: Mapping[str, str]) -> dict[str, str]:
    """What the LMS holds, in the words of the table."""
    if target.startswith("scorm"):
        return {name: unit["stored"].get(name, "") for name in explained}
    said = {name: "yes" if name in unit["statements"] else "" for name in explained}
    return said | {name: unit["reached"][name] for name in ("score.scaled", "satisfied") if name in explained}


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Course, Mapping[str, OwnCourse]]]:
    """Courses from their sources, and what their packages say of them, by launch."""
    found = []
    for name in ("tiny", "pair", "lead", "gallery"):
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(COURSES[name], folder / "sources")
        by_id = {course.id: course for course in load(folder / "sources").courses}
        for package in api.build([folder / "sources"], ("cmi5", "scorm12"), folder / "dist").packages:
            playable = playable_of_path(package.path)
            own = [read_own_course(playable.files, unit.href) for unit in playable.units]
            playable.files.close()
            by_session = {each.sessions[0].id if package.target == "cmi5" else "": each for each in own if each}
            found.append((by_id[package.course], by_session))
    return found


def done(own: OwnCourse, way: str) -> Deeds:
    """What was done by then."""
    first = own.sessions[0]
    if way == EARLY:
        return Deeds(seen={(first.id, first.pages[0].id)})
    deeds = Deeds(
        seen={(session.id, page.id) for session in own.sessions for page in session.pages},
        checks={
            (session.id, check.id): True for session in own.sessions for check in (*session.checks, *session.activities)
        },
    )
    if way == UNDONE:
        undone = {(session.id, each.id) for session in own.sessions for each in session.activities}
        deeds.checks = {key: right for key, right in deeds.checks.items() if key not in undone}
    for session in own.sessions if way not in (UNDONE, SEEN) else ():
        if session.assessment:
            right = way in (PASSED, REVIEWED)
            attempt = {each.id: each.right if right else each.wrong for each in session.assessment.questions}
            deeds.attempts[session.id] = [attempt] * (session.attempts or 1 if way == LOST else 1)
    return deeds


@pytest.mark.parametrize("policy", get_args(Scorm12Status))
def test_it_is_the_table_that_packages_are_proved_by(
    courses: list[tuple[Course, Mapping[str, OwnCourse]]], policy: Scorm12Status
) -> None:
    rules = (
        ("pages",),
        ("pages", "checks"),
        ("pages", "activities"),
        ("activities", "passed"),
        ("pages", "assessment"),
        ("assessment",),
        ("passed",),
        ("checks", "passed"),
    )
    compared = 0
    for course, launches in courses:
        for session, own in launches.items():
            sessions = [each for each in course.sessions if session in ("", each.id)]
            for rule in rules:
                for attempts in (0, 1, 2):
                    mine = [
                        replace(
                            each,
                            complete_when=rule,  # type: ignore[arg-type]
                            assessment=each.assessment and replace(each.assessment, attempts=attempts),
                        )
                        for each in sessions
                    ]
                    theirs = replace(
                        own,
                        status_policy=policy,
                        sessions=tuple(
                            replace(each, complete_when=rule, attempts=attempts if each.pass_mark is not None else 0)
                            for each in own.sessions
                        ),
                        move_on="CompletedAndPassed"
                        if "passed" in rule and any(each.assessment for each in mine)
                        else "Completed",
                    )
                    for tracker, standard in TRACKERS.items():
                        for ending in endings(replace(course, scorm12_status=policy), mine, tracker):
                            expected = end_state(standard, theirs, done(theirs, ending.way))
                            assert {name: ending.values[name] for name in expected} == expected, (course.id, ending.way)
                            compared += 1
    assert compared > 1000


def test_a_session_without_assessment_cannot_be_failed(
    courses: list[tuple[Course, Mapping[str, OwnCourse]]],
) -> None:
    bare = [replace(session, assessment=None) for session in courses[0][0].sessions]
    assert ways_of(bare) == (EARLY, SEEN)
