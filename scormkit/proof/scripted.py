"""The scripted learner of our own packages: what one can do at whatever a launch page of ours shows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeoutError

from scormkit.proof.expected import Deeds
from scormkit.proof.own_course import OwnCourse, OwnQuestion, OwnSession
from scormkit.proof.own_scenario import way_through
from scormkit.proof.visit import HungError, Visit
from scormkit.resources import TEMPLATES

How = Literal["right", "wrong", "mixed"]
# A limited number of attempts is used up, as long as it is not a large one.
MOST_ATTEMPTS = 5
MIXED_ATTEMPTS = 4
"""With so many, each question is answered rightly, wrongly, partly rightly and not at all."""
LONGEST_SAVING_SECONDS = 6.0


class TroubleError(Exception):
    """The learner cannot go on; the message says why."""


@cache
def _hands() -> str:
    script = (TEMPLATES / "proof" / "hands.js").read_text("utf-8").strip().removesuffix(";")
    return f"(element, order) => ({script}\n)(order)"


@dataclass
class Learner:
    """One person at one unit of ours. `deeds` is what was done; a learner who comes back has them still."""

    visit: Visit
    course: OwnCourse
    deeds: Deeds
    hash: str = ""

    def arrive(self) -> Learner:
        """Waits until there is something to read."""
        end = time.monotonic() + self.visit.limits.left_milliseconds / 1000
        while not self._is_ready():
            if time.monotonic() > end:
                raise TroubleError("the course does not open")
            self.visit.pause()
        return self

    def _is_ready(self) -> bool:
        try:
            return bool(self.do("look")["isReady"]) and self.hash.startswith("#/")
        except TroubleError:
            # The page is being exchanged for another.
            return False

    def do(self, deed: str, **details: Any) -> dict[str, Any]:
        """One order to the hands; what is on the screen then."""
        page = self.visit.content().locator("html")
        try:
            found: dict[str, Any] = page.evaluate(
                _hands(), {"do": deed, **details}, timeout=self.visit.limits.left_milliseconds
            )
        except BrowserTimeoutError as error:
            raise HungError from error
        except BrowserError as error:
            if "closed" in str(error) or "crashed" in str(error):
                raise
            raise TroubleError(_first_line(error)) from error
        self.visit.told.update(found["notices"])
        self.hash = found["hash"]
        return found

    # Going about

    def go(self, session: str, page: str) -> None:
        """To a page, by links that there are."""
        wanted = f"#/{session}/{page}" if page else f"#/{session}"
        if self.hash == wanted:
            return
        here = self.hash.removeprefix("#/").partition("/")[0]
        if here != session:
            if here:
                self.do("follow", to="#/")
            self.do("follow", to=f"#/{session}")
        if page:
            self.do("follow", to=wanted)
        self.visit.snap(f"{session} {page}".strip())

    def read(self, session: OwnSession, page: str, how: How) -> None:
        """A page, and the knowledge checks on it."""
        self.go(session.id, page)
        self.do("play")
        self.deeds.seen.add((session.id, page))
        found = next(each for each in session.pages if each.id == page)
        for number, question in enumerate(found.questions):
            response = _response(question, number, how)
            deed = "walk" if question.form == "path" else "answer"
            said = self.do(deed, question=question.id, form=question.form, response=response)["said"]
            self._judged(question, response, said)
            self.deeds.checks[session.id, question.id] = response == question.right
            self.deeds.answers.append((question, response))

    def take(self, session: OwnSession, how: How) -> None:
        """A whole attempt at the assessment, or the rest of it. Who answers differently does so otherwise in each."""
        self.answer(session, how)
        responses = self.deeds.running.pop(session.id)
        for many, among in session.sections or [(len(responses), frozenset(responses))]:
            if (asked := len(among & responses.keys())) != many:
                raise TroubleError(f"the assessment of {session.id} asked {asked} of {len(among)}, not {many}")
        self.visit.snap(f"{session.id} overview")
        if self.do("submit")["hash"] != f"#/{session.id}/results":
            raise TroubleError(f"after the assessment of {session.id} there are no results, but {self.hash}")
        self.visit.snap(f"{session.id} results")
        self.deeds.attempts.setdefault(session.id, []).append(responses)
        questions = self._questions(session)
        self.deeds.answers += [(questions[name][1], given) for name, given in responses.items() if given]

    def answer(self, session: OwnSession, how: How, most: int | None = None) -> None:
        """Answers in the running attempt, or in a new one, until so many are answered or nothing is left to ask."""
        questions = self._questions(session)
        responses = self.deeds.running.setdefault(session.id, {})
        confirm = session.reveal == "after-each"
        before = len(self.deeds.attempts.get(session.id, []))
        self.go(session.id, session.assessment.id if session.assessment else "")
        screen = self.do("start")
        while screen["screen"] == "question" and len(responses) != most:
            if screen["asked"] not in questions or screen["asked"] in responses:
                raise TroubleError(f"the assessment of {session.id} asks “{screen['asked']}”, twice or unknown")
            number, question = questions[screen["asked"]]
            turn = number + before
            response = () if how == "mixed" and turn % 4 == 3 else _response(question, turn, how)
            if question.required and not response:
                response = question.right
            responses[question.id] = response
            if response:
                order = {"question": question.id, "form": question.form, "response": response, "confirm": confirm}
                said = self.do("choose", **order)["said"]
                if confirm:
                    self._judged(question, response, said)
            screen = self.do("on")

    @staticmethod
    def _questions(session: OwnSession) -> dict[str, tuple[int, OwnQuestion]]:
        page = session.assessment
        questions = page.questions if page else ()
        return {question.id: (number, question) for number, question in enumerate(questions)}

    def _judged(self, question: OwnQuestion, response: tuple[str, ...], said: str) -> None:
        wanted = "none" if not question.points else "right" if response == question.right else "wrong"
        if said != wanted:
            answer = ", ".join(response)
            raise TroubleError(f"the answer “{answer}” to {question.lms_id} is {wanted}; the page calls it “{said}”")

    def places(self) -> Iterator[tuple[OwnSession, str]]:
        """Every page with its session, in reading order."""
        for session in self.course.sessions:
            yield from ((session, page.id) for page in session.pages)

    def work(self, places: list[tuple[OwnSession, str]], how: How) -> None:
        """Reads and takes whatever is at those places."""
        for session, page in places:
            assessment = session.assessment
            if assessment is None or assessment.id != page:
                self.read(session, page, how)
                continue
            for _ in range(_attempts(session, how)):
                self.take(session, how)

    # Coming back

    def look_back(self, places: list[tuple[OwnSession, str]]) -> None:
        """Whether the knowledge checks there show what was answered."""
        given = {question.lms_id: response for question, response in self.deeds.answers}
        for session, name in places:
            page = next(each for each in session.pages if each.id == name)
            if page.is_assessment or not page.questions:
                continue
            self.go(session.id, name)
            for question in page.questions:
                self._compare(question, given[question.lms_id])

    def look_back_at_attempt(self, session: OwnSession) -> None:
        """Whether the running attempt shows what was answered in it, question by question, the last one first."""
        questions = self._questions(session)
        responses = list(self.deeds.running[session.id].items())
        self.go(session.id, session.assessment.id if session.assessment else "")
        self.do("start")
        for name, response in reversed(responses):
            asked = self.do("back")["asked"]
            if asked != name:
                self.visit.lost.append(f"the running attempt shows {asked or 'nothing'} where {name} was")
                break
            self._compare(questions[name][1], response)
        # Out of the way of whoever goes on.
        self.do("follow", to=f"#/{session.id}")

    def _compare(self, question: OwnQuestion, response: tuple[str, ...]) -> None:
        shown = tuple(self.do("shown", question=question.id, form=question.form)["said"])
        if question.form == "path":
            _, ending = way_through(question.scenes, response)
            same = ending["title"] in ("", *shown)
        else:
            same = shown == response if question.form in ("order", "fields") else sorted(shown) == sorted(response)
        if not same:
            now, then = (", ".join(each) or "nothing" for each in (shown, response))
            self.visit.lost.append(f"{question.lms_id} shows “{now}”, and “{then}” was answered")

    def be_saved(self) -> None:
        """Waits until the page has sent what it has, as far as it can."""
        self.visit.rest(1.2 + self.visit.latency, LONGEST_SAVING_SECONDS + 4 * self.visit.latency)
        self.do("look")

    # Going away

    def exit(self) -> None:
        """The exit button, and a look at what is said then; the window is closed."""
        self.visit.snap("end")
        self.do("exit")
        end = time.monotonic() + self.visit.limits.left_milliseconds / 1000
        while (farewell := self._farewell()) in ("", "closed_saving"):
            if time.monotonic() > end:
                raise TroubleError("the page of farewell does not come")
            self.visit.pause()
        self.visit.told.add(farewell)
        self.visit.snap("left")
        self.visit.close()

    def _farewell(self) -> str:
        """What is said after the exit button; in cmi5 the LMS's own page comes (returnURL), if there is a network."""
        if not self.visit.has_content:
            return "returned"
        try:
            return str(self.do("look")["closed"])
        except TroubleError:
            # The page is being exchanged for the LMS's.
            return ""


def _attempts(session: OwnSession, how: How) -> int:
    if how == "mixed":
        return min(session.attempts or MIXED_ATTEMPTS, MIXED_ATTEMPTS)
    return min(session.attempts, MOST_ATTEMPTS) if how == "wrong" and session.attempts else 1


def _response(question: OwnQuestion, turn: int, how: How) -> tuple[str, ...]:
    if not question.points:
        return question.any
    if how == "mixed":
        return (question.right, question.wrong, question.partly, question.right)[turn % 4]
    return question.right if how == "right" else question.wrong


def _first_line(error: BrowserError) -> str:
    lines = [line for line in error.message.splitlines() if line.strip()]
    return lines[0].removeprefix("Locator.evaluate: ").removeprefix("Error: ") if lines else "the page failed"
