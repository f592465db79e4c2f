"""An assessment that draws, runs against a clock, and asks for an answer before it is handed in."""

from __future__ import annotations

from playwright.sync_api import expect

from ..journeys.fixtures import Journey
from .audit import Audit
from .settings import opened

LATER = "seconds => { const now = Date.now; Date.now = () => now() + seconds * 1000; }"


def test_against_the_clock(journey: Journey) -> None:
    """Each screen with a clock on it, dark and as narrow as can be; when the time is up, what is answered counts."""
    audit = Audit("dark-320")
    learner = opened(journey("gallery-draw", "scorm12", color_scheme="dark", width=320, height=800))
    learner.go("gallery-draw", "read")
    hint = learner.form("back").get_by_text(learner.word("hint"), exact=True)
    hint.focus()
    hint.press("Enter")
    expect(learner.form("back").get_by_text("left out")).to_be_visible()
    learner.answer_check("back", learner.truth.wrong("gallery-draw", "back"))
    expect(learner.form("back").get_by_text("A nod says")).to_be_visible()
    audit.look(learner, "hint, and feedback on the whole")

    learner.go("gallery-draw", "assessment")
    audit.look(learner, "rules of the assessment")
    learner.start_assessment()
    timer = learner.sco.get_by_role("timer")
    expect(timer).to_have_text(learner.word("minutes_left_other", count=20))
    expect(learner.sco.get_by_text("On the ward")).to_be_visible()
    first = learner.asked
    learner.choose(learner.truth.right("gallery-draw", first))
    audit.look(learner, "question of a section, with the time left")
    for _ in range(6):
        learner.on()
    learner.sco.get_by_role("button", name=learner.word("submit_answers")).click()
    # Which number the one that is required has follows from the draw.
    expect(learner.sco.get_by_role("alert")).to_contain_text(learner.word("required_open_one", questions=""))
    audit.look(learner, "what is required is open")
    learner.sco.evaluate(LATER, 19 * 60 + 10)
    expect(timer).to_contain_text("second")
    audit.look(learner, "time running short")
    learner.sco.evaluate(LATER, 60)
    expect(learner.sco.locator(".page-results .score-number")).to_have_text("16.6%")
    expect(learner.sco.get_by_text("Read the page once more")).to_be_visible()
    audit.look(learner, "results with a part and what to do first")
    audit.assert_clean()
