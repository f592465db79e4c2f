"""The coverage report as a page: nothing from elsewhere, no violation, fits every window, leads to each question."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scormkit import api

from ..course.survey_course import write_courses
from .audit import AXE, RULES, RUN

POLICY = "coverage:\n  - every element taught\n  - every core domain assessed\n"
SETTINGS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 320)]


@pytest.fixture(scope="module")
def reports(lead: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Of LeAD with gaps, and of a course with everything that a report can hold."""
    folder = tmp_path_factory.mktemp("reports")
    courses = write_courses(tmp_path_factory.mktemp("courses"), POLICY)
    found = {
        "lead": api.coverage([lead], framework="lf", on=date(2028, 1, 1), fail_under=95).survey,
        "all": api.coverage([courses], on=date(2026, 6, 1)).survey,
        "element": api.coverage([courses], level="element").survey,
        "empty": api.coverage([courses], framework="hlm").survey,
    }
    for name, survey in found.items():
        assert survey
        (folder / f"{name}.html").write_text(api.coverage_page(survey), "utf-8")
    return {name: folder / f"{name}.html" for name in found}


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, reports: dict[str, Path]) -> Iterator[Open]:
    """Opens a report in a browser that tells of every request but that for the file."""
    pages: list[Page] = []

    def open_report(name: str, width: int = 1280, scheme: str = "light", media: str = "screen") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.emulate_media(media=media)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.goto(reports[name].as_uri())
        assert asked == [reports[name].as_uri()]
        pages.append(page)
        return page

    yield open_report
    for page in pages:
        page.context.close()


@pytest.mark.parametrize(("scheme", "width"), SETTINGS)
@pytest.mark.parametrize("name", ["lead", "all", "element", "empty"])
def test_no_violation_and_it_fits(name: str, scheme: str, width: int, opened: Open) -> None:
    page = opened(name, width, scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["lead", "all"])
def test_on_paper_it_is_all_there_and_as_wide_as_the_paper(name: str, opened: Open) -> None:
    page = opened(name, 700, media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    assert page.locator(".evidence li").first.is_visible()
    assert page.locator("nav").is_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_gaps_come_first(opened: Open) -> None:
    headings = opened("all").locator("h2").all_inner_texts()
    assert headings == [
        *("Policy", "Gaps", "Sessions that need attention", "Heat map", "Behind the numbers"),
        *("Mapped to nothing", "Sessions"),
    ]


def test_every_link_leads_somewhere(opened: Open) -> None:
    for name in ("lead", "all", "element", "empty"):
        page = opened(name)
        lost = page.evaluate(
            "() => [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
            ".filter(href => !document.getElementById(href.slice(1)))"
        )
        assert lost == []
        ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))


def test_from_a_gap_to_the_map_to_the_very_question(opened: Open) -> None:
    page = opened("all")
    gap = page.locator("#gaps li", has_text="Says goodbye")
    assert gap.locator(".lack").all_inner_texts() == ["not taught", "not practised"]
    gap.get_by_role("link").click()
    field = page.locator(".cell[data-code='2.1.1']")
    assert field.locator(":scope > :target").count() == 1
    assert field.get_attribute("data-kinds") == "1"
    field.get_by_role("link", name=re.compile("Says goodbye ?: taught nowhere, practised nowhere, assessed 1")).click()
    (evidence,) = page.locator(".item:target .evidence li").all_inner_texts()
    assert "Is it not?" in evidence
    assert "question two on “Assess”, Hearing" in evidence
    assert "hear.md:" in evidence


def test_the_heat_map_has_every_item_of_the_level(opened: Open) -> None:
    page = opened("lead")
    assert page.locator(".cell").count() == 88
    assert page.locator(".cell[data-kinds='0']").count() == 8
    assert page.locator("#attention li").count() == 5
    assert "95 %" in page.locator("#policy li[data-met='false']").inner_text()


def test_whatever_the_author_writes_is_text(tmp_path: Path) -> None:
    courses = write_courses(tmp_path)
    nasty = "<script>alert(1)</script> & 'quotes' \"double\""
    text = (courses / "hear.md").read_text("utf-8").replace("title: Hearing", f"title: {json.dumps(nasty)}")
    (courses / "hear.md").write_text(text, "utf-8")
    survey = api.coverage([courses]).survey
    assert survey
    page = api.coverage_page(survey)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_scenario_is_drawn_and_told(opened: Open) -> None:
    page = opened("lead", 320, "dark")
    story = page.locator("#scenarios .item").first
    assert story.get_by_role("img").count() == 1
    drawn, told = story.get_by_role("region", name="Graph of"), story.get_by_role("region", name="as text")
    assert drawn.evaluate("each => each.scrollWidth > each.clientWidth && each.tabIndex === 0")
    story.get_by_text("The same as text").click()
    assert "→" in told.inner_text()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
