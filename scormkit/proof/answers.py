"""The answers that an LMS or LRS holds of a unit of ours, beside those that the learner gave, one by one.

Forms of responses are written here a second time on purpose: SCORM 1.2 RTE 3.4.4 (cmi.interactions), SCORM 2004 RTE
4.2.9; xAPI 1.0.3 data 2.4.4.1 has the forms of SCORM 2004.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from scormkit.proof.expected import Deeds
from scormkit.proof.own_course import OwnCourse, OwnQuestion
from scormkit.proof.own_scenario import way_through

_ALWAYS_KEPT = 16
"""In SCORM 2004, of more answers some may be left out: all that is stored has to fit into one beacon of 64 KiB."""


def given_answers(standard: str, course: OwnCourse, deeds: Deeds) -> tuple[str, ...]:
    """What was answered, in the order in which it counted: id, type, response and result of each.

    Where statements are what tells of it: what the hooks of the course tell of it.
    """
    is_old = standard == "scorm12"
    told = None if standard.startswith("scorm") else set(course.told.values())
    return tuple(
        " ".join(line)
        for question, response in deeds.answers
        for line in _lines(question, response, is_old)
        if told is None or line[0] in told
    )


def stored_answers(standard: str, stored: Mapping[str, str]) -> tuple[str, ...]:
    """The same of the interactions that an LMS of SCORM holds."""
    is_old = standard == "scorm12"
    said = "student_response" if is_old else "learner_response"

    def entries() -> Iterator[str]:
        number = 0
        while (name := stored.get(f"cmi.interactions.{number}.id", "")) != "":
            of = {part: stored.get(f"cmi.interactions.{number}.{part}", "") for part in ("type", said, "result")}
            response = _sorted(of[said], "," if is_old else "[,]") if of["type"] == "choice" else of[said]
            yield " ".join((name, of["type"], response, of["result"]))
            number += 1

    return tuple(entries())


def told_answers(course: OwnCourse, statements: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The same of the statements that an LRS holds; those on answers only."""

    def lines() -> Iterator[str]:
        for each in sorted(statements, key=lambda statement: str(statement.get("timestamp", ""))):
            about, result = each.get("object") or {}, each.get("result") or {}
            name = course.told.get(((each.get("verb") or {}).get("id", ""), about.get("id", "")))
            if name is not None:
                kind = (about.get("definition") or {}).get("interactionType", "")
                response = str(result.get("response", ""))
                success = {True: "correct", False: "incorrect", None: "neutral"}[result.get("success")]
                yield " ".join((name, kind, _sorted(response, "[,]") if kind == "choice" else response, success))

    return tuple(lines())


def first_difference(standard: str, given: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, str] | None:
    """The first answer that is kept otherwise than it was given, and how; None where all is well."""
    if standard.startswith("scorm2004") and len(given) > _ALWAYS_KEPT and len(kept) < len(given):
        # What finds no room is left out, or takes the place of an earlier answer to the same question.
        invented = next(iter((Counter(kept) - Counter(given)).elements()), None)
        return None if invented is None else ("nothing", invented)
    pairs = zip_longest(given, kept, fillvalue="nothing")
    return next((pair for pair in pairs if pair[0] != pair[1]), None)


def _lines(question: OwnQuestion, response: tuple[str, ...], is_old: bool) -> Iterator[tuple[str, str, str, str]]:
    """Of a scenario, each choice and the ending that is reached; of anything else, the answer."""
    if question.form == "path":
        steps, ending = way_through(question.scenes, response)
        for scene, mark in steps:
            yield f"{question.lms_id}_{scene}", "choice", mark, "neutral"
        response = (ending["mark"],)
        is_right = ending["ending"] == "good"
    else:
        is_right = response == question.right
    wrong = "wrong" if is_old else "incorrect"
    result = "neutral" if not question.points else "correct" if is_right else wrong
    yield question.lms_id, _type(question, is_old), _response(question, response, is_old), result


def _type(question: OwnQuestion, is_old: bool) -> str:
    return "fill-in" if is_old and question.interaction == "long-fill-in" else question.interaction


def _response(question: OwnQuestion, response: tuple[str, ...], is_old: bool) -> str:
    if question.type == "activity":
        # The note; that it was done is what makes it an answer.
        response = response[:1]
    if question.form == "fields":
        between = ", " if is_old else " " if question.interaction == "long-fill-in" else "[,]"
        return between.join(response)
    if question.interaction == "true-false":
        return response[0] if is_old else {"t": "true", "f": "false"}[response[0]]
    if is_old:
        return _sorted(",".join(response), ",") if question.interaction == "choice" else ",".join(response)
    text = "[,]".join(part.replace(".", "[.]") if question.form == "pairs" else part for part in response)
    return _sorted(text, "[,]") if question.interaction == "choice" else text


def _sorted(text: str, between: str) -> str:
    return between.join(sorted(text.split(between)))
