"""Several statements on one scale: nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK1122",
    Severity.ERROR,
    why="With one step or none there is nothing to choose.",
    fix="Write the scale as a numbered list below the statements: 1. Disagree, 2. Agree.",
)
def grid_without_scale(course: Course) -> Iterator[Fault]:
    """A question of type “grid” has a scale of two steps or more."""
    for question in questions_of(course, QuestionType.GRID):
        if (count := len(question.targets)) < 2:
            steps = "one step" if count else "no steps"
            yield Fault(question.origin.pos, f"the scale of “{question.id}” has {steps}", where=question.id)


GRID = QuestionKind(
    type=QuestionType.GRID,
    title="say it of each",
    form="pairs",
    written="rows",
    # Each statement is paired with a step; the standards' likert takes one answer.
    interaction=InteractionType.MATCHING,
    rules=RULES,
    scored=False,
)
