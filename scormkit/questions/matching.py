"""Answers to be matched with what they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of, right_pairs

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4023",
    Severity.ERROR,
    why="Learners can never give it a partner, so nobody could ever be right.",
    fix="Write each answer with an arrow and its partner, as in “- Situation -> What is happening now”.",
)
def answer_without_partner(course: Course) -> Iterator[Fault]:
    """In a question of type “matching”, each answer has a partner."""
    for question in questions_of(course, QuestionType.MATCHING):
        for choice in question.choices:
            if not choice.target:
                message = f"the answer “{choice.text}” of “{question.id}” has no partner"
                yield Fault(choice.origin.pos, message, where=question.id)


MATCHING = QuestionKind(
    type=QuestionType.MATCHING,
    title="match",
    form="pairs",
    written="matches",
    interaction=InteractionType.MATCHING,
    right=right_pairs,
    rules=RULES,
)
