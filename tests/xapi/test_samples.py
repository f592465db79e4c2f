"""What samples and profile say of courses in several languages, of hooks with the same name, and of kinds of block."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scormkit import api_xapi
from scormkit.course.model import Course
from scormkit.render.statements import xapi_data
from scormkit.source import load
from scormkit.targets import TARGETS
from scormkit.xapi.compose import hooks_for
from scormkit.xapi.profile import profile
from scormkit.xapi.samples import samples
from tests.journeys.fixtures import COURSES
from tests.xapi.test_twin import by_javascript

SESSION = """---
title: {title}
id: {id}
language: {language}
minutes: 1
framework: clcf
maps_to: [2.4]
xapi:
  hooks: [{{on: page-experienced, name: ward, verb: viewed}}]
---

# Page {{#{page} xapi=ward}}

Text.
"""
COURSE = """title: Führen
id: fuehren
version: "1"
language: de-AT
description: Zwei Einheiten.
sections:
  - title: Alles
    id: profile
    sessions: [a.md, b.md]
xapi:
  activity_base: https://learning.example.org/xäpi
  hooks: [session-experienced, {on: page-experienced, name: ward, verb: opened}]
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Two sessions in two languages, with hooks of the same name at two levels."""
    for file, title, name, language in (("a.md", "Übergabe", "profile", "de-AT"), ("b.md", "Briefing", "b", "en")):
        text = SESSION.format(title=title, id=name, language=language, page=f"of-{name}")
        (tmp_path / file).write_text(text, "utf-8")
    (tmp_path / "course.yaml").write_text(COURSE, "utf-8")
    loaded = load(tmp_path)
    assert [finding for finding in loaded.findings if finding.severity == "error"] == []
    return loaded.courses[0]


def statements(course: Course, target: str) -> list[dict[str, Any]]:
    return [sample.statement for sample in samples(course, TARGETS[target].delivery)]


def test_a_statement_is_in_the_language_of_what_it_is_about(course: Course) -> None:
    data = xapi_data(course, lifecycle=False)
    assert data
    said = [each for each in statements(course, "cmi5") if each["verb"]["id"].endswith("viewed")]
    assert {each["context"]["language"] for each in said} == {"de-AT", "en"}
    for each in said:
        assert list(each["object"]["definition"]["name"]) == [each["context"]["language"]]
    assert all(list(activity["definition"]["name"]) == ["en"] for activity in data["framework"].values())


def test_a_hook_of_a_session_goes_before_one_of_the_course_with_the_same_name(course: Course) -> None:
    data = xapi_data(course, lifecycle=False)
    assert data
    calls = [["hooks", data, "page-experienced", key] for key in data["things"] if key.startswith("page:")]
    ours = [hooks_for(data, "page-experienced", key) for _, _, _, key in calls]
    assert [[hook["verb"]["display"]["en"] for hook in found] for found in ours] == [["viewed"], ["viewed"]]
    assert by_javascript(calls) == ours


def test_no_iri_means_two_things(course: Course) -> None:
    document = profile(course, [target.delivery for target in TARGETS.values()])
    ids = [document["id"], *(each["id"] for part in ("concepts", "templates", "patterns") for each in document[part])]
    assert len(ids) == len(set(ids))
    assert all(each.isascii() for each in ids)
    assert document["versions"][0]["id"].startswith(document["id"])


def test_a_template_names_only_what_can_send_it(tmp_path: Path) -> None:
    shutil.copytree(COURSES["blocks"], tmp_path / "blocks")
    settings = tmp_path / "blocks" / "session.yaml"
    text = "xapi:\n  activity_base: https://learning.example.org/xapi\n  hooks: [video-played, help-opened]\n"
    settings.write_text(settings.read_text("utf-8") + text, "utf-8")
    course = load(tmp_path / "blocks").courses[0]
    kinds = {block.id: block.kind for page in course.sessions[0].pages for block in page.blocks}
    for template in profile(course, [TARGETS["scorm12"].delivery])["templates"]:
        (rule,) = [each for each in template["rules"] if each["location"] == "$.object.id"]
        wanted = {"video", "audio"} if template["id"].endswith("video-played") else {"details"}
        assert {kinds[name.rpartition("/")[2]] for name in rule["all"]} <= wanted


def test_a_scenario_has_its_statements(tmp_path: Path) -> None:
    shutil.copytree(COURSES["gallery"], tmp_path / "gallery")
    page = tmp_path / "gallery" / "02-scenario.md"
    page.write_text(page.read_text("utf-8").replace("{#last-bed}", "{#last-bed xapi=on}"), "utf-8")
    settings = tmp_path / "gallery" / "session.yaml"
    text = "xapi:\n  activity_base: https://learning.example.org/xapi\n  hooks: [scenario-chosen]\n"
    settings.write_text(settings.read_text("utf-8") + text, "utf-8")
    loaded = load(tmp_path / "gallery")
    assert loaded.findings == ()
    course = loaded.courses[0]
    chosen, answered = statements(course, "scorm12")
    assert chosen["object"]["id"].endswith("/gallery/interactions/gallery_last-bed_call")
    assert [each["id"] for each in chosen["object"]["definition"]["choices"]] == ["a", "b", "c"]
    assert chosen["result"] == {"response": "a"}
    assert answered["object"]["id"].endswith("/gallery/interactions/gallery_last-bed")
    assert answered["object"]["definition"]["correctResponsesPattern"] == ["a"]
    assert answered["object"]["definition"]["choices"][1]["description"] == {"en": "In time"}
    data = xapi_data(course, lifecycle=False)
    assert data is not None
    scene, ending = data["things"]["question:gallery/last-bed/full"], data["things"]["question:gallery/last-bed"]
    assert (scene["parent"], ending["parent"]) == ("question:gallery/last-bed", "page:gallery/scenario")
    assert "correctResponsesPattern" not in str(data)


@pytest.mark.parametrize("command", [api_xapi.statements, api_xapi.profile])
def test_sources_are_read_once_for_each_kind_of_reader(
    command: Callable[[Path], object], lead: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: Counter[Path] = Counter()
    really = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        opened[path.resolve()] += 1
        return really(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    command(lead / "by-domain.course.yaml")
    # LeAD has material for trainers, so it is judged as learners and as trainers get it.
    assert opened[(lead / "by-domain.course.yaml").resolve()] == 2
    assert {path for path, times in opened.items() if times > 2 and path.suffix in {".md", ".yaml"}} == set()
