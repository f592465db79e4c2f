from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.source.reading import Reading, SourceFile
from scormkit.source.yaml_reader import YamlList, YamlMap, YamlScalar, read_yaml


def read(text: str) -> tuple[YamlMap, Reading]:
    reading = Reading()
    return read_yaml(reading, SourceFile(Path("a.yaml"), "a.yaml", text), text), reading


def scalar(text: str) -> YamlScalar:
    value = read(f"key: {text}\n")[0]["key"]
    assert isinstance(value, YamlScalar)
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("1.10", 1.1),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1:30", "1:30"),
        ("2026-03-01", "2026-03-01"),
        ("true", True),
        ("~", None),
        ("'12'", "12"),
        (".inf", float("inf")),
        ("1_000", "1_000"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, value: object) -> None:
    found = scalar(text)
    assert found.value == value
    assert type(found.value) is type(value)


def test_a_scalar_keeps_its_own_text() -> None:
    assert scalar("1.10").text == "1.10"


def test_everything_has_its_place() -> None:
    fields, _ = read("a: 1\nlist:\n  - {b: x}\n")
    assert fields.origin.at("list").line == 2
    items = fields["list"]
    assert isinstance(items, YamlList)
    assert (items[0].origin.at("b").line, items[0].origin.at("b").column) == (3, 6)
    assert (items[0]["b"].pos.line, items[0]["b"].pos.column) == (3, 9)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: 1\n\tb: 2\n", 2, 1, "a tab is used to indent; YAML takes blanks only"),
        ("a: b: c\n", 1, 5, "a colon stands where no field can begin"),
        ('a: "x\n', 2, 1, "a quote is opened and never closed"),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here; the file may hold one only"),
        ("a: *nowhere\n", 1, 4, "“*” stands for an alias that is not defined; put the value in quotes"),
        ("a: \x07\n", 1, 4, "a control character that YAML does not allow"),
        ("- a\n", 1, 1, "there are no fields here"),
        ("", 1, 1, "there are no fields here"),
        ("[a]: 1\n", 1, 1, "the name of a field must be a word"),
        ("a: !tag x\n", 1, 4, "“!tag” is a tag of YAML, which has no meaning here"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_place(text: str, line: int, column: int, message: str) -> None:
    (finding,) = read(text)[1].findings
    assert (finding.pos.line, finding.pos.column, finding.message) == (line, column, message)


@pytest.mark.parametrize("text", ["[" * 20000, "a: " + "[" * 500 + "]" * 500, "- " * 5000, "? " * 5000])
def test_depth_is_limited(text: str) -> None:
    assert read(text)[1].findings


def test_aliases_do_not_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    _, reading = read(bomb)
    assert {finding.name for finding in reading.findings} == {"yaml-alias"}
    assert len(reading.findings) == 16
