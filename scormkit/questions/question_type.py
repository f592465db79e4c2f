"""What a type of question must supply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from scormkit.catalogue import Catalogue
from scormkit.course.interaction import Interaction, InteractionType
from scormkit.course.model import Blank, Choice, Course, Question, QuestionType, ResponseForm

Written = Literal["boxes", "numbered", "matches", "groups", "blanks", "scale", "rows", "nothing"]
"""How answers are written: a list with boxes; a numbered list in the right order; a list with an arrow in each item;
lists within a list; double brackets in the text; a list without boxes; a list without boxes, and a numbered one; not
at all."""

HOW_WRITTEN: dict[Written, str] = {
    "boxes": "List the answers, each with a box: - [ ] or - [x].",
    "numbered": "Write a numbered list in the right order: 1. First, 2. Second.",
    "matches": "List the answers, each with an arrow and its partner: - Situation -> What is happening now.",
    "groups": "List the groups, and under each, indented, a list of what belongs there.",
    "blanks": "Write what is right in double brackets: [[briefing]].",
    "scale": "List the steps, without boxes: - Not at all.",
    "rows": "List the statements, then the scale as a numbered list: 1. Disagree, 2. Agree.",
    "nothing": "Write the question alone.",
}


def _never(right: int) -> bool:
    return False


def _nothing(choices: Sequence[Choice], blanks: Sequence[Blank]) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A row of `QUESTION_TYPES`.

    `form` is what learners do, `written` what authors write. `interaction` is the standards' type, `right` makes its
    right response from the answers and blanks. `fits` says whether a question without a type is one of these, from
    the number of right answers. `fixed_marks` are the marks of the answers in order where the standards fix them;
    without `scored`, nothing is right or wrong. `takes_numbers`: what is written into blanks are numbers, with
    `slides` on a scale that each names. `takes_areas`: each answer lies on a picture. `mixed`: the order in which
    answers are written says what is right, and is not shown. `longest`: bytes that a text may have. `block` is the
    kind of block that it is written in.
    """

    type: QuestionType
    title: str
    interaction: InteractionType
    rules: Catalogue[Course] = field(default_factory=Catalogue)
    right: Callable[[Sequence[Choice], Sequence[Blank]], tuple[str, ...]] = _nothing
    form: ResponseForm = "picks"
    written: Written = "boxes"
    fits: Callable[[int], bool] = _never
    fixed_marks: str = ""
    scored: bool = True
    takes_numbers: bool = False
    slides: bool = False
    takes_areas: bool = False
    mixed: bool = False
    longest: int = 0
    block: str = "question"

    def recorded(self, choices: Sequence[Choice], blanks: Sequence[Blank]) -> Interaction:
        """What the standards see of a question."""
        return Interaction(self.interaction, self.right(choices, blanks))


def questions_of(course: Course, *kinds: QuestionType) -> Iterator[Question]:
    """Every question of some types in a course."""
    for session in course.sessions:
        for page in session.pages:
            yield from (question for question in page.questions if question.type in kinds)


def right_answers(question: Question) -> int:
    """How many answers are marked right."""
    return sum(choice.correct for choice in question.choices)


def right_marks(choices: Sequence[Choice], blanks: Sequence[Blank]) -> tuple[str, ...]:
    """The marks of the right answers, in the order of the alphabet."""
    return tuple(sorted(choice.mark for choice in choices if choice.correct))


def right_pairs(choices: Sequence[Choice], blanks: Sequence[Blank]) -> tuple[str, ...]:
    """Each answer with what it belongs to, as `a.f`."""
    return tuple(f"{choice.mark}.{choice.target}" for choice in choices if choice.target)
