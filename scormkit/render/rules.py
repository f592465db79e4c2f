"""What only a build can know: how much a course asks an LMS to store, and whether its lock files are up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Finding, Severity
from scormkit.package.delivery import Delivery
from scormkit.render.activities import Activities
from scormkit.render.outline import course_objectives
from scormkit.render.state import worst_case_length

RENDER_RULES: Catalogue[Course] = Catalogue()

STATE_TOO_LONG = RENDER_RULES.declare(
    "SK3901",
    "stored-state-too-long",
    Severity.ERROR,
    summary="What has to be stored for a learner can grow longer than the standard allows.",
    why="An LMS cuts or refuses a state that is too long, and learners lose their place and their answers.",
    fix="Ask for fewer or shorter reflections (length=100) and notes of activities (evidence=100), which take most of "
    "the room; or split the course into smaller ones, or build it for SCORM 2004, which allows 64,000 characters.",
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

NAMED_BY_NOBODY = RENDER_RULES.declare(
    "SK3904",
    "named-by-nobody",
    Severity.WARNING,
    summary="A package whose standard names things by IRIs is built from a course that has none of its own.",
    why="The ids begin with urn:x-scormkit then, which is nobody's; when they change later, reports lose records.",
    fix="Add activity_base below xapi, an IRI of your own organisation, such as https://learning.example.org/xapi.",
    reference="cmi5 13.1; xAPI 1.0.3 data 2.4.4",
)

COURSE_HEAVY = RENDER_RULES.declare(
    "SK3905",
    "course-larger-than-an-lms-takes",
    Severity.NOTICE,
    summary="The files of a course come to less than every known learning management system takes in one package.",
    why="The LMS refuses the upload, or it times out; learners on a phone wait for what they never look at.",
    fix="If it is for that LMS: compress video, split the course, or host long videos and link to them.",
)

PACKAGE_HEAVY = RENDER_RULES.declare(
    "SK3906",
    "package-larger-than-its-lms-takes",
    Severity.WARNING,
    summary="A package is no larger than the package_limit that its author has named.",
    why="The LMS refuses the upload, or it times out.",
    fix="Compress video, split the course, or host long videos and link to them; or ask for a higher limit.",
)

MEGABYTE = 1_000_000

MOST_OBJECTIVES = 40
"""About 1,000 bytes for each when a 2004 LMS sends it as fields of a form: 40 kB, which leaves room for the answers."""


def check_delivery(course: Course, target: str, delivery: Delivery) -> Iterator[Finding]:
    """Findings on what `target` would store, and on what it has to name things by."""
    limit, length = delivery.state_limit_chars, worst_case_length(course)
    if delivery.iris and not course.xapi.activity_base:
        iri = Activities(course).course_iri
        yield NAMED_BY_NOBODY.at(course.origin.pos, f"“{course.title}” has no activity_base, so its own id is {iri}")
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


def weight(course: Course) -> int:
    """Bytes of the files that a package of the course carries; nearly all of it, for media shrink no further."""
    files = {asset.href: asset for session in course.sessions for asset in session.assets}
    return sum(
        len(asset.content) if asset.content is not None else asset.source.stat().st_size
        for asset in files.values()
        if asset.source.is_file()
    )


def check_package_limit(course: Course, size: int, what: str) -> Iterator[Finding]:
    """A finding where `size` in bytes is more than the author says that the LMS takes. `what` has that size."""
    if course.package_limit and size > course.package_limit * MEGABYTE:
        message = f"{what} {size / MEGABYTE:,.1f} MB; the LMS takes {course.package_limit:,} MB"
        yield PACKAGE_HEAVY.at(course.origin.at("package_limit"), message)


def check_weight(course: Course, limits: Mapping[str, int]) -> Iterator[Finding]:
    """A finding for each LMS, by its title, whose limit in megabytes the files of the course exceed."""
    size = weight(course)
    for title, limit in sorted(limits.items(), key=lambda each: (each[1], each[0])):
        if size > limit * MEGABYTE:
            message = f"the files of “{course.title}” come to {size // MEGABYTE:,} MB; {title} takes {limit:,} MB"
            yield COURSE_HEAVY.at(course.origin.pos, message)
