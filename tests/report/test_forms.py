"""The five forms of a report, read back by what others read them with."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

from scormkit.findings import Finding, Severity, SourcePos
from scormkit.report import FORMATS, Input, Report, write

ERROR = Finding(
    "SK1",
    "thing-missing",
    Severity.ERROR,
    "It is\x01 not <there>.",
    "Put it there: now.",
    SourcePos("a,b.md", 3, 5),
    "x",
)
NOTICE = Finding("SK2", "odd", Severity.NOTICE, "Odd & even.", "Look.", SourcePos("c.md"))
REPORT = Report((Input("one", "scorm12", (ERROR, NOTICE)), Input("two", "unknown", (NOTICE,))), "1.2.3")
CLEAN = Report((Input("one", "scorm12", ()),), "1.2.3")


def test_json_has_the_shape_of_the_contract() -> None:
    document = json.loads(write(REPORT, "json"))
    assert document["schema"] == "scormkit-findings/1"
    assert document["tool"] == {"name": "scormkit", "version": "1.2.3"}
    assert document["inputs"][0]["standard"] == "scorm12"
    assert [one["valid"] for one in document["inputs"]] == [False, True]
    assert document["inputs"][0]["findings"][0] == {
        "code": "SK1",
        "name": "thing-missing",
        "severity": "error",
        "message": "It is\x01 not <there>.",
        "hint": "Put it there: now.",
        "file": "a,b.md",
        "line": 3,
        "column": 5,
        "where": "x",
        "reference": "",
    }
    assert document["summary"] == {"errors": 1, "warnings": 0, "notices": 1}


def test_text_says_where_what_and_what_to_do() -> None:
    text = write(REPORT, "text")
    assert "a,b.md:3:5  error SK1 thing-missing" in text
    assert "  → Put it there: now." in text
    assert text.endswith("2 inputs: 1 error, 1 notice\n")
    assert write(CLEAN, "text") == "✓ one  scorm12\n1 input: no findings\n"


def test_sarif_points_each_result_at_its_rule_and_line() -> None:
    run = json.loads(write(REPORT, "sarif"))["runs"][0]
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "SK1"
    physical = first["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 3, "startColumn": 5}
    assert physical["artifactLocation"]["uri"] == "a%2Cb.md"
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]


def test_junit_fails_the_input_with_errors_and_is_well_formed() -> None:
    suite = ET.fromstring(write(REPORT, "junit").encode())[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.find("failure") is not None for case in suite] == [True, False]


def test_github_annotations_escape_what_ends_a_property() -> None:
    first = write(REPORT, "github").splitlines()[0]
    assert first.startswith("::error file=a%2Cb.md,line=3,col=5,title=SK1 thing-missing::It is")
    assert write(CLEAN, "github") == ""


def test_every_form_ends_its_last_line() -> None:
    assert all(write(REPORT, name).endswith("\n") for name in FORMATS)
