"""What an LMS holds after a learner did this and that, element by element, for each standard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .fixtures import TARGETS, Journey
from .learner import Learner, Way
from .recorded import differences, lowered
from .truth import How

each_target = pytest.mark.parametrize("target", TARGETS)


def assert_recorded(learner: Learner) -> None:
    """The LMS holds just what the learner did, and nothing of it ever went back."""
    found = differences(learner.lms.record, learner.truth, learner.deeds, learner.target)
    found += lowered([commit.record for commit in learner.lms.commits])
    assert not found, "\n".join(found)


@each_target
def test_first_launch_says_only_that_it_was_begun(journey: Journey, target: str) -> None:
    """Opened and left at once: incomplete, no score, exit suspend."""
    learner = journey("tiny", target).launch()
    assert learner.place == ("tiny", "")
    learner.leave("exit")
    assert_recorded(learner)
    assert learner.lms.called("SetValue")[0].args[0].endswith("exit"), "exit is to be set before anything else"


@each_target
@pytest.mark.parametrize("how", ["right", "wrong", "mixed"])
def test_a_whole_session(journey: Journey, target: str, how: How) -> None:
    """Every page, every check and the assessment, answered right, wrong or both; left by the exit button."""
    learner = journey("tiny", target).launch().read(checks=how).take(how)
    score = learner.truth.session_score(learner.deeds, "tiny")
    assert score == {"right": 100, "wrong": 0}.get(how, score)
    assert score is not None
    assert abs(learner.score_shown - score) < 1
    learner.leave("exit")
    assert_recorded(learner)


@each_target
@pytest.mark.parametrize("way", ["exit", "close", "navigate", "reload", "kill"])
def test_leaving_halfway_and_resuming(journey: Journey, target: str, way: Way) -> None:
    """However a learner leaves in the middle of an attempt: the same place, the same answers, and on to the end."""
    learner = journey("tiny", target).launch().read(checks="mixed", until="checks").next().start_assessment()
    first, second = learner.asked, ""
    learner.choose(learner.truth.right("tiny", first)).on()
    second = learner.asked
    learner.choose(learner.truth.wrong("tiny", second))
    if way == "reload":
        learner.reload()
    else:
        learner.leave(way).launch()
    assert learner.place == ("tiny", "assessment")
    learner.previous()
    assert learner.place == ("tiny", "checks")
    for question in ("who", "always"):
        expect(learner.form(question).locator(".question-result")).to_have_attribute("data-verdict", "right")
    expect(learner.form("parts").locator(".question-result")).to_have_attribute("data-verdict", "wrong")
    for mark in learner.truth.wrong("tiny", "parts"):
        expect(learner.form("parts").locator(f'input[value="{mark}"]')).to_be_checked()
    learner.next()
    answers = learner.truth.answers("tiny", "right") | {second: learner.deeds.running["tiny"][second]}
    learner.take(answers).leave("exit")
    assert learner.truth.session_score(learner.deeds, "tiny") not in (None, 0, 100)
    assert_recorded(learner)


@each_target
def test_failing_then_passing(journey: Journey, target: str) -> None:
    """A failed attempt does not end the course; the better one counts, and a later worse one takes nothing away."""
    learner = journey("tiny", target).launch().read().take("wrong")
    learner.leave("close")
    assert_recorded(learner)
    learner.launch()
    assert learner.place == ("tiny", "results")
    learner.take("right").leave("exit")
    assert_recorded(learner)
    learner.launch().take("wrong").leave("exit")
    assert learner.truth.score(learner.deeds) == 100
    assert_recorded(learner)


@each_target
def test_failing_for_good(journey: Journey, target: str) -> None:
    """After the last attempt there is no other, and the LMS is told."""
    learner = journey("tiny", target).launch().read(checks="wrong")
    for _ in range(3):
        learner.take("wrong")
    learner.go("tiny", "assessment")
    expect(learner.sco.get_by_text(learner.word("no_attempts_left"))).to_be_visible()
    learner.leave("exit")
    assert_recorded(learner)


@each_target
def test_review_writes_nothing(journey: Journey, target: str) -> None:
    """A finished record that is looked at again stays as it is, and the learner is told so."""
    learner = journey("tiny", target).launch().read().take("right").leave("exit")
    record, commits = dict(learner.lms.record), len(learner.lms.commits)
    learner.lms.lesson_mode = "review"
    learner.launch()
    expect(learner.notice(learner.word("notice_review"))).to_be_visible()
    learner.go("tiny", "checks")
    expect(learner.form("who").locator(".question-result")).to_have_attribute("data-verdict", "right")
    expect(learner.form("who").get_by_role("button")).to_have_count(0)
    learner.go("tiny", "assessment").go("tiny", "certificate")
    expect(learner.sco.get_by_role("main")).to_contain_text("Jo Doe")
    learner.exit().close_tab()
    learner.lms.wait_for(lambda: learner.lms.called("Terminate")[-1].launch == 2, "the end of the session")
    assert [call for call in learner.lms.called("SetValue") if call.launch == 2] == []
    after = {name: value for name, value in learner.lms.record.items() if not name.endswith(MAY_CHANGE)}
    before = {name: value for name, value in record.items() if not name.endswith(MAY_CHANGE)}
    assert after == before
    assert len(learner.lms.commits) - commits <= 1


MAY_CHANGE = (".total_time", ".session_time", ".lesson_mode", ".mode", ".credit", ".entry", ".exit")
"""What the LMS itself writes at the end of any launch."""


@each_target
def test_a_course_of_two_sessions(journey: Journey, target: str) -> None:
    """The menu of sessions, an assessment shuffled and judged after each question, a session without one."""
    learner = journey("pair", target).launch()
    assert learner.place == ("", "")
    learner.read("second")
    learner.next()
    assert learner.place == ("second", "results")
    learner.leave("close")
    assert_recorded(learner)
    learner.launch()
    assert learner.place == ("second", "results")
    learner.read("first").take("mixed").leave("exit")
    assert_recorded(learner)


def test_each_answer_of_a_check_is_kept(journey: Journey) -> None:
    """Wrong, then right: two interactions; no more tries than the author allows."""
    learner = journey("tiny", "scorm2004-4").launch().go("tiny", "checks")
    wrong = learner.truth.wrong("tiny", "who")
    learner.answer_check("who", wrong).answer_check("who", wrong)
    expect(learner.form("who").get_by_role("button", name=learner.word("try_again"))).to_be_hidden()
    parts = learner.truth.right("tiny", "parts")
    learner.answer_check("parts", frozenset(list(parts)[:1])).answer_check("parts", parts).leave("exit")
    assert_recorded(learner)


@each_target
def test_a_pathway_of_lead(journey: Journey, target: str) -> None:
    """One session of the real course, with the real number of questions, and the start of another."""
    learner = journey("lead", target).launch()
    first, second = list(learner.truth.sessions)[:2]
    learner.read(first, checks="mixed").take("right", first).leave("close")
    assert_recorded(learner)
    learner.launch().read(second, checks="wrong", until=learner.truth.session(second).pages[1].id).leave("exit")
    assert_recorded(learner)
