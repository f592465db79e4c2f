"""The LMS's side of cmi5: launches an AU, and refuses statements that the specification forbids one.

Clauses are those of the cmi5 specification ("Quartz", June 2016).
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

_CONTEXT = "https://w3id.org/xapi/cmi5/context/"
CMI5_CATEGORY = f"{_CONTEXT}categories/cmi5"
MOVE_ON_CATEGORY = f"{_CONTEXT}categories/moveon"
SESSION_ID = f"{_CONTEXT}extensions/sessionid"
LAUNCH_MODE = f"{_CONTEXT}extensions/launchmode"
LAUNCH_URL = f"{_CONTEXT}extensions/launchurl"
MOVE_ON = f"{_CONTEXT}extensions/moveon"
MASTERY_SCORE = f"{_CONTEXT}extensions/masteryscore"
LAUNCH_PARAMETERS = f"{_CONTEXT}extensions/launchparameters"
_VERB = "http://adlnet.gov/expapi/verbs/"
_AU_VERBS = ("initialized", "completed", "passed", "failed", "terminated")
_JUDGING = ("completed", "passed", "failed")


@dataclass(slots=True)
class Session:
    """One launch of an AU. `token` is what its requests are signed with; given out once (8.2.3)."""

    identifier: str
    activity: str
    token: str
    launch_mode: str
    move_on: str
    mastery_score: float | None
    template: dict[str, Any]
    fetched: bool = False
    abandoned: bool = False
    verbs: list[str] = field(default_factory=list)

    @property
    def terminated(self) -> bool:
        """Whether the AU has said that the session is over."""
        return "terminated" in self.verbs

    @property
    def authorization(self) -> str:
        """The header of its requests."""
        return f"Basic {self.token}"


@dataclass(frozen=True, slots=True)
class AuFacts:
    """What a course structure says of an AU (13.1.4). `activity` is the publisher's id."""

    activity: str
    move_on: str = "NotApplicable"
    mastery_score: float | None = None
    launch_parameters: str = ""
    entitlement_key: str = ""


class Cmi5Registration:
    """A learner's registration on a course; `done` are the verbs that count once in all its sessions (9.3.0)."""

    def __init__(self, actor: dict[str, Any], registration: str) -> None:
        self.actor, self.registration = actor, registration
        self.sessions: list[Session] = []
        self.done: dict[str, set[str]] = {}

    def launch(self, facts: AuFacts, mode: str) -> Session:
        """Starts a session; what still runs is abandoned (9.3.6)."""
        for session in self.sessions:
            session.abandoned = session.abandoned or not session.terminated
        identifier = str(uuid.uuid4())
        template = {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": facts.activity}]},
            "extensions": {SESSION_ID: identifier},
        }
        token = base64.b64encode(f"au:{uuid.uuid4()}".encode()).decode()
        session = Session(
            identifier, lms_activity(facts.activity), token, mode, facts.move_on, facts.mastery_score, template
        )
        self.sessions.append(session)
        return session

    def launch_data(self, session: Session, facts: AuFacts, return_url: str) -> dict[str, Any]:
        """The state document LMS.LaunchData (10.2)."""
        optional: dict[str, Any] = {
            "launchParameters": facts.launch_parameters or None,
            "masteryScore": facts.mastery_score,
        }
        if facts.entitlement_key:
            optional["entitlementKey"] = {"courseStructure": facts.entitlement_key}
        return {
            "contextTemplate": session.template,
            "launchMode": session.launch_mode,
            "moveOn": facts.move_on,
            "returnURL": return_url,
            **{name: value for name, value in optional.items() if value is not None},
        }

    def launched(self, session: Session, facts: AuFacts, url: str) -> dict[str, Any]:
        """The LMS's own statement before the AU is opened (9.3.1)."""
        extensions: dict[str, Any] = {
            SESSION_ID: session.identifier,
            LAUNCH_MODE: session.launch_mode,
            LAUNCH_URL: url,
            MOVE_ON: facts.move_on,
            LAUNCH_PARAMETERS: facts.launch_parameters,
        }
        if facts.mastery_score is not None:
            extensions[MASTERY_SCORE] = facts.mastery_score
        return {
            "id": str(uuid.uuid4()),
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "actor": self.actor,
            "verb": {"id": f"{_VERB}launched", "display": {"en": "launched"}},
            "object": {"objectType": "Activity", "id": session.activity},
            "context": {
                "registration": self.registration,
                "contextActivities": {
                    "category": [{"objectType": "Activity", "id": CMI5_CATEGORY}],
                    "grouping": [{"objectType": "Activity", "id": facts.activity}],
                },
                "extensions": extensions,
            },
        }

    def session_of(self, authorization: str) -> Session | None:
        """Whose request it is."""
        return next((each for each in self.sessions if each.authorization == authorization), None)

    def take(self, session: Session, statements: list[Any]) -> str:
        """The first thing that is wrong with a batch, "" if nothing; then what it says is noted."""
        verbs, done = list(session.verbs), set(self.done.get(session.activity, set()))
        for statement in statements:
            if not isinstance(statement, dict):
                continue
            for fault in self._faults(session, statement, verbs, done):
                return fault
            verb = _verb_of(statement)
            if CMI5_CATEGORY in _categories(statement) and verb in _AU_VERBS:
                verbs.append(verb)
                if verb in ("completed", "passed"):
                    done.add(verb)
        session.verbs = verbs
        self.done[session.activity] = done
        return ""

    def satisfied(self, session: Session) -> bool:
        """Whether the AU's moveOn is met (10.2.4)."""
        done = self.done.get(session.activity, set())
        return {
            "NotApplicable": True,
            "Completed": "completed" in done,
            "Passed": "passed" in done,
            "CompletedAndPassed": {"completed", "passed"} <= done,
            "CompletedOrPassed": bool({"completed", "passed"} & done),
        }.get(session.move_on, False)

    def _faults(self, session: Session, statement: dict[str, Any], verbs: list[str], done: set[str]) -> Iterator[str]:
        context, result = _object(statement.get("context")), _object(statement.get("result"))
        verb, categories = _verb_of(statement), _categories(statement)
        defined = CMI5_CATEGORY in categories
        if not statement.get("id"):
            yield "cmi5 9.1: a statement of an AU has an id"
        if statement.get("actor") != self.actor:
            yield "cmi5 9.2: the actor is not the one of the launch"
        if not str(statement.get("timestamp", "")).endswith(("Z", "+00:00")):
            yield "cmi5 9.7: the timestamp is missing, or not in UTC"
        if context.get("registration") != self.registration:
            yield "cmi5 9.6.1: the registration is not the one of the launch"
        yield from _template_faults(session, context)
        if session.terminated or "terminated" in verbs:
            yield "cmi5 9.3: a statement comes after “terminated”"
        if not verbs and not (defined and verb == "initialized"):
            yield "cmi5 9.3: the first statement of a session is “initialized”"
        judges = "success" in result or "completion" in result
        if (MOVE_ON_CATEGORY in categories) != (defined and judges):
            yield "cmi5 9.6.2.2: the category moveon goes with success or completion in a cmi5 defined statement"
        score = _object(result.get("score"))
        if "raw" in score and not ("min" in score and "max" in score):
            yield "cmi5 9.5.1: a raw score comes with min and max"
        if defined:
            yield from self._defined_faults(session, statement, verb, verbs, done)

    def _defined_faults(
        self, session: Session, statement: dict[str, Any], verb: str, verbs: list[str], done: set[str]
    ) -> Iterator[str]:
        result = _object(statement.get("result"))
        score = _object(result.get("score"))
        if verb not in _AU_VERBS:
            yield f"cmi5 9.3: an AU sends no cmi5 defined statement with the verb “{verb}”"
        if _object(statement.get("object")).get("id") != session.activity:
            yield "cmi5 9.4: the object is not the activity of the launch"
        if verb in verbs or (verb in ("passed", "failed") and {"passed", "failed"} & set(verbs)):
            yield f"cmi5 9.3: “{verb}” comes twice in a session, or beside its opposite"
        if verb in done or (verb == "failed" and "passed" in done):
            yield f"cmi5 9.3: “{verb}” comes after it, or “passed”, was said in this registration"
        if session.launch_mode != "Normal" and verb in _JUDGING:
            yield f"cmi5 10.2.2: no “{verb}” in the mode {session.launch_mode}"
        if score and verb not in ("passed", "failed"):
            yield "cmi5 9.5.1: only “passed” and “failed” have a score"
        if ("success" in result) != (verb in ("passed", "failed")) or result.get("success") is (verb == "failed"):
            yield f"cmi5 9.5.2: success does not fit the verb “{verb}”"
        if ("completion" in result) != (verb == "completed") or result.get("completion") is False:
            yield f"cmi5 9.5.3: completion does not fit the verb “{verb}”"
        if verb in ("completed", "passed", "failed", "terminated") and not result.get("duration"):
            yield f"cmi5 9.5.4: “{verb}” has a duration"
        yield from _mastery_faults(session, statement, verb)


def lms_activity(publisher: str) -> str:
    """The id that the LMS gives an AU, another one than the publisher's (8.1.5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, publisher)}"


def launch_query(endpoint: str, fetch: str, actor: str, registration: str, activity: str) -> str:
    """What an AU's address ends in (8.1)."""
    return urlencode(
        {"endpoint": endpoint, "fetch": fetch, "actor": actor, "registration": registration, "activityId": activity}
    )


def _mastery_faults(session: Session, statement: dict[str, Any], verb: str) -> Iterator[str]:
    scaled = _object(_object(statement.get("result")).get("score")).get("scaled")
    if session.mastery_score is None or verb not in ("passed", "failed"):
        return
    extensions = _object(_object(statement.get("context")).get("extensions"))
    if isinstance(scaled, (int, float)) and (scaled >= session.mastery_score) != (verb == "passed"):
        yield f"cmi5 9.3: “{verb}” with a score of {scaled} where the mastery score is {session.mastery_score}"
    if extensions.get(MASTERY_SCORE) != session.mastery_score:
        yield "cmi5 9.6.3.2: the mastery score of the launch is missing in the extensions"


def _template_faults(session: Session, context: Mapping[str, Any]) -> Iterator[str]:
    activities = _object(context.get("contextActivities"))
    for name, wanted in session.template["contextActivities"].items():
        there = {_object(each).get("id") for each in _list(activities.get(name))}
        if any(each["id"] not in there for each in wanted):
            yield "cmi5 10.2.1: the context template's activities are missing"
    extensions = _object(context.get("extensions"))
    if any(extensions.get(name) != value for name, value in session.template["extensions"].items()):
        yield "cmi5 10.2.1: the context template's extensions are missing"


def _verb_of(statement: Mapping[str, Any]) -> str:
    return str(_object(statement.get("verb")).get("id", "")).removeprefix(_VERB)


def _categories(statement: Mapping[str, Any]) -> set[str]:
    activities = _object(_object(statement.get("context")).get("contextActivities"))
    return {str(_object(each).get("id")) for each in _list(activities.get("category"))}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
