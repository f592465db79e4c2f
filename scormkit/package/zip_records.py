"""The records of a zip (PKWARE APPNOTE 4.3), packed so that the same entries give the same bytes on any machine."""

from __future__ import annotations

import struct
from dataclasses import dataclass

STORED = 0
DEFLATED = 8

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s4B4H3L5H2L")
END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")

LOCAL_SIGNATURE = b"PK\x03\x04"
CENTRAL_SIGNATURE = b"PK\x01\x02"
END_SIGNATURE = b"PK\x05\x06"
END_64_SIGNATURE = b"PK\x06\x06"
LOCATOR_64_SIGNATURE = b"PK\x06\x07"

FULL_32 = 0xFFFFFFFF
FULL_16 = 0xFFFF

# 1980-01-01 00:00, the first moment that the format can say: a package has no time of its own.
_DATE = (1 << 5) | 1
_TIME = 0
_UNIX = 3
_REGULAR_0644 = 0o100644 << 16
_VERSION_20 = 20
_VERSION_45 = 45

CRC_OFFSET_IN_LOCAL = 14
UTF_8 = 1 << 11


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the zip. Sizes in bytes; `offset` is where its local header begins."""

    name: bytes
    method: int
    crc: int
    packed: int
    size: int
    offset: int = 0

    @property
    def flags(self) -> int:
        """Bit 11 says that the name is UTF-8 (4.4.4); ASCII needs none."""
        return 0 if self.name.isascii() else UTF_8

    @property
    def is_big(self) -> bool:
        """Whether its sizes need ZIP64 (4.3.9.2)."""
        return self.size >= FULL_32 or self.packed >= FULL_32


def local_header(entry: Entry) -> bytes:
    """Local file header (4.3.7), with the sizes known: no data descriptor, no extra field unless ZIP64 asks."""
    if entry.is_big:
        version, packed, size = _VERSION_45, FULL_32, FULL_32
        extra = struct.pack("<2H2Q", 1, 16, entry.size, entry.packed)
    else:
        version, packed, size, extra = _VERSION_20, entry.packed, entry.size, b""
    head = LOCAL.pack(
        LOCAL_SIGNATURE,
        version,
        entry.flags,
        entry.method,
        _TIME,
        _DATE,
        entry.crc,
        packed,
        size,
        len(entry.name),
        len(extra),
    )
    return head + entry.name + extra


def central_header(entry: Entry) -> bytes:
    """Central directory header (4.3.12)."""
    wide = [value for value in (entry.size, entry.packed) if entry.is_big]
    if entry.offset >= FULL_32:
        wide.append(entry.offset)
    extra = struct.pack(f"<2H{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    version = _VERSION_45 if wide else _VERSION_20
    head = CENTRAL.pack(
        CENTRAL_SIGNATURE,
        version,
        _UNIX,
        version,
        0,
        entry.flags,
        entry.method,
        _TIME,
        _DATE,
        entry.crc,
        FULL_32 if entry.is_big else entry.packed,
        FULL_32 if entry.is_big else entry.size,
        len(entry.name),
        len(extra),
        0,
        0,
        0,
        _REGULAR_0644,
        min(entry.offset, FULL_32),
    )
    return head + entry.name + extra


def end_records(count: int, directory_size: int, directory_offset: int) -> bytes:
    """End of central directory (4.3.16), with its ZIP64 forms (4.3.14, 4.3.15) in front where a number is too large."""
    tail = END.pack(
        END_SIGNATURE,
        0,
        0,
        min(count, FULL_16),
        min(count, FULL_16),
        min(directory_size, FULL_32),
        min(directory_offset, FULL_32),
        0,
    )
    if count < FULL_16 and directory_size < FULL_32 and directory_offset < FULL_32:
        return tail
    wide = END_64.pack(
        END_64_SIGNATURE,
        END_64.size - 12,
        (_UNIX << 8) | _VERSION_45,
        _VERSION_45,
        0,
        0,
        count,
        count,
        directory_size,
        directory_offset,
    )
    return wide + LOCATOR_64.pack(LOCATOR_64_SIGNATURE, 0, directory_offset + directory_size, 1) + tail
