"""Answers to be put in order."""

from __future__ import annotations

from collections.abc import Sequence

from scormkit.course.interaction import InteractionType
from scormkit.course.model import Blank, Choice, QuestionType
from scormkit.questions.question_type import QuestionKind


def _right(choices: Sequence[Choice], blanks: Sequence[Blank]) -> tuple[str, ...]:
    return tuple(choice.mark for choice in choices)


ORDERING = QuestionKind(
    type=QuestionType.ORDERING,
    title="put in order",
    form="order",
    written="numbered",
    interaction=InteractionType.SEQUENCING,
    right=_right,
)
