"""What a course means, from its sources: which answers are right, and what an LMS ought to hold after given deeds.

Works on scormkit's Course, which the sources were read into, and on nothing that a build made. The arithmetic of
scores, completion and status is written here a second time on purpose.
"""

from __future__ import annotations

import random
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from scormkit.course.model import Course, Page, Question, Session
from scormkit.course.objectives import lms_objectives

How = Literal["right", "wrong", "mixed"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that counts: to a knowledge check, or to a question of an attempt that was handed in."""

    session: str
    question: str
    marks: frozenset[str]


@dataclass(slots=True)
class Deeds:
    """What a learner did, written down as it was done."""

    seen: list[tuple[str, str]] = field(default_factory=list)
    checks: list[Answer] = field(default_factory=list)
    running: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    attempts: dict[str, list[dict[str, frozenset[str]]]] = field(default_factory=dict)
    interactions: list[Answer] = field(default_factory=list)
    """Every answer in the order in which it came to count."""
    place: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """`passed` is None where the author set no pass mark, or where it is too early to say."""

    score: float | None
    completed: bool
    passed: bool | None


def picked(page: Page) -> list[Question]:
    """The questions that learners of these tests answer: those with a list of answers, of which some are right."""
    listed = ("choice", "multiple", "true-false")
    return [each for each in page.questions if each.type in listed and each.interaction.correct]


class Truth:
    """A course and what follows from it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.sessions = {session.id: session for session in course.sessions}

    def session(self, session: str = "") -> Session:
        """A session, the only or first one if not named."""
        return self.sessions[session] if session else self.course.sessions[0]

    def page(self, session: str, page: str) -> Page:
        """A page of a session."""
        return next(each for each in self.session(session).pages if each.id == page)

    def question(self, session: str, question: str) -> Question:
        """A question of a session."""
        return next(q for page in self.session(session).pages for q in page.questions if q.id == question)

    # Answers

    def right(self, session: str, question: str) -> frozenset[str]:
        """Marks of the right response."""
        return frozenset(choice.mark for choice in self.question(session, question).choices if choice.correct)

    def wrong(self, session: str, question: str, chance: random.Random | None = None) -> frozenset[str]:
        """A response that is not right: the first wrong answer, or any by chance."""
        asked = self.question(session, question)
        marks = [choice.mark for choice in asked.choices]
        if chance is None:
            return frozenset(next([choice.mark] for choice in asked.choices if not choice.correct))
        if asked.type != "multiple":
            return frozenset(chance.choice([[choice.mark] for choice in asked.choices if not choice.correct]))
        while True:
            picked = frozenset(chance.sample(marks, chance.randint(1, len(marks))))
            if picked != self.right(session, question):
                return picked

    def answers(self, session: str, how: How) -> dict[str, frozenset[str]]:
        """A response to each question of the assessment; "mixed" gets every second one right."""
        page = self.session(session).assessment_page
        assert page is not None, f"{session} has no assessment"
        return {
            question.id: self.right(session, question.id)
            if how == "right" or (how == "mixed" and number % 2 == 0)
            else self.wrong(session, question.id)
            for number, question in enumerate(page.questions)
        }

    def is_right(self, answer: Answer) -> bool:
        """Whether an answer is right: all that is right and nothing else."""
        return answer.marks == self.right(answer.session, answer.question)

    # What follows from deeds

    def score_of(self, session: str, responses: dict[str, frozenset[str]], only: Iterable[str] | None = None) -> float:
        """Percent of the points of an attempt, or of some of its questions."""
        page = self.session(session).assessment_page
        assert page is not None
        asked = [question for question in page.questions if only is None or question.id in set(only)]
        if any(section.pick for section in page.sections):
            # A learner of these tests answers whatever was drawn.
            asked = [question for question in asked if question.id in responses]
        gained = sum(q.points for q in asked if responses.get(q.id, frozenset()) == self.right(session, q.id))
        return round(100 * gained / sum(q.points for q in asked), 2)

    def session_score(self, deeds: Deeds, session: str) -> float | None:
        """Percent of the best attempt; None where none was handed in."""
        attempts = deeds.attempts.get(session, [])
        return max(self.score_of(session, attempt) for attempt in attempts) if attempts else None

    def session_passed(self, deeds: Deeds, session: str) -> bool | None:
        """None where there is nothing to judge by, yet."""
        score, policy = self.session_score(deeds, session), self.session(session).assessment
        return None if score is None or policy is None else score >= policy.pass_mark

    def session_completed(self, deeds: Deeds, session: str, without: Container[str] = ()) -> bool:
        """Whether every condition of complete_when holds, but those left out."""
        checked = {answer.question for answer in deeds.checks if answer.session == session}
        holds = {
            "pages": all(
                (session, page.id) in deeds.seen for page in self.session(session).pages if not page.is_assessment
            ),
            "checks": all(question.id in checked for question in self.session(session).checks),
            "assessment": bool(deeds.attempts.get(session)),
            "passed": self.session_passed(deeds, session) is True,
        }
        return all(holds[condition] for condition in self.session(session).complete_when if condition not in without)

    def completed(self, deeds: Deeds) -> bool:
        """The course is complete when every session is."""
        return all(self.session_completed(deeds, session) for session in self.sessions)

    def _judged(self) -> Iterator[str]:
        return (session.id for session in self.course.sessions if session.assessment)

    def passed(self, deeds: Deeds) -> bool | None:
        """Passed when every session with an assessment is; failed where all were tried, or one is lost for good."""
        verdicts = [self.session_passed(deeds, session) for session in self._judged()]
        if verdicts and all(verdicts):
            return True
        tried = [verdict for verdict in verdicts if verdict is not None]
        lost = any(self.lost(deeds, session) for session in self._judged())
        return False if tried and (len(tried) == len(verdicts) or lost) else None

    def score(self, deeds: Deeds) -> float | None:
        """Mean of the sessions with an assessment, those not yet tried counting nothing."""
        scores = [self.session_score(deeds, session) for session in self._judged()]
        if not scores or all(score is None for score in scores):
            return None
        return round(sum(score or 0 for score in scores) / len(scores), 2)

    def lost(self, deeds: Deeds, session: str) -> bool:
        """Whether a session can no longer be passed: no attempt is left."""
        policy = self.session(session).assessment
        used = len(deeds.attempts.get(session, []))
        return bool(
            policy
            and policy.attempts
            and used >= policy.attempts
            and session not in deeds.running
            and not self.session_passed(deeds, session)
        )

    def final(self, deeds: Deeds) -> bool:
        """Whether a session is lost and nothing is left to do: the others are complete, or lost too."""

        def ended(session: str) -> bool:
            without = {"passed"} if self.lost(deeds, session) else set()
            return self.session_completed(deeds, session, without)

        return any(self.lost(deeds, session) for session in self._judged()) and all(map(ended, self.sessions))

    def lesson_status(self, deeds: Deeds) -> str:
        """The one word of SCORM 1.2 (docs/writing.md, scorm12_status)."""
        completed, passed = self.completed(deeds), self.passed(deeds)
        policy = self.course.scorm12_status
        if policy == "completed-incomplete":
            return "completed" if completed else "incomplete"
        if passed is False:
            return "failed" if policy == "passed-failed" and (completed or self.final(deeds)) else "incomplete"
        if not completed:
            return "incomplete"
        return "passed" if passed else "completed"

    # Objectives

    def _tracked(self, session: str, thing: Page | Question) -> set[str]:
        own = self.session(session)
        frameworks = {framework.id: framework for framework in own.frameworks}
        tracked = [frameworks[each.item.framework].tracked(each.item) for each in thing.alignments]
        items = {f"{item.framework}_{item.code.lower().replace('.', '-')}" for item in tracked if item}
        return {f"{session}_{name}" for name in thing.objectives} | items

    def objectives_of(self, session: str, question: Question) -> set[str]:
        """LMS ids of the objectives that a question counts for: the session's own, and tracked items it maps to."""
        return self._tracked(session, question)

    def objectives(self, deeds: Deeds) -> dict[str, ObjectiveFacts]:
        """What holds of each. Of attempts the best for it counts, by points; a session not tried counts 0."""
        facts: dict[str, ObjectiveFacts] = {}
        for objective in {
            each.id: each for session in self.course.sessions for each in lms_objectives(session)
        }.values():
            serving = [s for s in self.course.sessions if objective.id in {each.id for each in lms_objectives(s)}]
            gained = points = 0.0
            tried, assessed, taught = 0, 0, 0
            for session in serving:
                teaching = [
                    (session.id, page.id)
                    for page in session.pages
                    if not page.is_assessment and objective.id in self._tracked(session.id, page)
                ]
                seen = bool(teaching) and all(place in deeds.seen for place in teaching)
                taught += seen or self.session_completed(deeds, session.id)
                page = session.assessment_page
                asked = [q for q in (page.questions if page else ()) if objective.id in self._tracked(session.id, q)]
                if not asked:
                    continue
                assessed += 1
                worth = sum(question.points for question in asked)
                attempts = deeds.attempts.get(session.id, [])
                ids = [question.id for question in asked]
                gained += worth * max((self.score_of(session.id, each, ids) for each in attempts), default=0.0)
                points += worth
                tried += bool(attempts)
            score = round(gained / points, 2) if tried else None
            completed = tried == assessed if assessed else taught == len(serving)
            passed: bool | None = None
            if objective.pass_mark is not None and score is not None:
                passed = True if score >= objective.pass_mark else False if completed else None
            facts[objective.id] = ObjectiveFacts(score, completed, passed)
        return facts
