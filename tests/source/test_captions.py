"""WebVTT: what browsers would drop is told with its place, whatever the file holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.source.captions import captions_findings, check_captions
from scormkit.source.reading import Reading, SourceFile

HEAD = "WEBVTT\n\n"
SOUND = "00:01.000 --> 00:04.000\nShe speaks.\n"


def found(text: str) -> list[tuple[str, int | None, int | None]]:
    return [
        (each.name, each.pos.line, each.pos.column)
        for each in captions_findings(SourceFile(Path("a.vtt"), "a.vtt", text))
    ]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + SOUND,
        "WEBVTT\tof a film\nKind: captions\n\n" + SOUND,
        HEAD + "STYLE\n::cue { color: white }\n\nREGION\nid:a\n\nNOTE\nwords\n\n" + SOUND,
        HEAD + "1\n" + SOUND + "\n2\n00:04.000 --> 00:06.000 align:start\n- Yes?\n- No.",
        HEAD + "00:01.000 --> 00:04.000 line:0\nUp\n\n00:02.000 --> 00:05.000\nDown\n",
        HEAD + "100:00:01.000-->100:00:04.000\n<c.loud.red>One</c> <00:02.000><lang fr>deux</lang>&nbsp;&#33;\n",
    ],
)
def test_what_browsers_read_is_let_pass(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "line", "column"),
    [
        ("", "captions-empty", 1, None),
        ("\n\n", "captions-empty", 1, None),
        ("WEBVTT", "captions-empty", 1, None),
        ("WEBVTTS\n\n" + SOUND, "captions-syntax", 1, 1),
        ("1\n" + SOUND, "captions-syntax", 1, 1),
        (HEAD + SOUND + "\nWithout times.\n", "captions-syntax", 6, 1),
        (HEAD + "00:61.000 --> 01:02.000\nLate\n\n" + SOUND, "captions-syntax", 3, 1),
        (HEAD + "00:01.000 --> 00:01.000\nNever\n", "caption-never-shown", 3, 1),
        (HEAD + SOUND + "00:04.000 --> 00:09.000\n", "caption-without-text", 5, 1),
        (HEAD + "00:01.000 --> 00:05.000\nOne\n two <b onclick=x>\n<img src=x>\n", "caption-markup", 6, 1),
        (HEAD + "00:01.000 --> 00:05.000\nOne\nless < than\n", "caption-markup", 5, 6),
        (HEAD + "00:01.000 --> 00:02.000\n日本語の字幕を読む時間が\n", "caption-too-fast", 3, 1),
    ],
)
def test_a_fault_is_told_where_it_is(text: str, name: str, line: int, column: int | None) -> None:
    assert found(text) == [(name, line, column)]


def test_many_alike_are_told_in_few_words() -> None:
    text = HEAD + "".join(f"00:{second:02}.000 --> 00:{second + 5:02}.000\nWord\n\n" for second in range(20))
    findings = list(captions_findings(SourceFile(Path("a.vtt"), "a.vtt", text)))
    assert [each.pos.line for each in findings] == [6, 9, 12]
    assert findings[-1].message.endswith("; and 16 more in this file")


def test_a_mark_is_allowed_and_other_encodings_are_told(tmp_path: Path) -> None:
    marked, wide = tmp_path / "marked.vtt", tmp_path / "wide.vtt"
    marked.write_bytes(b"\xef\xbb\xbf" + (HEAD + SOUND).replace("\n", "\r\n").encode())
    wide.write_text(HEAD + SOUND, "utf-16")
    for path, names in ((marked, []), (wide, ["file-not-utf8"])):
        reading = Reading()
        check_captions(reading, path)
        assert [each.name for each in reading.findings] == names


@given(
    st.lists(st.sampled_from(["WEBVTT", "\n", "\n\n", "00:01.000 --> 00:02.000", "-->", "<", ">", "&", "a", "NOTE"]))
)
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines = text.count("\n") + 1
    assert all(1 <= (line or 0) <= lines for _, line, _ in found(text)), text
