"""One number, exact or within a range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Blank, Choice, Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4026",
    Severity.ERROR,
    why="The standards know one number for an answer; a second one could not be recorded.",
    fix="Ask for one number in each question.",
)
def several_numbers(course: Course) -> Iterator[Fault]:
    """A question of type “numeric” asks for one number."""
    for question in questions_of(course, QuestionType.NUMERIC):
        if (count := len(question.blanks)) > 1:
            message = f"“{question.id}” asks for {count} numbers; its type “numeric” takes one"
            yield Fault(question.origin.pos, message, where=question.id)


def right_bounds(choices: Sequence[Choice], blanks: Sequence[Blank]) -> tuple[str, ...]:
    """The lowest and the highest right number."""
    bounds = (bound for blank in blanks[:1] for bound in (blank.low, blank.high) if bound is not None)
    # Without an exponent, which SCORM 1.2 does not know (RTE, CMIDecimal).
    return tuple(f"{bound:.10f}".rstrip("0").rstrip(".") for bound in bounds)


NUMERIC = QuestionKind(
    type=QuestionType.NUMERIC,
    title="give a number",
    form="fields",
    written="blanks",
    interaction=InteractionType.NUMERIC,
    right=right_bounds,
    rules=RULES,
    takes_numbers=True,
    longest=24,
)
