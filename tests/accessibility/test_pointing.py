"""Pointing at a picture and setting a slider: each shows what its equal without pointing does, and back."""

from __future__ import annotations

from playwright.sync_api import expect

from ..journeys.fixtures import Journey
from .settings import Setting


def test_pointing_and_sliding(journey: Journey) -> None:
    learner = Setting("", "dark", "rtl", 320).learner(journey, "gallery-draw").go("gallery-draw", "read")

    spots = learner.form("risk")
    assert spots.get_by_role("img").count() == 1
    spots.get_by_role("radio", name="The line of the drip").check()
    expect(spots.locator(".hotspot.is-picked")).to_have_attribute("data-spot", "a")
    spots.locator(".hotspot").nth(1).click()
    expect(spots.get_by_role("radio", name="The pillow")).to_be_checked()

    share = learner.form("share")
    slider, field = share.get_by_role("slider"), share.get_by_role("textbox")
    assert slider.get_attribute("aria-valuetext") == learner.word("not_answered")
    slider.fill("7")
    assert (field.input_value(), slider.get_attribute("aria-valuetext")) == ("7", None)
    field.fill("4")
    assert slider.input_value() == "4"
    field.fill("")
    assert slider.get_attribute("aria-valuetext") == learner.word("not_answered")
