"""Places on a picture: each answer is one, in the picture and by its name below it."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, QuestionType
from scormkit.findings import Severity
from scormkit.questions.question_type import QuestionKind, questions_of, right_marks

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK4028",
    Severity.ERROR,
    why="A place that lies nowhere on the picture cannot be pointed at.",
    fix='Give each answer its place in percent of the picture: left, top, width, height, as in {area="10 20 30 15"}.',
)
def answer_off_the_picture(course: Course) -> Iterator[Fault]:
    """Every answer of a question of type “hotspot” has a place on its picture."""
    for question in questions_of(course, QuestionType.HOTSPOT):
        if "<img " not in question.prompt_html:
            message = f"“{question.id}” shows no picture to point at"
            hint = "Put a picture between the question and its answers: ![What it shows](ward.png)"
            yield Fault(question.origin.pos, message, hint, where=question.id)
        for choice in question.choices:
            if not choice.area:
                yield Fault(choice.origin.pos, f"the answer “{choice.text}” has no area", where=question.id)
                continue
            left, top, width, height = choice.area
            if width <= 0 or height <= 0 or left < 0 or top < 0 or left + width > 100 or top + height > 100:
                message = f"the area of “{choice.text}” is not within the picture"
                yield Fault(choice.origin.pos, message, where=question.id)


HOTSPOT = QuestionKind(
    type=QuestionType.HOTSPOT,
    title="point at a place on a picture",
    interaction=InteractionType.CHOICE,
    right=right_marks,
    rules=RULES,
    takes_areas=True,
)
