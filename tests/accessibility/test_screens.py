"""No violation on any kind of page and state: light on a desktop, dark on the narrowest phone; all four on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from ..journeys.fixtures import Journey
from ..journeys.learner import Learner
from .audit import Audit
from .settings import ALL_SETTINGS, opened

SETTINGS = [("light", 1280), ("dark", 320)]
if ALL_SETTINGS:
    SETTINGS += [("dark", 1280), ("light", 320)]
Start = Callable[..., Learner]


@pytest.fixture(params=SETTINGS, ids=lambda setting: f"{setting[0]}-{setting[1]}")
def start(request: pytest.FixtureRequest, journey: Journey) -> Start:
    """Makes a learner with this colour scheme and width of window; the content stands in a window of its own."""
    scheme, width = request.param
    return partial(journey, color_scheme=scheme, width=width, height=800)


@pytest.fixture
def audit(request: pytest.FixtureRequest, start: Start) -> Audit:
    """Judges screens; the test asserts at its end."""
    return Audit(request.node.callspec.id)


def test_reading(start: Start, audit: Audit) -> None:
    """Start page, menu, every block, and the summary of a session that is not complete."""
    learner = opened(start("blocks", "scorm2004-4"))
    audit.look(learner, "start page")
    learner.open_menu()
    audit.look(learner, "start page with menu")
    learner.go("blocks", "text")
    audit.look(learner, "text")
    learner.go("blocks", "blocks")
    audit.look(learner, "blocks")
    for summary in learner.sco.locator("summary").all():
        summary.click()
    audit.look(learner, "blocks opened")
    learner.open_menu()
    audit.look(learner, "blocks with menu")
    learner.go("blocks", "results")
    audit.look(learner, "results before the assessment")
    learner.go("blocks", "")
    audit.look(learner, "start page on the way")
    audit.assert_clean()


def test_assessment(start: Start, audit: Audit) -> None:
    """Before, during and after attempts that fail and pass."""
    learner = opened(start("tiny", "scorm2004-3")).read("tiny", until="checks").next()
    audit.look(learner, "assessment")
    learner.start_assessment()
    audit.look(learner, "question")
    learner.choose(learner.truth.wrong("tiny", learner.asked))
    audit.look(learner, "question answered")
    while learner.asked:
        learner.on()
    audit.look(learner, "overview with gaps")
    learner.hand_in()
    audit.look(learner, "results failed")
    learner.go("tiny", "certificate") if learner.sco.get_by_role(
        "link", name=learner.word("certificate")
    ).count() else None
    learner.go("tiny", "assessment")
    audit.look(learner, "assessment again")
    learner.start_assessment()
    learner.go("tiny", "welcome").go("tiny", "assessment")
    audit.look(learner, "assessment under way")
    learner.take("right")
    audit.look(learner, "results passed")
    for summary in learner.sco.locator("summary").all():
        summary.click()
    audit.look(learner, "results with answers")
    learner.go("tiny", "certificate")
    audit.look(learner, "certificate")
    learner.go("tiny", "")
    audit.look(learner, "start page when done")
    learner.sco.get_by_role("button", name=learner.word("exit"), exact=True).click()
    audit.assert_clean()


def test_assessment_judged_after_each_question(start: Start, audit: Audit) -> None:
    """A question of the assessment that says at once whether it was right; no attempt left."""
    learner = opened(start("pair", "scorm12"))
    audit.look(learner, "menu of sessions")
    learner.go("first", "check").start_assessment()
    learner.choose(learner.truth.wrong("first", learner.asked))
    audit.look(learner, "question judged wrong")
    learner.on()
    learner.choose(learner.truth.right("first", learner.asked))
    audit.look(learner, "question judged right")
    learner.on().on().hand_in()
    learner.go("first", "check")
    audit.look(learner, "no attempt left")
    learner.read("second")
    learner.next()
    audit.look(learner, "summary of a session without assessment")
    learner.follow(learner.open_menu().get_by_role("link", name=learner.word("all_sessions")))
    audit.look(learner, "menu of sessions on the way")
    audit.assert_clean()


def test_notices(start: Start, audit: Audit) -> None:
    """Whatever the player has to tell, and what it leaves on the screen at the end."""
    learner = opened(start("tiny", "scorm12", profile="none"), "alone")
    audit.look(learner, "no LMS")
    learner.exit()
    audit.look(learner, "closed without LMS")

    learner = opened(start("tiny", "scorm12"), "frame")
    learner.lms.fail("offline")
    learner.go("tiny", "checks").answer_check("who", learner.truth.right("tiny", "who"))
    expect(learner.notice(learner.word("notice_saving_failed"))).to_be_visible()
    audit.look(learner, "saving failed")
    learner.exit()
    audit.look(learner, "closed with work kept")
    learner.close_tab()
    learner.lms.fail("ok")
    opened(learner, "frame")
    expect(learner.notice(learner.word("notice_handed_over"))).to_be_visible()
    audit.look(learner, "handed over")
    learner.exit()
    audit.look(learner, "closed and saved")

    for mode in ("review", "browse"):
        learner = start("tiny", "scorm12")
        learner.lms.lesson_mode = mode
        opened(learner, "frame")
        audit.look(learner, mode)
        learner.go("tiny", "checks")
        audit.look(learner, f"{mode}, checks")
        learner.go("tiny", "assessment")
        audit.look(learner, f"{mode}, assessment")
        learner.exit()
        audit.look(learner, f"{mode}, closed")

    learner = start("tiny", "scorm12")
    learner.lms.record = {"cmi.suspend_data": "of another course", "cmi.core.exit": "suspend"}
    opened(learner, "frame")
    expect(learner.notice(learner.word("notice_state_unreadable"))).to_be_visible()
    audit.look(learner, "state unreadable")
    audit.assert_clean()
