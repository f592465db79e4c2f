"""Templates of an author's, judged by what comes of them: it has all that the player needs, and nothing else acts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser

from jinja2 import TemplateError, TemplateSyntaxError

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Finding, Severity, SourcePos
from scormkit.render.pages import OwnTemplates, interface_texts, render_question, render_start_page

TEMPLATE_RULES: Catalogue[Course] = Catalogue()

TEMPLATE_BROKEN = TEMPLATE_RULES.declare(
    "SK2921",
    "template-broken",
    Severity.ERROR,
    summary="A template can be filled in.",
    why="Nothing can be built with it.",
    fix="Begin with a copy of the player's own template, and change it step by step.",
)
TEMPLATE_LACKS = TEMPLATE_RULES.declare(
    "SK2922",
    "template-lacks-what-the-player-needs",
    Severity.ERROR,
    summary="What comes of a template has every part that the player works with, and every control has a name.",
    why="The player finds its parts by these marks; without one it stops, or learners cannot answer.",
    fix="Put the part back as it stands in the player's own template; more may stand round it.",
)
TEMPLATE_ACTS = TEMPLATE_RULES.declare(
    "SK2923",
    "template-acts-by-itself",
    Severity.ERROR,
    summary="A template holds no script, no handler of events and nothing from elsewhere.",
    why="A package acts by the player alone, which an LMS may rely on, and loads nothing that a firewall could stop.",
    fix="Take it out; a style sheet of your own changes looks without it.",
)

_MARKS = frozenset(
    "question question-body question-result question-actions answer answer-input answer-text field-left order-item "
    "order-told activity-done".split()
)
_DATA = ("data-question", "data-mark", "data-move", "data-trouble", "tabindex")
_CONTROLS = frozenset({"input", "select", "textarea"})
_ACTIVE = frozenset({"base", "embed", "frame", "iframe", "object", "style"})
_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_ADDRESSES = frozenset({"src", "href", "action", "formaction", "srcset", "poster"})
_INSIDE = frozenset({"data:,"})
_Filling = Callable[[], str]
# What a template can run into: its own language, or a value that is not what it takes it for, or far too much of it.
_FAULTS = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, MemoryError,
)  # fmt: skip


@dataclass
class _Parts(HTMLParser):
    """What a page or form is made of, as the player looks for it."""

    scripts: frozenset[str] = frozenset()
    found: set[str] = field(default_factory=set)
    acting: list[str] = field(default_factory=list)
    controls: list[dict[str, str]] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        marks = sorted(_MARKS.intersection(values.get("class", "").split()))
        data = [f'{name}="{values[name]}"' for name in _DATA if name in values]
        if marks:
            named = [f'value="{values["value"]}"'] if "answer-input" in marks else []
            self.found.add(f'<{tag} class="{" ".join(marks)}" {" ".join([*data, *named])}'.rstrip() + ">")
        elif "data-mark" in values or "data-move" in values:
            self.found.add(f"<{tag} {' '.join(data)}>")
        if values.get("id", "").startswith("player-"):
            self.found.add(f'<{tag} id="{values["id"]}">')
        if tag == "option":
            self.found.add(f'<option value="{values.get("value", "")}">')
        if tag == "html":
            self.found.add(f'<html lang="{values.get("lang", "")}" dir="{values.get("dir", "")}">')
        if tag in ("script", "link") and (address := values.get("src") or values.get("href")) not in _INSIDE:
            self.found.add(f"<{tag}> with {address}")
        if tag == "label":
            self.labelled.add(values.get("for", ""))
        if tag in _CONTROLS:
            self.controls.append(values)
        self._judge(tag, values)

    def _judge(self, tag: str, values: dict[str, str]) -> None:
        if tag in _ACTIVE or (tag == "script" and values.get("src") not in self.scripts):
            self.acting.append(f"<{tag}>")
        self.acting += [f"{name}=" for name in values if name.startswith("on") or name == "style"]
        for name in _ADDRESSES & values.keys():
            if _OUTSIDE.match(values[name]) and values[name] not in _INSIDE:
                self.acting.append(f'{name}="{values[name]}"')

    @property
    def nameless(self) -> list[dict[str, str]]:
        """Controls that a screen reader could not name."""
        return [
            each
            for each in self.controls
            if not (each.get("aria-label") or each.get("aria-labelledby") or each.get("id") in self.labelled)
        ]


def check_templates(course: Course) -> Iterator[Finding]:
    """Findings on the templates that a course brings along, by what they make of this very course; each told once."""
    told: set[tuple[str, str]] = set()
    for name, own, player in _filled(course):
        pos = SourcePos(posixpath.join(posixpath.dirname(course.origin.pos.file), "templates", name))
        scripts = frozenset({"course.js"})
        try:
            parts, wanted = _Parts(scripts), _Parts(scripts)
            parts.feed(own())
            wanted.feed(player())
        except _FAULTS as error:
            line = error.lineno if isinstance(error, TemplateSyntaxError) else None
            found = [TEMPLATE_BROKEN.at(SourcePos(pos.file, line), f"the template cannot be filled in: {error}")]
        else:
            lacking = sorted(wanted.found - parts.found)
            found = [TEMPLATE_LACKS.at(pos, f"what comes of it lacks {each}") for each in lacking[:3]]
            found += [TEMPLATE_LACKS.at(pos, "a control in it has no name") for _ in parts.nameless[:1]]
            # Links in what the author asks come of the question, not of the template.
            acting = [each for each in parts.acting if each not in wanted.acting]
            found += [TEMPLATE_ACTS.at(pos, f"“{each}” may not stand in it") for each in acting[:3]]
        for finding in found:
            if (name, finding.code) not in told:
                yield finding
        told |= {(name, finding.code) for finding in found}


def _filled(course: Course) -> Iterator[tuple[str, _Filling, _Filling]]:
    """Each page and form that a template of the author's has a part in: its name, and how to make it, own and not."""
    texts = interface_texts(course.language)
    scripts = ["course.js"]
    own: OwnTemplates = tuple(sorted(course.templates.items()))
    if "pages/index.html" in course.templates:
        yield (
            "pages/index.html",
            lambda: render_start_page(course, texts, scripts, own).decode(),
            lambda: render_start_page(course, texts, scripts).decode(),
        )
    shared = next((name for name in course.templates if name.count("/") == 1 and name.startswith("questions/")), "")
    for session in course.sessions:
        for page in session.pages:
            for question in page.questions:
                name = f"questions/{question.type.value}/question.html"
                if name in course.templates or shared:
                    yield (
                        name if name in course.templates else shared,
                        partial(render_question, session.id, question, texts, templates=own),
                        partial(render_question, session.id, question, texts),
                    )
