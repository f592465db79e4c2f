"""Findings for people: where, what, what to do; then one line that sums up."""

from __future__ import annotations

import textwrap

from scormkit.findings import Finding, Severity
from scormkit.report import Paint, Report, counted

_WIDTH = 100


def place(finding: Finding) -> str:
    """`file:line:column` as far as it is known: what an editor's terminal turns into a link."""
    pos = finding.pos
    return ":".join(str(part) for part in (pos.file, pos.line, pos.column) if part)


def one_finding(finding: Finding, paint: Paint) -> str:
    """A finding of several lines."""
    head = f"{paint(place(finding), 'bold')}  {paint(finding.severity.value, finding.severity.value)} "
    head += paint(f"{finding.code} {finding.name}", "dim")
    lines = [head, *textwrap.wrap(finding.message, _WIDTH, initial_indent="  ", subsequent_indent="  ")]
    if finding.where:
        lines.append(paint(f"  at {finding.where}", "dim"))
    lines += textwrap.wrap(finding.hint, _WIDTH, initial_indent="  → ", subsequent_indent="    ")
    return "\n".join(lines)


def summary(report: Report, paint: Paint) -> str:
    """One line: how many of each severity, in how many inputs."""
    counts = [(report.count(severity), severity) for severity in Severity]
    said = [paint(counted(number, severity.value), severity.value) for number, severity in counts if number]
    inputs = counted(len(report.inputs), "input")
    return f"{inputs}: {', '.join(said)}" if said else f"{inputs}: {paint('no findings', 'good')}"


def as_text(report: Report, paint: Paint) -> str:
    """The findings, a blank line between them, then a line for each input and the sum."""
    blocks = [one_finding(finding, paint) for finding in report.findings]
    verdicts = [
        f"{paint('✓', 'good') if one.valid else paint('✗', 'error')} {one.path}"
        + (f"  {one.standard}" if one.standard != "unknown" else "")
        for one in report.inputs
    ]
    return "\n\n".join([*blocks, "\n".join([*verdicts, summary(report, paint)])]) + "\n"
