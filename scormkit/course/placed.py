"""The branching scenarios of courses, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scormkit.course.model import Course
from scormkit.course.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Placed:
    """A scenario, and where it is: the id of its session, and the title of its page."""

    session: str
    page: str
    scenario: Scenario


def placed_in(courses: Iterable[Course]) -> tuple[Placed, ...]:
    """The scenarios of courses, in reading order; one of a session that several hold is there once."""
    found = {
        (scenario.origin.pos.file, scenario.id): Placed(session.id, page.title, scenario)
        for course in courses
        for session in course.sessions
        for page in session.pages
        for scenario in page.scenarios
    }
    return tuple(found.values())
