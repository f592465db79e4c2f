"""The text of a lock file: read strictly, written so that people and version control can read it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from scormkit.findings import SourcePos
from scormkit.source.faults.locks import LOCK_BROKEN
from scormkit.source.reading import Reading, SourceFile
from scormkit.source.yaml_reader import YamlMap, YamlScalar, YamlValue, position_of, read_yaml

LOCK_KINDS = ("sessions", "pages", "questions", "objectives")
_HEAD = """\
# Written by scormkit; do not edit it, but commit it together with the sources.
# It keeps learners' records in place: every id has had its number, and every answer its mark, since its first build.
"""
_FORMAT = 1
_MARK = re.compile(r"[a-z0-9]")
_PLAIN = re.compile(r"[a-z][a-z0-9_-]*")
# Words that YAML would not take for text.
_NOT_PLAIN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class LockedAnswer:
    """What an answer last said, and its explicit id, if any."""

    text: str
    id: str = ""


@dataclass(slots=True)
class LockedIds:
    """Slots by kind and id; answers by question and mark."""

    slots: dict[str, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in LOCK_KINDS})
    answers: dict[str, dict[str, LockedAnswer]] = field(default_factory=dict)


def read_lock(reading: Reading, file: SourceFile) -> LockedIds:
    """What a lock file says; anything that scormkit would not have written is reported."""
    ids = LockedIds()
    marker = next((n for n, line in enumerate(file.text.split("\n"), 1) if line.startswith(("<<<<<<<", ">>>>>>>"))), 0)
    if marker:
        reading.report(LOCK_BROKEN.at(file.pos(marker, 1), "version control has left the mark of a conflict here"))
        return ids
    own = Reading()
    fields = read_yaml(own, file, file.text)
    for finding in own.findings:
        reading.report(LOCK_BROKEN.at(finding.pos, finding.message))
    if own.findings:
        return ids
    for name, value in fields.items():
        if name == "format":
            if not isinstance(value, YamlScalar) or value.value != _FORMAT:
                _broken(reading, value, f"this is not a lock file of format {_FORMAT}")
        elif name in LOCK_KINDS:
            ids.slots[name] = _read_slots(reading, name, value)
        elif name == "answers":
            ids.answers = _read_answers(reading, value)
        else:
            _broken_at(reading, fields.origin.at(name), f"“{name}” does not belong into a lock file")
    return ids


def _broken(reading: Reading, value: YamlValue, message: str) -> None:
    _broken_at(reading, position_of(value), message)


def _broken_at(reading: Reading, pos: SourcePos, message: str) -> None:
    reading.report(LOCK_BROKEN.at(pos, message))


def _read_slots(reading: Reading, kind: str, value: YamlValue) -> dict[str, int]:
    slots: dict[str, int] = {}
    taken: dict[int, str] = {}
    if not isinstance(value, YamlMap):
        _broken(reading, value, f"“{kind}” holds ids and their numbers")
        return slots
    for name, each in value.items():
        number = each.value if isinstance(each, YamlScalar) else None
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            _broken(reading, each, f"“{name}” has no number")
        elif number in taken:
            _broken(reading, each, f"“{name}” and “{taken[number]}” have the same number {number}")
        else:
            slots[name] = number
            taken[number] = name
    return slots


def _read_answers(reading: Reading, value: YamlValue) -> dict[str, dict[str, LockedAnswer]]:
    if not isinstance(value, YamlMap):
        _broken(reading, value, "“answers” holds questions and the marks of their answers")
        return {}
    answers: dict[str, dict[str, LockedAnswer]] = {}
    for question, marks in value.items():
        found = answers[question] = {}
        if not isinstance(marks, YamlMap):
            _broken(reading, marks, f"“{question}” holds marks and answers")
            continue
        for mark, each in marks.items():
            answer = _read_answer(each)
            if answer is None or not _MARK.fullmatch(mark):
                _broken(reading, each, f"“{mark}” of “{question}” is not an answer")
            else:
                found[mark] = answer
    return answers


def _read_answer(value: YamlValue) -> LockedAnswer | None:
    if isinstance(value, YamlScalar):
        return LockedAnswer(value.text)
    if isinstance(value, YamlMap) and set(value) == {"id", "text"}:
        name, text = value["id"], value["text"]
        if isinstance(name, YamlScalar) and isinstance(text, YamlScalar):
            return LockedAnswer(text.text, name.text)
    return None


def format_lock(ids: LockedIds) -> str:
    """The text of a lock file: by kind, then by number, so that a new id is one added line."""
    lines = [_HEAD + f"format: {_FORMAT}"]
    for kind, slots in ids.slots.items():
        if slots:
            lines.append(f"{kind}:")
            lines += [f"  {_quoted(name)}: {slot}" for name, slot in sorted(slots.items(), key=lambda each: each[1])]
    order = ids.slots["questions"]
    questions = [question for question, answers in ids.answers.items() if answers]
    if questions:
        lines.append("answers:")
    for question in sorted(questions, key=lambda name: (order.get(name, len(order)), name)):
        lines.append(f"  {_quoted(question)}:")
        for mark, answer in sorted(ids.answers[question].items()):
            text = _in_quotes(answer.text)
            if answer.id:
                text = f"{{id: {_in_quotes(answer.id)}, text: {text}}}"
            lines.append(f'    "{mark}": {text}')
    return "\n".join(lines) + "\n"


def _quoted(name: str) -> str:
    plain = _PLAIN.fullmatch(name) and name not in _NOT_PLAIN
    return name if plain else _in_quotes(name)


def _in_quotes(text: str) -> str:
    """A double-quoted scalar of YAML; what cannot be seen is written as an escape, for YAML refuses some of it."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in quoted)
