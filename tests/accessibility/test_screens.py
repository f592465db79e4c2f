"""No violation on any kind of page and state: light on a desktop, dark on the narrowest phone; all four on request."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from ..journeys.fixtures import Journey
from ..journeys.learner import Learner
from .audit import Audit

SETTINGS = [("light", 1280), ("dark", 320)]
if "SCORMKIT_ALL_SETTINGS" in os.environ:
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


def opened(learner: Learner, place: str = "popup") -> Learner:
    """Launched in a window of its own, as wide as the setting says."""
    size = learner.context.new_page()
    viewport = size.viewport_size
    size.close()
    learner.launch(place)  # type: ignore[arg-type]
    for page in learner.context.pages:
        page.set_viewport_size(viewport)
    return learner


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


def test_checks(start: Start, audit: Audit) -> None:
    """Knowledge checks, unanswered to solved."""
    learner = opened(start("tiny", "scorm12")).go("tiny", "checks")
    audit.look(learner, "checks unanswered")
    learner.form("who").get_by_role("button", name=learner.word("check_answer")).click()
    expect(learner.form("who").get_by_role("alert")).to_be_visible()
    audit.look(learner, "check without a choice")
    for question in ("who", "parts", "always"):
        learner.answer_check(question, learner.truth.wrong("tiny", question))
    audit.look(learner, "checks wrong")
    learner.form("who").get_by_role("button", name=learner.word("try_again")).click()
    audit.look(learner, "check tried again")
    learner.form("parts").get_by_role("button", name=learner.word("show_answer")).click()
    audit.look(learner, "check solved for the learner")
    for question in ("who", "always"):
        if learner.form(question).get_by_role("button", name=learner.word("check_answer")).is_visible():
            learner.pick("tiny", question, learner.truth.right("tiny", question))
            learner.form(question).get_by_role("button", name=learner.word("check_answer")).click()
        else:
            learner.answer_check(question, learner.truth.right("tiny", question))
    audit.look(learner, "checks right")
    audit.assert_clean()


def test_every_kind_of_question(start: Start, audit: Audit) -> None:
    """Unanswered, with something left open, wrong, shown; and where nothing is right or wrong, kept."""
    learner = opened(start("gallery", "scorm2004-4")).go("gallery", "checks")
    audit.look(learner, "questions unanswered")
    check = learner.word("check_answer")
    for question in ("match", "sort", "words", "number"):
        learner.form(question).get_by_role("button", name=check).click()
        expect(learner.form(question).get_by_role("alert")).to_be_visible()
    audit.look(learner, "questions left open")
    for question in ("match", "sort"):
        for select in learner.form(question).locator("select").all():
            select.select_option(index=1)
    for field in learner.form("words").locator("input").all():
        field.fill("talk")
    learner.form("number").locator("input").fill("70,5")
    for question in ("order", "match", "sort", "words", "number"):
        learner.form(question).get_by_role("button", name=check).click()
        expect(learner.form(question).locator(".question-result")).to_be_focused()
    audit.look(learner, "questions answered wrong")
    for question in ("order", "match", "sort", "words", "number"):
        learner.form(question).get_by_role("button", name=learner.word("show_answer")).click()
    audit.look(learner, "questions shown")
    learner.go("gallery", "yours")
    learner.form("agree").get_by_label("Often").check()
    learner.form("note").get_by_label(learner.word("your_text")).fill("Say it <b>back</b>")
    audit.look(learner, "nothing right or wrong")
    for question in ("agree", "note"):
        learner.form(question).get_by_role("button", name=learner.word("keep_answer")).click()
    audit.look(learner, "nothing right or wrong, kept")
    activity = learner.form("one-handover")
    activity.get_by_role("button", name=learner.word("keep_activity")).click()
    expect(activity.get_by_role("alert")).to_be_visible()
    activity.get_by_label(learner.word("evidence")).fill("I said it <b>back</b>")
    activity.get_by_label(learner.word("activity_done")).check()
    audit.look(learner, "activity with a note")
    activity.get_by_role("button", name=learner.word("keep_activity")).click()
    expect(activity.locator(".question-result")).to_be_focused()
    audit.look(learner, "activity confirmed")
    learner.go("gallery", "feedback")
    for select in learner.form("grid").locator("select").all():
        select.select_option(index=1)
    learner.form("grid").get_by_role("button", name=learner.word("keep_answer")).click()
    audit.look(learner, "questionnaire")
    learner.go("gallery", "results")
    learner.sco.get_by_role("link", name=learner.word("learning_record")).click()
    expect(learner.sco.get_by_text("I said it <b>back</b>", exact=True)).to_be_visible()
    audit.look(learner, "learning record")
    audit.assert_clean()


def test_another_theme(start: Start, audit: Audit) -> None:
    """The theme that comes along, where it has colours of its own."""
    learner = opened(start("themed", "scorm2004-4")).go("themed", "all")
    audit.look(learner, "page")
    learner.form("who").get_by_label("Nobody").check()
    learner.form("who").get_by_role("button", name=learner.word("check_answer")).click()
    audit.look(learner, "check wrong")
    learner.form("who").get_by_role("button", name=learner.word("show_answer")).click()
    learner.open_menu()
    audit.look(learner, "check solved, with menu")
    learner.go("themed", "results")
    audit.look(learner, "results")
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
