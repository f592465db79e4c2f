"""Findings about a file that may be huge and wrong all over: each with its place, and of each kind only the first."""

from __future__ import annotations

import json
import re
from collections import Counter

from scormkit.catalogue import Rule
from scormkit.findings import SourcePos
from scormkit.source.json_places import JsonPlaces
from scormkit.source.reading import Reading, SourceFile

# Enough to see what is wrong; the rest is counted.
_TOLD = 20
_LONGEST = 400
_STEP = re.compile(r"[^.\[\]]+")


def place_of(file: SourceFile, text: str) -> SourcePos:
    """Where a JSON string stands first; the start of the file if it does not."""
    return _pos(file, max(0, file.text.find(json.dumps(text, ensure_ascii=False))))


def _pos(file: SourceFile, at: int) -> SourcePos:
    return file.pos(file.text.count("\n", 0, at) + 1, at - file.text.rfind("\n", 0, at))


class Places:
    """Reports faults at the identifiers of the parts that they are about."""

    def __init__(self, reading: Reading, file: SourceFile) -> None:
        self._reading = reading
        self._file = file
        self._json = JsonPlaces(file.text)
        self._told: Counter[Rule] = Counter()

    def report(self, rule: Rule, message: str, where: str) -> None:
        """Reports a fault of a part of the package, such as `CFItems[3]`."""
        self._told[rule] += 1
        if self._told[rule] <= _TOLD:
            steps = [int(step) if step.isdigit() else step for step in _STEP.findall(where)]
            pos = _pos(self._file, self._json.at([*steps, "identifier"]))
            # An identifier may have any length.
            short = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
            self._reading.report(rule.at(pos, short, where=where))

    def close(self) -> None:
        """Says how many there were besides."""
        for rule, number in self._told.items():
            if number > _TOLD:
                message = f"and {number - _TOLD:,} more of this kind"
                self._reading.report(rule.at(SourcePos(self._file.name), message))
