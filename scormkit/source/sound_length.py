"""How long a sound is: WAV (RIFF), Ogg with Vorbis or Opus (RFC 3533, 7845), MP3 (ISO/IEC 11172-3, 13818-3).

Each function takes a file that begins as one of its kind, and gives None where that does not tell.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, NamedTuple

_MOST_CHUNKS = 1000
_LARGEST_MP3 = 300_000_000
_LAST_PAGES = 2 * 65_307
"""Two pages of Ogg are no longer."""
_NO_SAMPLE = 0xFFFFFFFFFFFFFFFF
_MOST_JUNK = 65_536
# Of Layer III: kilobits a second by their number in a frame, for version 1 and for the others.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES_A_SECOND = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def wav_seconds(file: BinaryIO) -> float | None:
    """Bytes of sound by bytes a second."""
    at, rate = 12, 0
    end = file.seek(0, 2)
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        name, size = struct.unpack("<4sI", file.read(8))
        if name == b"fmt ":
            (rate,) = struct.unpack("<8xI", file.read(12))
        elif name == b"data":
            # What records without knowing the end says 0 or all ones.
            there = end - at - 8
            return (min(size, there) or there) / rate if rate else None
        at += 8 + size + size % 2
    return None


def ogg_seconds(file: BinaryIO) -> float | None:
    """The number of the last sample by samples a second."""
    head = file.read(27 + 255 + 64)
    serial, packet = head[14:18], head[27 + head[26] :]
    skipped = 0
    if packet.startswith(b"\x01vorbis"):
        (rate,) = struct.unpack("<I", packet[12:16])
    elif packet.startswith(b"OpusHead"):
        rate = 48_000
        (skipped,) = struct.unpack("<H", packet[10:12])
    else:
        return None
    end = file.seek(0, 2)
    file.seek(max(0, end - _LAST_PAGES))
    tail = file.read()
    at = tail.rfind(b"OggS")
    while at >= 0:
        page = tail[at : at + 18]
        last = struct.unpack("<Q", page[6:14])[0] if len(page) == 18 else _NO_SAMPLE
        if last != _NO_SAMPLE:
            # Another stream behind the first counts from its own beginning.
            return (last - skipped) / rate if page[14:18] == serial and rate else None
        at = tail.rfind(b"OggS", 0, at)
    return None


class _Frame(NamedTuple):
    length: int
    samples: int
    rate: int
    side: int
    """Bytes between the head of a frame and where its first one may tell about all."""


def mp3_seconds(file: BinaryIO) -> float | None:
    """From what the first frame says of all, else by counting them."""
    end = file.seek(0, 2)
    if end > _LARGEST_MP3:
        return None
    file.seek(0)
    raw = file.read()
    at = _behind_the_tag(raw)
    begin = next((place for place in range(at, min(at + _MOST_JUNK, end)) if _begins(raw, place)), None)
    first = _frame(raw, begin) if begin is not None else None
    if begin is None or first is None:
        return None
    frames = _told(raw, begin, first)
    if frames:
        return frames * first.samples / first.rate
    seconds, at = 0.0, begin
    while found := _frame(raw, at):
        seconds += found.samples / found.rate
        at += found.length
    # Of a file that stops to be one somewhere nobody knows how long it plays.
    return seconds if end - at < _MOST_JUNK else None


def _behind_the_tag(raw: bytes) -> int:
    if raw[:3] != b"ID3" or len(raw) < 10:
        return 0
    size = sum((each & 0x7F) << shift for each, shift in zip(raw[6:10], (21, 14, 7, 0), strict=True))
    return 10 + size + (10 if raw[5] & 0x10 else 0)


def _begins(raw: bytes, at: int) -> bool:
    """Whether a frame begins here, with another one or the end behind it."""
    found = _frame(raw, at)
    return found is not None and (at + found.length >= len(raw) or _frame(raw, at + found.length) is not None)


def _frame(raw: bytes, at: int) -> _Frame | None:
    head = raw[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bits, step = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or step == 3:
        return None
    rate = _SAMPLES_A_SECOND[version][step]
    samples = 1152 if version == 3 else 576
    kilobits = (_RATES_1 if version == 3 else _RATES_2)[bits]
    is_mono = head[3] >> 6 == 3
    side = (17 if is_mono else 32) if version == 3 else (9 if is_mono else 17)
    return _Frame(samples * kilobits * 125 // rate + (head[2] >> 1 & 1), samples, rate, side)


def _told(raw: bytes, at: int, first: _Frame) -> int:
    """How many frames there are, as encoders note it in the first one; 0 where it does not say."""
    note = raw[at + 4 + first.side :][:12]
    if note[:4] in (b"Xing", b"Info") and len(note) == 12:
        flags, frames = struct.unpack(">II", note[4:])
        return int(frames) if flags & 1 else 0
    note = raw[at + 36 : at + 54]
    if note[:4] == b"VBRI" and len(note) == 18:
        return int(struct.unpack(">I", note[14:18])[0])
    return 0
