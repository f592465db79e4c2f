from __future__ import annotations

import json
from pathlib import Path

import pytest

from scormkit.source.authored import CourseFields, SessionFields
from scormkit.source.authored_frameworks import SOURCE_KINDS, json_schema
from scormkit.source.fields import read_fields
from scormkit.source.reading import Reading, SourceFile
from scormkit.source.yaml_reader import read_yaml

SOUND = "title: T\nid: t\nminutes: 5\n"


def session(text: str) -> tuple[SessionFields, list[str]]:
    reading = Reading()
    fields = read_fields(reading, SessionFields, read_yaml(reading, SourceFile(Path("s"), "s", text), text))
    return fields, [f"{each.pos.line}:{each.pos.column} {each.name}" for each in reading.findings]


def test_defaults() -> None:
    fields, found = session(SOUND)
    assert found == []
    assert (fields.version, fields.language, fields.pass_mark, fields.certificate) == ("1.0.0", "en", 80, True)


def test_codes_keep_their_own_text() -> None:
    fields, found = session(SOUND + "maps_to: [2.4, 2.4.1, 1.10, mlcf:2]\n")
    assert [code.text for code in fields.maps_to] == ["2.4", "2.4.1", "1.10", "mlcf:2"]
    assert found == []


def test_a_single_value_is_a_list_of_one() -> None:
    fields, _ = session(SOUND + "maps_to: 1.10\nauthors: Ann\ncomplete_when: pages\n")
    assert [code.text for code in fields.maps_to] == ["1.10"]
    assert [person.name for person in fields.authors] == ["Ann"]
    assert fields.complete_when == ["pages"]


@pytest.mark.parametrize(("word", "meaning"), [("no", False), ("off", False), ("yes", True), ("true", True)])
def test_yes_and_no_where_they_are_meant(word: str, meaning: bool) -> None:
    fields, found = session(SOUND + f"certificate: {word}\n")
    assert (fields.certificate, found) == (meaning, [])


def test_every_fault_in_a_file_is_found_at_once() -> None:
    _, found = session(
        "title: yes\nid: Not An Id\nversion: 1.10\nminutes: 0\nobjetives: []\npass_mark: high\n"
        "assessment: {attempts: -1, reveal: nver, foo: 1}\nauthors: [Ann, {rol: x}]\nlanguage: English\n"
        "objectives:\n  - id: a\n  - {id: b, title: x, pass_mark: 300}\nreviewed: 1.2.2020\nkeywords:\n"
    )
    assert sorted(found) == sorted(
        [
            "1:8 text-not-quoted",
            "2:5 id-of-bad-shape",
            "3:10 text-not-quoted",
            "4:10 value-out-of-range",
            "5:1 unknown-field",
            "6:12 value-of-wrong-kind",
            "7:24 value-out-of-range",
            "7:36 value-not-allowed",
            "7:42 unknown-field",
            "8:16 field-missing",
            "8:17 unknown-field",
            "9:11 language-not-understood",
            "11:5 field-missing",
            "12:34 value-out-of-range",
            "13:11 date-not-understood",
            "14:10 value-of-wrong-kind",
        ]
    )


def test_the_finding_says_how_to_quote() -> None:
    reading = Reading()
    text = "title: no\nid: t\nminutes: 5\n"
    read_fields(reading, SessionFields, read_yaml(reading, SourceFile(Path("s"), "s", text), text))
    assert reading.findings[0].hint == 'Put it in quotes: "no".'


@pytest.mark.parametrize("text", ["sections: 1\n", "sections: [1]\n", "sections: [{sessions: {}}]\n", "title: [1]\n"])
def test_wrong_shapes_are_findings(text: str) -> None:
    reading = Reading()
    fields = read_fields(reading, CourseFields, read_yaml(reading, SourceFile(Path("c"), "c", text), text))
    assert reading.failed
    assert fields.title


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_schemas_are_for_editors(kind: str) -> None:
    schema = json_schema(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert all(field.get("description") for field in schema["properties"].values())
    json.dumps(schema)


@pytest.mark.parametrize(
    "text",
    [
        "xapi: {hooks: [{}]}",
        "xapi: {hooks: [{name: ward}, {on: page-experienced}]}",
        "xapi: {hooks: [{on: page-experienced, verb: {}}]}",
        "objectives: [{}, {id: a}]",
        "authors: [{role: x}]",
    ],
)
def test_what_lacks_a_field_is_told_and_left_out(text: str) -> None:
    _, found = session(f"{SOUND}{text}\n")
    assert found
    assert {each.rpartition(" ")[2] for each in found} == {"field-missing"}


@pytest.mark.parametrize("kind", SOURCE_KINDS)
def test_every_kind_of_file_may_lack_any_field(kind: str) -> None:
    """Each required field by itself is missed with a finding, and reading goes on."""
    required = json_schema(kind).get("required", [])
    for lacking in required:
        text = "".join(f"{name}: x\n" for name in required if name != lacking) or "{}"
        reading = Reading()
        fields = read_yaml(reading, SourceFile(Path("s"), "s", text), text)
        read_fields(reading, SOURCE_KINDS[kind], fields)
        assert any(f"“{lacking}” is missing" in each.message for each in reading.findings), (kind, lacking)
