"""Findings as text, JSON, SARIF, JUnit and GitHub annotations: one file and one row each. Knows no click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scormkit.findings import Finding, Severity, has_errors


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that was judged. `standard` is a target's name, `scorm2004-2`, `cmi5`, `xapi`, `aicc` or `unknown`."""

    path: str
    standard: str
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """Free of errors."""
        return not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of `check` or `validate`. `version` is that of scormkit."""

    inputs: tuple[Input, ...]
    version: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, each once: two courses may share a session and so its faults."""
        return tuple(dict.fromkeys(finding for one in self.inputs for finding in one.findings))

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)


Paint = Callable[[str, str], str]
"""(text, style) → text; a style is `error`, `warning`, `notice`, `good`, `dim` or `bold`."""


def plain(text: str, style: str) -> str:
    """No colour at all."""
    del style
    return text


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def write(report: Report, format_name: str, paint: Paint = plain) -> str:
    """The report in one of FORMATS, with a final line break. Only the text form is painted."""
    if format_name == "text":
        from scormkit.report.text import as_text

        return as_text(report, paint)
    return _writer(format_name)(report)


FORMATS: Sequence[str] = ("text", "json", "sarif", "junit", "github")


def _writer(format_name: str) -> Callable[[Report], str]:
    if format_name == "json":
        from scormkit.report.json_form import as_json

        return as_json
    if format_name == "sarif":
        from scormkit.report.sarif import as_sarif

        return as_sarif
    if format_name == "junit":
        from scormkit.report.junit import as_junit

        return as_junit
    if format_name == "github":
        from scormkit.report.github import as_github

        return as_github
    raise ValueError(f"no report format {format_name!r}")
