"""JPEG without what cameras and programs note in it: place, time, names, thumbnails. The picture is untouched."""

from __future__ import annotations

import struct

_START_OF_SCAN = 0xDA
_NOTES = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
"""Application segments and comments, but for JFIF (E0), colour profiles (E2) and Adobe's kind of colour (EE)."""


def without_notes(raw: bytes) -> bytes:
    """The file without the segments that hold notes; the very same bytes where there are none or it is odd."""
    kept, at = [raw[:2]], 2
    while at + 4 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == _START_OF_SCAN:
            return b"".join([*kept, raw[at:]])
        (length,) = struct.unpack(">H", raw[at + 2 : at + 4])
        if marker not in _NOTES:
            kept.append(raw[at : at + 2 + length])
        at += 2 + length
    return raw
