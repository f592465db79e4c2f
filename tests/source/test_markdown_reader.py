from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.source.colon_blocks import find_blocks
from scormkit.source.markdown_reader import Document, read_markdown, split_at_titles
from scormkit.source.reading import Reading, SourceFile
from scormkit.source.settings import read_settings


def read(text: str) -> Document:
    return read_markdown(SourceFile(Path("p.md"), "p.md", text), text, 1)


def ends(text: str) -> dict[int, tuple[int, bool]]:
    blocks, _ = find_blocks(text.split("\n"))
    return {line: (opening.end, opening.closed) for line, opening in blocks.items()}


def test_blocks_end_at_as_many_colons() -> None:
    assert ends(":::: tip\n::: note\n:::\n::::\n") == {0: (3, True), 1: (2, True)}


def test_blocks_of_as_many_colons_nest() -> None:
    assert ends("::: tip\n::: note\n:::\n:::\n") == {0: (3, True), 1: (2, True)}


def test_the_block_that_is_never_closed_is_the_one_named() -> None:
    assert ends("::: tip\ntext\n::: note\n:::\n") == {0: (2, False), 2: (3, True)}


def test_an_inner_block_ends_with_the_outer_one() -> None:
    assert ends(":::: tip\n::: note\n::::\n") == {0: (2, True), 1: (2, False)}


@pytest.mark.parametrize("text", ["```\n::: tip\n```", "~~~~\n::: tip\n~~~\n~~~~"])
def test_code_holds_no_blocks(text: str) -> None:
    assert ends(text) == {}


@pytest.mark.parametrize(
    ("line", "kind", "title", "braces"),
    [
        ("::: tip", "tip", "", ""),
        ("::: tip Say it back", "tip", "Say it back", ""),
        (":::tip {#a}", "tip", "", "{#a}"),
        ('::: video a.mp4 {title="A b"}  ', "video", "a.mp4", '{title="A b"}'),
    ],
)
def test_the_first_line_of_a_block(line: str, kind: str, title: str, braces: str) -> None:
    opening = find_blocks([line, ":::"])[0][0]
    assert (opening.kind, opening.title, opening.braces) == (kind, title, braces)


def test_a_block_in_a_list_stays_there() -> None:
    tokens = read("- one\n\n  ::: tip\n  text\n  :::\n\n- two\n").tokens
    assert [token.type for token in tokens if token.type.startswith(("colon", "list_item"))] == [
        "list_item_open",
        "colon_block_open",
        "colon_block_close",
        "list_item_close",
        "list_item_open",
        "list_item_close",
    ]


def test_places_within_a_paragraph() -> None:
    document = read("Text\n   and [a](x.md)\nthen [b](x.md)\n")
    inline = document.tokens[1]
    places = [document.find(inline, "x.md", nth) for nth in (0, 1, 2)]
    assert [(pos.line, pos.column) for pos in places] == [(2, 12), (3, 10), (1, None)]


def test_titles_are_first_level_headings_only() -> None:
    titles, references = split_at_titles("# A\n\n```\n# no\n```\n\nB\n=\n\n> # no\n\n[x]: y.md\n")
    assert titles == [0, 6]
    assert "X" in references


def test_settings() -> None:
    reading = Reading()
    settings = read_settings(reading, '{#an-id .big points=2 maps_to="2.4.1 2.4.2"}', read("").pos(0, 5))
    assert (settings.id, settings.classes) == ("an-id", ("big",))
    assert settings.values == {"points": "2", "maps_to": "2.4.1 2.4.2"}
    assert settings.words("maps_to") == ["2.4.1", "2.4.2"]
    assert not reading.findings


@pytest.mark.parametrize("braces", ["{a=}", "{=b}", '{a="b}', "{a=1 a=2}", "{#}", "{word}"])
def test_settings_that_cannot_be_read_are_reported(braces: str) -> None:
    reading = Reading()
    read_settings(reading, braces, read("").pos(0, 5))
    assert [each.code for each in reading.findings] == ["SK1044"]
