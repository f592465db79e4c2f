"""Where a sound goes on, in another browser: nothing is known there but what the LMS holds."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from scormkit import api

from .host.server import Lms

SESSION = """---
title: Heard
id: heard
minutes: 2
---

# Sound

::: audio talk.wav {title="A talk"}
The words of the talk.
:::

# Whole

::: audio whole.wav {title="All of it" watch=whole}
The words of it.
:::
"""
TIME = "() => document.querySelector('audio').currentTime"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    for name in ("talk.wav", "whole.wav"):
        with wave.open(str(folder / name), "wb") as sound:
            sound.setparams((1, 1, 4000, 0, "NONE", ""))
            sound.writeframes(b"\x80" * 4000 * 60)
    (folder / "heard.md").write_text(SESSION, "utf-8")
    result = api.build([folder / "heard.md"], ("scorm12",), folder)
    assert not result.report.findings
    return result.packages[0].path


def launch(browser: Browser, lms: Lms) -> tuple[Page, Frame]:
    page = browser.new_context().new_page()
    page.goto(f"{lms.origin}/host/host.html?place=frame")
    page.wait_for_function("() => frames.sco?.document.querySelector('main h1')")
    frame = page.frame(name="sco")
    assert frame
    return page, frame


def play(frame: Frame, until: float, rate: int) -> None:
    start = "rate => { const sound = document.querySelector('audio'); sound.playbackRate = rate; sound.play(); }"
    frame.evaluate(start, rate)
    frame.wait_for_function(f"() => ({TIME})() > {until}")


def test_a_sound_goes_on_in_another_browser(browser: Browser, package: Path) -> None:
    with Lms(package, "scorm12") as lms:
        page, frame = launch(browser, lms)
        frame.get_by_role("link", name="Sound").last.click()
        play(frame, 8, rate=8)
        # Leaving the page stops it.
        frame.get_by_role("link", name="Whole").last.click()
        expect(frame.get_by_role("heading", name="Whole", level=1)).to_be_visible()
        play(frame, 7, rate=2)
        frame.evaluate("() => { document.querySelector('audio').currentTime = 40; }")
        frame.wait_for_function(f"() => ({TIME})() > 41")
        page.close()
        lms.wait_for_end(0)
        page.context.close()

        page, frame = launch(browser, lms)
        assert frame.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('media'))") == []
        # What must be heard goes on where it was heard to, for what was jumped over counts for nothing.
        frame.wait_for_function(f"() => ({TIME})() >= 6")
        assert frame.evaluate(TIME) < 30
        frame.get_by_role("link", name="Sound").last.click()
        frame.wait_for_function(f"() => ({TIME})() >= 7")
        assert frame.evaluate(TIME) < 30
        expect(frame.locator(".media-note")).to_contain_text("0:")
        page.context.close()
