"""What is wrong with a call of the run-time API, by the code that the standard gives it and what was called with what.

The pretend LMS judges each call; SCORM 1.2 has few codes, and one may stand for several faults. Here they get apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from scormkit.player.attempt import Call
from scormkit.proof.played import Launched

INITIALIZE, TERMINATE = ("LMSInitialize", "Initialize"), ("LMSFinish", "Terminate")
GET, SET, COMMIT = ("LMSGetValue", "GetValue"), ("LMSSetValue", "SetValue"), ("LMSCommit", "Commit")
ASK_FOR_ERROR = (
    "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic", "GetLastError", "GetErrorString", "GetDiagnostic",
)  # fmt: skip
STATE_LIMITS = {"scorm12": 4096, "scorm2004-2": 4000, "scorm2004-3": 64000, "scorm2004-4": 64000}
STATUS = ("cmi.core.lesson_status", "cmi.completion_status", "cmi.success_status")
EXIT = ("cmi.core.exit", "cmi.exit")
_TIME = re.compile(r"\.(session_time|latency|time|timestamp)$")
_PATTERN = re.compile(r"\.(pattern|student_response|learner_response)$")
_SCORE = re.compile(r"\bscore\.(raw|min|max|scaled)$")
_KEYWORD = re.compile(r"\._(children|count|version)$")
_NO_VALUE_YET = "403"


class Misuse(StrEnum):
    """A way to use the API wrongly."""

    TWICE = "initialized again"
    ARGUMENT = "an argument that is not empty"
    BEFORE = "before Initialize"
    AFTER = "after Terminate"
    ENDED_TWICE = "terminated again"
    UNKNOWN = "no such element"
    READ_ONLY = "read-only"
    WRITE_ONLY = "write-only"
    KEYWORD = "keyword"
    VALUE = "a value that is not allowed"
    SCORE = "a score that is not allowed"
    STATE = "too long a state"
    TIME = "a time in another format"
    PATTERN = "an answer in another format"
    GAP = "a gap in a list"
    BEYOND = "beyond the end of a list"
    DEPENDENCY = "something else has to be set first"
    TYPE = "no text"
    OBJECTIVE = "an objective's id"


def misuse_of(call: Call, standard: str) -> Misuse | None:
    """What is wrong with a call; None if nothing is, or nothing that the content could help."""
    if call.method in SET and any(kind != "string" for kind in call.types):
        return Misuse.TYPE
    if call.verdict in ("", "0") or call.stored is False:
        return None
    if call.method in INITIALIZE:
        return Misuse.ARGUMENT if _has_argument(call) else Misuse.TWICE
    if call.method in TERMINATE or call.method in COMMIT:
        if _has_argument(call):
            return Misuse.ARGUMENT
        if call.phase == "after":
            return Misuse.ENDED_TWICE if call.method in TERMINATE else Misuse.AFTER
        return Misuse.BEFORE if call.phase == "before" else None
    if call.method in GET or call.method in SET:
        if call.phase != "running":
            return Misuse.BEFORE if call.phase == "before" else Misuse.AFTER
        return _of_get(call, standard) if call.method in GET else _of_set(call, standard)
    return None


def _has_argument(call: Call) -> bool:
    return call.args[:1] != ("",) or call.types[:1] != ("string",)


def element_of(call: Call) -> str:
    """The element that is read or set, "" for calls about none."""
    return call.args[0] if call.args and call.method in (*GET, *SET) else ""


def generic(element: str) -> str:
    """An element with all indices alike."""
    return re.sub(r"\.\d+(?=\.|$)", ".n", element)


def _of_get(call: Call, standard: str) -> Misuse | None:
    if standard == "scorm12":
        return {"404": Misuse.WRITE_ONLY, "201": Misuse.BEYOND if element_of(call) else Misuse.UNKNOWN}.get(
            call.verdict, Misuse.UNKNOWN
        )
    if call.verdict == _NO_VALUE_YET:
        return None
    if call.verdict == "301" and re.search(r"\.\d+\.", element_of(call)) and not _KEYWORD.search(element_of(call)):
        return Misuse.BEYOND
    return Misuse.WRITE_ONLY if call.verdict == "405" else Misuse.UNKNOWN


def _of_set(call: Call, standard: str) -> Misuse:
    element = element_of(call)
    verdict = call.verdict
    if verdict in ("401", "402") and not (standard == "scorm12" and verdict == "402"):
        return Misuse.UNKNOWN
    if _KEYWORD.search(element):
        return Misuse.KEYWORD
    if verdict == ("403" if standard == "scorm12" else "404"):
        return Misuse.READ_ONLY
    if not element:
        return Misuse.UNKNOWN
    is_objective = bool(re.search(r"\bobjectives\.\d+\.id$", element))
    if standard == "scorm12":
        own = {"201": Misuse.GAP, "101": Misuse.OBJECTIVE if is_objective else Misuse.DEPENDENCY}
    else:
        unlawful = Misuse.OBJECTIVE if is_objective else Misuse.PATTERN
        own = {"408": Misuse.DEPENDENCY, "351": Misuse.GAP if "so the next one is" in call.diagnostic else unlawful}
    return own.get(verdict) or _of_value(element)


def _of_value(element: str) -> Misuse:
    if element == "cmi.suspend_data":
        return Misuse.STATE
    if _SCORE.search(element):
        return Misuse.SCORE
    if _TIME.search(element):
        return Misuse.TIME
    return Misuse.PATTERN if _PATTERN.search(element) else Misuse.VALUE


def misuses(launch: Launched, standard: str, state_limit: int | None) -> Iterator[tuple[Misuse, Call]]:
    """Every misuse of a launch, in order. What only this LMS finds too long is none."""
    for call in launch.calls:
        found = misuse_of(call, standard)
        if found is Misuse.STATE and is_small_state(call, standard, state_limit):
            continue
        if found is not None:
            yield found, call


def is_small_state(call: Call, standard: str, state_limit: int | None) -> bool:
    """Whether a state was refused that the standard allows, by an LMS that keeps less."""
    size = len(call.args[1]) if len(call.args) > 1 else 0
    return state_limit is not None and state_limit < size <= STATE_LIMITS.get(standard, 0)


@dataclass
class Session:
    """What a launch's calls come to. `taken` are elements that were set and accepted, with the last value."""

    opened: bool = False
    ended: bool = False
    taken: dict[str, str] = field(default_factory=dict)
    unsaved: dict[str, str] = field(default_factory=dict)
    statuses: list[tuple[str, str]] = field(default_factory=list)


def session_of(calls: Iterable[Call]) -> Session:
    """Reads a launch's calls in their order."""
    session = Session()
    for call in calls:
        is_right = call.verdict in ("", "0")
        if call.method in INITIALIZE and is_right:
            session.opened = True
        elif call.method in TERMINATE and (is_right or call.stored is False):
            session.ended = True
            session.unsaved = {}
        elif call.method in COMMIT and (is_right or call.stored is False):
            session.unsaved = {}
        elif call.method in SET and is_right and len(call.args) > 1:
            element, value = call.args[0], call.args[1]
            session.taken[element] = session.unsaved[element] = value
            if element in STATUS:
                session.statuses.append((element, value))
    return session
