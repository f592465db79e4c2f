"""Course → what statements are made of in a package: `XapiData` of templates/runtime/types.js."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scormkit.course.framework import FrameworkItem
from scormkit.course.hooks import asked, sends_statements
from scormkit.course.model import Alignment, Course, Page, Session
from scormkit.course.moments import MOMENTS, Moment
from scormkit.course.objectives import alignments_of
from scormkit.course.statements import ON, Hook, Verb
from scormkit.course.vocabulary import VERBS
from scormkit.render.activities import (
    Activities,
    Activity,
    assessment_key,
    block_key,
    course_key,
    iri_of,
    items_by_id,
    page_key,
    question_key,
    scenario_key,
    session_key,
)
from scormkit.render.completion import mastery_percent, move_on
from scormkit.render.outline import course_objectives

XapiData = dict[str, Any]
"""As types.js describes it, ready for JSON."""


def xapi_data(course: Course, *, lifecycle: bool, only: Session | None = None) -> XapiData | None:
    """The data for one launch page: of the whole course, or of `only` one of its sessions.

    `lifecycle`: the target itself asks for statements about each launch. None where nothing is to be sent.
    """
    if not (lifecycle or sends_statements(course)):
        return None
    activities = Activities(course)
    sessions = (only,) if only else course.sessions
    things, items = _Things(course, activities, sessions).collect()
    for objective in course_objectives(course):
        if objective.kind == "framework" or any(
            objective.objective in session.objectives and objective.id.startswith(f"{session.id}_")
            for session in sessions
        ):
            items.setdefault(objective.id, activities.objective(objective))
    mastery = mastery_percent(sessions)
    return {
        "base": activities.base,
        "profile": profile_version_iri(course),
        "language": course.language,
        "broker": course.xapi.broker,
        "publisher": session_key(only) if only else course_key(course),
        "lifecycle": lifecycle,
        "moveOn": move_on(sessions),
        "masteryScore": None if mastery is None else round(mastery / 100, 4),
        "things": things,
        "framework": items,
        "hooks": [_hook_data(hook, at) for hook, at in hooks_of(course, sessions, lifecycle=lifecycle)],
    }


def profile_iri(course: Course) -> str:
    """The IRI of the course's own xAPI profile; no id of a session holds an underscore."""
    return iri_of(f"{Activities(course).course_iri}/_profile")


def profile_version_iri(course: Course) -> str:
    """The IRI of this version of it, which every statement names in `category` (xAPI Profiles, part 2, 5)."""
    return iri_of(f"{profile_iri(course)}/{course.version or '0'}")


class _Things:
    """Collects the things of a launch page by key, and the framework items that they are mapped to by id."""

    def __init__(self, course: Course, activities: Activities, sessions: Iterable[Session]) -> None:
        self._course = course
        self._activities = activities
        self._sessions = tuple(sessions)
        self._counts = all(session.counts for session in self._sessions)
        self._things: dict[str, Any] = {}
        self._items: dict[str, FrameworkItem] = {}

    def collect(self) -> tuple[dict[str, Any], dict[str, Activity]]:
        """XapiData's `things` and `framework`."""
        if self._course.kind == "course":
            own = [*self._course.alignments, *(each for session in self._sessions for each in session.alignments)]
            self._add("course", self._activities.whole(), "", (), own)
        for session in self._sessions:
            self._session(session)
        return self._things, {name: self._activities.item(item) for name, item in self._items.items()}

    def _add(
        self,
        key: str,
        activity: Activity,
        parent: str,
        grouping: Iterable[str],
        alignments: Iterable[Alignment],
        hooks: tuple[str, ...] = (),
    ) -> None:
        items = items_by_id(alignments if self._counts else ())
        self._items.update(items)
        said: Any = "off" if "off" in hooks else list(hooks)
        self._things[key] = {
            "activity": activity,
            "parent": parent,
            "grouping": list(grouping),
            "framework": list(items),
            "hooks": said or "",
        }

    def _session(self, session: Session) -> None:
        key = session_key(session)
        above = ("course",) if self._course.kind == "course" else ()
        own = [*session.alignments, *(each for objective in session.objectives for each in objective.alignments)]
        make = self._activities
        self._add(key, make.session(session), "".join(above), above, own or alignments_of(session))
        grouping = above or (key,)
        for page in session.pages:
            self._add(page_key(session, page), make.page(session, page), key, grouping, page.alignments, page.hooks)
            if page.is_assessment:
                asked_for = [*page.alignments, *(each for question in page.questions for each in question.alignments)]
                self._add(assessment_key(session), make.assessment(session, page), key, grouping, asked_for, page.hooks)
            self._parts(session, page, grouping)

    def _parts(self, session: Session, page: Page, grouping: tuple[str, ...]) -> None:
        make = self._activities
        parent = assessment_key(session) if page.is_assessment else page_key(session, page)
        for question in page.questions:
            activity = make.question(session, question)
            alignments = question.alignments or page.alignments
            self._add(question_key(session, question), activity, parent, grouping, alignments, question.hooks)
        for scenario in page.scenarios:
            key = scenario_key(session, scenario)
            self._add(key, make.scenario(session, scenario), parent, grouping, scenario.alignments, scenario.hooks)
            for scene in scenario.scenes:
                if scene.choices:
                    activity = make.scene(session, scenario, scene)
                    own = scenario_key(session, scenario, scene)
                    self._add(own, activity, key, grouping, scenario.alignments, scenario.hooks)
        for block in page.blocks:
            activity = make.block(session, page, block)
            key = block_key(session, page, block)
            self._add(key, activity, page_key(session, page), grouping, page.alignments, block.hooks)


def default_hook(moment: Moment, name: str = "") -> Hook:
    """What a bare word in `hooks` stands for."""
    return Hook(moment.name, Verb(VERBS[moment.verb], {"en": moment.verb}), name, "", moment.result, moment.context)


def hooks_of(course: Course, sessions: Iterable[Session], *, lifecycle: bool) -> Iterator[tuple[Hook, str]]:
    """Every hook that can send a statement from these sessions, and the key of the session that it is for, or ""."""
    sessions = tuple(sessions)
    if lifecycle:
        yield from ((default_hook(moment), "") for moment in MOMENTS.values() if moment.lifecycle)
    yield from ((hook, "") for hook in course.xapi.hooks)
    if course.kind == "course":
        yield from ((hook, session_key(session)) for session in sessions for hook in session.xapi.hooks)
    subjects = {
        subject for session in sessions for words, _, found in asked(session) if ON in words for subject in found
    }
    yield from (
        (default_hook(moment, ON), "")
        for moment in MOMENTS.values()
        if not moment.lifecycle and moment.subject in subjects
    )


def _hook_data(hook: Hook, at: str) -> dict[str, Any]:
    return {
        "on": hook.on,
        "name": hook.name,
        "at": at,
        "verb": hook.verb and {"id": hook.verb.id, "display": dict(hook.verb.display)},
        "activityType": hook.activity_type,
        "result": dict(hook.result),
        "context": dict(hook.context),
    }
