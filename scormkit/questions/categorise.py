"""Answers to be sorted into groups."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of, right_pairs

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4024",
    Severity.ERROR,
    why="With one group there is nothing to decide.",
    fix="List the groups, and under each, indented, the answers that belong to it.",
)
def fewer_than_two_groups(course: Course) -> Iterator[Fault]:
    """A question of type “categorise” has at least two groups."""
    for question in questions_of(course, QuestionType.CATEGORISE):
        if (count := len(question.targets)) < 2:
            groups = "one group" if count else "no groups"
            yield Fault(question.origin.pos, f"“{question.id}” has {groups} with answers under it", where=question.id)


CATEGORISE = QuestionKind(
    type=QuestionType.CATEGORISE,
    title="sort into groups",
    form="pairs",
    written="groups",
    interaction=InteractionType.MATCHING,
    right=right_pairs,
    mixed=True,
    rules=RULES,
)
