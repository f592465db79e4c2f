"""How long sounds and WebM are: files as encoders write them, files that do not tell, and files that are broken."""

from __future__ import annotations

import io
import struct
import wave
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit.source.media_length import seconds_of
from tests.source.conftest import LoadPage, Write


def wav(seconds: float, *, told: int | None = None) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0" * 2 * round(8000 * seconds))
    raw = out.getvalue()
    return raw if told is None else raw[:40] + struct.pack("<I", told) + raw[44:]


def page(packet: bytes, *, granule: int = 0, serial: bytes = b"abcd") -> bytes:
    """A page of Ogg with one short packet."""
    head = b"OggS\0\0" + struct.pack("<Q", granule) + serial + struct.pack("<II", 0, 0)
    return head + bytes([1, len(packet)]) + packet


VORBIS = b"\x01vorbis" + struct.pack("<IBI", 0, 1, 44_100)
OPUS = b"OpusHead\x01\x01" + struct.pack("<HI", 312, 44_100)


def mp3(frames: int, *, note: bytes = b"", tag: bytes = b"", rates: tuple[int, ...] = (9,), version: int = 3) -> bytes:
    """Frames of Layer III with 32,000 samples a second, in turn with these rates; `note` is in the first."""
    out = [tag]
    for number in range(frames):
        bits = rates[number % len(rates)]
        head = bytes([0xFF, 0xE3 | version << 3, bits << 4 | 2 << 2, 0])
        kilobits = {9: 128, 5: 64, 8: 64}[bits] if version == 3 else {8: 64}[bits]
        length = (1152 * kilobits * 125 // 32_000) if version == 3 else (576 * kilobits * 125 // 16_000)
        side = 32 if version == 3 else 17
        body = b"\0" * side + note if note and not number else b""
        out.append((head + body).ljust(length, b"\0"))
    return b"".join(out)


def element(name: int, content: bytes, *, unknown: bool = False) -> bytes:
    head = name.to_bytes((name.bit_length() + 7) // 8, "big")
    return head + (b"\x01" + b"\xff" * 7 if unknown else struct.pack(">Q", 1 << 56 | len(content))) + content


def webm(
    *, duration: bytes = struct.pack(">d", 83_500), scale: bytes = b"\x0f\x42\x40", unknown: bool = False
) -> bytes:
    info = element(0x1549A966, element(0x2AD7B1, scale) + (element(0x4489, duration) if duration else b""))
    inside = element(0x114D9B74, b"seek") + info + element(0x1F43B675, b"x" * 50)
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067, inside, unknown=unknown)


XING = b"Xing" + struct.pack(">II", 1, 2_000)
VBRI = b"VBRI" + b"\0" * 10 + struct.pack(">I", 2_000)
TAG = b"ID3\x04\0\0" + bytes([0, 0, 2, 0]) + b"x" * 256
WHOLE: dict[str, tuple[bytes, float]] = {
    "wav": (wav(2.5), 2.5),
    "wav that was not finished": (wav(2.5, told=0), 2.5),
    "wav of a stream": (wav(2.5, told=0xFFFFFFFF), 2.5),
    "vorbis": (page(VORBIS) + page(b"x", granule=44_100 * 7) + page(b"x", granule=0xFFFFFFFFFFFFFFFF), 7.0),
    "opus": (page(OPUS) + page(b"x", granule=48_000 * 7 + 312), 7.0),
    "mp3 with a note": (mp3(3, note=XING), 72.0),
    "mp3 with another note": (mp3(3, note=VBRI), 72.0),
    "mp3 with an empty note": (mp3(50, note=b"Info" + b"\0" * 8), 1.8),
    "mp3 of one rate": (mp3(50, tag=TAG), 1.8),
    "mp3 of several rates": (mp3(50, rates=(9, 5)) + b"TAG".ljust(128), 1.8),
    "mp3 of version 2": (mp3(50, rates=(8,), version=2), 1.8),
    "webm": (webm(), 83.5),
    "webm in small numbers": (webm(duration=struct.pack(">f", 83_500)), 83.5),
    "webm as it streams": (webm(unknown=True), 83.5),
}
SILENT = {
    "empty wav": wav(0),
    "wav without rate": wav(1)[:28] + b"\0\0\0\0" + wav(1)[32:],
    "two streams": page(VORBIS) + page(b"x", granule=9) + page(b"y", granule=44_100, serial=b"efgh"),
    "ogg with a film": page(b"\x80theora") + page(b"x", granule=9),
    "ogg that is cut": page(VORBIS)[:30],
    "mp3 that becomes something else": mp3(50) + b"x" * 70_000,
    "nothing but a tag": TAG,
    "no mp3": b"\xff\xfb" + b"\0" * 99,
    "webm of a recorder": webm(duration=b""),
    "webm without a number": webm(duration=struct.pack(">d", float("nan"))),
    "webm without an end": webm(duration=struct.pack(">d", float("inf"))),
    "webm with an odd number": webm(duration=b"xyz"),
    "webm that is cut": webm()[:20],
}


@pytest.mark.parametrize("kind", WHOLE)
def test_the_length_is_told(kind: str, tmp_path: Path) -> None:
    content, seconds = WHOLE[kind]
    (tmp_path / "a").write_bytes(content)
    assert seconds_of(tmp_path / "a") == pytest.approx(seconds)


@pytest.mark.parametrize("kind", SILENT)
def test_a_file_that_does_not_tell(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(SILENT[kind])
    assert seconds_of(tmp_path / "a") is None


BEGINNINGS = st.sampled_from([content[:size] for content, _ in WHOLE.values() for size in (4, 12, 40, 200, 3_000)])


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=BEGINNINGS,
    tail=st.binary(max_size=200),
    changes=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=6),
)
def test_no_file_is_too_odd_to_look_at(
    tmp_path: Path, head: bytes, tail: bytes, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(head + tail)
    for at, value in changes:
        content[at % len(content)] = value
    (tmp_path / "a").write_bytes(content)
    found = seconds_of(tmp_path / "a")
    assert found is None or found > 0


def test_captions_end_with_their_webm(write: Write, load_text: LoadPage) -> None:
    write("a.webm", webm(duration=struct.pack(">d", 10_000)))
    write("a.vtt", "WEBVTT\n\n00:00.000 --> 00:10.900\nIn time.\n\n00:11.000 --> 00:12.000\nToo late.\n")
    _, found = load_text("# One\n\n::: video a.webm {captions=a.vtt}\nWords.\n:::\n")
    assert [(each.code, each.pos.line) for each in found] == [("SK6090", 6)]
