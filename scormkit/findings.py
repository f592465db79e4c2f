"""What a check has to say, and where: values, collected to the end of a run, never exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class SourcePos:
    """A place in a file, counted from 1 as an editor counts. What is not known is None, never made up."""

    file: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a thing was written, and each of its keys, so that a rule never computes a position."""

    pos: SourcePos
    keys: Mapping[str, SourcePos] = field(default_factory=dict)

    def at(self, key: str) -> SourcePos:
        """The place of one key, or of the whole thing where the key was not written."""
        return self.keys.get(key, self.pos)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of one line of a file; `start` and `length` say which characters of it are meant, from 0."""

    text: str
    start: int
    length: int


NOWHERE = Origin(SourcePos(""))


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what is wrong, where, and what to do (contract: `scormkit-findings/1`).

    `where` is an XPath in a manifest or the id of a block in a source; `reference` the clause of the standard.
    `excerpt` shows the place and takes no part in comparison.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    pos: SourcePos
    where: str = ""
    reference: str = ""
    excerpt: Excerpt | None = field(default=None, compare=False)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Stable order: file, line, column, code, message."""
        return (self.pos.file, self.pos.line or 0, self.pos.column or 0, self.code, self.message)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted, and each said once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def has_errors(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Whether these findings fail a run; with `strict`, warnings do too."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in failing for finding in findings)
