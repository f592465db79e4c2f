"""Answers to be put in order."""

from __future__ import annotations

from collections.abc import Sequence

from scormkit.catalogue import Catalogue
from scormkit.course.interaction import Interaction, InteractionType
from scormkit.course.model import Blank, Choice, Course, QuestionType
from scormkit.questions.question_type import QuestionKind

RULES: Catalogue[Course] = Catalogue()


def _interaction(choices: Sequence[Choice], blanks: Sequence[Blank]) -> Interaction:
    return Interaction(InteractionType.SEQUENCING, tuple(choice.mark for choice in choices))


ORDERING = QuestionKind(
    type=QuestionType.ORDERING,
    title="put in order",
    form="order",
    written="numbered",
    interaction=_interaction,
    rules=RULES,
)
