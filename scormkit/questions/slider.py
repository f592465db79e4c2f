"""One number on a scale, set by a slider or written into the field beside it."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Blank, Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.numeric import right_bounds
from scormkit.questions.question_type import QuestionKind, questions_of

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4027",
    Severity.ERROR,
    why="Nobody could set the slider to what is right.",
    fix="Write one scale that holds a right number at one of its steps, as in [[6..8 of 0..10]].",
)
def slider_out_of_reach(course: Course) -> Iterator[Fault]:
    """A question of type “slider” has one scale, and a right number on it."""
    for question in questions_of(course, QuestionType.SLIDER):
        if len(question.blanks) > 1:
            message = f"“{question.id}” has {len(question.blanks)} scales; its type “slider” takes one"
            yield Fault(question.origin.pos, message, where=question.id)
        for blank in question.blanks[:1]:
            if blank.scale and not _is_reached(blank, blank.scale):
                low, high, step = (f"{each:g}" for each in blank.scale)
                message = f"no step of {step} from {low} to {high} is right for “{question.id}”"
                yield Fault(question.origin.pos, message, where=question.id)


def _is_reached(blank: Blank, scale: tuple[float, float, float]) -> bool:
    low, high, step = scale
    if blank.low is None or blank.high is None:
        return False
    # The first step that is not below what is right; rounded, for steps are written in decimals.
    steps = max(0, -(-(blank.low - low) // step))
    first = round(low + steps * step, 9)
    return first <= min(blank.high, high)


SLIDER = QuestionKind(
    type=QuestionType.SLIDER,
    title="set a slider",
    form="fields",
    written="blanks",
    interaction=InteractionType.NUMERIC,
    right=right_bounds,
    rules=RULES,
    takes_numbers=True,
    slides=True,
    longest=24,
)
