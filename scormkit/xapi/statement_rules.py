"""What xAPI asks of a statement (1.0.3, part 2), so that no LRS has to refuse it.

An LRS refuses a whole batch because of one wrong statement; here each fault is told with its place in the statement.
Pure: statements are JSON values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scormkit.iris import is_absolute_iri, is_language


@dataclass(frozen=True, slots=True)
class StatementFault:
    """`path` says where in the statement, as `result.score.scaled`; `message` what is wrong."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


Faults = Iterator[StatementFault]
Check = Callable[[Any, str], Faults]

_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}")
# RFC 3339, and so with a zone; -00:00 means that nobody knows it (xAPI data 4.5).
_TIMESTAMP = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
    r"(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)"
)
_DURATION = re.compile(
    r"P(?:\d+(?:[.,]\d+)?W|(?=[\dT])(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)"
)
_MAILBOX = re.compile(r"mailto:[^@\s]+@[^@\s]+")
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_INTERACTION_TYPES = (
    "true-false choice fill-in long-fill-in matching performance sequencing likert numeric other".split()
)
_COMPONENTS = ("choices", "scale", "source", "target", "steps")


def faults_of(statement: Any) -> Faults:
    """Every fault of a statement as it is sent; one without `id`, `stored` or `authority` gets them from the LRS."""
    if not isinstance(statement, dict):
        yield StatementFault("", "a statement is an object in braces")
        return
    for path in _nulls(statement, ""):
        yield StatementFault(path, "null is allowed nowhere but in extensions")
    for name in ("actor", "verb", "object"):
        if name not in statement:
            yield StatementFault(name, "is missing")
    yield from _fields(statement, "", _STATEMENT)
    voids = (
        isinstance(verb := statement.get("verb"), dict) and verb.get("id") == "http://adlnet.gov/expapi/verbs/voided"
    )
    subject = statement.get("object")
    if voids and not (isinstance(subject, dict) and subject.get("objectType") == "StatementRef"):
        yield StatementFault("object", "a statement that voids another refers to it by a StatementRef")
    context = statement.get("context")
    is_activity = isinstance(subject, dict) and subject.get("objectType", "Activity") == "Activity"
    if isinstance(context, dict) and not is_activity:
        for name in ("revision", "platform"):
            if name in context:
                yield StatementFault(f"context.{name}", "is only for statements about an activity")


def _nulls(value: Any, path: str) -> Iterator[str]:
    if value is None:
        yield path
    elif isinstance(value, dict):
        for name, each in value.items():
            if name != "extensions" or each is None:
                yield from _nulls(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _nulls(each, f"{path}[{at}]")


def _fields(value: Any, path: str, known: Mapping[str, Check]) -> Faults:
    if not isinstance(value, dict):
        yield StatementFault(path, "an object in braces is expected")
        return
    for name, each in value.items():
        place = f"{path}.{name}" if path else name
        if name not in known:
            yield StatementFault(place, "there is no such property")
        elif each is not None:
            yield from known[name](each, place)


def _matching(pattern: re.Pattern[str], what: str) -> Check:
    def check(value: Any, path: str) -> Faults:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield StatementFault(path, f"is no {what}")

    return check


def _iri(value: Any, path: str) -> Faults:
    if not isinstance(value, str) or not is_absolute_iri(value):
        yield StatementFault(path, "is no IRI with a scheme")


def _text(value: Any, path: str) -> Faults:
    if not isinstance(value, str):
        yield StatementFault(path, "is no text")


def _yes_no(value: Any, path: str) -> Faults:
    if not isinstance(value, bool):
        yield StatementFault(path, "is neither true nor false")


def _language(value: Any, path: str) -> Faults:
    if not isinstance(value, str) or not is_language(value):
        yield StatementFault(path, "is no language tag, such as en or de-AT")


def _language_map(value: Any, path: str) -> Faults:
    if not isinstance(value, dict):
        yield StatementFault(path, "is no text by language, such as {“en”: “answered”}")
        return
    for language, text in value.items():
        yield from _language(language, path)
        yield from _text(text, f"{path}.{language}")


def _extensions(value: Any, path: str) -> Faults:
    if not isinstance(value, dict):
        yield StatementFault(path, "an object in braces is expected")
        return
    for name in value:
        if not is_absolute_iri(name):
            yield StatementFault(path, f"“{name}” is no IRI with a scheme")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _score(value: Any, path: str) -> Faults:
    def number(each: Any, place: str) -> Faults:
        if not _number(each):
            yield StatementFault(place, "is no number")

    yield from _fields(value, path, dict.fromkeys(("scaled", "raw", "min", "max"), number))
    if not isinstance(value, dict):
        return
    numbers = {name: each for name, each in value.items() if _number(each)}
    if "scaled" in numbers and not -1 <= numbers["scaled"] <= 1:
        yield StatementFault(f"{path}.scaled", "must lie between -1 and 1")
    if "min" in numbers and "max" in numbers and numbers["min"] >= numbers["max"]:
        yield StatementFault(f"{path}.min", "must be below max")
    if "raw" in numbers and not numbers.get("min", -math.inf) <= numbers["raw"] <= numbers.get("max", math.inf):
        yield StatementFault(f"{path}.raw", "must lie between min and max")


def _agent(value: Any, path: str) -> Faults:
    """xAPI data 2.4.2: one inverse functional identifier; only an anonymous group has none, but members."""
    account: dict[str, Check] = {"homePage": _iri, "name": _text}

    def whole_account(each: Any, place: str) -> Faults:
        yield from _fields(each, place, account)
        for name in account:
            if isinstance(each, dict) and name not in each:
                yield StatementFault(f"{place}.{name}", "is missing")

    known: dict[str, Check] = {
        "objectType": _one_of("Agent", "Group"),
        "name": _text,
        "mbox": _matching(_MAILBOX, "address such as mailto:ann@example.org"),
        "mbox_sha1sum": _matching(_SHA1, "SHA-1"),
        "openid": _iri,
        "account": whole_account,
    }
    is_group = isinstance(value, dict) and value.get("objectType") == "Group"
    yield from _fields(value, path, {**known, "member": _each(_agent)} if is_group else known)
    if not isinstance(value, dict):
        return
    identifiers = [name for name in ("mbox", "mbox_sha1sum", "openid", "account") if name in value]
    if len(identifiers) > 1:
        yield StatementFault(path, f"has {len(identifiers)} identifiers ({', '.join(identifiers)}); one is allowed")
    elif not identifiers and not (is_group and value.get("member")):
        yield StatementFault(path, "has no identifier: one of mbox, mbox_sha1sum, openid and account is needed")


def _one_of(*words: str) -> Check:
    def check(value: Any, path: str) -> Faults:
        if value not in words:
            yield StatementFault(path, f"is none of {', '.join(words)}")

    return check


def _each(check: Check) -> Check:
    def checks(value: Any, path: str) -> Faults:
        if not isinstance(value, list):
            yield StatementFault(path, "is no list")
            return
        for at, each in enumerate(value):
            yield from check(each, f"{path}[{at}]")

    return checks


def _component(value: Any, path: str) -> Faults:
    yield from _fields(value, path, {"id": _text, "description": _language_map})
    if isinstance(value, dict) and "id" not in value:
        yield StatementFault(f"{path}.id", "is missing")


def _components(value: Any, path: str) -> Faults:
    yield from _each(_component)(value, path)
    ids = [each.get("id") for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    if len(set(map(str, ids))) < len(ids):
        yield StatementFault(path, "has two entries with the same id")


def _definition(value: Any, path: str) -> Faults:
    yield from _fields(
        value,
        path,
        {
            "name": _language_map,
            "description": _language_map,
            "type": _iri,
            "moreInfo": _iri,
            "extensions": _extensions,
            "interactionType": _one_of(*_INTERACTION_TYPES),
            "correctResponsesPattern": _each(_text),
            **dict.fromkeys(_COMPONENTS, _components),
        },
    )
    if isinstance(value, dict) and "interactionType" not in value:
        for name in ("correctResponsesPattern", *_COMPONENTS):
            if name in value:
                yield StatementFault(f"{path}.{name}", "needs an interactionType beside it")


def _activity(value: Any, path: str) -> Faults:
    yield from _fields(value, path, {"objectType": _one_of("Activity"), "id": _iri, "definition": _definition})
    if isinstance(value, dict) and "id" not in value:
        yield StatementFault(f"{path}.id", "is missing")


def _object(value: Any, path: str) -> Faults:
    kind = value.get("objectType", "Activity") if isinstance(value, dict) else "Activity"
    if kind in ("Agent", "Group"):
        yield from _agent(value, path)
    elif kind == "StatementRef":
        yield from _reference(value, path)
    elif kind == "SubStatement":
        inner = {name: check for name, check in _STATEMENT.items() if name not in _NOT_INSIDE}
        yield from _fields(value, path, {**inner, "objectType": _one_of("SubStatement")})
    else:
        yield from _activity(value, path)


def _reference(value: Any, path: str) -> Faults:
    yield from _fields(value, path, {"objectType": _one_of("StatementRef"), "id": _uuid})


def _verb(value: Any, path: str) -> Faults:
    yield from _fields(value, path, {"id": _iri, "display": _language_map})
    if isinstance(value, dict) and "id" not in value:
        yield StatementFault(f"{path}.id", "is missing")


def _result(value: Any, path: str) -> Faults:
    yield from _fields(
        value,
        path,
        {
            "score": _score,
            "success": _yes_no,
            "completion": _yes_no,
            "response": _text,
            "duration": _matching(_DURATION, "duration such as PT2M30S"),
            "extensions": _extensions,
        },
    )


def _context_activities(value: Any, path: str) -> Faults:
    def activities(each: Any, place: str) -> Faults:
        # A single activity in place of a list is what version 0.9 had; an LRS takes it still.
        yield from _activity(each, place) if isinstance(each, dict) else _each(_activity)(each, place)

    yield from _fields(value, path, dict.fromkeys(("parent", "grouping", "category", "other"), activities))


def _context_part(name: str, check: Check) -> Check:
    kind = f"context{name.capitalize()}"
    known: dict[str, Check] = {"objectType": _one_of(kind), name: check, "relevantTypes": _each(_iri)}

    def whole(value: Any, path: str) -> Faults:
        yield from _fields(value, path, known)
        for part in ("objectType", name):
            if isinstance(value, dict) and part not in value:
                yield StatementFault(f"{path}.{part}", "is missing")

    return whole


def _context(value: Any, path: str) -> Faults:
    yield from _fields(
        value,
        path,
        {
            "registration": _uuid,
            "instructor": _agent,
            "team": _agent,
            "contextActivities": _context_activities,
            "revision": _text,
            "platform": _text,
            "language": _language,
            "statement": _reference,
            "extensions": _extensions,
            # Only xAPI 2.0 has these two (IEEE 9274.1.1, 4.2.6); an LRS that speaks 1.0.3 says so itself.
            "contextAgents": _each(_context_part("agent", _agent)),
            "contextGroups": _each(_context_part("group", _agent)),
        },
    )


def _attachment(value: Any, path: str) -> Faults:
    def length(each: Any, place: str) -> Faults:
        if not isinstance(each, int) or isinstance(each, bool) or each < 0:
            yield StatementFault(place, "is no number of bytes")

    known: dict[str, Check] = {
        "usageType": _iri,
        "display": _language_map,
        "description": _language_map,
        "contentType": _text,
        "length": length,
        "sha2": _text,
        "fileUrl": _iri,
    }
    yield from _fields(value, path, known)
    for name in ("usageType", "display", "contentType", "length", "sha2"):
        if isinstance(value, dict) and name not in value:
            yield StatementFault(f"{path}.{name}", "is missing")


_uuid = _matching(_UUID, "UUID")
_timestamp = _matching(_TIMESTAMP, "time with a zone, such as 2026-03-01T09:30:00Z")
_STATEMENT: dict[str, Check] = {
    "id": _uuid,
    "actor": _agent,
    "verb": _verb,
    "object": _object,
    "result": _result,
    "context": _context,
    "timestamp": _timestamp,
    "stored": _timestamp,
    "authority": _agent,
    "version": _matching(re.compile(r"1\.0(?:\.\d+)?|2\.0\.0"), "version that is known: 1.0.x or 2.0.0"),
    "attachments": _each(_attachment),
}
_NOT_INSIDE = {"id", "stored", "version", "authority"}
