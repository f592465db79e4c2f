"""What a package's page gets, and what it must not show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scormkit.package.delivery import Delivery
from scormkit.render.package import RenderedCourse, render_course
from scormkit.source import load


@pytest.fixture(scope="module")
def rendered(lead: Path) -> RenderedCourse:
    return render_course(load(lead / "sessions" / "working-with-others").courses[0])


def pushed(script: bytes) -> dict[str, object]:
    match = re.fullmatch(r'\(self\.SCORMKIT=self\.SCORMKIT\|\|\[\]\)\.push\(\["(\w+)",(.*)\]\);\n', script.decode())
    assert match
    data: dict[str, object] = json.loads(match[2])
    return data


def test_every_question_has_a_place_in_the_html_of_its_page(rendered: RenderedCourse) -> None:
    session = pushed(rendered.shared["content/working-with-others.js"])
    questions = 0
    for page in session["pages"]:  # type: ignore[attr-defined]
        for question in page["questions"]:
            questions += 1
            if not page["isAssessment"]:
                assert f'data-question="{question["id"]}"' in page["html"]
    assert questions >= 9


def test_right_answers_and_feedback_are_not_in_plain_sight(rendered: RenderedCourse) -> None:
    everything = b"".join(rendered.shared.values()).decode()
    for page in rendered.course.sessions[0].pages:
        for question in page.questions:
            for choice in question.choices:
                plain = re.sub(r"<[^>]+>", "", choice.feedback_html).strip()[:40]
                if question.form != "picks":
                    assert not plain
                    continue
                assert plain
                assert plain not in everything
    assert '"correct"' not in everything


def test_objectives_name_their_questions_and_the_pages_that_teach_them(rendered: RenderedCourse) -> None:
    session = pushed(rendered.shared["content/working-with-others.js"])
    objectives = {each["id"]: each for each in session["objectives"]}  # type: ignore[attr-defined]
    for element in ("2-1", "2-2", "2-3", "2-4"):
        assert objectives[f"clcf_{element}"]["questions"]
        assert objectives[f"clcf_{element}"]["pages"]


def test_start_page_loads_only_its_own_scripts(rendered: RenderedCourse) -> None:
    html = rendered.tree(Delivery("scorm12", 4096)).read("index.html").decode()
    assert re.findall(r'<script defer src="([^"]+)"></script>', html) == [
        "course.js",
        "content/working-with-others.js",
        "player.js",
    ]
    assert "http" not in html.replace("http-equiv", "")
    assert "<style" not in html
    assert " style=" not in html
