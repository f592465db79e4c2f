"""How long an MP4 is, and what of its captions comes too late."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit.render.endings import rule_in_words
from scormkit.source.media_length import seconds_of
from tests.source.conftest import LoadPage, Write


def box(name: bytes, content: bytes = b"", *, long: bool = False) -> bytes:
    if long:
        return struct.pack(">I4sQ", 1, name, len(content) + 16) + content
    return struct.pack(">I4s", len(content) + 8, name) + content


def film(seconds: float, *, scale: int = 600, long: bool = False) -> bytes:
    """An MP4 with nothing in it but how long it is."""
    length = round(seconds * scale)
    head = (
        struct.pack(">IQQIQ", 1 << 24, 0, 0, scale, length) if long else struct.pack(">IIIII", 0, 0, 0, scale, length)
    )
    return (
        box(b"ftyp", b"isom")
        + box(b"mdat", b"x" * 99, long=long)
        + box(b"moov", box(b"udta") + box(b"mvhd", head.ljust(108, b"\0")))
    )


@pytest.mark.parametrize("long", [False, True])
def test_the_length_of_a_film(long: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(film(83.5, long=long))
    assert seconds_of(path) == 83.5


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"\0" * 99, film(1)[:-90], film(0), film(3, scale=1)[:40], box(b"moov"), film(2**32 - 1, scale=1)],
)
def test_a_film_that_does_not_tell(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    assert seconds_of(path) is None
    assert seconds_of(tmp_path / "nothing.mp4") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6))
def test_no_film_is_too_odd_to_look_at(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    content = bytearray(film(5, long=True))
    for at, value in changes:
        content[at % len(content)] = value
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    found = seconds_of(path)
    assert found is None or found > 0


def test_captions_and_chapters_end_with_their_film(write: Write, load_text: LoadPage) -> None:
    write("a.mp4", film(10))
    write("a.vtt", "WEBVTT\n\n00:00.000 --> 00:10.900\nIn time.\n\n00:11.000 --> 00:12.000\nToo late.\n")
    write(
        "b.vtt", 'WEBVTT\n\n00:00.000 --> 00:05.000\nThe <i>plan</i> &amp; "all"\n\n00:05.000 --> 00:20.000\nThe rest\n'
    )
    session, found = load_text("# One\n\n::: video a.mp4 {captions=a.vtt chapters=b.vtt watch=whole}\nWords.\n:::\n")
    assert [(each.code, each.pos.file, each.pos.line) for each in found] == [
        ("SK6090", "a.vtt", 6),
        ("SK6090", "b.vtt", 6),
    ]
    html = session.pages[0].html
    assert (
        ' data-chapters="[[0.0, &quot;The plan &amp; \\&quot;all\\&quot;&quot;], [5.0, &quot;The rest&quot;]]"' in html
    )
    assert ' data-watch="whole"' in html
    assert '<track kind="chapters" src="media/handover_b.vtt" srclang="en" label="Chapters">' in html
    assert session.pages[0].must_watch
    assert rule_in_words(session) == "every page was opened, and played to its end what must be"


def test_no_author_says_by_html_what_must_be_watched(write: Write, load_text: LoadPage) -> None:
    write("a.mp3", "x")
    text = "# One\n\n<audio src='a.mp3' data-watch='whole' data-chapters='x'></audio>\n\n::: audio a.mp3\nWords.\n:::\n"
    session, found = load_text(text)
    assert "data-watch" not in session.pages[0].html
    assert not session.pages[0].must_watch
    assert [each.code for each in found] == ["SK1045", "SK1045"]
