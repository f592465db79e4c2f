"""How a unit ended: what the LMS holds of it, beside what it ought to hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scormkit.player.attempt import Attempt
from scormkit.player.cmi5 import lms_activity
from scormkit.player.playable import Unit
from scormkit.proof.answers import given_answers, stored_answers, told_answers
from scormkit.proof.expected import Deeds, end_state, nothing
from scormkit.proof.own_course import OwnCourse
from scormkit.proof.played import Ended, EndState

_ELEMENTS = {
    "scorm12": ("cmi.core.lesson_status", "cmi.core.score.raw"),
    "scorm2004": ("cmi.completion_status", "cmi.success_status", "cmi.score.scaled"),
}
_VERBS = ("completed", "passed", "failed")
_TERMINAL = {"passed", "failed", "completed"}


def ended(attempt: Attempt, unit: Unit, course: OwnCourse | None, deeds: Deeds, *, unheard_end: bool) -> Ended:
    """The end of a unit. `course` None: a stranger's, of which nobody knows what it ought to be."""
    standard = attempt.playable.standard
    stored = dict(attempt.stored.get(unit.identifier, {}))
    statements = statements_about(attempt, unit)
    reached = _reached(standard, attempt, unit, stored, statements)
    expected: EndState | None = None
    if course is not None:
        # A browser that is cut off may still let out what a page says as it goes.
        unheard_end = unheard_end and not any(verb_of(each) == "terminated" for each in statements)
        storing = standard != "web" and not attempt.settings.profile.commit_refused
        expected = end_state(standard, course, deeds, unheard_end=unheard_end) if storing else nothing(standard, course)
        expected = {} if standard == "web" else expected
    given, kept = _answers(attempt, course, deeds, stored) if course is not None else ((), ())
    return Ended(
        unit=unit.identifier,
        title=unit.title,
        href=unit.href,
        reached=reached,
        expected=expected,
        is_terminal=_is_terminal(standard, reached),
        stored=stored,
        statements=tuple(verb_of(each) for each in statements),
        given=given,
        kept=kept,
    )


def _answers(
    attempt: Attempt, course: OwnCourse, deeds: Deeds, stored: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those that were given and those that are kept; none where nothing tells of them, or not all are kept."""
    standard = attempt.playable.standard
    if standard == "web" or not attempt.settings.profile.keeps_all:
        return (), ()
    if standard.startswith("scorm"):
        return given_answers(standard, course, deeds), stored_answers(standard, stored)
    return given_answers(standard, course, deeds), told_answers(course, attempt.lrs.statements.values())


def statements_about(attempt: Attempt, unit: Unit) -> list[dict[str, Any]]:
    """The statements of a unit itself, those of the LMS left out, in the order in which they came."""
    names = {unit.identifier, lms_activity(unit.identifier)}
    return [
        each
        for each in attempt.lrs.statements.values()
        if (each.get("object") or {}).get("id") in names and verb_of(each) not in ("launched", "satisfied", "abandoned")
    ]


def verb_of(statement: Mapping[str, Any]) -> str:
    """The last part of the verb's IRI."""
    return str((statement.get("verb") or {}).get("id", "")).rstrip("/").rpartition("/")[2]


def _reached(
    standard: str, attempt: Attempt, unit: Unit, stored: Mapping[str, str], statements: list[dict[str, Any]]
) -> EndState:
    if standard == "web":
        return {}
    if standard.startswith("scorm"):
        return {name: stored.get(name, "") for name in _ELEMENTS[standard.partition("-")[0]]}
    said = {verb_of(each): each for each in statements}
    state = {verb: "yes" if verb in said else "" for verb in _VERBS}
    judgement = said.get("passed") or said.get("failed")
    scaled = (((judgement or {}).get("result") or {}).get("score") or {}).get("scaled")
    state["score.scaled"] = "" if scaled is None else f"{scaled:.4f}".rstrip("0").rstrip(".")
    if standard == "cmi5":
        session = next((each for each in attempt.cmi5.sessions if each.activity == lms_activity(unit.identifier)), None)
        state["satisfied"] = "yes" if session is not None and attempt.cmi5.satisfied(session) else ""
    return state


def _is_terminal(standard: str, state: EndState) -> bool:
    if standard.startswith("scorm"):
        return any(value in _TERMINAL for value in state.values())
    return any(state.get(verb) for verb in _VERBS)


def differences(reached: EndState, expected: EndState) -> list[tuple[str, str, str]]:
    """(what, reached, expected) of each that is not as it should be; scores may differ by a rounding."""
    pairs = ((name, reached.get(name, ""), value) for name, value in expected.items())
    return [(name, now, wanted) for name, now, wanted in pairs if not _same(now, wanted)]


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) <= 0.011 * (1 if abs(float(other)) > 1 else 0.01)
    except ValueError:
        return False
