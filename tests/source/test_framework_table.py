"""CSV tables as spreadsheets write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scormkit import api
from scormkit.course.framework import Association, Framework
from scormkit.source.framework_draft import DraftFramework, DraftItem, FrameworkMaker, association_with
from scormkit.source.framework_table import write_table
from scormkit.source.reading import Reading

from .frameworks import tree


def read(content: str | bytes, folder: Path) -> Framework:
    path = folder / "our-skills.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = api.framework_import(path)
    assert result.framework
    assert not result.report.findings, result.report.findings
    return result.framework


def outline(framework: Framework) -> list[tuple[str, str, str]]:
    return [(item.code, item.title, item.path[-1].code if item.path else "") for item in framework.walk()]


LAST = "Listens; to the end, and answers"
EXPECTED = [("1", "Working together", ""), ("1.1", "Listening", "1"), ("1.1.1", LAST, "1.1")]
ROWS = ["1,Working together", "1.1,Listening", f'1.1.1,"{LAST}"']
TABLES: dict[str, str | bytes] = {
    "code and title": "\n".join(["code,title", *ROWS]),
    "semicolons, other names, other order": (
        f'Label;Comment;Notation\nWorking together;x;1\nListening;;1.1\n"{LAST}";;1.1.1\n'
    ),
    "tabs": f"Code\tName\n1\tWorking together\n1.1\tListening\n1.1.1\t{LAST}\n",
    "a byte order mark and CR LF": ("\ufeff" + "\r\n".join(["code,title", *ROWS]) + "\r\n").encode(),
    "Unicode text": f"code\ttitle\r\n1\tWorking together\r\n1.1\tListening\r\n1.1.1\t{LAST}".encode("utf-16"),
    "children before parents": f'code,parent,title\n1.1.1,1.1,"{LAST}"\n1.1,1,Listening\n1,,Working together\n',
    "empty lines and cells": f'\n,,\nCode,,Title\n1,,Working together\n\n1.1,,Listening,\n1.1.1,,"{LAST}"\n',
    "full statements only": (f"Human Coding Scheme|Full Statement\n1|Working together\n1.1|Listening\n1.1.1|{LAST}\n"),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_read_however_it_was_written(table: str, tmp_path: Path) -> None:
    framework = read(TABLES[table], tmp_path)
    assert outline(framework) == EXPECTED
    assert (framework.id, framework.levels) == ("our-skills", ("level 1", "level 2", "level 3"))


def test_levels_status_education_and_associations_have_columns(tmp_path: Path) -> None:
    framework = read(
        "Code,Type,Title,Education Level,Status,URI,Mappings\n"
        "A,Theme,One,F1; ST3,draft,https://example.org/a,exactMatch clcf:2.2; broader https://example.org/b\n"
        "A.1,Skill,Two,,,,\n",
        tmp_path,
    )
    item = framework.by_code["A"]
    assert framework.levels == ("Theme", "Skill")
    assert (item.education_level, item.status, item.iri) == (("F1", "ST3"), "draft", "https://example.org/a")
    assert [(each.type, each.target) for each in item.associations] == [
        ("exactMatch", "clcf:2.2"),
        ("broader", "https://example.org/b"),
    ]


@pytest.mark.parametrize(
    ("target", "framework"),
    [
        ("clcf:2.4", "clcf"),
        ("clfc:http", "clfc"),
        ("info:eu-repo/x", ""),
        ("did:example:123", ""),
        ("tag:example.org,2026:a", ""),
        ("urn:uuid:1", ""),
        ("https://example.org/a", ""),
        ("x-ours://a", ""),
        ("https:a", None),
        ("urn:", None),
        ("did:a b", None),
        ("Clcf:2.4", None),
    ],
)
def test_what_stands_before_a_colon_is_a_framework_or_the_scheme_of_an_iri(target: str, framework: str | None) -> None:
    found = association_with("exactMatch", target)
    assert (found and found.framework) == framework
    if found:
        assert found.target == target


@pytest.mark.parametrize("text", ["=1+1", "+A", "-2", "@x", "'=1", "''-x", "'quoted'", "a=b", "'"])
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str, tmp_path: Path) -> None:
    item = DraftItem(code="=A-1", title=text, description=f"{text} more", status=text, education_level=(text, "F1"))
    child = DraftItem(code="-A", title="Below", associations=(Association("exactMatch", "", "", "urn:x:=1"),))
    item.children.append(child)
    draft = DraftFramework("ours", "Ours", ["=level", "@level"], "=level", [item])
    framework = FrameworkMaker(Reading(), draft).make()
    written = write_table(framework)
    assert not [cell for row in csv.reader(written.splitlines()) for cell in row if cell[:1] in {*"=+-@"}]
    (tmp_path / "ours.csv").write_text(written, "utf-8")
    again = api.framework_import(tmp_path / "ours.csv").framework
    assert again
    assert tree(again) == tree(framework)


FAULTS = {
    "no header": ("A,One\n", "SK5111", 1),
    "nothing": ("", "SK5111", 1),
    "no title": ("code,title\nA,\n", "SK5112", 2),
    "parent that is not there": ("code,parent,title\nA,,One\nA1,B,Two\n", "SK5106", 3),
    "circle": ("code,parent,title\nA,B,One\nB,A,Two\n", "SK5107", 2),
    "code twice": ("code,title\nA,One\nA,Two\n", "SK5004", 3),
    "association": ("code,title,associations\nA,One,sameAs clcf:2\n", "SK5009", 2),
    "a cell without end": ('code,title\nA,One\nB,"' + "x" * 200_000, "SK5112", 3),
    "Latin-1": ("code,title\nA,Pflegeführung\n".encode("latin-1"), "SK1001", 2),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line(fault: str, tmp_path: Path) -> None:
    content, code, line = FAULTS[fault]
    path = tmp_path / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    findings = api.framework_import(path).report.findings
    assert [(finding.code, finding.pos.line) for finding in findings] == [(code, line)]
