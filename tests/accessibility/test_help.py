"""The help panel of LeAD: by keyboard, at 320 pixels, from right to left, dark, on paper; right by two clocks."""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scormkit import api

from .audit import AXE, RULES, RUN

WIDE = """() => {
    const panel = document.querySelector("dialog");
    return [document.documentElement.scrollWidth - innerWidth, panel.scrollWidth - panel.clientWidth];
}"""
# A Monday on which Europe's clocks are at winter time and New York's are not; a Friday on which nobody is there.
MONDAY, HOLIDAY = "2026-10-26T12:59:00Z", "2026-12-25T12:00:00Z"
SETTINGS = [
    (1280, "light", "ltr", "America/New_York", MONDAY, "Open now until 09:00", "In London: today at 13:00"),
    (320, "dark", "rtl", "Asia/Kolkata", HOLIDAY, "Closed now, opens Tuesday at 16:30", "In London: Tuesday at 11:00"),
    (320, "light", "ltr", "Europe/London", HOLIDAY, "Closed now, opens Tuesday at 11:00", ""),
]


@pytest.fixture(scope="module")
def site(lead: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LeAD as a plain site."""
    folder = tmp_path_factory.mktemp("help")
    shutil.copytree(lead, folder / "sources")
    [package] = api.build([folder / "sources/by-domain.course.yaml"], ("web",), folder).packages
    with zipfile.ZipFile(package.path) as archive:
        archive.extractall(folder / "site")
    return folder / "site/index.html"


@pytest.mark.parametrize(("width", "scheme", "direction", "zone", "time", "now", "there"), SETTINGS)
def test_help_is_there_for_everybody(
    browser: Browser, site: Path, width: int, scheme: str, direction: str, zone: str, time: str, now: str, there: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, timezone_id=zone)  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.clock.set_fixed_time(datetime.fromisoformat(time))
    page.goto(site.as_uri())
    page.evaluate("way => { document.documentElement.dir = way; }", direction)
    button, panel = page.get_by_role("button", name="Help", exact=True), page.get_by_role("dialog", name="Help")
    button.focus()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    expect(page.locator("#player-help-title")).to_be_focused()
    expect(panel.get_by_role("status")).to_contain_text(now)
    if there:
        expect(panel.get_by_role("status")).to_contain_text(there)
    expect(panel.get_by_role("columnheader")).to_have_count(3 if there else 2)
    assert page.evaluate(WIDE) == [0, 0]
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN, RULES) == []
    for _ in range(8):
        # From the last thing the focus may go to the browser's own parts, never to what the panel covers.
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.emulate_media(media="print")
    expect(panel).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    if time == MONDAY:
        page.clock.set_fixed_time(datetime.fromisoformat("2026-10-26T13:00:00Z"))
        button.click()
        expect(panel.get_by_role("status")).to_contain_text("Closed now, opens today at 10:00")
    assert not faults
    context.close()
