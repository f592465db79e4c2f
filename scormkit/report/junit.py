"""JUnit XML, which every CI server shows as test results: one test case for each input."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from scormkit.findings import Severity
from scormkit.report import Input, Report, plain
from scormkit.report.text import one_finding

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml_text(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _case(one: Input) -> ET.Element:
    case = ET.Element("testcase", classname="scormkit", name=_xml_text(one.path))
    errors = [finding for finding in (*one.findings, *one.omitted) if finding.severity is Severity.ERROR]
    others = [finding for finding in one.findings if finding.severity is not Severity.ERROR]
    if errors:
        failure = ET.SubElement(case, "failure", type=errors[0].code, message=_xml_text(errors[0].message))
        failure.text = _xml_text("\n\n".join(one_finding(finding, plain, one.path_of(finding)) for finding in errors))
    if others:
        out = ET.SubElement(case, "system-out")
        out.text = _xml_text("\n\n".join(one_finding(finding, plain, one.path_of(finding)) for finding in others))
    return case


def as_junit(report: Report) -> str:
    """Errors fail the case of their input; warnings and notices stand in its output."""
    suite = ET.Element(
        "testsuite",
        name="scormkit",
        tests=str(len(report.inputs)),
        failures=str(sum(not one.valid for one in report.inputs)),
        errors="0",
        skipped="0",
    )
    suite.extend(_case(one) for one in report.inputs)
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
