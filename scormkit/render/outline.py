"""Course → Outline: what an LMS will see. Every identifier derives from ids that the author controls."""

from __future__ import annotations

from collections.abc import Iterable

from scormkit.course.framework import Framework
from scormkit.course.model import Alignment, Contributor, Course
from scormkit.course.objectives import LmsObjective, alignments_of, items_of, lms_objectives
from scormkit.package.outline import (
    Classification,
    Contribution,
    Item,
    LaunchableObjective,
    Metadata,
    Outline,
    Resource,
    Taxon,
)

START_PAGE = "index.html"


def course_objectives(course: Course) -> tuple[LmsObjective, ...]:
    """Every objective an LMS gets for the course, each once, in the order of the sessions."""
    found = {objective.id: objective for session in course.sessions for objective in lms_objectives(session)}
    return tuple(sorted(found.values(), key=lambda objective: objective.kind == "framework"))


def _classifications(alignments: Iterable[Alignment], frameworks: Iterable[Framework]) -> tuple[Classification, ...]:
    titles = {framework.id: framework.title for framework in frameworks}
    return tuple(
        Classification(
            purpose="competency",
            source=titles[item.framework],
            path=tuple(Taxon(step.code, step.title) for step in item.lineage()),
        )
        for item in items_of(alignments, frameworks)
    )


def _contributions(course: Course) -> tuple[Contribution, ...]:
    def of(person: Contributor, role: str, date: str = "") -> Contribution:
        return Contribution("author" if role == "author" else "validator", person.name, person.organization, date)

    found = [of(person, "author") for person in course.authors]
    for session in course.sessions:
        found += [of(person, "author") for person in session.authors]
    for session in course.sessions:
        date = session.reviewed.isoformat() if session.reviewed else ""
        found += [of(person, "reviewer", date) for person in session.reviewers]
    return tuple(dict.fromkeys(found))


def _audience(course: Course) -> tuple[str, ...]:
    told = [
        part for session in course.sessions for part in (*session.audience.professions, session.audience.stage) if part
    ]
    return tuple(dict.fromkeys(told))


def course_metadata(course: Course) -> Metadata:
    """What LOM says of a package, and of its one SCO."""
    sessions = course.sessions
    alignments = [*course.alignments, *(each for session in sessions for each in alignments_of(session))]
    keywords = dict.fromkeys([*course.keywords, *(word for session in sessions for word in session.keywords)])
    return Metadata(
        identifier=course.id,
        title=course.title,
        description=course.description,
        language=course.language,
        keywords=tuple(keywords),
        version=course.version,
        contributions=_contributions(course),
        audience=_audience(course),
        typical_learning_minutes=sum(session.minutes for session in sessions),
        rights=course.licence or ", ".join(dict.fromkeys(each.licence for each in sessions if each.licence)),
        classifications=_classifications(alignments, course.frameworks),
    )


def course_pass_mark(course: Course) -> float | None:
    """Percent that the LMS shall judge by, or None unless the author asked for it: the mean, as the score is one."""
    marks = [session.assessment.pass_mark for session in course.sessions if session.assessment]
    return round(sum(marks) / len(marks), 2) if course.mastery_in_manifest and marks else None


def write_outline(course: Course, files: Iterable[str]) -> Outline:
    """The outline of a package with one SCO that holds all `files` (paths in the package)."""
    metadata = course_metadata(course)
    resource = Resource(
        identifier=f"RES-{course.id}",
        kind="sco",
        href=START_PAGE,
        files=(START_PAGE, *sorted(path for path in files if path != START_PAGE)),
        metadata=metadata,
    )
    item = Item(
        identifier=f"ITEM-{course.id}",
        title=course.title,
        resource=resource.identifier,
        pass_mark=course_pass_mark(course),
        objectives=tuple(
            LaunchableObjective(objective.id, objective.title, objective.pass_mark)
            for objective in course_objectives(course)
        ),
    )
    return Outline(
        identifier=f"MANIFEST-{course.id}",
        organization=f"ORG-{course.id}",
        title=course.title,
        version=course.version,
        items=(item,),
        resources=(resource,),
        metadata=metadata,
    )
