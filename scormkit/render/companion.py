"""A course as trainers get it: read like the learners', with the answers in it, and nothing in it counts for anybody.

It is another course to an LMS, which must never take it for an update of the learners': its id says so. What a trainer
opens is kept, so that reading can go on; there are no interactions, objectives, scores or hooks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from scormkit.course.model import Course, Page, Session
from scormkit.render.pages import interface_texts, render_answered, render_told

_PLACE = re.compile(r'<div data-question="([^"]+)"></div>\n?')


def companion(course: Course) -> Course:
    """The course for trainers, of one that was read for them."""
    return replace(
        course,
        id=f"{course.id}-trainer",
        title=_titled(course.title, course.language),
        sections=tuple(
            replace(section, sessions=tuple(_session(session) for session in section.sessions))
            for section in course.sections
        ),
        # SCORM 1.2 calls complete what it cannot call passed.
        scorm12_status="passed-failed",
        mastery_in_manifest=False,
        xapi=replace(course.xapi, hooks=()),
    )


def _titled(title: str, language: str) -> str:
    return f"{title} ({interface_texts(language)['for_trainers']})"


def _session(session: Session) -> Session:
    return replace(
        session,
        title=_titled(session.title, session.language),
        pages=tuple(_page(session, page) for page in session.pages),
        complete_when=("pages",),
        assessment=None,
        certificate=False,
        learning_record=False,
        objective_slots={},
        mastery_in_manifest=False,
        xapi=replace(session.xapi, hooks=()),
        counts=False,
    )


def _page(session: Session, page: Page) -> Page:
    texts = interface_texts(session.language)
    shown = {
        question.id: render_answered(question, texts, in_assessment=page.is_assessment) for question in page.questions
    }
    shown |= {scenario.id: render_told(scenario, texts) for scenario in page.scenarios}
    sections = "".join(
        f"{f'<h2>{escape(section.title)}</h2>' if section.title else ''}{section.html}"
        + "".join(shown[name] for name in section.questions if name not in _PLACE.findall(page.html))
        for section in page.sections
    )
    return replace(
        page,
        html=_PLACE.sub(lambda place: shown.get(place[1], ""), page.html) + sections,
        is_assessment=False,
        questions=(),
        scenarios=(),
        sections=(),
        hooks=(),
        blocks=(),
    )
