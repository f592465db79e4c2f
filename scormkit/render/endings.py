"""The completion rule read back: what a package leaves in an LMS for each way of leaving it, from the Course.

The player does it in JavaScript, and `proof/expected.py` from a package's data; neither is asked here, and the tests
hold all three against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scormkit.course.model import AssessmentPolicy, Course, Session
from scormkit.render.completion import move_on

EARLY = "early"
UNDONE = "all but activities"
SEEN = "all seen"
FAILED = "failed"
LOST = "failed for good"
PASSED = "passed"
REVIEWED = "passed, reviewed"
WAYS = {
    EARLY: "left on the first page",
    UNDONE: "every page opened, every knowledge check answered, no activity confirmed, no assessment handed in",
    SEEN: "every page opened, every knowledge check answered, every activity confirmed, no assessment handed in",
    FAILED: "the same, and each assessment handed in once with every answer wrong",
    LOST: "the same, until no attempt was left",
    PASSED: "the same as all seen, and each assessment handed in with every answer right",
    REVIEWED: "passed, then opened again and read",
}
"""The ways of leaving, and what was done by then."""

Values = Mapping[str, str]
"""Element or verb → what the LMS holds; "" for nothing."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What an LMS holds after one way of leaving."""

    way: str
    values: Values


@dataclass(frozen=True, slots=True)
class _Standing:
    completed: bool
    passed: bool | None
    final: bool
    score: int | None


def ways_of(sessions: Sequence[Session]) -> tuple[str, ...]:
    """The ways of leaving that differ for these sessions."""
    policies = [session.assessment for session in sessions if session.assessment]
    undone = (UNDONE,) if any("activities" in session.complete_when for session in sessions) else ()
    if not policies:
        return (EARLY, *undone, SEEN)
    lost = (LOST,) if any(policy.attempts > 1 for policy in policies) else ()
    return (EARLY, *undone, SEEN, FAILED, *lost, PASSED, REVIEWED)


def endings(course: Course, sessions: Sequence[Session], tracker: str) -> tuple[Ending, ...]:
    """What is left of a launch with these sessions, way by way; nothing where the tracker speaks to no LMS."""
    return tuple(Ending(way, _values(course, sessions, tracker, _standing(sessions, way))) for way in ways_of(sessions))


def _standing(sessions: Sequence[Session], way: str) -> _Standing:
    tried = way in (FAILED, LOST, PASSED, REVIEWED)
    score = 100 if way in (PASSED, REVIEWED) else 0
    judged = [session.assessment for session in sessions if session.assessment]
    verdicts = [_passes(policy, score) for policy in judged] if tried else []
    passed = all(verdicts) if verdicts else None
    lost = [session for session in sessions if tried and _is_lost(session, way, score)]
    final = bool(lost) and all(
        _completed(sessions, session, way, score, without_passing=session in lost) for session in sessions
    )
    completed = all(_completed(sessions, session, way, score) for session in sessions)
    return _Standing(completed, passed, final, score if verdicts else None)


def _passes(policy: AssessmentPolicy, score: int) -> bool:
    """Whether an attempt with that score in the whole and in each part is passed."""
    return score >= max(policy.pass_mark, *(part.pass_mark for part in policy.part_marks), 0)


def _is_lost(session: Session, way: str, score: int) -> bool:
    policy = session.assessment
    if policy is None or not policy.attempts or _passes(policy, score):
        return False
    return way == LOST or policy.attempts == 1


def _completed(
    sessions: Sequence[Session], session: Session, way: str, score: int, *, without_passing: bool = False
) -> bool:
    first = session.pages[:1] if session is sessions[0] else ()
    seen = first if way == EARLY else session.pages
    tried = way not in (EARLY, UNDONE, SEEN) and session.assessment is not None
    holds = {
        "pages": all(page in seen for page in session.pages if not page.is_assessment),
        "checks": way != EARLY or not session.has_checks,
        "activities": way not in (EARLY, UNDONE) or not session.activities,
        "assessment": tried,
        "passed": without_passing or (tried and session.assessment is not None and _passes(session.assessment, score)),
    }
    return all(holds[condition] for condition in session.complete_when)


# SCORM 1.2 has one word: for each policy of the author's, where being complete and being passed lead.
_WORDS = {
    "passed-failed": {True: "passed", None: "completed", False: "failed"},
    "passed-incomplete": {True: "passed", None: "completed", False: "incomplete"},
    "completed-incomplete": {True: "completed", None: "completed", False: "completed"},
}


def _lesson_status(policy: str, now: _Standing) -> str:
    ends = now.completed or (now.final and policy == "passed-failed")
    return _WORDS[policy][now.passed] if ends else "incomplete"


def _values(course: Course, sessions: Sequence[Session], tracker: str, now: _Standing) -> Values:
    raw = "" if now.score is None else str(now.score)
    scaled = {"": "", "0": "0", "100": "1"}[raw]
    ends = {"min": "0" if raw else "", "max": "100" if raw else ""}
    if tracker == "scorm12":
        return {
            "cmi.core.lesson_status": _lesson_status(course.scorm12_status, now),
            "cmi.core.score.raw": raw,
            **{f"cmi.core.score.{end}": value for end, value in ends.items()},
            "cmi.core.exit": "suspend",
        }
    if tracker == "scorm2004":
        return {
            "cmi.completion_status": "completed" if now.completed else "incomplete",
            "cmi.success_status": {None: "unknown", True: "passed", False: "failed"}[now.passed],
            "cmi.score.scaled": scaled,
            "cmi.score.raw": raw,
            **{f"cmi.score.{end}": value for end, value in ends.items()},
            "cmi.exit": "suspend",
        }
    if tracker == "none":
        return {}
    said = {
        "initialized": True,
        "completed": now.completed,
        "passed": now.passed is True,
        "failed": now.passed is False,
        "terminated": True,
    }
    values = {verb: "yes" if holds else "" for verb, holds in said.items()} | {"score.scaled": scaled}
    if tracker == "cmi5":
        asked = move_on(sessions)
        satisfied = {"Completed": now.completed, "CompletedAndPassed": now.completed and now.passed is True}[asked]
        values["satisfied"] = "yes" if satisfied else ""
    return values


def rule_in_words(session: Session) -> str:
    """What must be true for a session to be complete."""
    policy = session.assessment
    watched = any(page.must_watch for page in session.pages)
    words = {
        "pages": "every page was opened, and played to its end what must be" if watched else "every page was opened",
        "checks": _checks_in_words(session),
        "activities": "every activity was confirmed",
        "assessment": "the assessment was handed in",
        "passed": f"the assessment was passed with {policy.pass_mark:g} % or more" if policy else "",
    }
    for part in policy.part_marks if policy else ():
        words["passed"] += f", {part.title} with {part.pass_mark:g} % or more"
    said = " and ".join(words[each] for each in session.complete_when if words[each]) or "it was opened"
    if policy is None:
        return said
    if not policy.attempts:
        return f"{said}; any number of attempts"
    return f"{said}; {policy.attempts} attempt{'s' if policy.attempts > 1 else ''}"


def _checks_in_words(session: Session) -> str:
    parts = []
    if session.checks or not session.scenarios:
        some = len(session.required_checks) < len(session.checks)
        parts.append(f"every knowledge check {'that is required ' if some else ''}was answered")
    if session.scenarios:
        some = not all(scenario.required for scenario in session.scenarios)
        parts.append(f"every scenario {'that is required ' if some else ''}was played to an ending")
    return " and ".join(parts)
