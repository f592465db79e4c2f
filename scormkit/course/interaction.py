"""A question as the standards know it: an interaction of a closed list of types, in neutral form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class InteractionType(StrEnum):
    """The types of SCORM 2004 RTE 4.2.9 that the question types use so far; SCORM 1.2 has the same words."""

    CHOICE = "choice"
    TRUE_FALSE = "true-false"


@dataclass(frozen=True, slots=True)
class Interaction:
    """What a tracker needs to record an answer.

    `choices` are the marks offered, `correct` those of the right response. A mark is one character of [a-z0-9],
    which every standard takes (SCORM 1.2 RTE, CMIFeedback: choice); true-false uses the marks t and f.
    """

    type: InteractionType
    choices: tuple[str, ...]
    correct: frozenset[str]
