"""Each kind of question by touch alone, on a telephone: tapped, and never dragged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Locator, expect

from ..journeys.fixtures import Packages, journeys
from ..journeys.learner import Learner
from .kinds import KINDS
from .settings import opened

Phone = Callable[[str], Learner]


@pytest.fixture(scope="module")
def phone(browser: Browser, packages: Packages) -> Iterator[Phone]:
    """One learner at each course, for all tests."""
    with journeys(browser, packages) as journey:

        @cache
        def take(course: str) -> Learner:
            return opened(journey(course, "scorm12", width=320, height=640, touch=True))

        yield take


def _tap_each(card: Locator, selector: str) -> None:
    for place in range(card.locator(selector).count()):
        card.locator(selector).nth(place).tap()


def _write(card: Locator) -> None:
    for field in card.locator(".answer-text").all():
        field.tap()
        field.press_sequentially("7")
    if (done := card.locator(".activity-done")).count():
        done.tap()


def _choose(card: Locator) -> None:
    # What a list offers is shown by the telephone itself.
    for place, select in enumerate(card.locator("select").all()):
        select.tap()
        select.select_option(index=1 + place % 2)


def _slide(card: Locator) -> None:
    slider = card.get_by_role("slider")
    box = slider.bounding_box()
    assert box
    slider.tap(position={"x": box["width"] * 0.8, "y": box["height"] / 2})
    assert float(slider.input_value()) >= 7


TAPS: dict[str, Callable[[Locator], None]] = {
    "single choice": lambda card: card.locator(".answer label").first.tap(),
    "multiple response": lambda card: card.locator(".answer label").first.tap(),
    "true or false": lambda card: card.locator(".answer label").first.tap(),
    "likert": lambda card: card.locator(".answer label").first.tap(),
    "ordering": lambda card: card.locator("[data-move='1']").first.tap(),
    "matching": _choose,
    "categorise": _choose,
    "grid": lambda card: _tap_each(card, ".answer input:nth-child(1)"),
    "survey grid": lambda card: _tap_each(card, ".answer input:nth-child(1)"),
    "hotspot": lambda card: card.locator(".hotspot").nth(1).tap(),
    "slider": _slide,
    "fill-in": _write,
    "numeric": _write,
    "reflection": _write,
    "activity": _write,
    "scenario": lambda card: card.locator("button[data-mark]").first.tap(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_by_touch_alone(phone: Phone, kind: str) -> None:
    """Answered and handed in by taps; nothing is wider than the telephone."""
    row = KINDS[kind]
    learner = phone(row.course)
    learner.sco.evaluate("place => { location.hash = place; }", f"#/{row.course}/{row.page}")
    card = learner.sco.locator(f":is(form[data-question={row.question}], [data-scenario={row.question}])")
    expect(card).to_be_visible()
    TAPS[kind](card)
    if row.hand_in:
        card.get_by_role("button", name=learner.word(row.hand_in), exact=True).tap()
        expect(card.locator(".question-result")).to_be_focused()
    else:
        expect(card.locator(".scene-before")).to_be_visible()
    name = f"{row.course}_{row.question}"
    learner.lms.wait_for(
        lambda: any(value.startswith(name) for value in learner.lms.record.values()), f"the answer to {row.question}"
    )
    assert learner.sco.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
