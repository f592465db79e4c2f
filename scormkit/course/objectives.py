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
from scormkit.course.model import Alignment, Objective, Page, Question, Session
from scormkit.course.scenario import Scenario

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
    """Every mapping in a session: its own, its objectives', its pages', its questions' and its scenarios'."""
    yield from session.alignments
    for objective in session.objectives:
        yield from objective.alignments
    for page in session.pages:
        yield from page.alignments
        for asked in page.asked:
            yield from asked.alignments


def items_of(alignments: Iterable[Alignment], frameworks: Iterable[Framework]) -> tuple[FrameworkItem, ...]:
    """The items that something maps to, each once, in the order of these frameworks and of their files."""
    order = {framework.id: number for number, framework in enumerate(frameworks)}
    found = {alignment.item.key: alignment.item for alignment in alignments if alignment.item.framework in order}
    return tuple(sorted(found.values(), key=lambda item: (order[item.framework], item.index)))


def lms_objectives(session: Session) -> tuple[LmsObjective, ...]:
    """The session's own objectives in its order, then each tracked item that anything maps to, in framework order."""
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
    asked = (each for page in session.pages for each in page.asked)
    return frozenset(on_pages.union(*(each.objectives for each in asked)))


def _lms_objective_ids(session: Session, objectives: tuple[str, ...], items: set[str]) -> list[str]:
    own = {session_objective_id(session.id, name) for name in objectives}
    return [objective.id for objective in lms_objectives(session) if objective.id in own or objective.id in items]


def _tracked_ids(session: Session, thing: Page | Question | Scenario) -> set[str]:
    frameworks = {framework.id: framework for framework in session.frameworks}
    tracked = (
        frameworks[alignment.item.framework].tracked(alignment.item)
        for alignment in thing.alignments
        if alignment.item.framework in frameworks
    )
    return {framework_objective_id(item) for item in tracked if item}


def objectives_of(session: Session, thing: Page | Question | Scenario) -> list[str]:
    """LMS ids of the objectives that a page teaches or a question counts for."""
    return _lms_objective_ids(session, thing.objectives, _tracked_ids(session, thing))
