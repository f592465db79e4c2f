"""WebP by its chunks (RFC 9649): how its pixels are packed, and the file without what programs note in it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_NOTES = {b"EXIF": 0x08, b"XMP ": 0x04}
"""Chunks that hold notes, with the flag in the head (2.7) that says there is one."""


def is_lossless(raw: bytes) -> bool:
    """Whether every pixel is kept as it is, as in screenshots."""
    return any(name == b"VP8L" for name, _ in _chunks(raw))


def without_notes(raw: bytes) -> bytes:
    """The file without the chunks that hold notes; the very same bytes where there are none or it is odd."""
    chunks = list(_chunks(raw))
    if not any(name in _NOTES for name, _ in chunks):
        return raw
    body = b"".join(_chunk(name, content) for name, content in chunks if name not in _NOTES)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    if raw[:4] != b"RIFF" or raw[8:12] != b"WEBP":
        return
    at = 12
    while at + 8 <= len(raw):
        name, size = struct.unpack("<4sI", raw[at : at + 8])
        yield name, raw[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, content: bytes) -> bytes:
    if name == b"VP8X":
        content = bytes([content[0] & ~sum(_NOTES.values()), *content[1:]]) if content else content
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
