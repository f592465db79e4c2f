"""Scenarios as trees, as JSON and as pictures: whole, the same each time, and safe whatever stands in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given
from lxml import etree

from scormkit.api_scenario import explain_scenarios
from scormkit.course.placed import Placed
from scormkit.course.scenario import Scenario, Scene, SceneChoice
from scormkit.report.scenario import as_json, as_text
from scormkit.report.scenario_svg import as_svg
from tests.course.test_scenario_graph import ADDS, scenarios

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert(1)</script>"\x07&'


def plain(text: str, style: str) -> str:
    return text


def test_the_scenario_of_the_gallery(root: Path) -> None:
    found, report = explain_scenarios(root / "courses" / "gallery", "last-bed")
    assert not report.findings
    text = as_text(found, plain)
    assert "├─ Ask her what worries her  (+2 points, set trust+1) → nurse\n" in text
    assert "│     ├─ Ask the nurse in charge to lead in bay three  (if trust>=1) → calm\n" in text
    assert text.endswith("└─ Say that you will call back  (if waited=0, set waited=1) → call ↑\n")
    [data] = json.loads(as_json(found))["scenarios"]
    assert (data["id"], data["loops"], data["longest_way"], data["most_points"]) == ("last-bed", True, 60, 5)
    assert all(scene["reached"] for scene in data["scenes"])
    picture = etree.fromstring(as_svg(found[0].scenario).encode())
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title") == "The last bed"
    assert "Scene nurse: “Tell her to manage”, leads to full." in (picture.findtext(f"{SVG}desc") or "")


@given(scenario=scenarios(ADDS, forward=False))
def test_every_scene_and_choice_is_shown_once(scenario: Scenario) -> None:
    placed = Placed("session", "A page", scenario)
    tree = as_text([placed], plain)
    for scene in scenario.scenes:
        assert len(re.findall(rf"^[│ ]*{scene.id}  x", tree, re.MULTILINE)) == 1
    assert tree.count(" → ") == sum(len(scene.choices) for scene in scenario.scenes)
    picture = etree.fromstring(as_svg(scenario).encode())
    assert len(picture.findall(f"{SVG}g")) == len(scenario.scenes)
    assert len(picture.findall(f"{SVG}path")) == sum(len(scene.choices) for scene in scenario.scenes)
    assert as_svg(scenario) == as_svg(scenario)


def test_nothing_that_an_author_writes_is_more_than_text() -> None:
    choice = SceneChoice("a", HOSTILE, HOSTILE, "", consequence_html=HOSTILE)
    scenario = Scenario("one", 0, HOSTILE, HOSTILE, (Scene("start", HOSTILE, HOSTILE, HOSTILE, (choice,)),))
    picture = etree.fromstring(as_svg(scenario).encode())
    assert {each.tag for each in picture.iter()} == {
        SVG + tag for tag in ("svg", "title", "desc", "defs", "marker", "path", "rect", "g", "text")
    }
    assert "start" in as_text([Placed("s", "p", scenario)], plain)


def test_a_very_long_story_is_shown() -> None:
    scenes = [Scene(f"s{at}", "", "x", "x", (SceneChoice("a", "", "on", f"s{at + 1}"),)) for at in range(1500)]
    scenario = Scenario("long", 0, "", "", (*scenes, Scene("s1500", "", "x", "x", (), "good")))
    assert as_text([Placed("s", "p", scenario)], plain).count("\n") == 3 + 1501 + 1500
    assert as_svg(scenario).count("<g>") == 1501
