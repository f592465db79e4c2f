"""Photographs and screenshots: what a package carries of them."""

from __future__ import annotations

import io
import os
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from scormkit.findings import Finding
from scormkit.live import LiveCourse
from scormkit.source import picture_files, pictures, webp_chunks
from scormkit.source.jpeg_segments import without_notes
from scormkit.source.pictures import Picture, Unusable, read_picture
from tests.source.conftest import LoadPage, Write

PLACE = 0x8825
TURN = 0x0112
RED = (250, 20, 20)


def drawn(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", turn: int = 0, **more: Any) -> bytes:
    """A picture of coarse noise with a red corner at the top left, as a camera of that turn stores it."""
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height), Image.Resampling.BILINEAR)
    image = Image.merge("RGB", [noise] * 3)
    image.paste(RED, (0, 0, width // 4, height // 4))
    if turn or "note" in more:
        exif = Image.Exif()
        exif[TURN] = turn or 1
        exif[0x010E] = more.pop("note", "")
        more["exif"] = exif
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **more)
    return out.getvalue()


def read(tmp_path: Path, content: bytes, *, scale: bool = True) -> Picture:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    picture = read_picture(path, scale=scale)
    assert isinstance(picture, Picture), picture
    return picture


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in found]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_has_two_copies(kind: str, tmp_path: Path) -> None:
    raw = drawn(2400, 1200, kind)
    picture = read(tmp_path, raw)
    assert picture.main
    assert picture.small
    for copy, width in ((picture.main, 1600), (picture.small, 800)):
        with Image.open(io.BytesIO(copy.content)) as image:
            image.load()
            assert image.size == (copy.width, copy.height) == (width, width // 2)
            assert image.format == kind
            assert near_red(image.getpixel((5, 5)))
        assert len(copy.content) < len(raw)
    assert read(tmp_path, raw) == picture


def near_red(pixel: Any) -> bool:
    return all(abs(there - wanted) < 25 for there, wanted in zip(pixel, RED, strict=True))


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("width", [320, 2000])
def test_a_picture_is_upright_and_says_nothing_of_its_camera(turn: int, width: int, tmp_path: Path) -> None:
    raw = drawn(width, width // 2, turn=turn, note="Ward 7, Ann Bell")
    corners = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    picture = read(tmp_path, raw)
    assert picture.main
    assert (picture.width > picture.height) == (turn < 5)
    with Image.open(io.BytesIO(picture.main.content)) as image:
        assert image.size == picture.size
        right, bottom = corners[turn]
        assert near_red(image.getpixel((right * (image.width - 5) + 2, bottom * (image.height - 5) + 2)))
        assert not image.getexif()
    assert b"Ann Bell" in raw
    assert b"Ann Bell" not in picture.main.content


def test_notes_leave_a_small_jpeg_and_its_pixels_stay(tmp_path: Path) -> None:
    raw = drawn(400, 200, note="Ward 7", comment=b"by me", icc_profile=b"colours")
    assert without_notes(without_notes(raw)) == without_notes(raw)
    with Image.open(io.BytesIO(raw)) as before, Image.open(io.BytesIO(without_notes(raw))) as after:
        assert before.tobytes() == after.tobytes()
        assert after.info["icc_profile"] == b"colours"
        assert "comment" not in after.info
    assert without_notes(raw[:30]) == raw[:30]


@pytest.mark.parametrize("lossless", [False, True])
def test_a_webp_stays_as_it_is_packed_and_says_nothing_of_its_camera(lossless: bool, tmp_path: Path) -> None:
    more = {"lossless": lossless, "icc_profile": b"colours", "xmp": b"<x>Ann Bell</x>"}
    for width, turn in ((400, 1), (400, 6), (2000, 1), (2000, 6)):
        raw = drawn(width, 240, "WEBP", turn=turn, note="Ward 7, Ann Bell", **more)
        picture = read(tmp_path, raw)
        assert picture.main
        assert b"Ann Bell" not in picture.main.content
        assert webp_chunks.is_lossless(picture.main.content) == lossless
        with Image.open(io.BytesIO(picture.main.content)) as image, Image.open(io.BytesIO(raw)) as before:
            image.load()
            assert image.size == picture.size
            assert image.info["icc_profile"] == b"colours"
            assert not image.getexif()
            if picture.size == before.size:
                assert image.tobytes() == before.tobytes()


@given(raw=st.binary(max_size=60) | st.binary(max_size=60).map(lambda tail: b"RIFF\x20\0\0\0WEBP" + tail))
def test_odd_webp_is_left_alone_or_shortened(raw: bytes) -> None:
    assert len(webp_chunks.without_notes(raw)) <= len(raw) + 1
    assert webp_chunks.is_lossless(raw) in (True, False)


@pytest.mark.parametrize(
    ("kind", "mode", "width", "more"),
    [
        ("JPEG", "RGB", 640, {}),
        ("JPEG", "CMYK", 2400, {}),
        ("PNG", "RGBA", 2400, {}),
        ("PNG", "P", 2400, {}),
        ("PNG", "RGB", 2400, {"transparency": (0, 0, 0)}),
        ("GIF", "P", 2400, {}),
        ("WEBP", "RGB", 640, {}),
        ("AVIF", "RGB", 2400, {}),
    ],
)
def test_what_stays_as_it_is(kind: str, mode: str, width: int, more: dict[str, Any], tmp_path: Path) -> None:
    picture = read(tmp_path, drawn(width, 160, kind, mode, **more))
    assert picture == Picture(width, 160)


def test_a_transparent_webp_stays_as_it_is(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (1700, 20), (0, 0, 0, 90)).save(out, "WEBP")
    assert read(tmp_path, out.getvalue()) == Picture(1700, 20)


def test_a_moving_picture_stays_as_it_is(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (1700, 20), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        assert read(tmp_path, out.getvalue()) == Picture(1700, 20)


def test_pixels_of_a_png_are_packed_alike_everywhere(tmp_path: Path) -> None:
    picture = read(tmp_path, drawn(2400, 1200, "PNG", icc_profile=b"colours"))
    assert picture.main
    other = pictures._packed_again(picture.main.content)
    assert other == picture.main.content
    with Image.open(io.BytesIO(other)) as image:
        assert image.info["icc_profile"] == b"colours"


def bomb(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = pictures._chunk(b"IHDR", head) + pictures._chunk(b"IDAT", zlib.compress(b"")) + pictures._chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("content", "pixels"),
    [
        (b"", 0),
        (b"x", 0),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", 0),
        (drawn(400, 200)[:2000], 0),
        (drawn(400, 200, "PNG")[:2000], 0),
        (drawn(400, 200, "GIF", "P")[:200], 0),
        (bomb(40_000, 40_000), 1_600_000_000),
        (bomb(9_000, 9_000), 81_000_000),
        (bomb(0, 5), 0),
    ],
)
def test_what_is_no_use(content: bytes, pixels: int, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    for scale in (True, False):
        found = read_picture(path, scale=scale)
        assert isinstance(found, Unusable)
        assert found.pixels == pixels
        assert str(tmp_path) not in found.reason
        assert " object at " not in found.reason


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    assert read_picture(path, scale=True) == Unusable("it has more than 100 MB")


def test_a_page_offers_both_sizes(write: Write, load_text: LoadPage) -> None:
    write("Ward.JPG", drawn(2000, 1000))
    session, found = load_text(
        "# One\n\n![A ward](Ward.JPG)\n\n[The original](Ward.JPG)\n\n<img src='Ward.JPG' alt='x'>\n"
    )
    html = session.pages[0].html
    assert re.findall(r"<img [^>]*>", html) == [
        '<img src="media/handover_ward_1600.jpg" alt="A ward" srcset="media/handover_ward_800.jpg 800w, '
        'media/handover_ward_1600.jpg 1600w" sizes="(max-width: 44rem) 100vw, 42rem" loading="lazy" decoding="async" '
        'width="1600" height="800">',
        '<img src="media/handover_ward_1600.jpg" alt="x">',
    ]
    assert 'href="media/handover_ward.jpg"' in html
    carried = {asset.href: asset.content is None for asset in session.assets}
    assert carried == {
        "media/handover_ward.jpg": True,
        "media/handover_ward_1600.jpg": False,
        "media/handover_ward_800.jpg": False,
    }
    assert not found


def test_the_original_if_asked_for(write: Write, load_text: LoadPage) -> None:
    write("ward.jpg", drawn(2000, 1000, turn=6))
    session, found = load_text("# One\n\n![A ward](ward.jpg){.original}\n")
    assert '<img src="media/handover_ward.jpg" alt="A ward" loading' in session.pages[0].html
    assert 'width="1000" height="2000"' in session.pages[0].html
    assert [asset.content for asset in session.assets] == [None]
    assert not found


def test_an_author_cannot_name_sources(load_text: LoadPage) -> None:
    session, found = load_text("# One\n\n<img alt='' srcset='https://example.org/a.png 2x' sizes='9px'>\n")
    assert "srcset" not in session.pages[0].html
    assert codes(found) == ["SK1045", "SK1045"]


@pytest.mark.parametrize(("course", "session", "kept"), [("original", "", True), ("original", "scaled", False)])
def test_the_course_says_it_for_its_sessions(
    course: str, session: str, kept: bool, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "title: S\nid: s\nminutes: 1\n" + (f"images: {session}\n" if session else "")
    write("s/session.yaml", text)
    write("s/01-one.md", "# One\n\n![A ward](ward.jpg)\n")
    picture = write("s/ward.jpg", drawn(2000, 1000))
    write("course.yaml", f"title: C\nid: c\nimages: {course}\nsections: [{{sessions: [s]}}]\n")
    for path in Path().rglob("*.*"):
        os.utime(path, (1, 1))
    asked = 0

    def counted(source: Path, *, scale: bool) -> Picture | Unusable:
        nonlocal asked
        asked += 1
        return read_picture(source, scale=scale)

    monkeypatch.setattr(picture_files, "read_picture", counted)
    live = LiveCourse(Path())
    first = live.read().courses[0].sessions[0]
    assert (first.assets[0].content is None) == kept
    write("s/01-one.md", "# One\n\nOther words.\n\n![A ward](ward.jpg)\n")
    second = live.read().courses[0].sessions[0]
    assert "Other words" in second.pages[0].html
    assert asked == 1
    picture.write_bytes(drawn(1800, 900))
    assert live.read().courses[0].sessions[0].assets != second.assets or kept
    assert asked == 2
