"""Mapped items as every target says them: one IRI, one code, one title, whatever the standard does with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scormkit.course.framework import Framework
from scormkit.course.model import Alignment, Course
from scormkit.course.objectives import alignments_of, framework_objective_id, items_of


@dataclass(frozen=True, slots=True)
class MappedItem:
    """An item that something maps to.

    `iri` names it on the web, for context activities and profiles; `objective_id` is its id as `cmi.objectives.n.id`,
    where it has one: items above the tracked level have none, those below it have that of the tracked item above.
    `path` holds the codes from the root to the item.
    """

    iri: str
    code: str
    title: str
    level: str
    path: tuple[str, ...]
    objective_id: str
    framework: str
    framework_iri: str
    framework_title: str


def mapped_items(alignments: Iterable[Alignment], frameworks: Iterable[Framework]) -> tuple[MappedItem, ...]:
    """What a session, page or question maps to, each item once, in the order of these frameworks and of their files.

    `frameworks` are those of the session: `mapped_items(page.alignments, session.frameworks)`.
    """
    known = {framework.id: framework for framework in frameworks}
    found = []
    for item in items_of(alignments, known.values()):
        framework = known[item.framework]
        tracked = framework.tracked(item)
        found.append(
            MappedItem(
                iri=item.iri,
                code=item.code,
                title=item.title,
                level=item.level,
                path=tuple(step.code for step in item.lineage()),
                objective_id=framework_objective_id(tracked) if tracked else "",
                framework=framework.id,
                framework_iri=framework.iri,
                framework_title=framework.title,
            )
        )
    return tuple(found)


def mapped_in_course(course: Course) -> tuple[MappedItem, ...]:
    """Everything that a course, or anything in it, maps to."""
    inside = (each for session in course.sessions for each in alignments_of(session))
    return mapped_items((*course.alignments, *inside), course.frameworks)
