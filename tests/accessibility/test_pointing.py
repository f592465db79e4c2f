"""Pointing at a picture and setting a slider: by keyboard alone, with names, from right to left, dark and narrow."""

from __future__ import annotations

from playwright.sync_api import expect

from ..journeys.fixtures import Journey
from .audit import Audit
from .settings import opened

FROM_RIGHT_TO_LEFT = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });"


def test_pointing_and_sliding(journey: Journey) -> None:
    """Whoever cannot point chooses by name; whoever cannot slide writes the number. Each shows what the other does."""
    audit = Audit("dark-320-rtl")
    learner = journey("gallery-draw", "scorm2004-4", color_scheme="dark", width=320, height=800)
    learner.context.add_init_script(FROM_RIGHT_TO_LEFT)
    opened(learner).go("gallery-draw", "read")
    keyboard, check = learner.sco.page.keyboard, learner.word("check_answer")

    spots = learner.form("risk")
    places = spots.get_by_role("group").get_by_role("radio")
    assert [
        place.get_attribute("aria-label") or spots.locator("label").nth(n).inner_text()
        for n, place in enumerate(places.all())
    ] == ["The line of the drip", "The pillow", "The head of the bed"]
    assert spots.get_by_role("img").count() == 1
    audit.look(learner, "nothing chosen")
    spots.get_by_role("radio", name="The line of the drip").focus()
    keyboard.press("Space")
    expect(spots.locator(".hotspot.is-picked")).to_have_attribute("data-spot", "a")
    spots.locator(".hotspot").nth(1).click()
    expect(spots.get_by_role("radio", name="The pillow")).to_be_checked()
    spots.get_by_role("button", name=check).focus()
    keyboard.press("Enter")
    expect(spots.locator(".question-result")).to_have_attribute("data-verdict", "wrong")
    audit.look(learner, "pointed at the wrong place")
    spots.get_by_role("button", name=learner.word("show_answer")).click()
    audit.look(learner, "the right place is shown")

    share = learner.form("share")
    slider, field = share.get_by_role("slider", name=learner.word("slider")), share.get_by_role("textbox")
    share.get_by_role("button", name=check).click()
    expect(share.get_by_role("alert")).to_have_text(learner.word("number_first"))
    slider.focus()
    keyboard.press("Home")
    keyboard.press("PageUp")
    assert field.input_value() == slider.input_value()
    field.fill("4")
    assert slider.input_value() == "4"
    audit.look(learner, "slider set")
    share.get_by_role("button", name=check).focus()
    keyboard.press("Enter")
    expect(share.locator(".question-result")).to_have_attribute("data-verdict", "right")
    audit.look(learner, "slider judged")
    audit.assert_clean()
