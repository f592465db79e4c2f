"""A scenario without a mouse, at 320 pixels, in both directions and schemes, left in the middle and found again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ..journeys.fixtures import Journey
from ..journeys.learner import Learner
from .settings import opened
from .typist import Typist


@pytest.mark.parametrize(
    ("target", "scheme", "direction", "said"),
    [("scorm12", "light", "rtl", "student_response"), ("scorm2004-4", "dark", "ltr", "learner_response")],
)
def test_a_scenario_by_keyboard(journey: Journey, target: str, scheme: str, direction: str, said: str) -> None:
    learner = journey("gallery", target, width=320, height=800, color_scheme=scheme)

    def arrive() -> Typist:
        opened(learner)
        learner.sco.evaluate("way => { document.documentElement.dir = way; window.focus(); }", direction)
        return Typist(learner)

    def choose(typist: Typist, text: str, scene: str) -> None:
        typist.to(text, "button").press("Enter")
        group = learner.sco.get_by_role("group", name=scene, exact=True)
        expect(group).to_be_focused()
        expect(group).to_contain_text(f"{learner.word('scenario_chosen')} {text}")

    typist = arrive()
    learner.go("gallery", "scenario")
    learner.sco.evaluate("() => document.querySelector('main h1').focus()")
    choose(typist, "Say that you will call back", learner.word("scenario_scene", number=2))
    expect(learner.sco.get_by_role("button", name="Say that you will call back")).to_have_count(0)
    choose(typist, "Ask her what worries her", "At the desk")
    learner.close_tab()

    typist = arrive()
    assert learner.place == ("gallery", "scenario")
    expect(learner.sco.get_by_role("group", name="At the desk", exact=True)).to_be_visible()
    choose(typist, "Plan with her who looks after whom", "A plan for the night")
    result = learner.sco.locator(".scene .question-result")
    expect(result).to_have_attribute("data-verdict", "right")
    expect(result).to_contain_text(learner.word("scenario_points", points=5, most=5, best=5))
    learner.sco.locator("summary").click()
    typist.to(learner.word("scenario_again"), "button").press("Enter")
    choose(typist, "Take the patient at once", "The patient comes")
    assert learner.sco.get_by_role("button", name="Ask the nurse").count() == 0
    choose(typist, "Run there yourself", "Alone")
    expect(result).to_have_attribute("data-verdict", "wrong")
    learner.close_tab()

    told = [
        (learner.lms.value(f"cmi.interactions.{at}.id"), learner.lms.value(f"cmi.interactions.{at}.{said}"))
        for at in range(7)
    ]
    scenes = ["call", "call", "nurse", "", "call", "full", ""]
    assert told == [
        (f"gallery_last-bed_{scene}".rstrip("_"), mark) for scene, mark in zip(scenes, "caaabbc", strict=True)
    ]
    assert told_result(learner, 3) == "correct"


def told_result(learner: Learner, at: int) -> str:
    """What the LMS holds of an interaction's result."""
    return learner.lms.value(f"cmi.interactions.{at}.result")
