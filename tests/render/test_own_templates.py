"""Templates of an author's: used where they stand, bounded, and judged by what comes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scormkit import api
from scormkit.render.own_templates import check_templates
from scormkit.render.package import render_course
from scormkit.resources import TEMPLATES
from scormkit.source import load
from scormkit.source.own_templates import replaceable

QUESTION = """\
# Page

::: question {#who}
Who leads? [They](https://example.org) know.

- [x] One
- [ ] Another
:::
"""
CHOICE = "questions/choice/question.html"


def session(folder: Path, name: str, text: str) -> Path:
    (folder / "session.yaml").write_text(
        "title: A session\nid: one\nminutes: 1\nframework: clcf\nmaps_to: 2.4\n", "utf-8"
    )
    (folder / "01-page.md").write_text(QUESTION, "utf-8")
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("name", replaceable())
def test_the_players_own_templates_have_all_that_it_needs(name: str, tmp_path: Path) -> None:
    loaded = load(session(tmp_path, name, (TEMPLATES / name).read_text("utf-8")))
    assert loaded.findings == ()
    assert list(check_templates(loaded.courses[0])) == []


def test_a_template_is_used_and_the_rest_stays(tmp_path: Path) -> None:
    own = (TEMPLATES / CHOICE).read_text("utf-8") + '<p class="ours">{{ question.id }} & co</p>\n'
    course = load(session(tmp_path, CHOICE, own)).courses[0]
    assert b"ours" in render_course(course).shared["content/one.js"]
    assert b"who & co" in render_course(course).shared["content/one.js"]


@pytest.mark.parametrize(
    "text",
    [
        "{% for %}",
        "{{ question.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('true').read() }}",
        "{% include '../../../pyproject.toml' %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% for each in range(10 ** 9) %}x{% endfor %}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_reaches_nothing_and_breaks_nothing(text: str, tmp_path: Path) -> None:
    result = api.build([session(tmp_path, CHOICE, text)], output=tmp_path / "dist")
    assert not result.packages
    assert {finding.code for finding in result.report.findings} == {"SK2921"}
