"""Codes on the command line: which findings they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from scormkit.catalogue import Rule
from scormkit.errors import MisuseError
from scormkit.findings import Finding


def chooser(select: Sequence[str], ignore: Sequence[str], rules: Iterable[Rule]) -> Callable[[Finding], bool]:
    """Says whether a finding is selected and not ignored. MisuseError for a pattern that fits no rule."""
    known = [(rule.code, rule.name) for rule in rules]
    wanted, unwanted = _patterns(select, known), _patterns(ignore, known)

    def is_chosen(finding: Finding) -> bool:
        return (not wanted or _fits(finding, wanted)) and not _fits(finding, unwanted)

    return is_chosen


def _patterns(given: Sequence[str], known: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    patterns = tuple(part.strip() for text in given for part in text.split(",") if part.strip())
    for pattern in patterns:
        if not any(name == pattern.lower() or code.startswith(pattern.upper()) for code, name in known):
            from difflib import get_close_matches

            names = [part for pair in known for part in pair]
            near = get_close_matches(pattern.upper(), names, 1) or get_close_matches(pattern.lower(), names, 1)
            meant = f" Did you mean {near[0]}?" if near else " “scormkit rules” lists them all."
            raise MisuseError(f"there is no rule “{pattern}”.{meant}")
    return patterns


def _fits(finding: Finding, patterns: Sequence[str]) -> bool:
    return any(finding.name == pattern.lower() or finding.code.startswith(pattern.upper()) for pattern in patterns)
