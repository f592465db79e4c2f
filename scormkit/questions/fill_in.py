"""Blanks in a text, for words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Blank, Choice, Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of

RULES: Catalogue[Course] = Catalogue()


# What a learner may write besides what is right, in bytes of UTF-8.
_ROOM = 60


@RULES.check(
    "SK4025",
    Severity.ERROR,
    why="Learners would have nowhere to write.",
    fix="Write what belongs into the blank in double brackets, as in “The [[briefing | huddle]] comes first”.",
)
def question_without_blank(course: Course) -> Iterator[Fault]:
    """A question of type “fill-in” or “numeric” has a blank."""
    for question in questions_of(course, QuestionType.FILL_IN, QuestionType.NUMERIC):
        if not question.blanks:
            yield Fault(question.origin.pos, f"“{question.id}” has no blank to write into", where=question.id)


def _right(choices: Sequence[Choice], blanks: Sequence[Blank]) -> tuple[str, ...]:
    return tuple(blank.accepted[0] for blank in blanks if blank.accepted)


FILL_IN = QuestionKind(
    type=QuestionType.FILL_IN,
    title="fill in",
    form="fields",
    written="blanks",
    interaction=InteractionType.FILL_IN,
    right=_right,
    rules=RULES,
    longest=_ROOM,
)
