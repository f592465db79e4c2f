"""A whole session without a mouse: everything is reached by Tab, and the focus is always to be seen."""

from __future__ import annotations

import pytest

from ..journeys.fixtures import Journey
from ..journeys.learner import Learner
from ..journeys.test_journeys import assert_recorded
from ..journeys.truth import Answer

SEEN = """() => {
    const around = [document.activeElement, document.activeElement.closest(".answer") || document.activeElement];
    const shows = s => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
    return around.some(element => shows(getComputedStyle(element)));
}"""
NAME = """() => {
    const e = document.activeElement;
    const label = e.labels && e.labels[0] && e.labels[0].textContent;
    return (e.getAttribute("aria-label") || label || e.textContent || "").trim();
}"""
MOST_TABS = 120


class Typist:
    """A learner with a keyboard and nothing else."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.keys = learner.window.keyboard

    def to(self, name: str, role: str = "") -> Typist:
        """Tabs on until something of that name has the focus."""
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            at = self.learner.sco.evaluate("() => document.activeElement.tagName.toLowerCase()")
            if (not role or at == role) and str(self.learner.sco.evaluate(NAME)).startswith(name):
                assert self.learner.sco.evaluate(SEEN), f"the focus on “{name}” is not to be seen"
                return self
        raise AssertionError(f"“{name}” was not reached with the Tab key")

    def page(self) -> Typist:
        """After a change of page the heading has the focus, so that reading goes on from there."""
        self.learner._note_place()
        assert self.learner.sco.evaluate("() => document.activeElement.matches('h1, h2')"), "the heading has no focus"
        return self

    def press(self, key: str) -> Typist:
        """One key."""
        self.keys.press(key)
        return self

    def next(self) -> Typist:
        """To the next page."""
        before = self.learner.hash
        self.to(self.learner.word("next"), "a").press("Enter")
        self.learner.sco.wait_for_function("before => location.hash !== before", arg=before)
        return self.page()

    def answer(self, question: str, marks: frozenset[str]) -> Typist:
        """Picks answers: arrow keys among radio buttons, Space for check boxes."""
        asked = self.learner.truth.question("tiny", question)
        if asked.type == "multiple":
            for choice in asked.choices:
                if choice.mark in marks:
                    self.to(choice.text, "input").press("Space")
            return self
        wanted = next(number for number, choice in enumerate(asked.choices) if choice.mark in marks)
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            if self.learner.form(question).locator("input:focus").count():
                break
        for _ in range(wanted):
            self.keys.press("ArrowDown")
        if not wanted:
            self.keys.press("Space")
        return self


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
        typist.answer(question, marks).to(learner.word("check_answer"), "button").press("Enter")
        answer = Answer("tiny", question, marks)
        learner.deeds.checks.append(answer)
        learner.deeds.interactions.append(answer)
    typist.next().to(learner.word("start_assessment"), "button").press("Enter").page()
    learner.deeds.running["tiny"] = {}
    while question := learner.asked:
        marks = truth.right("tiny", question)
        learner.deeds.running["tiny"][question] = marks
        last = question == "ears"
        typist.answer(question, marks).to(learner.word("to_overview" if last else "next_question"), "button")
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


def test_every_kind_of_question_by_keyboard(journey: Journey) -> None:
    """Moving, choosing from lists and writing, with names that a screen reader says and what it tells after a move."""
    learner = journey("gallery", "scorm12").launch().go("gallery", "checks")
    typist, sco = Typist(learner), learner.sco
    order = learner.form("order")
    items = [learner.word("move_up"), learner.word("move_down")]
    wanted = ["Situation", "Background", "Assessment", "Recommendation"]
    for place, text in enumerate(wanted):
        item = order.locator(".order-item", has_text=text)
        button = item.get_by_role("button", name=items[0])
        assert (
            sco.evaluate(
                "e => document.getElementById(e.getAttribute('aria-describedby')).textContent", button.element_handle()
            )
            == text
        )
        while order.locator(".order-item").all_inner_texts()[place].splitlines()[0] != text:
            button.focus()
            typist.press("Enter")
            assert sco.evaluate("() => document.activeElement.matches('.order-move')"), "the focus is lost after a move"
            assert order.get_by_role("status").inner_text()
    order.get_by_role("button", name=learner.word("check_answer")).focus()
    typist.press("Enter")
    assert order.locator(".question-result").get_attribute("data-verdict") == "right"
    typist.to("Situation", "select").press("W").press("Tab")
    assert learner.form("match").get_by_role("combobox", name="Situation").input_value()
    typist.to(learner.word("blank_of", number=1, blanks=2), "input")
    learner.window.keyboard.type("Huddle")
    typist.press("Enter")
    assert learner.form("words").locator(".question-result").is_hidden(), (
        "Return in a blank handed in what was not finished"
    )
    typist.press("Tab")
    learner.window.keyboard.type("debrief")
    typist.to(learner.word("check_answer"), "button").press("Enter")
    assert learner.form("words").locator(".question-result").get_attribute("data-verdict") == "right"
