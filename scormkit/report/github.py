"""Workflow commands that GitHub turns into annotations on the lines of a pull request."""

from __future__ import annotations

from scormkit.findings import Finding
from scormkit.report import Report, sentences
from scormkit.report.text import place


def _escape(text: str, *, prop: bool = False) -> str:
    for char in "%\r\n" + (":," if prop else ""):
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _annotation(path: str, finding: Finding) -> str:
    pos = finding.pos
    properties = {"file": path, "line": pos.line, "col": pos.column, "title": f"{finding.code} {finding.name}"}
    told = ",".join(f"{key}={_escape(str(value), prop=True)}" for key, value in properties.items() if value)
    # The run's summary shows annotations of files that are not in the repository without their place.
    inside = f"{place(finding)}: " if path != pos.file and path.endswith(f"/{pos.file}") else ""
    return f"::{finding.severity.value} {told}::{_escape(f'{inside}{sentences(finding)}')}"


def as_github(report: Report) -> str:
    """One command a line; nothing at all where nothing was found."""
    return "".join(f"{_annotation(path, finding)}\n" for path, finding in report.placed)
