"""What a type of question must supply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scormkit.catalogue import Catalogue
from scormkit.course.interaction import Interaction
from scormkit.course.model import Choice, Course, Question, QuestionType


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A row of `QUESTION_TYPES`.

    `fits` says whether a question without a type is one of these, from the number of right answers; `interaction`
    makes what the standards see. `fixed_marks` are the marks of the answers in order where the standards fix them.
    """

    type: QuestionType
    title: str
    fits: Callable[[int], bool]
    interaction: Callable[[Sequence[Choice]], Interaction]
    rules: Catalogue[Course]
    fixed_marks: str = ""


def questions_of(course: Course, kind: QuestionType) -> list[Question]:
    """Every question of one type in a course."""
    return [
        question
        for session in course.sessions
        for page in session.pages
        for question in page.questions
        if question.type is kind
    ]


def right_answers(question: Question) -> int:
    """How many answers are marked right."""
    return sum(choice.correct for choice in question.choices)
