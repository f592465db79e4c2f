"""Video and sound of a session as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK6092",
    Severity.WARNING,
    why="Learners plan by the minutes that a session says, and an LMS shows them; who sits it through needs longer.",
    fix="Write how long the session really takes, or shorten what is played.",
)
def media_longer_than_session(course: Course) -> Iterator[Fault]:
    """What is played in a session takes no longer than the session says that it takes."""
    for session in course.sessions:
        seconds = sum(page.playing for page in session.pages)
        if seconds > session.minutes * 60:
            message = (
                f"the session takes {session.minutes} minutes, and its video and sound alone play for "
                f"{round(seconds) // 60}:{round(seconds) % 60:02}"
            )
            yield Fault(session.origin.at("minutes"), message)
