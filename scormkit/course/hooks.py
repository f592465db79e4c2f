"""Which hooks a course declares for which sessions, and which of them its pages, questions and blocks ask for."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.course.model import Course, Question, QuestionType, Session
from scormkit.course.moments import Subject
from scormkit.course.statements import OFF, Hook
from scormkit.findings import Origin

SCENARIO_SUBJECTS: tuple[Subject, ...] = ("question", "scenario")
"""What moments can be about in a scenario: the ending that was reached, and each choice on the way there."""


def asked(session: Session) -> Iterator[tuple[tuple[str, ...], Origin, set[Subject]]]:
    """What `{xapi=…}` says at each thing of a session, and the subjects of the thing's moments."""
    for page in session.pages:
        yield page.hooks, page.origin, {"page"}
        for question in page.questions:
            yield question.hooks, question.origin, subjects_of(question)
        for scenario in page.scenarios:
            yield scenario.hooks, scenario.origin, set(SCENARIO_SUBJECTS)
        for block in page.blocks:
            media: set[Subject] = {"media"} if block.kind in ("video", "audio") else set()
            details: set[Subject] = {"details"} if block.kind == "details" else set()
            yield block.hooks, block.origin, {"block", *media, *details}


def subjects_of(question: Question) -> set[Subject]:
    """What moments can be about in a question; where it gives no points, nothing in it is right or wrong."""
    if question.type is QuestionType.ACTIVITY:
        return {"question", "activity"}
    own: dict[bool, Subject] = {True: "reflection", False: "survey"}
    return {"question"} if question.points else {"question", own[question.form == "fields"]}


def declared(course: Course) -> Iterator[tuple[Hook, tuple[Session, ...]]]:
    """Each hook that is sent, with the sessions that it is for."""
    for hook in course.xapi.hooks:
        yield hook, course.sessions
    if course.kind == "course":
        for session in course.sessions:
            for hook in session.xapi.hooks:
                yield hook, (session,)


def sends_statements(course: Course) -> bool:
    """Whether anything in the course asks for a statement."""
    if any(hook.verb is not None and not hook.name for hook, _ in declared(course)):
        return True
    return any(set(words) - {OFF} for session in course.sessions for words, _, _ in asked(session))
