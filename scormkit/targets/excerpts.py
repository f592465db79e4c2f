"""Puts the line of the manifest that is meant beside each finding in it, with the tag marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from scormkit.findings import Excerpt, Finding
from scormkit.package.positions import decoded_lines
from scormkit.targets.manifest import Manifest

WIDEST = 100
_TAG = re.compile(r"<[^\s>]*[^>]*>?")


def with_excerpts(findings: Iterable[Finding], manifest: Manifest) -> list[Finding]:
    """The findings, those of the manifest with an excerpt where their line is known."""
    lines: list[str] | None = None
    found = []
    for finding in findings:
        number = finding.pos.line
        if finding.excerpt is None and finding.pos.file == manifest.file and number:
            lines = decoded_lines(manifest.data) if lines is None else lines
            if number <= len(lines) and (text := lines[number - 1]).strip():
                finding = replace(finding, excerpt=_excerpt(text, finding.pos.column))
        found.append(finding)
    return found


def _excerpt(line: str, column: int | None) -> Excerpt:
    """A window of the line around the column, or around its first sign."""
    at = column - 1 if column and column <= len(line) else len(line) - len(line.lstrip())
    tag = _TAG.match(line, at)
    left = 0 if len(line) <= WIDEST else max(0, at - WIDEST // 4)
    text = line[left : left + WIDEST]
    length = len(tag[0]) if tag and column else (1 if column else len(line.strip()))
    return Excerpt(text, at - left, max(1, min(length, len(text) - (at - left))))
