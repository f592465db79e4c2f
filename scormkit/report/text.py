"""Findings for people: where, what, the piece of the file, what to do; then one line that sums up."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator

from scormkit.findings import Excerpt, Finding, Severity
from scormkit.report import Input, Paint, Report, counted
from scormkit.report.runs import table

_WIDTH = 100
# What a terminal obeys instead of showing it, and what turns the direction of the text around it.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Text of a stranger's, safe to print: names and manifests may hold orders to the terminal."""
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def place(finding: Finding, path: str = "") -> str:
    """`file:line:column` as far as it is known: what an editor's terminal turns into a link.

    `path` is the file as it is reached from the working folder, if that is another one than the finding says.
    """
    pos = finding.pos
    return printable(":".join(str(part) for part in (path or pos.file, pos.line, pos.column) if part))


def one_finding(finding: Finding, paint: Paint, path: str = "") -> str:
    """A finding of several lines."""
    head = f"{paint(place(finding, path), 'bold')}  {paint(finding.severity.value, finding.severity.value)} "
    head += paint(f"{finding.code} {finding.name}", "dim")
    message = printable(finding.message)
    lines = [head, *textwrap.wrap(message, _WIDTH, initial_indent="  ", subsequent_indent="  ")]
    if finding.excerpt is not None and finding.excerpt.text.strip():
        lines += _shown(finding.excerpt, finding.pos.line, finding.severity, paint)
    if finding.where:
        lines.append(paint(f"  at {printable(finding.where)}", "dim"))
    hint = printable(finding.hint)
    lines += textwrap.wrap(hint, _WIDTH, initial_indent="  → ", subsequent_indent="    ")
    if finding.reference:
        lines.append(paint(f"  see {printable(finding.reference)}", "dim"))
    return "\n".join(lines)


def _shown(excerpt: Excerpt, line: int | None, severity: Severity, paint: Paint) -> list[str]:
    """The piece of the file with its line number, and a marker under what is meant."""
    text = printable(excerpt.text.replace("\t", " "))
    blanks = min(len(text) - len(text.lstrip()), excerpt.start)
    text, start = text[blanks:], excerpt.start - blanks
    before, meant = text[:start], text[start : start + excerpt.length]
    number = str(line or "")
    marker = " " * _columns(before) + "^" * max(1, _columns(meant))
    return [
        f"    {paint(number, 'dim')} {paint('│', 'dim')} {text}",
        f"    {' ' * len(number)} {paint('│', 'dim')} {paint(marker, severity.value)}",
    ]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def summary(report: Report, paint: Paint) -> str:
    """One line: how many of each severity, in how many inputs, and how many were not told."""
    counts = [(report.count(severity), severity) for severity in Severity]
    said = [paint(counted(number, severity.value), severity.value) for number, severity in counts if number]
    found = ", ".join(said) if said else paint("no findings", "good")
    unsaid = [
        f"{number:,} {what}"
        for number, what in (
            (len(report.omitted), "not shown"),
            (report.known, "known from the baseline"),
            (report.silenced, "silenced by the settings"),
        )
        if number
    ]
    more = paint(f" ({', '.join(unsaid)})", "dim") if unsaid else ""
    return f"{counted(len(report.inputs), 'input')}: {found}{more}"


def as_text(report: Report, paint: Paint) -> str:
    """The findings, a blank line between them, then a line for each input and the sum."""
    blocks = [one_finding(finding, paint, path) for path, finding in report.placed]
    verdicts = [line for one in report.inputs for line in _verdict(one, paint)]
    return "\n\n".join([*blocks, "\n".join([*verdicts, summary(report, paint)])]) + "\n"


def _verdict(one: Input, paint: Paint) -> Iterator[str]:
    """A line for an input; more where it was mended, or played."""
    standard = f"  {one.standard}" if one.standard != "unknown" else ""
    yield f"{paint('✓', 'good') if one.valid else paint('✗', 'error')} {printable(one.path)}{standard}"
    for passed, line in table(one.runs) if one.runs else ():
        sign = " " if passed is None else paint("✓", "good") if passed else paint("✗", "error")
        yield f"  {sign} {printable(line) if passed is not None else paint(line, 'dim')}"
    if one.mended_from:
        is_new = one.mended_from != one.path
        yield f"  {'mended from' if is_new else 'not mended:'} {printable(one.mended_from) if is_new else ''}".rstrip()
        for change in one.changed:
            yield from textwrap.wrap(printable(change), _WIDTH, initial_indent="    • ", subsequent_indent="      ")
