"""A text of the learner's own: nothing is right or wrong."""

from __future__ import annotations

from scormkit.course.interaction import InteractionType
from scormkit.course.model import QuestionType
from scormkit.questions.question_type import QuestionKind

REFLECTION = QuestionKind(
    type=QuestionType.REFLECTION,
    title="reflect",
    form="fields",
    written="nothing",
    interaction=InteractionType.LONG_FILL_IN,
    scored=False,
    longest=500,
)
