"""Objectives, and the mapping to frameworks as an LMS will see it."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.framework import FrameworkItem
from scormkit.course.model import Course
from scormkit.course.objectives import alignments_of, framework_objective_id, objectives_in_use
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK5020",
    Severity.WARNING,
    why="The LMS would list an objective that nobody can work on.",
    fix="Name the objective at a page (objectives) or a question (objective), or remove it.",
)
def objective_unused(course: Course) -> Iterator[Fault]:
    """Every objective belongs to a page or a question."""
    for session in course.sessions:
        used = objectives_in_use(session)
        for objective in session.objectives:
            if objective.id not in used:
                yield Fault(objective.origin.pos, f"no page and no question belongs to the objective “{objective.id}”")


@RULES.check(
    "SK5021",
    Severity.ERROR,
    why="Ids in an LMS hold small letters, digits and hyphens only; two codes that differ in other signs become one.",
    fix="Change one of the codes in the framework.",
)
def codes_collide(course: Course) -> Iterator[Fault]:
    """Two items of a framework keep different ids in an LMS."""
    for session in course.sessions:
        by_framework = {framework.id: framework for framework in session.frameworks}
        seen: dict[str, FrameworkItem] = {}
        for alignment in alignments_of(session):
            framework = by_framework.get(alignment.item.framework)
            item = framework.tracked(alignment.item) if framework else None
            if item is None:
                continue
            other = seen.setdefault(framework_objective_id(item), item)
            if other != item:
                message = f"the codes “{item.code}” and “{other.code}” both become {framework_objective_id(item)}"
                yield Fault(alignment.pos, message)
