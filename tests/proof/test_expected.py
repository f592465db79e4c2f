"""The truth table that `scormkit test` compares with, beside the one that the tests of the player have."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from scormkit import api
from scormkit.course.model import Course
from scormkit.player.playable import playable_of_path
from scormkit.proof.expected import Deeds, Standing, end_state, lesson_status, standing
from scormkit.proof.own_course import OwnCourse
from scormkit.proof.own_reader import read_own_course
from scormkit.source import load
from tests.journeys.fixtures import COURSES
from tests.journeys.truth import Answer, Truth
from tests.journeys.truth import Deeds as Told

POLICIES = ("passed-failed", "passed-incomplete", "completed-incomplete")


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Course, OwnCourse]]:
    """Courses from their sources, and what their packages say of them."""
    import shutil

    found = []
    for name in ("tiny", "pair", "lead"):
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(COURSES[name], folder / "sources")
        built = api.build([folder / "sources"], ("scorm12",), folder / "dist").packages
        by_id = {course.id: course for course in load(folder / "sources").courses}
        for package in built:
            playable = playable_of_path(package.path)
            own = read_own_course(playable.files, playable.units[0].href)
            playable.files.close()
            assert own is not None
            found.append((by_id[package.course], own))
    return found


def by_chance(own: OwnCourse, chance: random.Random) -> tuple[Deeds, Told]:
    """The same deeds in the words of both."""
    deeds, told = Deeds(), Told()
    share = chance.choice([0.5, 0.9, 1.0])
    for session in own.sessions:
        for page in session.pages:
            if chance.random() < share:
                deeds.seen.add((session.id, page.id))
                told.seen.append((session.id, page.id))
        for check in session.checks:
            if chance.random() < share:
                deeds.checks[session.id, check.id] = True
                told.checks.append(Answer(session.id, check.id, frozenset(check.right)))
        if session.assessment is None:
            continue
        for _ in range(chance.choice([0, 1, 1, session.attempts or 2])):
            responses = {
                question.id: question.right if chance.random() < share else question.wrong
                for question in session.assessment.questions
            }
            deeds.attempts.setdefault(session.id, []).append(responses)
            told.attempts.setdefault(session.id, []).append(
                {name: frozenset(marks) for name, marks in responses.items()}
            )
    return deeds, told


@pytest.mark.parametrize("seed", range(60))
def test_both_say_the_same(courses: list[tuple[Course, OwnCourse]], seed: int) -> None:
    chance = random.Random(seed)
    for course, own in courses:
        deeds, told = by_chance(own, chance)
        for policy in POLICIES:
            truth = Truth(replace(course, scorm12_status=policy))  # type: ignore[arg-type]
            mine = standing(own, deeds)
            assert mine.completed == truth.completed(told)
            assert mine.passed == truth.passed(told)
            assert mine.final == truth.final(told)
            assert lesson_status(mine, policy) == truth.lesson_status(told)
            score = truth.score(told)
            assert (mine.score is None) == (score is None)
            assert abs((mine.score or 0) - (score or 0)) < 0.011


@pytest.mark.parametrize(
    ("completed", "passed", "final", "words"),
    [
        (True, True, False, ("passed", "passed", "completed")),
        (True, None, False, ("completed", "completed", "completed")),
        (True, False, False, ("failed", "incomplete", "completed")),
        (False, False, True, ("failed", "incomplete", "incomplete")),
        (False, False, False, ("incomplete", "incomplete", "incomplete")),
        (False, None, False, ("incomplete", "incomplete", "incomplete")),
        (False, True, False, ("incomplete", "incomplete", "incomplete")),
    ],
)
def test_the_one_word_of_scorm12(completed: bool, passed: bool | None, final: bool, words: tuple[str, ...]) -> None:
    now = Standing(completed, passed, final, None)
    assert tuple(lesson_status(now, policy) for policy in POLICIES) == words


def test_what_a_course_without_assessment_leaves(courses: list[tuple[Course, OwnCourse]]) -> None:
    own = next(own for _, own in courses if own.id == "tiny")
    bare = replace(
        own, sessions=tuple(replace(each, pass_mark=None, complete_when=("pages",)) for each in own.sessions)
    )
    read = Deeds(seen={(session.id, page.id) for session in bare.sessions for page in session.pages})
    assert end_state("scorm12", bare, read) == {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": ""}
    assert end_state("scorm2004-4", bare, read) == {
        "cmi.completion_status": "completed",
        "cmi.success_status": "unknown",
        "cmi.score.scaled": "",
    }
    au = replace(bare, move_on="CompletedOrPassed")
    assert end_state("cmi5", au, read)["satisfied"] == "yes"
    assert end_state("cmi5", au, Deeds())["satisfied"] == ""
    assert end_state("xapi", au, read) == {"completed": "yes", "passed": "", "failed": "", "score.scaled": ""}


def test_cmi5_takes_no_score_that_would_do_where_a_part_was_failed(courses: list[tuple[Course, OwnCourse]]) -> None:
    own = next(own for _, own in courses if own.id == "tiny")
    session = next(each for each in own.sessions if each.assessment)
    page = session.assessment
    assert page
    *others, part = page.questions
    marked = replace(
        own,
        mastery_score=0.1,
        move_on="CompletedAndPassed",
        sessions=(replace(session, part_marks=((100, frozenset({part.id})),)),),
    )
    deeds = Deeds(attempts={session.id: [{**{each.id: each.right for each in others}, part.id: part.wrong}]})
    state = end_state("cmi5", marked, deeds)
    assert (state["passed"], state["failed"], state["score.scaled"]) == ("", "yes", "")
    assert end_state("xapi", marked, deeds)["score.scaled"] != ""


def test_a_stranger_s_page_is_not_taken_for_ours() -> None:
    class Files:
        def __init__(self, files: dict[str, bytes]) -> None:
            self._files = files
            self.names = tuple(files)

        def find(self, name: str) -> bytes | Path | None:
            return self._files.get(name)

        def close(self) -> None: ...

    page = b'<script src="course.js"></script><script src="player.js"></script>'
    assert read_own_course(Files({"a.html": b"<p>"}), "a.html") is None
    assert read_own_course(Files({"a.html": page}), "a.html") is None
    for script in (b"", b"{}", b'(self.SCORMKIT=self.SCORMKIT||[]).push(["course",{"format":1}]);\n'):
        assert read_own_course(Files({"a.html": page, "course.js": script}), "a.html?x=1") is None
