"""Something to be done at work: the learner notes what came of it, and confirms that it was done."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK1110",
    Severity.ERROR,
    why="An assessment is handed in at one sitting; what is done at work would never be done by then.",
    fix="Move the activity to a page before the assessment or after it.",
)
def activity_in_assessment(course: Course) -> Iterator[Fault]:
    """An activity does not stand in the assessment."""
    for session in course.sessions:
        for question in session.assessment_page.questions if session.assessment_page else ():
            if question.type is QuestionType.ACTIVITY:
                yield Fault(question.origin.pos, f"the activity “{question.id}” is part of the assessment")


@RULES.check(
    "SK1111",
    Severity.WARNING,
    why="The condition means nothing: there is nothing to confirm.",
    fix="Let one be confirmed (::: activity {#my-activity evidence=yes}), or take the word out of complete_when.",
)
def condition_without_activities(course: Course) -> Iterator[Fault]:
    """Completion asks for activities only where there are some to confirm."""
    for session in course.sessions:
        if "activities" in session.complete_when and not session.activities:
            message = f"complete_when says “activities”, but “{session.id}” has none that learners confirm"
            yield Fault(session.origin.at("complete_when"), message)


ACTIVITY = QuestionKind(
    type=QuestionType.ACTIVITY,
    title="do it at work",
    form="fields",
    written="nothing",
    interaction=InteractionType.LONG_FILL_IN,
    rules=RULES,
    scored=False,
    longest=300,
    block="activity",
)
