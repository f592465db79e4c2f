"""What an LMS ought to hold after given deeds: the truth table of the completion rule, from a package's data.

Nothing here knows the player: scores, completion and status are computed a second time on purpose. The table of SCORM
1.2's one word (`completed` `passed` → by policy):

    completed | passed     | passed-failed | passed-incomplete | completed-incomplete
    ----------+------------+---------------+-------------------+---------------------
    yes       | yes        | passed        | passed            | completed
    yes       | not judged | completed     | completed         | completed
    yes       | no         | failed        | incomplete        | completed
    no        | no, final  | failed        | incomplete        | incomplete
    no        | else       | incomplete    | incomplete        | incomplete
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from scormkit.proof.own_course import OwnCourse, OwnPage, OwnQuestion, OwnSession

EndState = Mapping[str, str]
"""Element or verb → what the LMS holds; "" for nothing. Scores are in percent or scaled, as the standard has them."""


@dataclass(slots=True)
class Deeds:
    """What a learner did in one unit. `attempts` are those that were handed in: session → responses by question asked.

    `running` are the attempts that were not: session → responses so far. `answers` are those that count, in their
    order: of checks as they were given, of an assessment as it was handed in.
    """

    seen: set[tuple[str, str]] = field(default_factory=set)
    checks: dict[tuple[str, str], bool] = field(default_factory=dict)
    attempts: dict[str, list[dict[str, tuple[str, ...]]]] = field(default_factory=dict)
    running: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    answers: list[tuple[OwnQuestion, tuple[str, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from deeds. `passed` None: not judged. `final`: not passed, and nothing is left to do."""

    completed: bool
    passed: bool | None
    final: bool
    score: float | None


def standing(course: OwnCourse, deeds: Deeds) -> Standing:
    """A course is complete when all its sessions are, passed when all that are judged are passed."""
    judged = [session for session in course.sessions if session.assessment]
    verdicts = [_passed(session, deeds) for session in judged]
    tried = [verdict for verdict in verdicts if verdict is not None]
    lost = [session.id for session in judged if _is_lost(session, deeds)]
    passed: bool | None = None
    if verdicts and all(verdicts):
        passed = True
    elif tried and (len(tried) == len(verdicts) or lost):
        passed = False
    scores = [_score(session, deeds) for session in judged]
    known = [score for score in scores if score is not None]
    return Standing(
        completed=all(_is_completed(session, deeds) for session in course.sessions),
        passed=passed,
        final=bool(lost)
        and all(_is_completed(session, deeds, {"passed"} if session.id in lost else ()) for session in course.sessions),
        score=round(sum(known) / len(scores), 2) if known else None,
    )


def _score(session: OwnSession, deeds: Deeds) -> float | None:
    """Percent of the points of the best attempt."""
    attempts = deeds.attempts.get(session.id, [])
    if session.assessment is None or not attempts:
        return None
    return max(_percent(session.assessment, responses) or 0 for responses in attempts)


def _percent(page: OwnPage, responses: Mapping[str, tuple[str, ...]], of: Container[str] | None = None) -> float | None:
    """Of the points of what was asked, or of some of that; None where nothing was."""
    asked = [each for each in page.questions if each.id in responses and (of is None or each.id in of)]
    worth = sum(each.points for each in asked)
    gained = sum(each.points * each.share(responses[each.id]) for each in asked)
    return round(100 * gained / worth, 2) if worth else None


def _passed(session: OwnSession, deeds: Deeds) -> bool | None:
    page, attempts = session.assessment, deeds.attempts.get(session.id, [])
    if page is None or session.pass_mark is None or not attempts:
        return None
    return any(_passes(session, page, session.pass_mark, responses) for responses in attempts)


def _passes(session: OwnSession, page: OwnPage, pass_mark: float, responses: Mapping[str, tuple[str, ...]]) -> bool:
    """An attempt is passed as a whole and in each part that it asked about."""
    parts = [(mark, _percent(page, responses, of)) for mark, of in session.part_marks]
    return (_percent(page, responses) or 0) >= pass_mark and all(
        percent is None or percent >= mark for mark, percent in parts
    )


def _is_lost(session: OwnSession, deeds: Deeds) -> bool:
    used = len(deeds.attempts.get(session.id, []))
    return bool(session.attempts) and used >= session.attempts and _passed(session, deeds) is not True


def _is_completed(session: OwnSession, deeds: Deeds, without: Container[str] = ()) -> bool:
    holds = {
        "pages": all((session.id, page.id) in deeds.seen for page in session.pages if not page.is_assessment),
        "checks": all((session.id, check.id) in deeds.checks for check in session.checks),
        "activities": all((session.id, each.id) in deeds.checks for each in session.activities),
        "assessment": bool(deeds.attempts.get(session.id)),
        "passed": _passed(session, deeds) is True,
    }
    return all(holds[condition] for condition in session.complete_when if condition not in without)


def lesson_status(standing: Standing, policy: str) -> str:
    """The one word of SCORM 1.2: the table above."""
    if policy == "completed-incomplete":
        return "completed" if standing.completed else "incomplete"
    if standing.passed is False:
        ends = standing.completed or standing.final
        return "failed" if policy == "passed-failed" and ends else "incomplete"
    if not standing.completed:
        return "incomplete"
    return "passed" if standing.passed else "completed"


def end_state(standard: str, course: OwnCourse, deeds: Deeds, *, unheard_end: bool = False) -> EndState:
    """What the LMS ought to hold. `unheard_end`: what is said at the very end never reached it."""
    now = standing(course, deeds)
    if standard == "scorm12":
        return {
            "cmi.core.lesson_status": lesson_status(now, course.status_policy),
            "cmi.core.score.raw": _number(now.score, 2),
        }
    if standard.startswith("scorm2004"):
        return {
            "cmi.completion_status": "completed" if now.completed else "incomplete",
            "cmi.success_status": {None: "unknown", True: "passed", False: "failed"}[now.passed],
            "cmi.score.scaled": _number(None if now.score is None else now.score / 100, 4),
        }
    # “failed” waits for the end, unless nothing is left to do (docs/xapi.md).
    failed = now.passed is False and (now.final or not unheard_end)
    said = {"completed": now.completed, "passed": now.passed is True, "failed": failed}
    judged = now.score if said["passed"] or said["failed"] else None
    if standard == "cmi5" and said["failed"] and (judged or 0) / 100 >= (course.mastery_score or 2):
        # A part was not passed; cmi5 9.3.5 takes no score then that would do.
        judged = None
    state = {verb: "yes" if holds else "" for verb, holds in said.items()}
    state["score.scaled"] = _number(None if judged is None else judged / 100, 4)
    if standard == "cmi5":
        state["satisfied"] = "yes" if _satisfied(course.move_on, said) else ""
    return state


def _satisfied(move_on: str, said: Mapping[str, bool]) -> bool:
    """cmi5 10.2.4."""
    return {
        "NotApplicable": True,
        "Completed": said["completed"],
        "Passed": said["passed"],
        "CompletedAndPassed": said["completed"] and said["passed"],
        "CompletedOrPassed": said["completed"] or said["passed"],
    }[move_on]


def nothing(standard: str, course: OwnCourse) -> EndState:
    """What an LMS holds that stores nothing."""
    return dict.fromkeys(end_state(standard, course, Deeds()), "")


def _number(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:.{decimals}f}".rstrip("0").rstrip(".")
