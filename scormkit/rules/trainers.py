"""Sessions of which learners would get too little, for what else there is is marked for trainers."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK1102",
    Severity.ERROR,
    why="The learners' package would hold a session that cannot be opened or completed.",
    fix="Remove “audience: trainer” from a page, or leave the session out of the course.",
)
def session_for_trainers_only(course: Course) -> Iterator[Fault]:
    """A session has pages for learners."""
    for session in course.sessions:
        if not session.pages and session.has_trainer_material:
            yield Fault(session.origin.pos, f"every page of the session “{session.id}” is for trainers")
