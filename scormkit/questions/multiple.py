"""Several right answers: tick all that apply."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of, right_answers, right_marks

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4021",
    Severity.WARNING,
    why="A learner who ticks everything without reading is right.",
    fix="Add an answer that is wrong, or remove the mark of one that is not quite right.",
)
def every_answer_right(course: Course) -> Iterator[Fault]:
    """A question of type “multiple” has a wrong answer too."""
    for question in questions_of(course, QuestionType.MULTIPLE):
        if len(question.choices) > 1 and right_answers(question) == len(question.choices):
            yield Fault(question.origin.pos, f"every answer of “{question.id}” is right", where=question.id)


MULTIPLE = QuestionKind(
    type=QuestionType.MULTIPLE,
    title="tick all that apply",
    fits=lambda right: right > 1,
    interaction=InteractionType.CHOICE,
    right=right_marks,
    rules=RULES,
)
