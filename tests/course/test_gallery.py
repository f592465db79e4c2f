"""The gallery courses show whatever a source can hold, so that tests and readers find an example of each.

What there is to show is read from the registries: a new kind of question, block, setting, field or part of the player
fails here until a gallery has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from scormkit import api
from scormkit.course.model import CompletionCondition, Page, Question, QuestionType, Session
from scormkit.package.delivery import Delivery
from scormkit.questions import QUESTION_TYPES
from scormkit.render.package import features_of
from scormkit.render.runtime import FEATURES
from scormkit.source import load
from scormkit.source.blocks import (
    ACTIVITY_SETTINGS,
    BLOCKS,
    CHOICE_SETTINGS,
    QUESTION_SETTINGS,
    SCENARIO_SETTINGS,
    STATEMENT_SETTINGS,
)

COURSES = Path(__file__).parents[2] / "courses"
GALLERIES = sorted(COURSES.glob("gallery*"))
OPENING = re.compile(r"^:{3,} *([a-z]+)[^\n{]*(?:\{([^\n]*)\})?$", re.MULTILINE)
CHOICE = re.compile(r"^- \[[^\]]+\]\(#[^)]+\) *\{([^\n]*)\}$", re.MULTILINE)

# What stands under "Pages: Markdown" in docs/writing.md, and how one sees in a page that it is there.
PARTS = {
    "Photographs and screenshots": " srcset=",
    "Formulas": '<math display="block"',
    "Code": 'class="code',
    "Terms": ' class="term"',
    "Tables": "<table",
    "a picture with a caption": "<figcaption",
    "a picture that only decorates": ' alt=""',
    "a file to download": " download",
    "a footnote": 'class="footnotes"',
    "a definition list": "<dl>",
    "HTML": "<sub>",
}


@cache
def sessions() -> tuple[Session, ...]:
    """Those of every gallery as learners get them; check has no word against any."""
    found = []
    for folder in GALLERIES:
        loaded = load(folder)
        assert not api.check([folder]).findings, folder
        found += [session for course in loaded.courses for session in course.sessions]
    return tuple(found)


def pages() -> Iterator[Page]:
    for session in sessions():
        yield from session.pages


def sources(pattern: str) -> Iterator[str]:
    for folder in GALLERIES:
        yield from (path.read_text("utf-8") for path in sorted(folder.glob(pattern)))


def settings_in(braces: str) -> set[str]:
    """Names of the settings in braces, `#id` for an id."""
    bare = re.sub(r'"[^"]*"', '""', braces)
    return {"#id" if name.startswith("#") else name for name in re.findall(r"#[\w-]+|\b\w+(?==)", bare)}


@cache
def shown_settings() -> dict[str, set[str]]:
    """Settings by kind of block, and those of choices under `choice`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in sources("*.md"):
        for kind, braces in OPENING.findall(text):
            found[kind] |= settings_in(braces)
        for braces in CHOICE.findall(text):
            found["choice"] |= settings_in(braces)
    return found


def questions(*, in_assessment: bool) -> Iterator[Question]:
    for page in pages():
        if page.is_assessment is in_assessment:
            yield from page.questions


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_each_kind_of_question(kind: QuestionType) -> None:
    """As a knowledge check, and in an assessment where an answer can be right."""
    assert kind in {question.type for question in questions(in_assessment=False)}
    if QUESTION_TYPES[kind].scored:
        assert kind in {question.type for question in questions(in_assessment=True)}


@pytest.mark.parametrize("kind", BLOCKS)
def test_each_block_with_each_of_its_settings(kind: str) -> None:
    taken = {"scenario": SCENARIO_SETTINGS, "activity": ACTIVITY_SETTINGS, "question": QUESTION_SETTINGS}
    assert kind in shown_settings()
    assert shown_settings()[kind] >= set(taken.get(kind, BLOCKS[kind].settings))


def test_each_setting_of_choices_and_statements() -> None:
    assert shown_settings()["choice"] == set(CHOICE_SETTINGS)
    named = [kind for kind in shown_settings() if kind not in ("question", "scenario", "activity", "choice")]
    assert any(shown_settings()[kind] >= set(STATEMENT_SETTINGS) for kind in named)


def test_each_ending_answer_and_course_of_a_scenario() -> None:
    scenes = [scene for page in pages() for scenario in page.scenarios for scene in scenario.scenes]
    assert {scene.ending for scene in scenes if scene.ending} == {"good", "mixed", "bad"}
    assert any("<img " in choice.html for page in pages() for question in page.questions for choice in question.choices)


def test_each_field_of_a_session_and_of_its_assessment() -> None:
    schema = api.schema("session")
    written = "\n".join(sources("session.yaml"))

    def lacking(fields: dict[str, Any]) -> set[str]:
        return {name for name in fields if not re.search(rf"^[\s-]*{name}:", written, re.MULTILINE)}

    assert lacking(schema["properties"]) == set()
    for part in ("AuthoredAssessment", "AuthoredAudience", "AuthoredObjective", "AuthoredPartMark", "AuthoredHelp"):
        assert lacking(schema["$defs"][part]["properties"]) == set(), part
    assert {each for session in sessions() for each in session.complete_when} == set(get_args(CompletionCondition))


def test_each_field_of_a_page() -> None:
    fronts = "\n".join(text.split("---\n")[1] for text in sources("[0-9]*.md") if text.startswith("---\n"))
    # The file name is the id, and there is no need to write that a page is one, and for everyone.
    for name in api.schema("page")["properties"].keys() - {"id"}:
        assert re.search(rf"^{name}:", fronts, re.MULTILINE), name
    for word in ("kind: assessment", "kind: questionnaire", "audience: trainer"):
        assert word in fronts


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_a_text(part: str) -> None:
    assert any(PARTS[part] in page.html for page in pages())


def test_every_heading_of_the_guide_is_a_part(root: Path) -> None:
    guide = (root / "docs/writing.md").read_text("utf-8")
    chapter = guide.partition("\n## Pages: Markdown\n")[2].partition("\n### Blocks\n")[0]
    assert set(re.findall(r"^### (.+)$", chapter, re.MULTILINE)) <= set(PARTS)


def test_each_part_of_the_player_that_only_some_courses_need() -> None:
    web = Delivery("web", 64_000)
    used = {name for folder in GALLERIES for course in load(folder).courses for name in features_of(course, web)}
    assert used == set(FEATURES)
