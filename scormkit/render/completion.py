"""The completion rule of a session, in the words of cmi5 that a manifest and the page both need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from scormkit.course.model import Session

MoveOn = Literal["NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"]


def move_on(sessions: Iterable[Session]) -> MoveOn:
    """What must be reported before the LMS counts a launch as satisfied (cmi5 13.1.4).

    Where being passed belongs to being complete, both are asked for; a session whose assessment may be failed asks
    for completion only.
    """
    needs_pass = any("passed" in session.complete_when and session.assessment for session in sessions)
    return "CompletedAndPassed" if needs_pass else "Completed"


def mastery_percent(sessions: Iterable[Session]) -> float | None:
    """The percent to pass by; the mean where there are several, as the score is one. None without an assessment."""
    marks = [session.assessment.pass_mark for session in sessions if session.assessment]
    return round(sum(marks) / len(marks), 2) if marks else None
