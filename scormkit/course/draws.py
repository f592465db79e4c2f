"""Which questions an attempt has where a section of the assessment asks some of its own, and what is sure to be asked.

A section with `pick` falls into groups, one for each element (or objective) that its questions are mapped to. An
attempt takes one question of each group, in an order that is drawn anew, then a second of each, until it has as many
as it asks: no element has two questions before each has one. `templates/runtime/draw.js` draws.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scormkit.course.model import AssessmentSection, Question, Session

Groups = Sequence[Sequence[str]]
"""Ids of questions, group by group."""


def groups_of(session: Session, section: AssessmentSection) -> tuple[tuple[str, ...], ...]:
    """The groups of a section, in the author's order."""
    page = session.assessment_page
    questions = {question.id: question for question in page.questions} if page else {}
    groups: dict[str, list[str]] = {}
    for name in section.questions:
        groups.setdefault(_element(session, questions[name]), []).append(name)
    return tuple(map(tuple, groups.values()))


def _element(session: Session, question: Question) -> str:
    """What a question is balanced by: the first item that it is mapped to, else its first objective."""
    frameworks = {framework.id: framework for framework in session.frameworks}
    for alignment in question.alignments:
        item = alignment.item
        tracked = frameworks[item.framework].tracked(item) if item.framework in frameworks else None
        return f"{item.framework} {(tracked or item).code}"
    return question.objectives[0] if question.objectives else ""


def is_sure(groups: Groups, pick: int, wanted: Collection[str]) -> bool:
    """Whether every draw of `pick` questions from the groups has one of those that are wanted."""
    taken, rounds, pick = 0, 0, min(pick, sum(map(len, groups)))
    while True:
        more = sum(len(group) > rounds for group in groups)
        if more == 0 or taken + more > pick:
            break
        taken, rounds = taken + more, rounds + 1
    # Each group has given `rounds` of its questions, or all; of those with more, any `pick - taken` give another.
    others = [sum(name not in wanted for name in group) for group in groups]
    if any(min(len(group), rounds) > other for group, other in zip(groups, others, strict=True)):
        return True
    open_groups = [other for group, other in zip(groups, others, strict=True) if len(group) > rounds]
    # Another question of a group is one that is wanted for sure where the others of it are used up by then.
    return pick - taken > sum(other > rounds for other in open_groups)


def least_pick(groups: Groups, wanted: Collection[str]) -> int:
    """The smallest `pick` that is sure to ask one of those that are wanted; 0 where none is."""
    total = sum(map(len, groups))
    return next((pick for pick in range(1, total + 1) if is_sure(groups, pick, wanted)), 0)
