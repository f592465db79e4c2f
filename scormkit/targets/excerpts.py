"""Puts the line of the manifest that is meant beside each finding in it, with the tag or attribute marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from scormkit.findings import Excerpt, Finding
from scormkit.package.positions import decoded_lines
from scormkit.targets.manifest import Manifest

WIDEST = 100
# A tag of thousands of attributes is looked at in part: each fault in it comes here.
_TAG = re.compile(r"(<[^\s/>]{0,200})[^>]{0,1000}")
_ATTRIBUTE = re.compile(r"""([\w:.-]+\s*=\s*("[^"]*"|'[^']*'))""")
# As faults of the schema name attributes.
_NAMED = re.compile(r"attribute ([\w:.-]{1,200}): |: ([\w:.-]{1,200}) is no attribute of its standard")


def with_excerpts(findings: Iterable[Finding], manifest: Manifest) -> list[Finding]:
    """The findings, those of the manifest with an excerpt where their line is known."""
    lines: list[str] | None = None
    found = []
    for finding in findings:
        number = finding.pos.line
        if finding.excerpt is None and finding.pos.file == manifest.file and number:
            lines = decoded_lines(manifest.data) if lines is None else lines
            if number <= len(lines) and (text := lines[number - 1]).strip():
                finding = replace(finding, excerpt=_excerpt(text, finding.pos.column, finding.message))
        found.append(finding)
    return found


def _excerpt(line: str, column: int | None, message: str) -> Excerpt:
    """A window of the line around the column, or around its first sign."""
    at = column - 1 if column and column <= len(line) else len(line) - len(line.lstrip())
    length = len(line[at:].rstrip())
    if column and (tag := _TAG.match(line, at)):
        at, length = _meant(tag, message)
    left = 0 if len(line) <= WIDEST else max(0, at - WIDEST // 2)
    text = line[left : left + WIDEST]
    return Excerpt(text, at - left, max(1, min(length, len(text) - (at - left))))


def _meant(tag: re.Match[str], message: str) -> tuple[int, int]:
    """Where it begins and how long it is: the attribute that the message names or repeats the value of, or the tag."""
    named = _NAMED.search(message)
    wanted = (named[1] or named[2]) if named else ""
    best = (tag.start(), tag.end(1) - tag.start())
    longest = 0
    for attribute in _ATTRIBUTE.finditer(tag[0], tag.end(1) - tag.start()):
        if attribute[1].partition("=")[0].strip() == wanted:
            return tag.start() + attribute.start(1), len(attribute[1])
        value = unescape(attribute[2][1:-1])
        if len(value) > longest and _repeats(message, value):
            best, longest = (tag.start() + attribute.start(1), len(attribute[1])), len(value)
    return best


def _repeats(message: str, value: str) -> bool:
    """Whether the message has the value as a word of its own."""
    at = message.find(value)
    while at >= 0:
        before, after = message[at - 1 : at], message[at + len(value) : at + len(value) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        at = message.find(value, at + 1)
    return False
