"""The only Jinja environment: the page of a package, and the forms of its questions."""

from __future__ import annotations

import json
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from scormkit.course.model import BLANK_PLACE, Course, Question
from scormkit.course.scenario import Scenario
from scormkit.resources import TEMPLATES

Texts = dict[str, str]
"""Interface texts by key, from templates/locale."""

_RIGHT_TO_LEFT = {"ar", "arc", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


@cache
def _locale(name: str) -> Texts | None:
    path = TEMPLATES / "locale" / f"{name}.json"
    texts: Texts | None = json.loads(path.read_text("utf-8")) if path.is_file() else None
    return texts


def interface_texts(language: str) -> Texts:
    """Texts of the player in a language (BCP 47); what a locale lacks is said in English."""
    texts = dict(_locale("en") or {})
    for name in (language.split("-")[0].lower(), language.lower()):
        texts |= _locale(name) or {}
    return texts


def direction(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def render_report(name: str, **values: object) -> str:
    """A report of its own, `templates/<name>/report.html`."""
    return _template(f"{name}/report.html").render(**values)


def render_question(session_id: str, question: Question, texts: Texts) -> str:
    """The form of one question, without what is right and without feedback."""
    return _template(f"questions/{question.type.value}/question.html").render(
        session_id=session_id,
        question=question,
        prompt=Markup(question.prompt_html),
        choices=[(choice.mark, Markup(choice.html)) for choice in question.choices],
        targets=[(target.mark, target.text) for target in question.targets],
        pieces=[Markup(piece) for piece in BLANK_PLACE.split(question.prompt_html)],
        text=texts,
    )


def render_scenario(scenario: Scenario, texts: Texts) -> str:
    """The frame of a scenario, without its scenes."""
    intro = Markup(scenario.intro_html)
    return _template("scenario/scenario.html").render(scenario=scenario, intro=intro, text=texts)


def render_start_page(course: Course, texts: Texts, scripts: list[str]) -> bytes:
    """`index.html`: the shell that the script fills. `scripts` are loaded in this order."""
    return (
        _template("pages/index.html")
        .render(course=course, lang=course.language, direction=direction(course.language), text=texts, scripts=scripts)
        .encode()
    )
