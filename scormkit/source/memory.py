"""What was read before, for those who read the same sources again and again: what no file has changed is not read anew.

Nothing here changes what a reading finds. A file counts as unchanged if its time of change and its size are. One that
was changed while the reading was under way may have been read before or after that: what came from it is not kept.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Value = TypeVar("Value")
Stamp = tuple[int, int] | None
# File systems round times of change, some to this.
_ROUNDED_NANOSECONDS = 20_000_000


def stamp(path: Path) -> Stamp:
    """Time of change in nanoseconds, and size in bytes; None where there is no such file."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """The stamp of each."""
    return {path: stamp(path) for path in paths}


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Value]):
    value: Value
    sign: Hashable
    stamps: Mapping[Path, Stamp]


class Memory(Generic[Value]):
    """Values by key, each good for as long as its sign is the same and the files that it came from are."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept[Value]] = {}
        self._began = 0

    def begin(self) -> None:
        """A reading begins."""
        self._began = time.time_ns() - _ROUNDED_NANOSECONDS

    def recall(self, key: Hashable, sign: Hashable = None) -> Value | None:
        """The value, None where there is none that still holds."""
        kept = self._kept.get(key)
        if kept is None or kept.sign != sign or any(stamp(path) != was for path, was in kept.stamps.items()):
            return None
        return kept.value

    def keep(self, key: Hashable, value: Value, sign: Hashable = None, files: Iterable[Path] = ()) -> Value:
        """Keeps a value that came from these files, and gives it back. Call `begin` before they are read."""
        there = stamps(files)
        if all(each is None or each[0] < self._began for each in there.values()):
            self._kept[key] = _Kept(value, sign, there)
        return value
