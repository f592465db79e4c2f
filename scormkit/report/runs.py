"""What `scormkit test` tells besides findings: a row for each learner under each LMS profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scormkit.findings import Finding, has_errors


@dataclass(frozen=True, slots=True)
class Run:
    """One learner at one package under one LMS profile. `refused` are calls that the standard does not allow.

    `end` says in a few words what the LMS holds then. `details` is what JSON has: launches with calls, ends, pictures.
    """

    profile: str
    learner: str
    end: str
    calls: int
    refused: int
    seconds: float
    findings: tuple[Finding, ...] = ()
    pictures: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Free of errors."""
        return not has_errors(self.findings)

    @property
    def name(self) -> str:
        """As test servers show it."""
        return f"{self.profile} {self.learner}"


def runs_as_json(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """The runs of an input."""
    return [
        {
            "profile": run.profile,
            "learner": run.learner,
            "passed": run.passed,
            "end": run.end,
            "seconds": run.seconds,
            "callCount": run.calls,
            "refusedCalls": run.refused,
            "findings": [finding.code for finding in run.findings],
            "pictures": list(run.pictures),
            **run.details,
        }
        for run in runs
    ]


_HEADS = ("profile", "learner", "end state", "calls", "refused", "seconds")


def table(runs: Sequence[Run]) -> Iterator[tuple[bool | None, str]]:
    """Lines with their verdict, None for the head."""
    rows = [
        (run.profile, run.learner, run.end or "–", f"{run.calls:,}", f"{run.refused:,}", f"{run.seconds:.1f}")
        for run in runs
    ]
    widths = [max(len(row[column]) for row in (_HEADS, *rows)) for column in range(len(_HEADS))]
    for verdict, row in zip((None, *(run.passed for run in runs)), (_HEADS, *rows), strict=True):
        cells = [
            cell.ljust(width) if column < 3 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield verdict, "  ".join(cells).rstrip()
