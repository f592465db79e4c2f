"""A question as the standards know it: an interaction of a closed list of types, in neutral form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_LONGEST_OLD_TEXT = 255


class InteractionType(StrEnum):
    """The types of SCORM 2004 RTE 4.2.9 that the question types use; SCORM 1.2 has these words but for long-fill-in."""

    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    FILL_IN = "fill-in"
    LONG_FILL_IN = "long-fill-in"
    NUMERIC = "numeric"
    MATCHING = "matching"
    SEQUENCING = "sequencing"
    LIKERT = "likert"


@dataclass(frozen=True, slots=True)
class Interaction:
    """What a tracker needs to record an answer.

    `correct` is the right response, in parts that follow from the type: marks for choice, true-false and likert, marks
    in their order for sequencing, pairs of marks (`a.f`) for matching, a text for each blank for fill-in, the lowest
    and the highest number for numeric; empty where nothing is right or wrong. A mark is one character of [a-z0-9],
    which every standard takes (SCORM 1.2 RTE, CMIFeedback: choice); true-false uses the marks t and f.
    """

    type: InteractionType
    correct: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """The right response as SCORM 2004 writes it (RTE 4.2.9.1), and xAPI; "" where nothing is right or wrong."""
        if not self.correct:
            return ""
        match self.type:
            case InteractionType.TRUE_FALSE:
                return "true" if "t" in self.correct else "false"
            case InteractionType.MATCHING:
                return "[,]".join(pair.replace(".", "[.]") for pair in self.correct)
            case InteractionType.NUMERIC:
                return "[:]".join(self.correct)
        return "[,]".join(self.correct)

    @property
    def old_pattern(self) -> str:
        """The same in SCORM 1.2 (RTE, CMIFeedback); "" for what it has no form for, such as a range of numbers."""
        match self.type:
            case InteractionType.NUMERIC:
                return self.correct[0] if len(set(self.correct)) == 1 else ""
            case InteractionType.FILL_IN:
                return ", ".join(self.correct)[:_LONGEST_OLD_TEXT]
        return ",".join(self.correct)
