"""How long an MP4 is, from the box in it that says so (ISO/IEC 14496-12, 8.2.2). Other forms are not asked."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_MOST_BOXES = 1000
_HEAD = 8


def seconds_of(path: Path) -> float | None:
    """The length of an MP4 in seconds; None where the file does not tell."""
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            end = file.tell()
            for name, begin, stop in _boxes(file, 0, end):
                if name == b"moov":
                    inner = {each: at for each, at, _ in _boxes(file, begin, stop)}
                    return _length(file, inner[b"mvhd"]) if b"mvhd" in inner else None
    except (OSError, struct.error):
        return None
    return None


def _boxes(file: BinaryIO, begin: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, and first and last place of the content, of each box."""
    for _ in range(_MOST_BOXES):
        if begin + _HEAD > stop:
            return
        file.seek(begin)
        size, name = struct.unpack(">I4s", file.read(_HEAD))
        head = _HEAD
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            head += 8
        elif size == 0:
            size = stop - begin
        if size < head:
            return
        yield name, begin + head, min(begin + size, stop)
        begin += size


def _length(file: BinaryIO, at: int) -> float | None:
    file.seek(at)
    head = file.read(32)
    # Version 1 counts in numbers twice as long.
    scale, length = struct.unpack(">IQ", head[20:32]) if head[:1] == b"\x01" else struct.unpack(">II", head[12:20])
    unknown = length in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    return length / scale if scale and length and not unknown else None
