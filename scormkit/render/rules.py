"""What only a build can know: how much a course asks an LMS to store, and whether its lock files are up to date."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Finding, Severity
from scormkit.render.outline import course_objectives
from scormkit.render.state import worst_case_length

RENDER_RULES: Catalogue[Course] = Catalogue()

STATE_TOO_LONG = RENDER_RULES.declare(
    "SK3901",
    "stored-state-too-long",
    Severity.ERROR,
    summary="What has to be stored for a learner can grow longer than the standard allows.",
    why="An LMS cuts or refuses a state that is too long, and learners lose their place and their answers.",
    fix="Split the course into smaller ones, or build it for SCORM 2004, which allows 64,000 characters.",
    reference="SCORM 1.2 RTE 3.4.4 cmi.suspend_data (4,096); SCORM 2004 RTE 4.2.23 (64,000)",
)

TOO_MANY_OBJECTIVES = RENDER_RULES.declare(
    "SK3902",
    "too-many-objectives",
    Severity.WARNING,
    summary="A course has more objectives than a SCORM 2004 LMS can be sure to save when a learner closes the window.",
    why="Moodle sends everything again in one last message of 64 KiB at most; one that is larger is lost.",
    fix="Split the course, or map its pages and questions to fewer elements of the framework.",
)

LOCK_OUT_OF_DATE = RENDER_RULES.declare(
    "SK3903",
    "lock-file-out-of-date",
    Severity.ERROR,
    summary="A lock file does not say yet what the sources say now, and the build was told not to change it.",
    why="Who builds next may give the new pages and answers other places, and learners' records go astray.",
    fix="Build once without --locked and commit the lock file that it writes.",
)

MOST_OBJECTIVES = 40
"""About 1,000 bytes for each when a 2004 LMS sends it as fields of a form: 40 kB, which leaves room for the answers."""


def check_stored_state(course: Course, target: str, limit: int) -> Iterator[Finding]:
    """Findings on the size of what `target` would store; `limit` is its characters for the state."""
    length = worst_case_length(course)
    if length > limit:
        yield STATE_TOO_LONG.at(
            course.origin.pos,
            f"“{course.title}” may need {length:,} characters of stored state; {target} allows {limit:,}.",
        )
    count = len(course_objectives(course))
    if count > MOST_OBJECTIVES and target.startswith("scorm2004"):
        yield TOO_MANY_OBJECTIVES.at(
            course.origin.pos,
            f"“{course.title}” has {count} objectives; {target} packages are safe up to {MOST_OBJECTIVES}.",
        )
