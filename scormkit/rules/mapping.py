"""Objectives, and the mapping to frameworks as an LMS will see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.framework import Framework, FrameworkItem
from scormkit.course.model import Course
from scormkit.course.objectives import alignments_of, framework_objective_id, objectives_in_use
from scormkit.findings import Finding, Severity, SourcePos

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
        alignments = [each for each in alignments_of(session) if each.item.framework in by_framework]
        tracked = [(by_framework[each.item.framework].tracked(each.item), each.pos) for each in alignments]
        yield from _colliding((item, pos) for item, pos in tracked if item)


def codes_that_collide(framework: Framework) -> Iterator[Finding]:
    """What `codes_collide` would say of a course that maps to all of a framework, at the codes themselves."""
    items = framework.at_level(framework.tracked_level)
    for fault in _colliding((item, item.origin.at("code")) for item in items):
        yield RULES["SK5021"].at(fault.pos, fault.message)


def _colliding(items: Iterable[tuple[FrameworkItem, SourcePos]]) -> Iterator[Fault]:
    seen: dict[str, FrameworkItem] = {}
    for item, pos in items:
        name = framework_objective_id(item)
        other = seen.setdefault(name, item)
        if other.code != item.code:
            yield Fault(pos, f"the codes “{item.code}” and “{other.code}” both become {name}")
