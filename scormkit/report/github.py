"""Workflow commands that GitHub turns into annotations on the lines of a pull request."""

from __future__ import annotations

from scormkit.findings import Finding
from scormkit.report import Report


def _escape(text: str, *, prop: bool = False) -> str:
    for char in "%\r\n" + (":," if prop else ""):
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _annotation(finding: Finding) -> str:
    pos = finding.pos
    properties = {"file": pos.file, "line": pos.line, "col": pos.column, "title": f"{finding.code} {finding.name}"}
    told = ",".join(f"{key}={_escape(str(value), prop=True)}" for key, value in properties.items() if value)
    return f"::{finding.severity.value} {told}::{_escape(f'{finding.message} {finding.hint}'.strip())}"


def as_github(report: Report) -> str:
    """One command a line; nothing at all where nothing was found."""
    return "".join(f"{_annotation(finding)}\n" for finding in report.findings)
