"""The stored state: what a learner did, as a short text that any LMS keeps. And how long it can get.

Twin of templates/runtime/state.js, which describes the layout. The runtime reads and writes states; this twin lets the
build prove that each will fit, and lets tests and tools read them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypedDict, TypeVar

from scormkit.course.model import Course, Question, Session
from scormkit.course.scenario_graph import longest_response

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
MOST_REVISIONS = 2**28 - 1
MOST_ORDINALS = 2**20 - 1
MOST_DAYS = 2**14 - 1
MOST_TENTHS = 2**16 - 1
MOST_TRIES = 255
_FULL_SCORE = 10_000
_FORMATS = "1234"
_MOST_SECONDS = 2**35 - 1
_MOST_PLAYED = 2**18 - 1
_PLAYER_PAGES = 3
_Item = TypeVar("_Item")


Response = int | str
"""The sum of 2**i over the places of the chosen marks; a text where the answer is no set of marks."""


class StoredCheck(TypedDict):
    """A knowledge check that was answered, or a scenario; `tries` 0: one that has not come to an ending yet."""

    slot: int
    tries: int
    correct: bool
    response: Response


class StoredObjective(TypedDict):
    """The best score of an objective, in hundredths of a percent."""

    slot: int
    best: int


class StoredChoice(TypedDict):
    """An answer of the running attempt, and how many tenths of a second it took."""

    slot: int
    confirmed: bool
    tenths: int
    response: Response


class StoredAnswer(TypedDict):
    """An answer of the last finished attempt."""

    slot: int
    response: Response


class StoredAttempt(TypedDict):
    """The last finished attempt."""

    score: int
    passed: bool
    answers: list[StoredAnswer]


class StoredSession(TypedDict):
    """`day` counts from 2020-01-01 and is 0 unless completed; best and objectives are empty unless one is finished.

    `begun` is when the running attempt began, in seconds from 2020-01-01, 0 where nobody counts.
    """

    slot: int
    completed: bool
    day: int
    passed: bool
    seen: list[int]
    checks: list[StoredCheck]
    finished: int
    best: int
    objectives: list[StoredObjective]
    running: list[StoredChoice] | None
    begun: int
    last: StoredAttempt | None


class StoredLocation(TypedDict):
    """`session`: 0 for the menu, else slot + 1; `page`: 0 start, 1 results, 2 certificate, else slot + 3."""

    session: int
    page: int


class StoredPlace(TypedDict):
    """Where a video or sound goes on; `medium` is a hash of its file's name in 20 bits."""

    medium: int
    seconds: int


class StoredState(TypedDict):
    """Everything."""

    revision: int
    nonce: int
    ordinal: int
    completed: bool
    passed: bool
    location: StoredLocation | None
    sessions: list[StoredSession]
    media: list[StoredPlace]


class _Writer:
    def __init__(self) -> None:
        self.bits: list[int] = []

    def fixed(self, value: int, size: int) -> None:
        self.bits.extend(value >> at & 1 for at in range(size))

    def number(self, value: int, size: int) -> None:
        while True:
            following = value >> size
            self.fixed(following > 0, 1)
            self.fixed(value & (1 << size) - 1, size)
            if not following:
                return
            value = following

    def response(self, value: Response) -> None:
        self.fixed(isinstance(value, str), 1)
        if isinstance(value, int):
            self.number(value, 4)
            return
        content = value.encode()
        self.number(len(content), 4)
        for byte in content:
            self.fixed(byte, 8)

    def by_slot(self, items: Sequence[Any], write: Callable[[Any], None]) -> None:
        self.number(len(items), 3)
        previous = -1
        for item in sorted(items, key=lambda item: int(item["slot"])):
            self.number(item["slot"] - previous - 1, 2)
            previous = item["slot"]
            write(item)


def encode(state: StoredState) -> str:
    """The text of a state."""
    out = _Writer()
    media = state["media"]
    is_timed = bool(media) or any(session["begun"] for session in state["sessions"])
    out.number(min(state["revision"], MOST_REVISIONS), 7)
    out.fixed(state["nonce"], 24)
    out.number(min(state["ordinal"], MOST_ORDINALS), 5)
    out.fixed(state["completed"], 1)
    out.fixed(state["passed"], 1)
    location = state["location"]
    out.fixed(location is not None, 1)
    if location is not None:
        out.number(location["session"], 3)
        out.number(location["page"], 3)
    out.by_slot(state["sessions"], lambda session: _write_session(out, session, is_timed))
    if media:
        out.number(len(media), 3)
        for place in media:
            out.fixed(place["medium"], 20)
            out.number(min(place["seconds"], _MOST_PLAYED), 6)
    bits = out.bits + [0] * (-len(out.bits) % 6)
    digits = (sum(bits[start + at] << at for at in range(6)) for start in range(0, len(bits), 6))
    text = _FORMATS[3 if media else 2 if is_timed else 1] + "".join(DIGITS[digit] for digit in digits)
    return text + _checksum(text)


def _write_session(out: _Writer, session: StoredSession, is_timed: bool) -> None:
    def check(item: StoredCheck) -> None:
        out.number(min(item["tries"], MOST_TRIES), 4)
        out.fixed(item["correct"], 1)
        out.response(item["response"])

    def choice(item: StoredChoice) -> None:
        out.fixed(item["confirmed"], 1)
        out.number(min(item["tenths"], MOST_TENTHS), 5)
        out.response(item["response"])

    out.fixed(session["completed"], 1)
    if session["completed"]:
        out.fixed(min(session["day"], MOST_DAYS), 14)
    out.fixed(session["passed"], 1)
    pages = max(session["seen"], default=-1) + 1
    out.number(pages, 4)
    for slot in range(pages):
        out.fixed(slot in session["seen"], 1)
    out.by_slot(session["checks"], check)
    out.number(min(session["finished"], MOST_TRIES), 4)
    if session["finished"] > 0:
        out.fixed(session["best"], 14)
        out.by_slot(session["objectives"], lambda item: out.fixed(item["best"], 14))
    running, last = session["running"], session["last"]
    out.fixed(running is not None, 1)
    if running is not None:
        if is_timed:
            out.number(session["begun"], 7)
        out.by_slot(running, choice)
    out.fixed(last is not None, 1)
    if last is not None:
        out.fixed(last["score"], 14)
        out.fixed(last["passed"], 1)
        out.by_slot(last["answers"], lambda item: out.response(item["response"]))


class _Reader:
    def __init__(self, text: str, form: str) -> None:
        self.form = form
        self.bits = [DIGITS.index(digit) >> at & 1 for digit in text for at in range(6)]
        self.position = 0

    def fixed(self, size: int) -> int:
        if self.position + size > len(self.bits):
            raise EOFError
        value = sum(self.bits[self.position + at] << at for at in range(size))
        self.position += size
        return value

    def flag(self) -> bool:
        return self.fixed(1) == 1

    def number(self, size: int) -> int:
        value, shift = 0, 0
        while True:
            if shift > 44:
                raise EOFError
            more = self.flag()
            value += self.fixed(size) << shift
            if not more:
                return value
            shift += size

    def response(self) -> Response:
        if self.form == "1" or not self.flag():
            return self.number(4)
        content = bytes(self.fixed(8) for _ in range(self.number(4)))
        return content.decode("utf-8", "replace")

    def by_slot(self, read: Callable[[int], _Item]) -> list[_Item]:
        items = []
        slot = -1
        for _ in range(self.number(3)):
            slot += self.number(2) + 1
            items.append(read(slot))
        return items


def decode(text: str) -> StoredState | None:
    """The state, or None if the text is not a whole one."""
    if not re.fullmatch(r"[1-4][A-Za-z0-9_-]{3,}", text) or _checksum(text[:-2]) != text[-2:]:
        return None
    source = _Reader(text[1:-2], text[0])
    try:
        state = _read_state(source)
        left = len(source.bits) - source.position
        return state if left < 6 and source.fixed(left) == 0 else None
    except EOFError:
        return None


def _read_state(source: _Reader) -> StoredState:
    return {
        "revision": source.number(7),
        "nonce": source.fixed(24),
        "ordinal": source.number(5),
        "completed": source.flag(),
        "passed": source.flag(),
        "location": {"session": source.number(3), "page": source.number(3)} if source.flag() else None,
        "sessions": source.by_slot(lambda slot: _read_session(source, slot)),
        "media": [
            {"medium": source.fixed(20), "seconds": source.number(6)}
            for _ in range(source.number(3) if source.form == "4" else 0)
        ],
    }


def _read_session(source: _Reader, slot: int) -> StoredSession:
    session = _empty_session(slot)
    session["completed"] = source.flag()
    if session["completed"]:
        session["day"] = source.fixed(14)
    session["passed"] = source.flag()
    session["seen"] = [page for page in range(source.number(4)) if source.flag()]
    session["checks"] = source.by_slot(
        lambda check: {
            "slot": check,
            "tries": source.number(4),
            "correct": source.flag(),
            "response": source.response(),
        }
    )
    session["finished"] = source.number(4)
    if session["finished"] > 0:
        session["best"] = source.fixed(14)
        session["objectives"] = source.by_slot(lambda objective: {"slot": objective, "best": source.fixed(14)})
    if source.flag():
        if source.form >= "3":
            session["begun"] = source.number(7)
        session["running"] = source.by_slot(
            lambda question: {
                "slot": question,
                "confirmed": source.flag(),
                "tenths": source.number(5),
                "response": source.response(),
            }
        )
    if source.flag():
        session["last"] = {
            "score": source.fixed(14),
            "passed": source.flag(),
            "answers": source.by_slot(lambda question: {"slot": question, "response": source.response()}),
        }
    return session


def _empty_session(slot: int) -> StoredSession:
    return {
        "slot": slot,
        "completed": False,
        "day": 0,
        "passed": False,
        "seen": [],
        "checks": [],
        "finished": 0,
        "best": 0,
        "objectives": [],
        "running": None,
        "begun": 0,
        "last": None,
    }


def _checksum(text: str) -> str:
    total = 0
    for character in text:
        total = (total * 31 + ord(character) + 7) % 4093
    return DIGITS[total // 64] + DIGITS[total % 64]


def worst_case_length(course: Course) -> int:
    """Characters of the longest state that a learner of this course can reach."""
    return len(encode(worst_case(course)))


def worst_case(course: Course) -> StoredState:
    """The state with the longest text: everything seen and answered, every count at its cap.

    But for places in video and sound, which the runtime leaves out where there is no room for them.

    No state of the course is longer: numbers and lists only get longer as they grow, and a list with holes is not
    longer than the full one, since a gap never takes more bits than the gaps and entries that it replaces.
    """
    placed = [
        (slot, session)
        for section in course.sections
        for session, slot in zip(section.sessions, section.session_slots, strict=True)
    ]
    pages = [page.slot + _PLAYER_PAGES for _, session in placed for page in session.pages]
    return {
        "revision": MOST_REVISIONS,
        "nonce": 2**24 - 1,
        "ordinal": MOST_ORDINALS,
        "completed": True,
        "passed": True,
        "location": {
            "session": max((slot + 1 for slot, _ in placed), default=0),
            "page": max(pages, default=_PLAYER_PAGES - 1),
        },
        "sessions": [_worst_session(session, slot) for slot, session in placed],
        "media": [],
    }


def _worst_session(session: Session, slot: int) -> StoredSession:
    worst = _empty_session(slot)
    worst["completed"] = worst["passed"] = True
    worst["day"] = MOST_DAYS
    worst["seen"] = [page.slot for page in session.pages]
    worst["checks"] = [
        {"slot": check.slot, "tries": MOST_TRIES, "correct": True, "response": _longest_response(check)}
        for check in session.outside_assessment
    ]
    worst["checks"] += [
        {"slot": each.slot, "tries": MOST_TRIES, "correct": True, "response": "z" * longest_response(each)}
        for each in session.scenarios
    ]
    page = session.assessment_page
    if session.assessment is None or page is None:
        return worst
    worst["finished"] = MOST_TRIES
    worst["best"] = _FULL_SCORE
    worst["objectives"] = [{"slot": slot, "best": _FULL_SCORE} for slot in session.objective_slots.values()]
    worst["begun"] = _MOST_SECONDS if session.assessment.time_limit else 0
    worst["running"] = [
        {"slot": question.slot, "confirmed": True, "tenths": MOST_TENTHS, "response": _longest_response(question)}
        for question in page.questions
    ]
    worst["last"] = {
        "score": _FULL_SCORE,
        "passed": True,
        "answers": [{"slot": question.slot, "response": _longest_response(question)} for question in page.questions],
    }
    return worst


def _longest_response(question: Question) -> Response:
    """What takes most room: every mark, or as many bytes as there may be."""
    if question.form == "order":
        return "z" * len(question.choices)
    if question.form == "pairs":
        return "z" * 2 * len(question.choices)
    if question.form == "fields":
        return "z" * (sum(blank.limit for blank in question.blanks) + max(0, len(question.blanks) - 1))
    marks = question.state_marks or "".join(choice.mark for choice in question.choices)
    return (1 << len(marks)) - 1
