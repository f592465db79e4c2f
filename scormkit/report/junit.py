"""JUnit XML, which every CI server shows as test results: one test case for each input, or for each of its runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from scormkit.findings import Finding, Severity
from scormkit.report import Input, Report, plain
from scormkit.report.runs import Run
from scormkit.report.text import one_finding

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml_text(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _cases(one: Input) -> list[ET.Element]:
    if not one.runs:
        case = ET.Element("testcase", classname="scormkit", name=_xml_text(one.path))
        return [_told(case, one, (*one.findings, *one.omitted))]
    return [_run(one, run) for run in one.runs]


def _run(one: Input, run: Run) -> ET.Element:
    case = ET.Element("testcase", classname=_xml_text(one.path), name=_xml_text(run.name), time=f"{run.seconds:.2f}")
    return _told(case, one, run.findings)


def _told(case: ET.Element, one: Input, findings: Sequence[Finding]) -> ET.Element:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    others = [finding for finding in findings if finding.severity is not Severity.ERROR and finding not in one.omitted]
    if errors:
        failure = ET.SubElement(case, "failure", type=errors[0].code, message=_xml_text(errors[0].message))
        failure.text = _xml_text("\n\n".join(one_finding(finding, plain, one.path_of(finding)) for finding in errors))
    if others:
        out = ET.SubElement(case, "system-out")
        out.text = _xml_text("\n\n".join(one_finding(finding, plain, one.path_of(finding)) for finding in others))
    return case


def as_junit(report: Report) -> str:
    """Errors fail the case of their input; warnings and notices stand in its output."""
    cases = [case for one in report.inputs for case in _cases(one)]
    failures = sum(case.find("failure") is not None for case in cases)
    suite = ET.Element(
        "testsuite", name="scormkit", tests=str(len(cases)), failures=str(failures), errors="0", skipped="0"
    )
    suite.extend(cases)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
