"""What an LMS or LRS keeps of an answer to each question, by how it was answered: from the Course.

The player does it in JavaScript, and `proof/answers.py` from a package's data; neither is asked here, and the tests
hold what was played against this. The clauses: SCORM 1.2 RTE 3.4.4 (cmi.interactions), SCORM 2004 RTE 4.2.9, xAPI
1.0.3 data 2.4.4.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scormkit.course.interaction import InteractionType
from scormkit.course.model import Question, Session
from scormkit.course.scenario import Scenario
from scormkit.render.activities import question_key, scenario_key

RIGHT, WRONG, PARTLY, ANY, OPEN = "right", "wrong", "partly right", "any answer", "not answered"
ANSWERED = (RIGHT, WRONG, PARTLY, ANY, OPEN)
"""The ways of answering."""
_WORDS = {
    "scorm12": {True: "correct", False: "wrong", None: "neutral"},
    "scorm2004": {True: "correct", False: "incorrect", None: "neutral"},
}
_SUCCESS = {True: "success: true", False: "success: false", None: "response"}


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What is kept of one question, or of one choice on the way through a scenario.

    `id` is that of the interaction, `key` that of the thing in XapiData, `moment` what a hook has to be on for a
    statement. `type` is the word of the target's standard, `right` a right response as it writes it, "" where there is
    none. `results` are what is said of each way of answering that there can be, "" where nothing is written.
    """

    id: str
    kind: str
    key: str
    moment: str
    type: str
    right: str
    results: Mapping[str, str]


def kept_answers(sessions: Sequence[Session], tracker: str) -> Iterator[KeptAnswer]:
    """Of each question and scenario, in reading order."""
    if tracker == "none":
        return
    words = _WORDS.get(tracker, _SUCCESS)
    is_old = tracker == "scorm12"
    for session in sessions:
        for page in session.pages:
            for question in page.questions:
                yield _of_question(session, question, words, is_old=is_old)
            for scenario in page.scenarios:
                yield from _of_scenario(session, scenario, words)


def _of_question(session: Session, question: Question, words: Mapping[bool | None, str], *, is_old: bool) -> KeptAnswer:
    told = question.interaction
    old_text = is_old and told.type is InteractionType.LONG_FILL_IN
    return KeptAnswer(
        id=f"{session.id}_{question.id}",
        kind=question.type.value,
        key=question_key(session, question),
        moment="question-answered",
        type=InteractionType.FILL_IN if old_text else told.type,
        right=told.old_pattern if is_old else told.pattern,
        results=_results(words, is_scored=question.points > 0, has_parts=_has_parts(question)),
    )


def _of_scenario(session: Session, scenario: Scenario, words: Mapping[bool | None, str]) -> Iterator[KeptAnswer]:
    lms_id = f"{session.id}_{scenario.id}"
    for scene in scenario.scenes:
        if scene.choices:
            yield KeptAnswer(
                id=f"{lms_id}_{scene.id}",
                kind="scene",
                key=scenario_key(session, scenario, scene),
                moment="scenario-chosen",
                type=InteractionType.CHOICE,
                right="",
                results=_results(words, is_scored=False, has_parts=False),
            )
    yield KeptAnswer(
        id=lms_id,
        kind="scenario",
        key=scenario_key(session, scenario),
        moment="question-answered",
        type=InteractionType.CHOICE,
        right=scenario.right_endings[0].mark if scenario.right_endings else "",
        results=_results(words, is_scored=scenario.points > 0, has_parts=False),
    )


def _has_parts(question: Question) -> bool:
    """Whether a response can be right in a part."""
    if question.interaction.type is InteractionType.NUMERIC:
        return len(question.blanks) > 1
    return len(question.interaction.correct) > 1


def _results(words: Mapping[bool | None, str], *, is_scored: bool, has_parts: bool) -> dict[str, str]:
    if not is_scored:
        return {ANY: words[None], OPEN: ""}
    # Standards know right and wrong; what was right in it counts in the score.
    return {RIGHT: words[True], WRONG: words[False], **({PARTLY: words[False]} if has_parts else {}), OPEN: ""}
