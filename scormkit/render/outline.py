"""Course → Outline: what an LMS will see. Every identifier derives from ids that the author controls."""

from __future__ import annotations

from collections.abc import Iterable

from scormkit.course.framework import Framework
from scormkit.course.model import Alignment, Contributor, Course, Session
from scormkit.course.objectives import LmsObjective, alignments_of, items_of, lms_objectives
from scormkit.course.vocabulary import ACTIVITY_TYPES
from scormkit.package.delivery import Delivery
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
from scormkit.render.activities import Activities, iri_of
from scormkit.render.completion import mastery_percent, move_on

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


def launch_page(session: Session) -> str:
    """The page that launches a session by itself; no other file is called so, for no id holds an underscore."""
    return f"launch_{session.id}.html"


def write_outline(course: Course, files: Iterable[str], delivery: Delivery) -> Outline:
    """The outline of a package that holds `files` (paths in it), all of them belonging to what is launched."""
    paths = sorted(files)
    return _of_sessions(course, paths) if delivery.pages == "session" else _of_course(course, paths, delivery)


def _of_course(course: Course, paths: list[str], delivery: Delivery) -> Outline:
    """One item, the course, with one resource that holds every file."""
    metadata = course_metadata(course)
    activities = Activities(course)
    iri = iri_of(activities.course_iri)
    resource = Resource(
        identifier=iri if delivery.iris else f"RES-{course.id}",
        kind="sco",
        href=START_PAGE,
        files=(START_PAGE, *(path for path in paths if path != START_PAGE)),
        metadata=metadata,
    )
    item = Item(
        identifier=iri if delivery.iris else f"ITEM-{course.id}",
        title=course.title,
        resource=resource.identifier,
        pass_mark=course_pass_mark(course),
        objectives=tuple(
            _by_iri(activities, objective)
            if delivery.iris
            else LaunchableObjective(objective.id, objective.title, objective.pass_mark)
            for objective in course_objectives(course)
        ),
        activity_type=ACTIVITY_TYPES["course" if course.kind == "course" else "lesson"] if delivery.iris else "",
        description=course.description if delivery.iris else "",
        language=course.language if delivery.iris else "",
    )
    return Outline(
        identifier=iri if delivery.iris else f"MANIFEST-{course.id}",
        organization=iri if delivery.iris else f"ORG-{course.id}",
        title=course.title,
        version=course.version,
        items=(item,),
        resources=(resource,),
        metadata=metadata,
    )


def _of_sessions(course: Course, paths: list[str]) -> Outline:
    """An item for each session, below one for each section that has a title; every session has a page of its own."""
    activities = Activities(course)
    pages = {launch_page(session) for session in course.sessions}
    shared = tuple(path for path in paths if path not in pages)
    items: list[Item] = []
    resources = []
    for section in course.sections:
        units = []
        for session in section.sessions:
            units.append(_unit(activities, session))
            page = launch_page(session)
            resources.append(Resource(units[-1].resource, "sco", page, (page, *shared)))
        if section.title:
            block = Item(
                iri_of(activities.section_iri(section)),
                section.title,
                children=tuple(units),
                description=section.title,
                language=course.language,
            )
            items.append(block)
        else:
            items += units
    # cmi5 13.1: the course is something else than the AUs in it, also where it has only one.
    iri = iri_of(activities.course_iri + ("/course" if course.kind == "session" else ""))
    return Outline(
        identifier=iri,
        organization=iri,
        title=course.title,
        version=course.version,
        items=tuple(items),
        resources=tuple(resources),
        metadata=course_metadata(course),
    )


def _by_iri(activities: Activities, objective: LmsObjective) -> LaunchableObjective:
    """An objective as statements name it."""
    activity = activities.objective(objective)
    ((language, title),) = activity["definition"]["name"].items()
    return LaunchableObjective(activity["id"], title, None, language, activity["definition"]["type"])


def _unit(activities: Activities, session: Session) -> Item:
    iri = iri_of(activities.session_iri(session))
    return Item(
        identifier=iri,
        title=session.title,
        resource=iri,
        pass_mark=mastery_percent((session,)),
        objectives=tuple(_by_iri(activities, objective) for objective in lms_objectives(session)),
        activity_type=ACTIVITY_TYPES["lesson"],
        description=session.description or session.title,
        language=session.language,
        move_on=move_on((session,)),
    )
