"""Findings about a file that may be huge and wrong all over: each with its place, and of each kind only the first."""

from __future__ import annotations

import json
from collections import Counter

from scormkit.catalogue import Rule
from scormkit.findings import SourcePos
from scormkit.source.reading import Reading, SourceFile

# Enough to see what is wrong; the rest is counted. Every place costs a search through the whole file.
_TOLD = 20
_LONGEST = 400


def place_of(file: SourceFile, text: str, occurrence: int = 1) -> SourcePos:
    """Where a JSON string stands for the n-th time; the start of the file if it does not."""
    needle = json.dumps(text, ensure_ascii=False)
    at = -1
    for _ in range(occurrence):
        at = file.text.find(needle, at + 1)
    if at < 0:
        return file.pos(1, 1)
    return file.pos(file.text.count("\n", 0, at) + 1, at - file.text.rfind("\n", 0, at))


class Places:
    """Reports faults at the identifiers that they are about."""

    def __init__(self, reading: Reading, file: SourceFile) -> None:
        self._reading = reading
        self._file = file
        self._told: Counter[Rule] = Counter()

    def report(self, rule: Rule, identifier: str, message: str, where: str, occurrence: int = 1) -> None:
        """Reports a fault; `where` is the part of the package, `occurrence` which of several equal identifiers."""
        self._told[rule] += 1
        if self._told[rule] <= _TOLD:
            pos = place_of(self._file, identifier, occurrence) if identifier else SourcePos(self._file.name)
            # An identifier may have any length.
            short = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
            self._reading.report(rule.at(pos, short, where=where))

    def close(self) -> None:
        """Says how many there were besides."""
        for rule, number in self._told.items():
            if number > _TOLD:
                message = f"and {number - _TOLD:,} more of this kind"
                self._reading.report(rule.at(SourcePos(self._file.name), message))
