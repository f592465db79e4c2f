"""The objectives that an LMS gets for a session, and their ids: the one place where such an id is made.

An id is of [a-z0-9_-], which SCORM 1.2 takes as CMIIdentifier and SCORM 2004 as a long identifier (RTE 4.1), and
derives only from ids that the author controls. Own ids hold no underscore, so the joint is unambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from scormkit.course.framework import Framework, FrameworkItem
from scormkit.course.model import Alignment, Objective, Session

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class LmsObjective:
    """One `cmi.objectives` entry: of a session's own objective, or of an item of a framework's tracked level."""

    id: str
    title: str
    kind: Literal["session", "framework"]
    item: FrameworkItem | None = None
    objective: Objective | None = None

    @property
    def pass_mark(self) -> float | None:
        """Percent, only where the author asked for one."""
        return self.objective.pass_mark if self.objective else None


def session_objective_id(session_id: str, objective_id: str) -> str:
    """LMS id of an objective of a session."""
    return f"{session_id}_{objective_id}"


def framework_objective_id(item: FrameworkItem) -> str:
    """LMS id of a framework's item: `clcf_2-4`."""
    return f"{item.framework}_{_NOT_IN_ID.sub('-', item.code.lower()).strip('-')}"


def alignments_of(session: Session) -> Iterator[Alignment]:
    """Every mapping in a session: its own, its objectives', its pages' and its questions'."""
    yield from session.alignments
    for objective in session.objectives:
        yield from objective.alignments
    for page in session.pages:
        yield from page.alignments
        for question in page.questions:
            yield from question.alignments


def items_of(alignments: Iterable[Alignment], frameworks: Iterable[Framework]) -> tuple[FrameworkItem, ...]:
    """The items that something maps to, each once, in the order of these frameworks and of their files."""
    order = {framework.id: number for number, framework in enumerate(frameworks)}
    found = {alignment.item.key: alignment.item for alignment in alignments if alignment.item.framework in order}
    return tuple(sorted(found.values(), key=lambda item: (order[item.framework], item.index)))


def lms_objectives(session: Session) -> tuple[LmsObjective, ...]:
    """The session's own objectives in its order, then each tracked item that anything maps to, in framework order.

    None where nothing counts.
    """
    if not session.counts:
        return ()
    own = [
        LmsObjective(session_objective_id(session.id, objective.id), objective.title, "session", objective=objective)
        for objective in session.objectives
    ]
    items: dict[str, LmsObjective] = {}
    frameworks = {framework.id: framework for framework in session.frameworks}
    for item in items_of(alignments_of(session), session.frameworks):
        if tracked := frameworks[item.framework].tracked(item):
            found = LmsObjective(framework_objective_id(tracked), tracked.title, "framework", item=tracked)
            items.setdefault(found.id, found)
    return (*own, *items.values())


def objectives_in_use(session: Session) -> frozenset[str]:
    """The ids of the session's own objectives that a page or a question belongs to."""
    on_pages = {name for page in session.pages for name in page.objectives}
    return frozenset(on_pages.union(*(question.objectives for page in session.pages for question in page.questions)))
