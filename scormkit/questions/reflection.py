"""A text of the learner's own: nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from scormkit.catalogue import Catalogue
from scormkit.course.interaction import Interaction, InteractionType
from scormkit.course.model import Blank, Choice, Course, QuestionType
from scormkit.questions.question_type import QuestionKind

RULES: Catalogue[Course] = Catalogue()


def _interaction(choices: Sequence[Choice], blanks: Sequence[Blank]) -> Interaction:
    return Interaction(InteractionType.LONG_FILL_IN, ())


REFLECTION = QuestionKind(
    type=QuestionType.REFLECTION,
    title="reflect",
    form="fields",
    written="nothing",
    interaction=_interaction,
    rules=RULES,
    scored=False,
    longest=500,
)
