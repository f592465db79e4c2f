"""Formulas, code, tables, terms, photographs, by keyboard: on a desktop, and dark from right to left at 320 pixels."""

from __future__ import annotations

import io
import wave
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from scormkit import api

from .audit import AXE, RULES, RUN

PAGE = r"""---
title: All media
id: all-media
minutes: 2
---

# Media

Before work there is a [briefing]{term}. A rate is $\frac{a}{b}$.

$$
\text{eGFR} = 175 \times \left(\frac{c}{88.4}\right)^{-1.154} \times a^{-0.203} \times 0.742 \times \mathbf{1.212}
$$

![A ward](ward.jpg "Figure 1: a ward")

```python
def handover(patients, *, minutes=5):  # one line that is wider than any telephone, whatever the size of its letters
    return [f"{patient.name}: {patient.plan}" for patient in patients if not patient.is_home]
```

```diff
- old
+ new
```

| Situation | Background | Assessment | Recommendation | Who | When |
|---|---|---|---|---|---|
| What is happening | What led up to it | What I think | What I ask for | Everybody | Now |

| Situation | Background | Assessment | Recommendation | Who | When |
|---|---|---|---|---|---|
| What is happening | What led up to it | What I think | What I ask for | Everybody | Now |
"""
HEARD = """---
title: All heard
id: all-heard
minutes: 2
---

# Sound

::: audio talk.wav {title="A talk" chapters=talk.vtt watch=whole}
The words of the talk.
:::

# After it

Text.
"""
CHAPTERS = "WEBVTT\n\n00:00.000 --> 00:06.000\nThe <i>plan</i>\n\n00:06.000 --> 00:12.000\nThe risks\n"
GLOSSARY = "terms:\n  - term: briefing\n    definition: A short meeting before work begins.\n"
FITS = "() => document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page above as a plain site."""
    folder = tmp_path_factory.mktemp("media")
    noise = Image.effect_noise((250, 125), 60).resize((2000, 1000)).convert("RGB")
    photograph = io.BytesIO()
    noise.save(photograph, "JPEG", quality=95)
    (folder / "ward.jpg").write_bytes(photograph.getvalue())
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (folder / "media.md").write_text(PAGE, "utf-8")
    result = api.build([folder / "media.md"], ("web",), folder)
    assert not [each for each in result.report.findings if each.code.startswith("SK60")]
    with zipfile.ZipFile(result.packages[0].path) as archive:
        archive.extractall(folder / "site")
    return folder / "site/index.html"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound that must be played to its end, as a plain site."""
    folder = tmp_path_factory.mktemp("heard")
    with wave.open(str(folder / "talk.wav"), "wb") as sound:
        sound.setparams((1, 1, 4000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 4000 * 12)
    (folder / "talk.vtt").write_text(CHAPTERS, "utf-8")
    (folder / "heard.md").write_text(HEARD, "utf-8")
    result = api.build([folder / "heard.md"], ("web",), folder)
    assert not result.report.findings
    with zipfile.ZipFile(result.packages[0].path) as archive:
        archive.extractall(folder / "site")
    return folder / "site/index.html"


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard never reaches {selector}")


@pytest.mark.parametrize(("width", "scheme", "direction"), [(1280, "light", "ltr"), (320, "dark", "rtl")])
def test_media_are_there_for_everybody(
    browser: Browser, site: Path, width: int, scheme: str, direction: str, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site.as_uri()}#/all-media/media")
    page.evaluate("way => { document.documentElement.dir = way; }", direction)
    term, definition = page.get_by_role("button", name="briefing"), page.locator(".definition")
    expect(term).to_have_accessible_description("A short meeting before work begins.")
    expect(definition).to_be_hidden()
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN, RULES) == []
    tab_to(page, ".term")
    page.keyboard.press("Enter")
    expect(definition).to_be_visible()
    place, words = definition.bounding_box(), term.bounding_box()
    assert place
    assert words
    assert 0 <= place["x"] <= place["x"] + place["width"] <= width
    assert place["y"] >= words["y"] + words["height"] - 1
    assert page.evaluate(RUN, RULES) == []
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(term).to_be_focused()
    term.click()
    expect(definition).to_be_visible()
    page.mouse.click(2, 400)
    expect(definition).to_be_hidden()
    for selector in (".formula", "pre[tabindex]", ".table-scroll"):
        tab_to(page, selector)
        before = page.evaluate("() => document.activeElement.scrollLeft")
        is_wider = page.evaluate("() => document.activeElement.scrollWidth > document.activeElement.clientWidth")
        page.keyboard.press("ArrowLeft" if direction == "rtl" and selector == ".table-scroll" else "ArrowRight")
        if is_wider:
            page.wait_for_function("before => document.activeElement.scrollLeft !== before", arg=before)
        assert is_wider or width > 320
    assert page.evaluate(FITS)
    image = page.get_by_role("img", name="A ward")
    image.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.prose img').complete")
    assert image.evaluate("image => image.currentSrc").endswith("_800.jpg")
    assert image.evaluate("image => [image.naturalWidth > 0, image.clientWidth <= innerWidth]") == [True, True]
    page.screenshot(path=tmp_path / "media.png", full_page=True)
    page.emulate_media(media="print")
    expect(definition).to_be_visible()
    assert not faults
    context.close()


TIME = "() => document.querySelector('audio').currentTime"
FASTER = "() => { document.querySelector('audio').playbackRate = 4; }"


def test_sound_is_played_to_its_end_and_goes_on_where_it_stopped(browser: Browser, heard: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{heard.as_uri()}#/all-heard/sound")
    note, done = page.locator(".media-note"), page.get_by_text("Played to its end.")
    seen = page.locator("#player-menu li", has_text="Sound")
    expect(note).to_contain_text("Play this to its end")
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(RUN, RULES) == []
    chapters = page.get_by_role("list", name="Chapters")
    expect(chapters.get_by_role("button")).to_have_text(["0:00The plan", "0:06The risks"])
    tab_to(page, ".chapters li:last-child button")
    page.evaluate(FASTER)
    page.keyboard.press("Enter")
    # The end alone, after a jump, is not the whole.
    page.wait_for_function("() => document.querySelector('audio').ended")
    expect(done).to_be_hidden()
    page.evaluate("() => { document.querySelector('audio').currentTime = 7; }")
    page.wait_for_function(f"() => ({TIME})() === 7 && !document.querySelector('audio').seeking")
    page.reload()
    page.wait_for_function(f"() => ({TIME})() === 7")
    expect(seen.locator(".mark-open")).to_have_count(1)
    page.evaluate(FASTER)
    chapters.get_by_role("button", name="The plan").click()
    expect(done).to_be_visible()
    expect(seen.locator(".mark-seen")).to_have_count(1)
    assert page.evaluate(TIME) > 10
    page.get_by_role("link", name="After it").last.click()
    page.get_by_role("link", name="Sound").last.click()
    expect(note).to_have_count(1)
    expect(done).to_be_hidden()
    expect(page.get_by_text("Play this to its end")).to_be_hidden()
    assert not faults
    context.close()
