"""How long a video or sound is, from the few bytes of its file that say so. What a file is, its first bytes tell."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from scormkit.source.matroska_length import matroska_seconds
from scormkit.source.sound_length import mp3_seconds, ogg_seconds, wav_seconds

_MOST_BOXES = 1000
_HEAD = 8


def seconds_of(path: Path) -> float | None:
    """The length in seconds; None where the file does not tell, or is broken."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            file.seek(0)
            found = _seconds(file, head)
    except (OSError, ValueError, ArithmeticError, IndexError, struct.error):
        # Broken files break in every way that there is; what is read says so by one of these.
        return None
    return found if found and math.isfinite(found) and found > 0 else None


def _seconds(file: BinaryIO, head: bytes) -> float | None:
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        return wav_seconds(file)
    if head[:4] == b"OggS":
        return ogg_seconds(file)
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return matroska_seconds(file)
    if head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1:2] >= b"\xe0"):
        return mp3_seconds(file)
    return _mp4_seconds(file)


def _mp4_seconds(file: BinaryIO) -> float | None:
    """From the box that says so (ISO/IEC 14496-12, 8.2.2)."""
    for name, begin, stop in _boxes(file, 0, file.seek(0, 2)):
        if name == b"moov":
            inner = {each: at for each, at, _ in _boxes(file, begin, stop)}
            return _length(file, inner[b"mvhd"]) if b"mvhd" in inner else None
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
