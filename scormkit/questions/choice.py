"""One right answer among several."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of, right_answers, right_marks

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4020",
    Severity.ERROR,
    why="A learner can tick one answer only, so nobody could ever be right.",
    fix="Leave one [x], or write type=multiple.",
)
def several_right_answers_in_choice(course: Course) -> Iterator[Fault]:
    """A question of type “choice” has one right answer."""
    for question in questions_of(course, QuestionType.CHOICE):
        if (count := right_answers(question)) > 1:
            second = [choice for choice in question.choices if choice.correct][1]
            yield Fault(
                second.origin.pos,
                f"“{question.id}” has {count} right answers, but its type “choice” takes one",
                where=question.id,
            )


CHOICE = QuestionKind(
    type=QuestionType.CHOICE,
    title="one right answer",
    fits=lambda right: right <= 1,
    interaction=InteractionType.CHOICE,
    right=right_marks,
    rules=RULES,
)
