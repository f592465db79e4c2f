"""Where the parts of a JSON text begin. Python's reader does not tell; this reads a second time, where it is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()

Step = str | int


class JsonPlaces:
    """Finds parts of a text that was read without a fault, each list and object looked through once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: dict[int, dict[Step, int]] = {}

    def at(self, path: Iterable[Step]) -> int:
        """The offset of the part that a path of keys and indexes leads to, or of the last one on the way."""
        place = self._skip(0)
        for step in path:
            if place not in self._parts:
                # Of a key that is there twice, JSON readers take the last.
                self._parts[place] = dict(self._inside(place))
            if step not in self._parts[place]:
                break
            place = self._parts[place][step]
        return place

    def _inside(self, start: int) -> Iterator[tuple[Step, int]]:
        """The keys or indexes of what begins here, and the offset of each value."""
        kind, number, at = self._text[start], 0, self._skip(start + 1)
        while kind in "{[" and self._text[at] not in "}]":
            step: Step = number
            if kind == "{":
                step, at = _DECODER.raw_decode(self._text, at)
                at = self._skip(self._skip(at) + 1)
            yield step, at
            number, at = number + 1, self._skip(_DECODER.raw_decode(self._text, at)[1])
            at = self._skip(at + 1) if self._text[at] == "," else at

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        assert match, "no space is space too"
        return match.end()
