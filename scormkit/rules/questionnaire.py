"""Questionnaires: what learners think, where nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK1120",
    Severity.ERROR,
    why="Learners are told that nothing is right or wrong here, and then one answer is.",
    fix="Remove the [x], take another kind of question (likert, grid, choice, reflection), or move it to another page.",
)
def right_answer_in_questionnaire(course: Course) -> Iterator[Fault]:
    """No answer of a questionnaire is right or wrong."""
    for session in course.sessions:
        for page in session.pages:
            for question in page.questions if page.is_questionnaire else ():
                if question.points:
                    message = f"“{question.id}” has a right answer, but “{page.id}” is a questionnaire"
                    yield Fault(question.origin.pos, message, where=question.id)


@RULES.check(
    "SK1121",
    Severity.WARNING,
    why="Learners would look for something to answer.",
    fix="Write questions into the page, or remove “kind: questionnaire”.",
)
def questionnaire_without_questions(course: Course) -> Iterator[Fault]:
    """A questionnaire asks something."""
    for session in course.sessions:
        for page in session.pages:
            if page.is_questionnaire and not page.questions:
                yield Fault(page.origin.at("kind"), f"the questionnaire “{page.id}” has no questions")
