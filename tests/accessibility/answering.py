"""Answers to questions of any kind, and a hand that gives them: that of the scripted learners of `scormkit test`."""

from __future__ import annotations

from scormkit.course.model import Question
from scormkit.resources import TEMPLATES

from ..journeys.learner import Learner

HANDS = (TEMPLATES / "proof/hands.js").read_text("utf-8").strip().removesuffix(";")
PARTLY = {"multiple", "ordering", "matching", "categorise", "fill-in"}
"""Kinds of which an answer can be partly right, where the author says so; a hotspot with several places besides."""


def right(question: Question) -> list[str]:
    """The right response; what is said for oneself where nothing is right."""
    if question.form == "fields":
        given = ["Say it <b>back</b>.", "1"] if not question.points else []
        return given or [blank.accepted[0] if blank.accepted else f"{blank.low or 0:g}" for blank in question.blanks]
    if question.points:
        return list(question.interaction.correct)
    if question.form == "pairs":
        return [f"{choice.mark}.{question.targets[-1].mark}" for choice in question.choices]
    return [question.choices[-1].mark]


def wrong(question: Question) -> list[str]:
    """One that is all wrong."""
    if question.form == "order":
        return [*right(question)[1:], *right(question)[:1]]
    if question.form == "fields":
        return ["-9" if blank.low is not None else "nothing" for blank in question.blanks]
    if question.form == "pairs":
        others = [target.mark for target in question.targets]
        return [f"{mark}.{next(each for each in others if each != right_one)}" for mark, right_one in _pairs(question)]
    return [next(choice.mark for choice in question.choices if not choice.correct)]


def partly(question: Question) -> list[str]:
    """One of which some is right."""
    if question.form == "order":
        *first, third, fourth = right(question)
        return [*first, fourth, third]
    return [*right(question)[:1], *wrong(question)[1:]]


def _pairs(question: Question) -> list[tuple[str, str]]:
    return [(pair[0], pair[2:]) for pair in question.interaction.correct]


def put(learner: Learner, question: Question, response: list[str], *, hand_in: bool = False) -> None:
    """Answers on the screen, anew if it was answered before; with `hand_in` presses the button, too."""
    order = {"do": "answer" if hand_in else "choose", "question": question.id, "form": question.form}
    learner.sco.evaluate(HANDS, {**order, "response": response})
