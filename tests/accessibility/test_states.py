"""Every kind of question in every state that it can have, and all that is around questions: no violation, and it fits.

By default in two settings that have nothing in common; with SCORMKIT_ALL_SETTINGS in all sixteen.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from playwright.sync_api import expect

from scormkit.course.model import Question
from scormkit.questions import QUESTION_TYPES

from ..journeys.fixtures import Journey
from ..journeys.learner import Learner
from .answering import PARTLY, partly, put, right, wrong
from .audit import Audit
from .settings import LEAN, SETTINGS, Setting

SCORED = {"fresh", "open", "answered", "wrong", "shown", "right", "resumed"}
SAID = {"fresh", "open", "answered", "kept", "resumed"}
setting = pytest.mark.parametrize("setting", SETTINGS, ids=str)
POINTED = {"hotspot", "slider"}
UNSCORED = {"likert", "grid", "reflection", "activity"}


def states(kind: str) -> set[str]:
    """The states that a kind of question has as a check on a page."""
    if kind == "scenario":
        return {"fresh", "answered", "wrong", "right", "resumed"}
    if kind in UNSCORED or kind.startswith("survey "):
        return SAID
    # Any order lies there as an answer might.
    left_out = {"open", "answered"} if kind == "ordering" else set()
    return SCORED - left_out | ({"partly"} if kind in PARTLY else set())


def must_meet(kinds: Iterable[str]) -> set[tuple[str, str]]:
    return {(kind, state) for kind in kinds for state in states(kind)}


def visit(learner: Learner, page: str) -> None:
    """Any page by its address; that links lead there is tested elsewhere."""
    session = learner.truth.session().id
    learner.sco.evaluate("place => { location.hash = place; }", f"#/{session}/{page}")
    learner.sco.wait_for_function(
        "page => document.querySelector('main h1') && location.hash.endsWith('/' + page)", arg=page
    )


def questions(learner: Learner, page: str) -> list[Question]:
    session = learner.truth.session().id
    return list(learner.truth.page(session, page).questions)


def buttons(learner: Learner, word: str) -> None:
    """Presses each button of that name on the page."""
    found = learner.sco.get_by_role("main").get_by_role("button", name=learner.word(word), exact=True)
    while found.count():
        found.first.click()


def go_through_checks(learner: Learner, audit: Audit, page: str) -> None:
    """Knowledge checks from unanswered to solved."""
    visit(learner, page)
    asked = questions(learner, page)
    audit.look(learner, f"{page}: unanswered")
    for question in asked:
        if question.form != "order":
            put(learner, question, [], hand_in=True)
    expect(learner.sco.get_by_role("alert").first).to_be_visible()
    audit.look(learner, f"{page}: left open")
    for question in asked:
        put(learner, question, wrong(question))
    for hint in learner.sco.locator("details.hint").all():
        hint.locator("summary").click()
    audit.look(learner, f"{page}: answered")
    for question in asked:
        put(learner, question, wrong(question), hand_in=True)
    audit.look(learner, f"{page}: wrong")
    buttons(learner, "show_answer")
    audit.look(learner, f"{page}: shown")
    for question in asked:
        put(learner, question, partly(question) if question.type in PARTLY else right(question), hand_in=True)
    audit.look(learner, f"{page}: partly")
    for question in asked:
        if question.type in PARTLY:
            put(learner, question, right(question), hand_in=True)
    audit.look(learner, f"{page}: right")


def say_for_oneself(learner: Learner, audit: Audit, page: str) -> None:
    """Where nothing is right or wrong."""
    visit(learner, page)
    audit.look(learner, f"{page}: unanswered")
    for question in questions(learner, page):
        put(learner, question, [], hand_in=True)
    audit.look(learner, f"{page}: left open")
    for question in questions(learner, page):
        put(learner, question, right(question))
    audit.look(learner, f"{page}: answered")
    for question in questions(learner, page):
        put(learner, question, right(question), hand_in=True)
    audit.look(learner, f"{page}: kept")


def take(learner: Learner, audit: Audit) -> None:
    """An attempt: every other answer right, one left out; what came of it with each answer."""
    visit(learner, "assessment")
    audit.look(learner, "before the assessment")
    learner.start_assessment()
    session = learner.truth.session().id
    number, seen = 0, set()
    while learner.asked:
        question = learner.truth.question(session, learner.asked)
        if number != 3 or question.required:
            put(learner, question, right(question) if number % 2 else wrong(question))
        if question.type not in seen:
            audit.look(learner, f"{question.type}: {'left out' if number == 3 else 'chosen'}")
        seen.add(question.type)
        number += 1
        learner.on()
    audit.look(learner, "before handing in")
    learner.hand_in()
    audit.look(learner, "results")
    for summary in learner.sco.locator("summary").all():
        summary.click()
    audit.look(learner, "each answer of the attempt")


def play(learner: Learner, audit: Audit) -> None:
    """A scenario to a bad end and a good one."""
    visit(learner, "scenario")
    audit.look(learner, "first scene")
    for way in (
        ("Take the patient at once", "Run there yourself"),
        ("Ask her what worries her", "Plan with her who looks after whom"),
    ):
        for text in way:
            learner.sco.get_by_role("button", name=text).click()
            audit.look(learner, f"scene after “{text}”")
        if again := learner.sco.get_by_role("button", name=learner.word("scenario_again")):
            again.click() if way[0].startswith("Take") else None


@setting
def test_every_kind_of_question(journey: Journey, setting: Setting) -> None:
    """Checks, what one says for oneself, a questionnaire, a scenario; what is left of them when one comes back."""
    audit = Audit(str(setting))
    learner = setting.learner(journey, "gallery")
    go_through_checks(learner, audit, "checks")
    say_for_oneself(learner, audit, "yours")
    say_for_oneself(learner, audit, "feedback")
    play(learner, audit)
    learner.close_tab()
    opened_again = setting.again(learner)
    audit.resumed = True
    for page in ("checks", "yours", "feedback", "scenario"):
        visit(opened_again, page)
        audit.look(learner, f"{page}: resumed")
    visit(learner, "learning-record")
    expect(learner.sco.get_by_text("Say it <b>back</b>.", exact=True).first).to_be_visible()
    expect(learner.sco.get_by_role("listitem").filter(has_text="Situation: By heart")).to_be_visible()
    audit.look(learner, "learning record")
    audit.assert_clean()
    kinds = {str(kind) for kind in QUESTION_TYPES if kind not in POINTED}
    assert must_meet({*kinds, "scenario", "survey grid", "survey choice", "survey reflection"}) - audit.met == set()


@setting
def test_every_kind_in_an_assessment(journey: Journey, setting: Setting) -> None:
    """An attempt that fails and one that passes; the certificate."""
    audit = Audit(str(setting))
    learner = setting.learner(journey, "gallery")
    take(learner, audit)
    visit(learner, "certificate")
    audit.look(learner, "certificate")
    audit.assert_clean()


@setting
def test_drawn_and_pointed_at(journey: Journey, setting: Setting) -> None:
    """Places on a picture and sliders, as checks and in an assessment that draws."""
    audit = Audit(str(setting))
    learner = setting.learner(journey, "gallery-draw")
    go_through_checks(learner, audit, "read")
    take(learner, audit)
    learner.close_tab()
    setting.again(learner)
    audit.resumed = True
    visit(learner, "read")
    audit.look(learner, "read: resumed")
    audit.assert_clean()
    assert must_meet(POINTED) - audit.met == set()


@setting
def test_the_companion_for_trainers(journey: Journey, setting: Setting) -> None:
    """Each page with what trainers are told."""
    audit = Audit(str(setting))
    learner = setting.learner(journey, "gallery+trainer")
    for page in learner.truth.session().pages:
        visit(learner, page.id)
        audit.look(learner, page.id)
    audit.assert_clean()


def test_the_two_settings_have_nothing_in_common() -> None:
    first, second = LEAN
    assert not set(first) & set(second)
