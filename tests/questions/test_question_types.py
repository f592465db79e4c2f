from __future__ import annotations

import pytest

from scormkit.course.interaction import InteractionType
from scormkit.course.model import Choice, QuestionType
from scormkit.questions import QUESTION_TYPES, kind_for


def choices(marks: str, right: str) -> list[Choice]:
    return [Choice(mark, mark, mark, mark in right, "") for mark in marks]


def test_every_type_has_a_row() -> None:
    assert list(QUESTION_TYPES) == list(QuestionType)


@pytest.mark.parametrize(("right", "kind"), [(0, "choice"), (1, "choice"), (2, "multiple"), (9, "multiple")])
def test_the_type_of_a_question_without_one(right: int, kind: str) -> None:
    assert kind_for(right).type == kind


@pytest.mark.parametrize(
    ("kind", "marks", "right", "expected"),
    [
        (QuestionType.CHOICE, "abc", "b", InteractionType.CHOICE),
        (QuestionType.MULTIPLE, "abc", "bc", InteractionType.CHOICE),
        (QuestionType.TRUE_FALSE, "tf", "f", InteractionType.TRUE_FALSE),
    ],
)
def test_interactions(kind: QuestionType, marks: str, right: str, expected: InteractionType) -> None:
    interaction = QUESTION_TYPES[kind].recorded(choices(marks, right), ())
    assert (interaction.type, interaction.correct) == (expected, tuple(right))
