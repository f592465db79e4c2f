"""One learner's attempt at a package, as the local LMS has it: what is stored, what was called, what was said.

Everything that content sends is data of a stranger: it is bounded here, and never trusted.
"""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from scormkit.player.cmi5 import Cmi5Registration, Session, launch_query, lms_activity
from scormkit.player.lrs import Answer, Asked, Lrs
from scormkit.player.playable import Playable, Unit
from scormkit.player.profiles import Profile

MOST_CALLS = 20_000
MOST_NOTES = 1_000
MOST_STORED = 2 << 20
LONGEST_SHOWN = 70_000

Heard = Callable[[str, Any], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose. `mode` in the words of SCORM; `direction` and `scheme` "" leave the content's own."""

    profile: Profile
    learner_id: str = "learner-1"
    learner_name: str = "Doe, Jo"
    language: str = "en"
    mode: str = "normal"
    place: str = "frame"
    direction: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the run-time API, as `Call` in templates/player/lms/types.js.

    `error` is what the content was told; `verdict` the code by the standard, which the profile may have hidden.
    """

    launch: int
    unit: str
    time: float
    method: str
    args: tuple[str, ...]
    types: tuple[str, ...]
    result: str
    error: str
    verdict: str
    diagnostic: str
    remarks: tuple[str, ...]
    phase: str
    dismissed: bool
    stored: bool | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something else that was seen: kind is console, outside, missing, refused, lrs or left."""

    launch: int
    unit: str
    time: float
    kind: str
    text: str


@dataclass
class Attempt:
    """`heard` is told of each event: its name and what there is to show."""

    playable: Playable
    settings: Settings
    judge: Callable[[Any], Any]
    heard: Heard = lambda name, data: None
    launches: int = 0
    unit: str = ""
    stored: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each SCO has committed, by item."""
    live: dict[str, dict[str, str]] = field(default_factory=dict)
    """What each SCO has set, committed or not."""
    sequencing: Any = None
    calls: list[Call] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    calls_dropped: int = 0
    finished: set[str] = field(default_factory=set)
    """Units whose session was ended by the content."""

    def __post_init__(self) -> None:
        self.lrs = Lrs(self.judge)
        self.actor = {
            "objectType": "Agent",
            "name": self.settings.learner_name,
            "account": {"homePage": "https://lms.example/", "name": self.settings.learner_id},
        }
        self.registration = str(uuid.uuid4())
        self.cmi5 = Cmi5Registration(self.actor, self.registration)

    # Launching

    def launch(self) -> dict[str, Any]:
        """What the LMS's page must know to launch; a new launch begins."""
        self.launches += 1
        self._say("launched", {"launch": self.launches})
        settings = self.settings
        return {
            "launch": self.launches,
            "attempt": self.registration,
            "title": self.playable.title,
            "standard": self.playable.standard,
            "language": self.playable.language,
            "profile": settings.profile.switches,
            "learner": {"id": settings.learner_id, "name": settings.learner_name, "language": settings.language},
            "mode": settings.mode,
            "place": settings.place,
            "direction": settings.direction,
            "scheme": settings.scheme,
            "tree": self.playable.tree,
            "units": [{"id": unit.identifier, "title": unit.title, "href": unit.href} for unit in self.playable.units],
            "stored": self.stored,
            "sequencing": self.sequencing,
        }

    def address(self, identifier: str, endpoint: str, fetch: str, return_url: str) -> str | None:
        """The address of an AU or activity, relative to the package, with a session of its own."""
        unit = next((each for each in self.playable.units if each.identifier == identifier), None)
        if unit is None:
            return None
        self.unit = identifier
        if unit.au is not None:
            query = self._begin_cmi5(unit, endpoint, fetch, return_url)
        elif self.playable.standard == "xapi":
            query = self._begin_tincan(unit, endpoint)
        else:
            return unit.href
        path, mark, own = unit.href.partition("?")
        return f"{path}?{own}&{query}" if mark else f"{path}?{query}"

    def _begin_cmi5(self, unit: Unit, endpoint: str, fetch: str, return_url: str) -> str:
        facts = unit.au
        assert facts is not None
        mode = {"normal": "Normal", "review": "Review", "browse": "Browse"}[self.settings.mode]
        session = self.cmi5.launch(facts, mode)
        self.lrs.allowed = {session.authorization}
        agent = f"account {self.actor['account']['homePage']} {self.actor['account']['name']}"  # type: ignore[index]
        holder = (session.activity, agent, self.registration)
        self.lrs.put_document(
            "activities/state", holder, "LMS.LaunchData", self.cmi5.launch_data(session, facts, return_url)
        )
        preferences = {"languagePreference": self.settings.language, "audioPreference": "on"}
        self.lrs.put_document("agents/profile", (agent,), "cmi5LearnerPreferences", preferences)
        self._keep(self.cmi5.launched(session, facts, unit.href))
        return launch_query(
            endpoint,
            f"{fetch}?session={session.identifier}",
            json.dumps(self.actor),
            self.registration,
            lms_activity(facts.activity),
        )

    def _begin_tincan(self, unit: Unit, endpoint: str) -> str:
        """The launch parameters that TinCan packages are given."""
        authorization = "Basic " + base64.b64encode(f"launch:{uuid.uuid4()}".encode()).decode()
        self.lrs.allowed = {authorization}
        return urlencode(
            {
                "endpoint": endpoint,
                "auth": authorization,
                "actor": json.dumps(self.actor),
                "registration": self.registration,
                "activity_id": unit.identifier,
            }
        )

    def fetched(self, session_id: str) -> dict[str, str]:
        """The answer to a fetch (cmi5 8.2): the token once, then an error."""
        session = next((each for each in self.cmi5.sessions if each.identifier == session_id), None)
        if session is None or session.fetched:
            self.note("refused", "the fetch URL was asked for again; its token is given out once (cmi5 8.2.3)")
            return {"error-code": "1", "error-text": "The token was given out already."}
        session.fetched = True
        return {"auth-token": session.token}

    # What the content does

    def commit(self, unit: str, values: Mapping[str, Any], *, is_part: bool = False) -> bool:
        """A commit arrives; whether it is kept. `is_part`: the rest is as it was."""
        sent = {str(name): str(value) for name, value in values.items()}
        kept = {**self.stored.get(unit, {}), **sent} if is_part else sent
        if sum(len(name) + len(value) for name, value in kept.items()) > MOST_STORED:
            self.note("refused", f"a commit of more than {MOST_STORED >> 20} MB was not kept")
            return False
        self.stored[unit] = kept
        self._say("stored", {"unit": unit, "values": kept})
        return True

    def hear(self, unit: str, report: Mapping[str, Any]) -> None:
        """What the LMS's page reports: calls, the live data model, the state of sequencing, and things seen."""
        self.unit = unit or self.unit
        fresh = [self._call(unit, each) for each in _some(report.get("calls")) if isinstance(each, dict)]
        room = max(0, MOST_CALLS - len(self.calls))
        self.calls += fresh[:room]
        self.calls_dropped += len(fresh) - len(fresh[:room])
        if fresh:
            self._say("calls", [asdict(each) for each in fresh[:room]])
        if isinstance(values := report.get("values"), dict):
            self.live[unit] = {str(name)[:4000]: str(value)[:LONGEST_SHOWN] for name, value in values.items()}
            self._say("values", {"unit": unit, "values": self.live[unit]})
        if "sequencing" in report:
            self.sequencing = report["sequencing"]
        if report.get("finished"):
            self.finished.add(unit)
        for each in _some(report.get("notes")):
            if isinstance(each, dict):
                self.note(str(each.get("kind", "console"))[:20], str(each.get("text", "")), unit)

    def _call(self, unit: str, call: Mapping[str, Any]) -> Call:
        def shown(value: Any) -> str:
            text = str(value)
            return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"

        args = [each for each in _some(call.get("args")) if isinstance(each, dict)]
        moment = call.get("time")
        return Call(
            launch=self.launches,
            unit=unit,
            time=moment if isinstance(moment, (int, float)) else time.time() * 1000,
            method=shown(call.get("method", "")),
            args=tuple(shown(each.get("text", "")) for each in args[:8]),
            types=tuple(shown(each.get("type", "")) for each in args[:8]),
            result=shown(call.get("result", "")),
            error=shown(call.get("error", "")),
            verdict=shown(call.get("verdict", "")),
            diagnostic=shown(call.get("diagnostic", "")),
            remarks=tuple(shown(each) for each in _some(call.get("remarks"))),
            phase=shown(call.get("phase", "")),
            dismissed=call.get("dismissed") is True,
            stored=call["stored"] if isinstance(call.get("stored"), bool) else None,
        )

    def note(self, kind: str, text: str, unit: str = "") -> None:
        """Writes down something that was seen."""
        if len(self.notes) >= MOST_NOTES:
            return
        note = Note(self.launches, unit or self.unit, time.time() * 1000, kind, text[:2000])
        self.notes.append(note)
        self._say("note", asdict(note))

    def ask_lrs(self, asked: Asked) -> Answer:
        """A request to the LRS, by the rules of the launch."""
        if self.settings.profile.commit_refused and asked.method not in ("GET", "HEAD"):
            return Answer(503, b"the LMS profile refuses what is to be stored")
        limit = self.settings.profile.state_limit
        if limit is not None and asked.path == "activities/state" and len(asked.body) > limit:
            return self._told(asked, Answer(413, f"this LMS keeps {limit:,} bytes of state".encode()))
        session = self.cmi5.session_of(asked.headers.get("authorization", ""))
        before = len(self.lrs.statements)
        sends = asked.path == "statements" and asked.method in ("PUT", "POST")
        if session is not None and sends and (refusal := self._cmi5_refusal(session, asked)):
            return self._told(asked, Answer(403, refusal.encode()))
        answer = self._told(asked, self.lrs.answer(asked))
        for statement in list(self.lrs.statements.values())[before:]:
            self._say("statement", statement)
        if (
            asked.path in ("activities/state", "agents/profile")
            and asked.method in ("PUT", "POST")
            and answer.status < 300
        ):
            name = asked.query.get("stateId") or asked.query.get("profileId") or ""
            self._say("document", _shown(asked.path, name, asked.body))
        return answer

    def _cmi5_refusal(self, session: Session, asked: Asked) -> str:
        if session.abandoned:
            return "cmi5 9.3.6: this session was abandoned, for another one was launched"
        try:
            sent = json.loads(asked.body)
        except (ValueError, RecursionError):
            return ""
        batch = sent if isinstance(sent, list) else [sent]
        fresh = [each for each in batch if not (isinstance(each, dict) and each.get("id") in self.lrs.statements)]
        was_satisfied = self.cmi5.satisfied(session)
        refusal = self.cmi5.take(session, fresh)
        if not refusal and session.move_on != "NotApplicable" and self.cmi5.satisfied(session) and not was_satisfied:
            self._say("satisfied", {"activity": session.activity})
        return refusal

    def _told(self, asked: Asked, answer: Answer) -> Answer:
        """What a content author would want to know of an answer is noted."""
        # Asking whether there is a document is how one finds out.
        if answer.status >= 400 and not (answer.status == 404 and asked.method == "GET"):
            why = answer.body.decode("utf-8", "replace")
            self.note("lrs", f"{asked.method} {asked.path}: {answer.status} {why}")
        return answer

    def _keep(self, statement: dict[str, Any]) -> None:
        """A statement of the LMS itself."""
        self.lrs.statements[statement["id"]] = statement
        self._say("statement", statement)

    def _say(self, name: str, data: Any) -> None:
        self.heard(name, data)

    # For a page that is opened later

    def snapshot(self) -> dict[str, Any]:
        """Everything that there is to show."""
        return {
            "launch": self.launches,
            "unit": self.unit,
            "calls": [asdict(each) for each in self.calls[-2000:]],
            "callsDropped": self.calls_dropped,
            "notes": [asdict(each) for each in self.notes],
            "values": self.live,
            "stored": self.stored,
            "statements": list(self.lrs.statements.values())[-500:],
            "documents": [_shown(key[0], key[-1], document.body) for key, document in self.lrs.documents.items()],
        }

    def restarted(self, settings: Settings | None = None, playable: Playable | None = None) -> Attempt:
        """A new attempt from the beginning."""
        return Attempt(playable or self.playable, settings or self.settings, self.judge, self.heard)

    def changed(self, settings: Settings) -> None:
        """The same attempt under other settings."""
        self.settings = replace(settings)


def _shown(resource: str, name: str, body: bytes) -> dict[str, Any]:
    """A document as a person can read it."""
    return {
        "resource": resource,
        "name": name,
        "text": body.decode("utf-8", "replace")[:LONGEST_SHOWN],
        "size": len(body),
    }


def _some(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
