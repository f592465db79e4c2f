"""The only Jinja environment: the page of a package, and the forms of its questions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from scormkit.course.model import BLANK_PLACE, Blank, Choice, Course, Question, QuestionType
from scormkit.course.scenario import Scenario
from scormkit.resources import TEMPLATES

Texts = dict[str, str]
"""Interface texts by key, from templates/locale."""

_RIGHT_TO_LEFT = {"ar", "arc", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}


OwnTemplates = tuple[tuple[str, str], ...]
"""Templates of an author's that stand for those of the player: name and text."""


@cache
def _environment(own: OwnTemplates) -> Environment:
    players = FileSystemLoader(TEMPLATES)
    # What an author wrote may fill in what it is given, and reach nothing else of Python.
    kind = SandboxedEnvironment if own else Environment
    return kind(
        loader=ChoiceLoader([DictLoader(dict(own)), players]) if own else players,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _template(name: str, own: OwnTemplates = ()) -> Template:
    return _environment(own).get_template(name)


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


def render_question(
    session_id: str,
    question: Question,
    texts: Texts,
    *,
    in_questionnaire: bool = False,
    templates: OwnTemplates = (),
) -> str:
    """The form of one question, without what is right and without feedback."""
    return _template(f"questions/{question.type.value}/question.html", templates).render(
        session_id=session_id,
        question=question,
        write=texts["write_for_us" if in_questionnaire else "write_for_yourself"],
        prompt=Markup(question.prompt_html),
        choices=[(choice.mark, Markup(choice.html)) for choice in question.choices],
        targets=[(target.mark, target.text) for target in _offered(question)],
        pieces=[Markup(piece) for piece in BLANK_PLACE.split(question.prompt_html)],
        text=texts,
    )


def _offered(question: Question) -> Sequence[Choice]:
    """What answers may belong to, in the order in which it is offered."""
    if question.type is not QuestionType.MATCHING:
        return question.targets
    order = sorted(question.targets, key=lambda target: target.text)
    if order == list(question.targets):
        # Else the first would belong to the first, the second to the second, and so on.
        order.sort(key=lambda target: hashlib.sha256(f"{question.id} {target.text}".encode()).digest())
    return order if order != list(question.targets) else [*order[1:], *order[:1]]


def render_scenario(scenario: Scenario, texts: Texts) -> str:
    """The frame of a scenario, without its scenes."""
    intro = Markup(scenario.intro_html)
    return _template("scenario/scenario.html").render(scenario=scenario, intro=intro, text=texts)


def render_told(scenario: Scenario, texts: Texts) -> str:
    """A scenario with all its scenes, for those who teach."""
    untitled = texts["scenario_scene"]
    names = {scene.id: scene.title or untitled.format(number=number) for number, scene in enumerate(scenario.scenes, 1)}
    return _template("scenario/told.html").render(scenario=scenario, names=names, text=texts)


def render_answered(question: Question, texts: Texts, *, in_assessment: bool) -> str:
    """A question with its answers, for those who teach."""
    targets = {target.mark: target.text for target in question.targets}
    kicker = "assessment" if in_assessment else "knowledge_check" if question.points else "for_you"
    if question.type is QuestionType.ACTIVITY:
        kicker = "activity"
    return _template("questions/answered.html").render(
        question=question,
        kicker=texts[kicker],
        note="" if question.points else texts["nothing_right"],
        pieces=[Markup(piece) for piece in BLANK_PLACE.split(question.prompt_html)],
        blanks=[_right_in(blank) for blank in question.blanks],
        list="ol" if question.form == "order" else "ul",
        answers=[
            {
                "html": Markup(choice.html),
                "right": choice.correct and question.form == "picks",
                "target": targets.get(choice.target, ""),
                "feedback": Markup(choice.feedback_html),
            }
            for choice in question.choices
        ],
        scale=[] if question.points else list(targets.values()),
        explanation=Markup(question.explanation_html),
        text=texts,
    )


def _right_in(blank: Blank) -> str:
    """What may stand in a blank."""
    if blank.low is None or blank.high is None:
        return " / ".join(blank.accepted)
    return f"{blank.low:g}" if blank.low == blank.high else f"{blank.low:g} – {blank.high:g}"


def render_start_page(course: Course, texts: Texts, scripts: list[str], templates: OwnTemplates = ()) -> bytes:
    """`index.html`: the shell that the script fills. `scripts` are loaded in this order."""
    return (
        _template("pages/index.html", templates)
        .render(course=course, lang=course.language, direction=direction(course.language), text=texts, scripts=scripts)
        .encode()
    )
