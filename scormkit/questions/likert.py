"""How far one agrees: nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from scormkit.catalogue import Catalogue
from scormkit.course.interaction import Interaction, InteractionType
from scormkit.course.model import Blank, Choice, Course, QuestionType
from scormkit.questions.question_type import QuestionKind

RULES: Catalogue[Course] = Catalogue()


def _interaction(choices: Sequence[Choice], blanks: Sequence[Blank]) -> Interaction:
    return Interaction(InteractionType.LIKERT, ())


LIKERT = QuestionKind(
    type=QuestionType.LIKERT,
    title="say how far you agree",
    written="scale",
    interaction=_interaction,
    rules=RULES,
    scored=False,
)
