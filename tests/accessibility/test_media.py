"""Formulas, code, tables, terms, photographs, by keyboard: on a desktop, and dark from right to left at 320 pixels."""

from __future__ import annotations

import io
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
