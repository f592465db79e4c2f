"""A whole session without a mouse: everything is reached by Tab, and the focus is always to be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ..journeys.fixtures import Journey
from ..journeys.learner import Learner
from ..journeys.test_journeys import assert_recorded
from ..journeys.truth import Answer
from .typist import Typist


@pytest.mark.parametrize("target", ["scorm12", "scorm2004-4"])
def test_a_session_by_keyboard(journey: Journey, target: str) -> None:
    """From the first page to the exit button, every question right."""
    learner = journey("tiny", target).launch()
    learner.sco.evaluate("() => window.focus()")
    typist, truth = Typist(learner), learner.truth
    typist.to(learner.word("start"), "a").press("Enter")
    typist.page().next()
    for question in ("who", "parts", "always"):
        marks = truth.right("tiny", question)
        typist.pick(question, marks).to(learner.word("check_answer"), "button").press("Enter")
        answer = Answer("tiny", question, marks)
        learner.deeds.checks.append(answer)
        learner.deeds.interactions.append(answer)
    typist.next().to(learner.word("start_assessment"), "button").press("Enter").page()
    learner.deeds.running["tiny"] = {}
    while question := learner.asked:
        marks = truth.right("tiny", question)
        learner.deeds.running["tiny"][question] = marks
        last = question == "ears"
        typist.pick(question, marks).to(learner.word("to_overview" if last else "next_question"), "button")
        typist.press("Enter").page()
    typist.to(learner.word("submit_answers"), "button").press("Enter")
    learner.sco.wait_for_function("() => location.hash.endsWith('/results')")
    typist.page()
    responses = learner.deeds.running.pop("tiny")
    learner.deeds.attempts["tiny"] = [responses]
    learner.deeds.interactions += [Answer("tiny", question, marks) for question, marks in responses.items()]
    typist.to(learner.word("exit"), "button").press("Enter")
    learner.closed.wait_for()
    assert_recorded(learner)


def test_escape_closes_the_menu(journey: Journey) -> None:
    """On a narrow screen: the button opens the menu, Escape closes it and gives the focus back."""
    learner = journey("tiny", "scorm12", width=320).launch()
    button = learner.sco.get_by_role("button", name=learner.word("menu"), exact=True)
    button.focus()
    learner.window.keyboard.press("Enter")
    menu = learner.sco.get_by_role("navigation", name=learner.word("menu"), exact=True)
    menu.wait_for()
    learner.window.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    assert learner.sco.evaluate("() => document.activeElement.id") == "player-menu-button"


def to_the_order(learner: Learner) -> Typist:
    """Begins the assessment of the gallery and goes on to what is to be put in order."""
    learner.sco.evaluate("() => { location.hash = '#/gallery/assessment'; }")
    learner.start_assessment()
    while learner.asked != "steps":
        learner.on()
    return Typist(learner)


def test_an_order_that_is_meant_as_it_lies(journey: Journey) -> None:
    """What was not touched is no answer, until the learner says so; and what was moved is one."""
    learner = journey("gallery", "scorm12").launch()
    typist = to_the_order(learner)
    box = learner.form("steps").get_by_role("checkbox", name=learner.word("order_meant"))
    shown = learner.form("steps").locator(".order-text").all_inner_texts()
    expect(box).not_to_be_checked()
    typist.to(learner.word("order_meant"), "input").press("Space")
    expect(box).to_be_checked()
    learner.on()
    # After the last question, what comes before is called otherwise.
    learner.sco.locator(".assessment-moves button").first.click()
    expect(box).to_be_checked()
    assert learner.form("steps").locator(".order-text").all_inner_texts() == shown
    box.focus()
    typist.press("Space")
    learner.on()
    learner.sco.locator(".assessment-moves button").first.click()
    expect(box).not_to_be_checked()
    typist.to(learner.word("move_up"), "button", question="steps").press("Enter")
    expect(box).to_be_checked()


def test_an_order_is_checked_as_it_lies(journey: Journey) -> None:
    """Where each answer is judged at once, asking for that is saying that it is meant."""
    learner = journey("gallery+after-each", "scorm12").launch()
    typist = to_the_order(learner)
    assert not learner.form("steps").get_by_role("checkbox").count()
    typist.to(learner.word("check_answer"), "button").press("Enter")
    expect(learner.form("steps").locator(".question-result")).to_be_focused()
    expect(learner.form("steps").locator(".question-result")).to_have_attribute("data-verdict", "wrong")
