"""Files of statements → an LRS: read, judged, and sent so that none is there twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from scormkit.errors import ScormkitError
from scormkit.json_text import read_json
from scormkit.xapi.lrs import Answer, Lrs, LrsError
from scormkit.xapi.statement_rules import faults_of

BATCH = 50
LARGEST_BATCH_BYTES = 500_000
_SET_BY_LRS = ("stored", "authority")
Progress = Callable[[int, int], None]
"""(statements done, statements in all)"""


@dataclass(frozen=True, slots=True)
class Logged:
    """A statement of a file. `place` is its line or its number in a list; `faults` keep it from being sent."""

    place: str
    statement: dict[str, Any]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A statement that was not taken, and why."""

    place: str
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a file: how many statements the LRS took now, had before, and those that it did not take."""

    sent: int
    known: int
    refused: tuple[Refused, ...]


def read_statements(path: Path) -> tuple[Logged, ...]:
    """Every statement of a file: one, a list, what an LRS answers (`statements`), or one on each line.

    A statement without an id gets one that follows from what it says, so that sending it again does not double it.
    Raises ScormkitError where the file cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ScormkitError(f"{path} is no text in UTF-8") from None
    except OSError as error:
        raise ScormkitError(f"{path}: {error.strerror}") from error
    return tuple(_logged(place, value) for place, value in _values(text))


def _values(text: str) -> Iterator[tuple[str, Any]]:
    """Place and value of each entry; a line that is no JSON is an entry too, with the error in place of a value."""
    try:
        whole = read_json(text)
    except (ValueError, RecursionError):
        yield from _lines(text)
        return
    if isinstance(whole, dict) and isinstance(whole.get("statements"), list):
        whole = whole["statements"]
    for number, entry in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield f"statement {number}", entry


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield f"line {number}", read_json(line)
            except (ValueError, RecursionError) as error:
                yield f"line {number}", error


def _logged(place: str, value: Any) -> Logged:
    if isinstance(value, Exception):
        return Logged(place, {}, (f"is no JSON: {value}",))
    if not isinstance(value, dict):
        return Logged(place, {}, ("is no statement: an object in braces is expected",))
    statement = {name: part for name, part in value.items() if name not in _SET_BY_LRS}
    if "id" not in statement:
        said = json.dumps(statement, sort_keys=True, ensure_ascii=False)
        statement = {"id": str(uuid5(NAMESPACE_URL, f"scormkit statement {said}")), **statement}
    return Logged(place, statement, tuple(map(str, faults_of(statement))))


def send(path: Path, lrs: Lrs, progress: Progress | None = None) -> Delivered:
    """Sends every statement of a file, or none: a file with a faulty one is refused before anything is sent."""
    logged = read_statements(path)
    faulty = tuple(_refusal(each) for each in logged if each.faults)
    if faulty:
        return Delivered(0, 0, faulty)
    lrs.settle_version()
    return _deliver(logged, lrs, progress)


def replay(path: Path, lrs: Lrs, progress: Progress | None = None) -> Delivered:
    """Sends what the LRS lacks of a log, with its ids and times; faulty lines are told and passed over.

    It can be run again after an interruption: what is there already is counted as known.
    """
    logged = read_statements(path)
    faulty = tuple(_refusal(each) for each in logged if each.faults)
    sound = tuple({each.statement["id"].lower(): each for each in logged if not each.faults}.values())
    lrs.settle_version()
    missing = []
    for number, each in enumerate(sound, 1):
        if _kept(each, lrs) is None:
            missing.append(each)
        if progress is not None:
            progress(number, len(sound))
    done = _deliver(missing, lrs, progress)
    return Delivered(done.sent, done.known + len(sound) - len(missing), (*faulty, *done.refused))


def _refusal(logged: Logged) -> Refused:
    return Refused(logged.place, str(logged.statement.get("id", "")), "; ".join(logged.faults))


def _deliver(logged: Sequence[Logged], lrs: Lrs, progress: Progress | None) -> Delivered:
    sent = known = 0
    refused: list[Refused] = []
    for batch in _batches(logged):
        answer = lrs.post([each.statement for each in batch])
        if _is_taken(answer, batch):
            sent += len(batch)
        else:
            # One of them is refused, or too many came at once: each by itself then, so that the others get there.
            for each in batch:
                single = answer if len(batch) == 1 and answer.status not in (409, 413) else lrs.put(each.statement)
                if single.status == 204:
                    sent += 1
                elif single.status == 409 and _is_there(each, lrs):
                    known += 1
                else:
                    refused.append(Refused(each.place, each.statement["id"], _why(single)))
        if progress is not None:
            progress(sent + known + len(refused), len(logged))
    return Delivered(sent, known, tuple(refused))


def _batches(logged: Sequence[Logged]) -> Iterator[list[Logged]]:
    batch: list[Logged] = []
    size = 0
    for each in logged:
        length = len(json.dumps(each.statement, ensure_ascii=False).encode())
        if batch and (len(batch) == BATCH or size + length > LARGEST_BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += length
    if batch:
        yield batch


def _is_taken(answer: Answer, batch: Sequence[Logged]) -> bool:
    """Whether the LRS took a batch: it says so with the ids (xAPI communication 2.1.2), and nothing else counts."""
    if answer.status == 204:
        return True
    if answer.status != 200:
        return False
    ids = answer.json()
    if not isinstance(ids, list) or {str(each).lower() for each in ids} != {_id_of(each) for each in batch}:
        raise LrsError("it answers 200, but not as an LRS does: nothing is known of what was sent")
    return True


def _kept(logged: Logged, lrs: Lrs) -> dict[str, Any] | None:
    """What the LRS has under the id of a statement, None for nothing."""
    answer = lrs.get("statements", {"statementId": logged.statement["id"], "format": "exact"})
    if answer.status == 404:
        return None
    kept = answer.json() if answer.status == 200 else None
    if not isinstance(kept, dict) or str(kept.get("id", "")).lower() != _id_of(logged):
        raise LrsError(f"it answers {answer.status} to the question for a statement, but not as an LRS does")
    return kept


def _is_there(logged: Logged, lrs: Lrs) -> bool:
    """Whether the LRS has this very statement: it adds its own parts to what was sent."""
    kept = _kept(logged, lrs)
    return kept is not None and all(
        kept.get(name) == logged.statement.get(name) for name in ("actor", "verb", "result")
    )


def _id_of(logged: Logged) -> str:
    return str(logged.statement["id"]).lower()


def _why(answer: Answer) -> str:
    if answer.status == 409:
        return "the LRS has another statement with this id"
    if answer.status == 413:
        return "it is too large for the LRS"
    if answer.status == 429 or answer.status >= 500:
        raise LrsError(f"the LRS answers {answer.status} again and again; try later, nothing will be doubled")
    said = " ".join(answer.text.split())[:300]
    return f"the LRS answered {answer.status}" + (f": {said}" if said else "")
