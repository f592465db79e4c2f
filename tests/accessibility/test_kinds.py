"""Each kind of question by keys alone, as an LMS and assistive technology are told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, expect

from scormkit.course.model import Question
from scormkit.questions import QUESTION_TYPES
from scormkit.render.state import decode

from ..journeys.fixtures import Packages, journeys
from ..journeys.learner import Learner
from .kinds import KINDS
from .settings import opened
from .tree import told
from .typist import Typist

# The same order of answers each time, and nobody waits before something is saved.
SETTLED = """
    Math.random = () => 0.5;
    const later = window.setTimeout;
    window.setTimeout = (act, milliseconds, ...more) => later(act, Math.min(milliseconds, 20), ...more);
"""
TOLD = Path(__file__).parent / "told"
Desk = Callable[[str], tuple[Learner, CDPSession]]


@pytest.fixture(scope="module")
def desk(browser: Browser, packages: Packages) -> Iterator[Desk]:
    """One learner at each course, for all tests."""
    with journeys(browser, packages) as journey:

        @cache
        def sit(course: str) -> tuple[Learner, CDPSession]:
            learner = journey(course, "scorm2004-4")
            learner.context.add_init_script(SETTLED)
            opened(learner)
            session = learner.context.new_cdp_session(learner.sco.page)
            session.send("Accessibility.enable")
            return learner, session

        yield sit


def test_each_kind_has_a_row() -> None:
    assert {row.type for row in KINDS.values()} == {*map(str, QUESTION_TYPES), "scenario"}
    assert {path.stem for path in TOLD.iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_by_keys_alone(desk: Desk, kind: str) -> None:
    """Reached, answered and handed in by keys; what is kept is what was answered, and all of it has a name."""
    row = KINDS[kind]
    learner, session = desk(row.course)
    page = learner.truth.page(row.course, row.page)
    asked = next(each for each in (*page.questions, *page.scenarios) if each.id == row.question)
    assert row.type == (asked.type if isinstance(asked, Question) else "scenario")
    learner.sco.evaluate("place => { location.hash = place; }", f"#/{row.course}/{row.page}")
    card = f":is(form[data-question={row.question}], [data-scenario={row.question}])"
    expect(learner.sco.locator(card)).to_be_visible()
    fresh = told(session, card)

    typist = Typist(learner)
    learner.sco.locator("main h1").focus()
    # An order is one as it lies.
    if row.hand_in and row.type != "ordering":
        typist.to(learner.word(row.hand_in), "button", question=row.question).press("Enter")
        expect(learner.sco.locator(f"{card} [role=alert]")).to_have_text(re.compile("first|Write|Tick"))
        expect(learner.sco.locator(f"{card} .question-body :focus")).to_have_count(1)
        learner.sco.locator("main h1").focus()
    row.keys(typist)
    if row.hand_in:
        typist.to(learner.word(row.hand_in), "button", question=row.question).press("Enter")
        expect(learner.sco.locator(f"{card} .question-result")).to_be_focused()
    assert "\n".join([*fresh, "", *told(session, card), ""]) == (TOLD / f"{kind}.txt").read_text("utf-8")

    name, lms = f"{row.course}_{row.question}", learner.lms
    lms.wait_for(lambda: name in lms.record.values(), f"the answer to {row.question}")
    place = next(element for element, value in lms.record.items() if element.endswith(".id") and value == name)
    assert lms.value(place.replace(".id", ".learner_response")) == row.told
    state = decode(lms.value("cmi.suspend_data"))
    assert state is not None
    assert {check["slot"]: check["response"] for check in state["sessions"][0]["checks"]}[asked.slot] == row.kept
