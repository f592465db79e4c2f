"""Course → a sample of every statement that its packages can send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from scormkit.course.hooks import subjects_of
from scormkit.course.interaction import InteractionType
from scormkit.course.model import Course, Question, Session
from scormkit.course.moments import MOMENTS, VALUES, Subject
from scormkit.course.statements import Hook
from scormkit.findings import SourcePos
from scormkit.package.delivery import Delivery
from scormkit.render.activities import assessment_key, block_key, page_key, question_key, scenario_key, session_key
from scormkit.render.statements import XapiData, hooks_of, xapi_data
from scormkit.xapi.compose import compose, hooks_for, join_contexts

CMI5_CONTEXT = "https://w3id.org/xapi/cmi5/context/"
ACTOR = {
    "objectType": "Agent",
    "name": "Sam Learner",
    "account": {"homePage": "https://lms.example.org", "name": "sam.learner"},
}
TIMESTAMP = "2026-03-02T09:30:00.000Z"
REGISTRATION = str(uuid5(NAMESPACE_URL, "scormkit sample registration"))
_KINDS: dict[Subject, tuple[str, ...]] = {"block": ("",), "media": ("video", "audio"), "details": ("details",)}
"""Kinds of block that a moment can be at; an empty one stands for every kind."""
_JUDGED = ("completed", "passed", "failed")


@dataclass(frozen=True, slots=True)
class Sample:
    """A statement as it could be sent. `hook` is what asks for it, `key` the thing of XapiData that it is about."""

    hook: Hook
    key: str
    statement: dict[str, Any]

    @property
    def pos(self) -> SourcePos:
        """Where the hook was written; nowhere for one that a target brings along."""
        return self.hook.origin.pos


def samples(course: Course, delivery: Delivery) -> tuple[Sample, ...]:
    """One statement for each hook and each target's own moment, about the first thing that it can be about."""
    found: list[Sample] = []
    whole = [course.sessions] if delivery.pages == "course" else [(session,) for session in course.sessions]
    seen: set[tuple[str, str, str]] = set()
    for sessions in whole:
        only = sessions[0] if delivery.pages == "session" else None
        data = xapi_data(course, lifecycle=delivery.lifecycle, only=only)
        if data is None:
            continue
        listed = list(hooks_of(course, sessions, lifecycle=delivery.lifecycle))
        for (hook, at), written in zip(listed, data["hooks"], strict=True):
            told = (hook.on, hook.name, at)
            if hook.verb is None or told in seen:
                continue
            key = next(
                (key for key in keys_of(data, course, hook.on) if written in hooks_for(data, hook.on, key)), None
            )
            if key is not None:
                seen.add(told)
                found.append(Sample(hook, key, _statement(course, data, written, key)))
    return tuple(found)


def keys_of(data: XapiData, course: Course, on: str) -> Iterator[str]:
    """Everything in the data that a moment can be at, in reading order."""
    yield from (key for key in _all_keys(data, course, on) if key in data["things"])


def _all_keys(data: XapiData, course: Course, on: str) -> Iterator[str]:
    subject = MOMENTS[on].subject
    if subject == "launch":
        yield data["publisher"]
    for session in course.sessions:
        if subject == "session":
            yield session_key(session)
        elif subject == "assessment":
            yield assessment_key(session)
        for page in session.pages:
            if subject == "page":
                yield page_key(session, page)
            yield from (question_key(session, each) for each in page.questions if subject in subjects_of(each))
            for scenario in page.scenarios:
                if subject == "question":
                    yield scenario_key(session, scenario)
                elif subject == "scenario":
                    yield from (scenario_key(session, scenario, scene) for scene in scenario.scenes if scene.choices)
            kinds = _KINDS.get(subject, ())
            yield from (block_key(session, page, block) for block in page.blocks if "" in kinds or block.kind in kinds)
        if subject == "details" and (session.help or course.help):
            yield session_key(session)


def _statement(course: Course, data: XapiData, hook: Mapping[str, Any], key: str) -> dict[str, Any]:
    question = _question(course, key)
    values = _values(course, data, hook["on"], key, question)
    pattern = _right_endings(course, key) if question is None else _right_patterns(question)
    body = compose(data, hook, key, values, pattern)
    known: dict[str, Any] = {"registration": REGISTRATION}
    if MOMENTS[hook["on"]].lifecycle and data["publisher"].startswith("session:") and data["lifecycle"]:
        known = join_contexts(known, _cmi5_context(data, hook["on"]))
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{data['base']} {hook['on']} {hook['name']} {hook['at']} {key}")),
        "actor": ACTOR,
        **body,
        "context": join_contexts(known, body["context"]),
        "timestamp": TIMESTAMP,
    }


def _cmi5_context(data: XapiData, on: str) -> dict[str, Any]:
    """What cmi5 asks of the statements that it defines (9.6); the rest comes from the LMS's contextTemplate."""
    categories = [{"id": f"{CMI5_CONTEXT}categories/cmi5"}]
    if on in _JUDGED:
        categories.append({"id": f"{CMI5_CONTEXT}categories/moveon"})
    context: dict[str, Any] = {
        "contextActivities": {
            "grouping": [{"id": data["things"][data["publisher"]]["activity"]["id"]}],
            "category": categories,
        },
        "extensions": {f"{CMI5_CONTEXT}extensions/sessionid": str(uuid5(NAMESPACE_URL, "scormkit sample session"))},
    }
    if on in ("passed", "failed") and data["masteryScore"] is not None:
        context["extensions"][f"{CMI5_CONTEXT}extensions/masteryscore"] = data["masteryScore"]
    return context


def _question(course: Course, key: str) -> Question | None:
    kind, _, path = key.partition(":")
    if kind != "question":
        return None
    session_id, _, question_id = path.partition("/")
    session = _session(course, session_id)
    return next((question for page in session.pages for question in page.questions if question.id == question_id), None)


def _session(course: Course, session_id: str) -> Session:
    return next(session for session in course.sessions if session.id == session_id)


def _right_patterns(question: Question) -> tuple[str, ...]:
    """The right responses as the standard writes them (xAPI data, appendix C); none where nothing is right or wrong."""
    return (question.interaction.pattern,) if question.interaction.correct else ()


def _right_endings(course: Course, key: str) -> tuple[str, ...]:
    """The marks of the right endings of a scenario; none for anything else."""
    return tuple(
        scene.mark
        for session in course.sessions
        for scenario in session.scenarios
        if key == scenario_key(session, scenario)
        for scene in scenario.right_endings
    )


def _response(question: Question) -> str:
    """A response that may be given: the right one where there is one."""
    told = question.interaction
    match told.type:
        case InteractionType.MATCHING if not told.correct:
            return "[,]".join(f"{each.mark}[.]{question.targets[0].mark}" for each in question.choices)
        case InteractionType.NUMERIC:
            return told.correct[0] if told.correct else "0"
        case InteractionType.LIKERT:
            return question.choices[0].mark if question.choices else "a"
        case InteractionType.LONG_FILL_IN:
            return "What I will do"
    return told.pattern


def _values(course: Course, data: XapiData, on: str, key: str, question: Question | None) -> dict[str, Any]:
    """The values that are known at the moment, those of the course itself where it has them."""
    known = {name: VALUES[name] for name in MOMENTS[on].values}
    names = data["things"][key]["activity"]["definition"]["name"]
    title = names.get(data["language"]) or next(iter(names.values()))
    own: dict[str, Any] = {"course_title": course.title, "course_version": course.version, "title": title}
    path = key.partition(":")[2].split("/")
    if path[0]:
        session = _session(course, path[0])
        own["session_title"] = session.title
        own["pass_mark"] = session.assessment.pass_mark if session.assessment else None
        own["page_title"] = next((page.title for page in session.pages if len(path) > 1 and page.id == path[1]), None)
        if own["page_title"] is None:
            asked = [page for page in session.pages if path[1:2] and path[1] in {each.id for each in page.asked}]
            pages = asked or [page for page in session.pages if page.is_assessment]
            own["page_title"] = pages[0].title if pages else None
    if question is not None:
        own["response"] = _response(question)
    passed = not on.endswith("failed")
    own["passed"] = passed
    if "score_scaled" in known and not passed:
        own |= {"score_scaled": 0.4, "score_raw": 40}
    return {**known, **{name: value for name, value in own.items() if name in known}}
