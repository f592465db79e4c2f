"""The learner of anybody's package: loads it, sees whether it finds the API and initialises, waits, and leaves."""

from __future__ import annotations

import time

from scormkit.proof.visit import HungError, Visit

FIRST_CALL_SECONDS = 4.0
QUIET_SECONDS = 1.0
LONGEST_SECONDS = 8.0
_OPENING = ("LMSInitialize", "Initialize")


def look_at(visit: Visit) -> str:
    """One launch from beginning to end; how it ended."""
    try:
        visit.content()
        visit.ping()
        visit.snap("loaded")
        _wait_for_calls(visit)
        visit.rest(QUIET_SECONDS + visit.latency, LONGEST_SECONDS)
        visit.ping()
        visit.snap("end")
        visit.close()
    except HungError:
        visit.snap("hung")
        visit.stop()
        return "hung"
    return "close"


def _wait_for_calls(visit: Visit) -> None:
    """Content may fetch and build a good deal before it asks for the API; what is no SCO never does."""
    end = time.monotonic() + (FIRST_CALL_SECONDS if visit.is_sco else QUIET_SECONDS)
    while time.monotonic() < end and visit.ear.count <= visit.heard_before:
        visit.pause()


def may_resume(stored: dict[str, str]) -> bool:
    """Whether there is something that a second launch could take up."""
    return any(stored.get(element) for element in ("cmi.suspend_data", "cmi.core.lesson_location", "cmi.location"))
