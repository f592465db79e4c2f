"""The answers that an LMS holds of a unit of ours, beside those that the learner gave, interaction by interaction.

Forms of responses are written here a second time on purpose: SCORM 1.2 RTE 3.4.4 (cmi.interactions), SCORM 2004 RTE
4.2.9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from scormkit.proof.expected import Deeds
from scormkit.proof.own_course import OwnQuestion

# A session of a branching scenario is many interactions, which its own tests compare.
_COMPARED = ("picks", "order", "pairs", "fields")
_ALWAYS_KEPT = 16
"""In SCORM 2004, of more answers some may be left out: all that is stored has to fit into one beacon of 64 KiB."""


def given_answers(standard: str, deeds: Deeds) -> tuple[str, ...]:
    """What was answered, in the order in which it counted: id, type, response and result of each."""
    is_old = standard == "scorm12"
    return tuple(
        " ".join((question.lms_id, _type(question, is_old), _response(question, response, is_old), result))
        for question, response in deeds.answers
        if question.form in _COMPARED
        for result in [_result(question, response, is_old)]
    )


def stored_answers(standard: str, stored: Mapping[str, str], deeds: Deeds) -> tuple[str, ...]:
    """The same of what the LMS holds of those questions."""
    asked = {question.lms_id for question, _ in deeds.answers if question.form in _COMPARED}
    return tuple(line for name, line in _entries(standard == "scorm12", stored) if name in asked)


def first_difference(standard: str, given: tuple[str, ...], kept: tuple[str, ...]) -> tuple[str, str] | None:
    """The first answer that is kept otherwise than it was given, and how; None where all is well."""
    if standard != "scorm12" and len(given) > _ALWAYS_KEPT:
        invented = next(iter((Counter(kept) - Counter(given)).elements()), None)
        return None if invented is None else ("nothing", invented)
    pairs = zip_longest(given, kept, fillvalue="nothing")
    return next((pair for pair in pairs if pair[0] != pair[1]), None)


def _entries(is_old: bool, stored: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    said = "student_response" if is_old else "learner_response"
    number = 0
    while (name := stored.get(f"cmi.interactions.{number}.id", "")) != "":
        of = {part: stored.get(f"cmi.interactions.{number}.{part}", "") for part in ("type", said, "result")}
        response = _sorted(of[said], "," if is_old else "[,]") if of["type"] == "choice" else of[said]
        yield name, " ".join((name, of["type"], response, of["result"]))
        number += 1


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


def _result(question: OwnQuestion, response: tuple[str, ...], is_old: bool) -> str:
    if not question.points:
        return "neutral"
    return "correct" if response == question.right else "wrong" if is_old else "incorrect"
