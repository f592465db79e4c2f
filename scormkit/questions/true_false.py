"""True or false."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of, right_answers, right_marks

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4022",
    Severity.ERROR,
    why="The standards know two answers to such a question, true and false, and one of them is right.",
    fix="Write two answers, the first of them the one that means True, and mark one of them right.",
)
def true_false_of_wrong_shape(course: Course) -> Iterator[Fault]:
    """A question of type “true-false” has two answers, one of them right."""
    for question in questions_of(course, QuestionType.TRUE_FALSE):
        count, right = len(question.choices), right_answers(question)
        if count > 2 or right > 1:
            yield Fault(
                question.origin.pos,
                f"“{question.id}” has {count} answers, {right} of them right; “true-false” takes two and one",
                where=question.id,
            )


TRUE_FALSE = QuestionKind(
    type=QuestionType.TRUE_FALSE,
    title="true or false",
    interaction=InteractionType.TRUE_FALSE,
    right=right_marks,
    rules=RULES,
    fixed_marks="tf",
)
