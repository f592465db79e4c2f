"""How far one agrees: nothing is right or wrong."""

from __future__ import annotations

from scormkit.course.interaction import InteractionType
from scormkit.course.model import QuestionType
from scormkit.questions.question_type import QuestionKind

LIKERT = QuestionKind(
    type=QuestionType.LIKERT,
    title="say how far you agree",
    written="scale",
    interaction=InteractionType.LIKERT,
    scored=False,
)
