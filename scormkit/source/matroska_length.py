"""How long a WebM is, as its head says (Matroska, RFC 9559; EBML, RFC 8794)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

_MOST_ELEMENTS = 1000
_SEGMENT, _INFO, _SCALE, _DURATION = 0x18538067, 0x1549A966, 0x2AD7B1, 0x4489
_NANOSECONDS = 1_000_000_000


def matroska_seconds(file: BinaryIO) -> float | None:
    """The length; None where the file does not tell, as browsers that record do not know it in advance."""
    end = file.seek(0, 2)
    for name, begin, stop in _elements(file, 0, end):
        if name == _SEGMENT:
            info = next(((at, to) for each, at, to in _elements(file, begin, stop) if each == _INFO), None)
            return _length(file, *info) if info else None
    return None


def _length(file: BinaryIO, begin: int, stop: int) -> float | None:
    scale, duration = 1_000_000, None
    for name, at, to in _elements(file, begin, stop):
        if name not in (_SCALE, _DURATION) or to - at > 8:
            continue
        file.seek(at)
        content = file.read(to - at)
        if name == _SCALE:
            scale = int.from_bytes(content, "big")
        else:
            (duration,) = struct.unpack(">f" if len(content) == 4 else ">d", content)
    return duration * scale / _NANOSECONDS if duration is not None else None


def _elements(file: BinaryIO, begin: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Name, and first and last place of the content, of each element."""
    for _ in range(_MOST_ELEMENTS):
        if begin >= stop:
            return
        file.seek(begin)
        name, named = _number(file, keep_mark=True)
        size, sized = _number(file)
        begin += named + sized
        # All ones: it ends where what holds it does.
        inside = stop - begin if size == (1 << 7 * sized) - 1 else size
        yield name, begin, min(begin + inside, stop)
        begin += inside


def _number(file: BinaryIO, *, keep_mark: bool = False) -> tuple[int, int]:
    """A number whose first bits say how many bytes it has, and that many."""
    first = file.read(1)
    (head,) = struct.unpack(">B", first)
    length = 9 - head.bit_length()
    rest = file.read(length - 1)
    if length > 8 or len(rest) < length - 1:
        raise struct.error("no number")
    value = int.from_bytes(first + rest, "big")
    return (value if keep_mark else value & (1 << 7 * length) - 1), length
