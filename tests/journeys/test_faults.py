"""An LMS that refuses, breaks, is slow or away: nothing is lost, and the learner knows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .fixtures import Journey
from .host.server import CommitMode, Profile
from .learner import Learner, Way
from .test_journeys import assert_recorded

TARGETS = ("scorm12", "scorm2004-4")
each_target = pytest.mark.parametrize("target", TARGETS)


@each_target
@pytest.mark.parametrize("mode", ["refuse", "broken", "offline", "lose", "slow"])
def test_a_failing_commit_is_made_up_for(journey: Journey, target: str, mode: CommitMode) -> None:
    """While the LMS fails the learner is told and goes on; when it works again all of it arrives."""
    learner = journey("tiny", target).launch().read(until="welcome")
    learner.lms.fail(mode)
    learner.read(checks="mixed", until="checks")
    if mode != "slow":
        expect(learner.notice(learner.word("notice_saving_failed"))).to_be_visible()
    learner.lms.fail("ok")
    learner.take("right")
    expect(learner.notice(learner.word("notice_saving_failed"))).to_be_hidden()
    learner.leave("exit")
    assert_recorded(learner)


@each_target
@pytest.mark.parametrize("way", ["exit", "close", "kill"])
@pytest.mark.parametrize("mode", ["refuse", "offline"])
def test_what_the_lms_never_got_is_handed_over(journey: Journey, target: str, way: Way, mode: CommitMode) -> None:
    """The LMS stays away until the learner has left; the browser's copy is handed over at the next launch."""
    learner = journey("tiny", target).launch().read(until="welcome")
    learner.lms.fail(mode)
    learner.read(checks="mixed", until="checks").take("right")
    if way == "exit":
        learner.exit()
        expect(learner.closed).to_contain_text(learner.word("closed_kept"))
        learner.close_tab()
    else:
        learner.leave(way)
    learner.lms.fail("ok")
    learner.launch()
    expect(learner.notice(learner.word("notice_handed_over"))).to_be_visible()
    assert learner.place == ("tiny", "results")
    learner.leave("exit")
    assert_recorded(learner)


@each_target
@pytest.mark.parametrize("in_moodle", [False, True])
def test_the_content_alone_is_loaded_anew(journey: Journey, target: str, in_moodle: bool) -> None:
    """The LMS has ended the session and may not begin it again: what follows is handed over at the next launch."""
    moodle: Profile = "moodle12" if target == "scorm12" else "moodle2004"
    learner = journey("tiny", target, profile=moodle if in_moodle else None)
    learner.launch().read(checks="mixed", until="checks").reload_content()
    assert learner.place == ("tiny", "checks")
    expect(learner.form("who").locator(".question-result")).to_be_visible()
    if target != "scorm12":
        expect(learner.notice(learner.word("notice_detached"))).to_be_visible()
    learner.take("right")
    if target != "scorm12":
        learner.exit()
        expect(learner.closed).to_contain_text(learner.word("closed_kept"))
    learner.close_tab().launch().leave("exit")
    assert_recorded(learner)


@each_target
def test_an_attempt_handed_in_in_another_window_is_over_here_too(journey: Journey, target: str) -> None:
    """Nobody goes on answering questions that count for nothing any more."""
    one = journey("tiny", target).launch().read()
    one.sco.get_by_role("button", name=one.word("start_assessment")).click()
    expect(one.sco.locator(".assessment[data-screen=question]")).to_be_visible()
    two = Learner(one.context, one.lms, one.truth, target).launch()
    two.go("tiny", "assessment").take("right")
    expect(one.sco.locator(".page-results .score-number")).to_be_visible()


@each_target
def test_work_that_no_lms_named_is_added_when_the_learner_says_so(journey: Journey, target: str) -> None:
    """The LMS refused to begin; at the next launch the learner is asked whose the work in this browser is."""
    learner = journey("tiny", target)
    learner.lms.page_faults = {"throws": ["LMSInitialize" if target == "scorm12" else "Initialize"]}
    learner.launch().read(checks="mixed", until="checks").leave("kill")
    learner.lms.page_faults = {}
    learner.launch()
    learner.sco.get_by_role("button", name=learner.word("found_mine")).click()
    expect(learner.form("who").locator(".question-result")).to_be_visible()
    learner.take("right").leave("exit")
    assert_recorded(learner)


@each_target
@pytest.mark.parametrize("broken", ["Initialize", "GetValue", "SetValue", "Commit", "Terminate"])
def test_an_api_that_throws_does_not_stop_the_learner(journey: Journey, target: str, broken: str) -> None:
    """Whatever of the API throws, the course can be read and answered to its end, without a script error."""
    learner = journey("tiny", target)
    names = {"Terminate": "LMSFinish"} if target == "scorm12" else {}
    prefix = "LMS" if target == "scorm12" else ""
    learner.lms.page_faults = {"throws": [names.get(broken, prefix + broken)]}
    learner.launch().read().take("right")
    expect(learner.sco.get_by_role("main")).to_contain_text(learner.word("percent", number=100))
    learner.exit()
