"""The five forms of a report, read back by what others read them with."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

from scormkit import api
from scormkit.findings import Finding, Severity, SourcePos
from scormkit.report import FORMATS, Input, Report, write
from tests.targets.cases import CASES, broken_files, zipped

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


def test_sarif_fits_its_published_schema(tmp_path: Path) -> None:
    """Findings of many kinds of packages, with odd names; what does not fit is printed by the checker."""
    script = Path(__file__).parent / "sarif.cjs"
    files = {**broken_files(CASES[0], "scorm12"), "ü b%20#?.html": b"<p>", "\x07": b"x", "a:b": b"", "//c": b""}
    (tmp_path / "odd name.zip").write_bytes(zipped(files))
    (tmp_path / "no.zip").write_bytes(b"x")
    paths = [tmp_path / "odd name.zip", tmp_path / "no.zip"]
    reports = [api.validate(paths, lms=["all"]), REPORT, CLEAN]
    for report in reports:
        path = tmp_path / "x.sarif"
        path.write_text(write(report, "sarif", rules=api.rules()), "utf-8")
        done = subprocess.run(["node", script, path], capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_sarif_describes_its_rules_as_code_scanning_wants_it() -> None:
    rule = next(rule for rule in api.rules() if rule.code == "SK8033")
    finding = rule.at(SourcePos("imsmanifest.xml", 3), "a.png is not in the package")
    report = Report((Input("dist/a.zip", "scorm12", (finding, finding), is_package=True),), "1.2.3")
    run = json.loads(write(report, "sarif", rules=[rule]))["runs"][0]
    (described,) = run["tool"]["driver"]["rules"]
    for part in ("shortDescription", "fullDescription", "help"):
        assert described[part]["text"]
    assert run["results"][0]["partialFingerprints"]["primaryLocationLineHash"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "dist/a.zip/imsmanifest.xml"
