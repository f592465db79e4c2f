"""CASE packages from elsewhere: what is read of them, and what is said of broken and hostile ones."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scormkit import api
from scormkit.course.framework import Framework
from scormkit.findings import Finding
from scormkit.source.framework_writers import write_case

from .case_package import association, item, package


def read(content: str | bytes | dict[str, Any], folder: Path) -> tuple[Framework | None, tuple[Finding, ...]]:
    path = folder / "theirs.json"
    text = json.dumps(content, indent=1) if isinstance(content, dict) else content
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    result = api.framework_import(path)
    return result.framework, result.report.findings


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_package_of_case_1_0_is_read(tmp_path: Path) -> None:
    """1.0 knows no caseVersion and no extensions, and writes CFItemType, educationLevel and sequence numbers alike."""
    items = [
        item("b", "A.2", CFItemType="Standard", educationLevel=["09", "10"], abbreviatedStatement="Second"),
        item("a", "A.1", CFItemType="Standard", notes="kept"),
        item("top", "A", CFItemType="Domain"),
    ]
    links = [
        association("b", "top", sequenceNumber=2),
        association("a", "top", sequenceNumber=1),
        association("top", "doc"),
        association("a", "other", "exactMatchOf"),
        association("elsewhere", "a", "isRelatedTo"),
    ]
    framework, findings = read(package(items, links, adoptionStatus="Adopted", language="en-GB"), tmp_path)
    assert framework
    assert not findings
    assert [each.code for each in framework.walk()] == ["A", "A.1", "A.2"]
    assert framework.levels == ("Domain", "Standard")
    assert (framework.id, framework.title, framework.status) == ("theirs", "Ours", "Adopted")
    second = framework.by_code["A.2"]
    assert (second.id, second.iri, second.title) == ("b", "https://example.org/b", "Second")
    assert (second.description, second.education_level) == ("Statement of b", ("09", "10"))
    assert framework.by_code["A.1"].associations[0].type == "exactMatch"
    again = json.loads(write_case(framework))
    assert {each["identifier"]: each for each in again["CFItems"]}["a"]["notes"] == "kept"
    given = {each["identifier"]: each for each in links}
    assert {each["identifier"]: {**each, **given[each["identifier"]]} for each in again["CFAssociations"]} == given | {
        "top-isChildOf-doc": {**given["top-isChildOf-doc"], "sequenceNumber": 1}
    }


def test_codes_are_made_where_there_are_none_and_stay_the_same(tmp_path: Path) -> None:
    same = "s" * 80
    items = [item("one", "A b"), item("two", "A b"), item(f"{same}1"), item(f"{same}2"), item(f"{same}3", "ssssssss")]
    content = package(items, [association(each["identifier"], "doc") for each in items])
    framework, findings = read(content, tmp_path)
    assert framework
    assert codes(findings) == ["SK5110"] * 4
    made = [each.code for each in framework.walk()]
    assert made[0] == "A-b"
    assert len(set(made)) == 5
    again, _ = read(content, tmp_path)
    assert again
    assert [each.code for each in again.walk()] == made


def test_a_circle_names_the_items_and_the_place(tmp_path: Path) -> None:
    items = [item("top", "A"), item("x", "B"), item("y", "C"), item("z", "D")]
    links = [association("top", "doc"), association("x", "y"), association("y", "z"), association("z", "x")]
    framework, findings = read(package(items, links), tmp_path)
    assert framework
    assert [each.code for each in framework.walk()] == ["A"]
    (finding,) = findings
    assert (finding.code, finding.where) == ("SK5107", "CFItems[1]")
    lines = (tmp_path / "theirs.json").read_text("utf-8").splitlines()
    assert finding.pos.line
    assert lines[finding.pos.line - 1].endswith('"identifier": "x",')
    assert "x → y → z → x" in finding.message


def test_an_item_that_is_its_own_parent_is_a_circle(tmp_path: Path) -> None:
    _, findings = read(package([item("x", "B")], [association("x", "x")]), tmp_path)
    assert codes(findings) == ["SK5107"]


def test_a_missing_parent_and_a_double_identifier_name_their_places(tmp_path: Path) -> None:
    items = [item("top", "A"), item("x", "B"), item("top", "C")]
    _, findings = read(package(items, [association("top", "doc"), association("x", "nobody")]), tmp_path)
    assert {(each.code, each.where) for each in findings} == {("SK5106", "CFItems[1]"), ("SK5105", "CFItems[2]")}
    lines = (tmp_path / "theirs.json").read_text("utf-8").splitlines()
    for finding in findings:
        assert finding.pos.line
        assert '"identifier"' in lines[finding.pos.line - 1]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_double_identifier_is_told_where_the_second_part_has_it(indent: int | None, tmp_path: Path) -> None:
    """Though parts name each other by it all over the file, before and behind, and in any order."""
    content = package([item("top", "A"), item("x", "B")], [association("top", "doc"), association("x", "top")])
    content["CFItems"][1]["identifier"] = content["CFAssociations"][0]["identifier"]
    content["CFDefinitions"] = {"CFSubjects": [{"title": "s", "identifier": "s"}, {"identifier": "doc"}, 3], "CFx": 4}
    turned = dict(reversed(content.items()))
    text = json.dumps(turned, indent=indent)
    _, findings = read(text, tmp_path)
    told = {each.where: each for each in findings if each.code == "SK5105"}
    assert set(told) == {"CFAssociations[0]", "CFDefinitions.CFSubjects[1]"}
    assert "CFItems[1] already" in told["CFAssociations[0]"].message
    lines = text.splitlines()
    for where, name in (("CFAssociations[0]", "top-isChildOf-doc"), ("CFDefinitions.CFSubjects[1]", "doc")):
        pos = told[where].pos
        assert pos.line
        assert pos.column
        assert lines[pos.line - 1][pos.column - 1 :].startswith(f'"{name}"')
        before = "".join(lines[: pos.line - 1]) + lines[pos.line - 1][: pos.column - 1]
        assert before.rstrip().endswith('"identifier":')


def test_of_a_fault_in_every_item_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    items = [item(f"i{number}", f"c{number}") for number in range(500)]
    _, findings = read(package(items, [association(each["identifier"], "nobody") for each in items]), tmp_path)
    assert codes(findings) == ["SK5106"] * 21
    assert any("480 more" in finding.message for finding in findings)


def test_a_chain_without_end_is_cut(tmp_path: Path) -> None:
    items = [item(f"i{number}", f"c{number}") for number in range(3000)]
    links = [association("i0", "doc"), *(association(f"i{n}", f"i{n - 1}") for n in range(1, 3000))]
    framework, findings = read(package(items, links), tmp_path)
    assert framework
    assert len(framework.by_code) == 40
    assert codes(findings) == ["SK5005"]


BROKEN: dict[str, tuple[str | bytes | dict[str, Any], str]] = {
    "empty": ("", "SK5102"),
    "no JSON": ("<html>", "SK5102"),
    "cut off": (json.dumps(package([item("x", "A")], []))[:-40], "SK5102"),
    "UTF-16": (json.dumps(package([], [])).encode("utf-16"), "SK1001"),
    "Latin-1": ('{"CFDocument": {"title": "Pflegeführung"}}'.encode("latin-1"), "SK1001"),
    "nested too deep": ("[" * 100_000, "SK5102"),
    "a number without end": ('{"CFDocument": {}, "x": ' + "9" * 5000 + "}", "SK5102"),
    "not a number": ('{"CFDocument": {}, "x": NaN}', "SK5102"),
    "a list": ("[]", "SK5103"),
    "a document only": ('{"identifier": "doc", "title": "x"}', "SK5103"),
    "items of no kind": (package([None, 3, "x", {}, {"identifier": 4}], []), "SK5104"),
    "associations of no kind": (package([item("x", "A")], [None, 3, {}, association("x", "doc")]), "SK5104"),
    "ends of no kind": (package([item("x", "A")], [{"associationType": "isChildOf", "originNodeURI": 3}]), "SK5109"),
    "a lone surrogate": ('{"CFDocument": {"identifier": "doc", "title": "\\ud800"}, "CFItems": 3}', "SK5103"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_a_finding_that_names_the_file(fault: str, tmp_path: Path) -> None:
    content, code = BROKEN[fault]
    _, findings = read(content, tmp_path)
    assert set(codes(findings)) == {code}
    assert all(finding.pos.file.endswith("theirs.json") for finding in findings)
    assert all(finding.pos.line or finding.where for finding in findings)


@pytest.mark.parametrize("part", ["identifier", "fullStatement", "humanCodingScheme", "notes", "uri"])
def test_half_a_surrogate_pair_becomes_a_character_that_files_can_hold(part: str, tmp_path: Path) -> None:
    half = item("x", "A", **{part: "HALF 1"}) if part == "notes" else {**item("x", "A"), part: "HALF 1"}
    text = json.dumps(package([half, item("y", "B")], [association("y", "doc")]))
    framework, _ = read(text.replace("HALF", "\\udBff"), tmp_path)
    assert framework
    for form in ("case", "csv", "skos", "yaml"):
        api.framework_text(framework, form).encode()
    assert any("\ufffd 1" in str(each.get(part)) for each in json.loads(write_case(framework))["CFItems"])


MEMORY = 700 << 20
JUNK = {
    "100 MB of zeros": (b"\0" * 1_000_000, 100),
    "100 MB of JSON": (b'{"a":[1,2,3]},' * 70_000, 102),
    "60 MB of values": (b"[1,2],[3]," * 100_000, 60),
    "60 MB of open lists": (b"[" * 1_000_000, 60),
    "60 MB of text": (b"x" * 1_000_000, 60),
}


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("suffix", [".json", ".csv", ".yaml"])
def test_junk_is_refused_within_bounded_memory(junk: str, suffix: str, tmp_path: Path) -> None:
    """In a process that gets less memory than a reader of everything would need."""
    chunk, times = JUNK[junk]
    path = tmp_path / f"junk{suffix}"
    with path.open("wb") as file:
        for _ in range(times):
            file.write(chunk)
    done = subprocess.run(
        [sys.executable, "-m", "scormkit", "framework", "check", str(path), "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    path.unlink()
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    findings = json.loads(done.stdout)["inputs"][0]["findings"]
    assert findings
    assert all(finding["file"].endswith(path.name) for finding in findings)
