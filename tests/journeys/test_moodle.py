"""The same packages in an LMS as strict as Moodle, with its ways of losing things (host/page/moodle.js)."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from .fixtures import Journey
from .host.server import Profile
from .learner import Learner, Way
from .recorded import differences, stored_answers
from .test_journeys import MAY_CHANGE, assert_recorded
from .truth import picked

# Both editions of 2004 have the same player.
each_target = pytest.mark.parametrize("target", ["scorm12", "scorm2004-4"])


def in_moodle(journey: Journey, source: str, target: str) -> Learner:
    """A learner whose LMS is like Moodle."""
    profile: Profile = "moodle12" if target == "scorm12" else "moodle2004"
    return journey(source, target, profile=profile)


@each_target
@pytest.mark.parametrize("way", ["exit", "close", "navigate", "kill"])
def test_leaving_and_coming_back(journey: Journey, target: str, way: Way) -> None:
    """By each way, in the middle and at the end; the next launch is for review, and changes nothing that is stored."""
    learner = in_moodle(journey, "tiny", target).launch().read(checks="mixed", until="checks")
    learner.leave(way).launch()
    assert learner.place == ("tiny", "checks")
    learner.take("right").leave(way)
    if way == "kill":
        learner.launch().leave("close")
    assert_recorded(learner)
    before = kept(learner)
    learner.launch()
    expect(learner.notice(learner.word("notice_review"))).to_be_visible()
    learner.go("tiny", "checks").go("tiny", "certificate").leave(way)
    assert kept(learner) == before


def kept(learner: Learner) -> dict[str, str]:
    """What is stored of what the content says, once the last beacon, of which nobody tells, has arrived."""
    seen: dict[str, str] = {}
    while seen != learner.lms.record:
        seen = dict(learner.lms.record)
        time.sleep(1)
    return {name: value for name, value in seen.items() if not name.endswith(MAY_CHANGE)}


@each_target
def test_failing_does_not_lock_the_learner_out(journey: Journey, target: str) -> None:
    """Moodle opens for review only what is failed or completed: with attempts left a learner is neither."""
    learner = in_moodle(journey, "tiny", target).launch().read().take("wrong").leave("close")
    learner.launch()
    expect(learner.sco.get_by_role("region", name=learner.word("notices"))).to_be_empty()
    learner.take("right").leave("close")
    assert_recorded(learner)


@each_target
def test_only_opened(journey: Journey, target: str) -> None:
    """LMSFinish makes "completed" of a status that was never set: it must have been set."""
    learner = in_moodle(journey, "tiny", target).launch().leave("close")
    assert_recorded(learner)
    learner.launch()
    assert not learner.lms.finished


@pytest.mark.parametrize("target", ["scorm12", "scorm2004-4"])
def test_a_whole_pathway(journey: Journey, target: str) -> None:
    """All of LeAD, with every answer that it asks for: the last word still fits a beacon.

    In SCORM 2004 all of the record is sent again each time, and one beacon does not hold all answers of a pathway:
    there the journal may lack some. Status, score, objectives and the stored state may not.
    """
    learner = in_moodle(journey, "lead", target).launch()
    for session in learner.truth.sessions:
        learner.read(session, checks="wrong").take("right", session)
    learner.leave("close")
    found = differences(learner.lms.record, learner.truth, learner.deeds, target)
    if target != "scorm12":
        found = [each for each in found if not each.startswith("answers stored")]
        journal = stored_answers(learner.lms.record.get)
        assert len(journal) == len(set(journal)) > 15
        given = {f"{answer.session}_{answer.question}" for answer in learner.deeds.interactions}
        assert set(journal) <= given
    assert not found, "\n".join(found)
    assert learner.lms.commits[-1].by_beacon
    assert learner.lms.finished
    learner.launch()
    session = learner.truth.session()
    page = next(page for page in session.pages if page.questions)
    learner.go(session.id, page.id)
    for question in picked(page):
        verdict = learner.form(question.id).locator(".question-result")
        expect(verdict).to_have_attribute("data-verdict", "wrong")
