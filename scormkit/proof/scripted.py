"""The scripted learner of our own packages: five journeys through whatever a launch page of ours shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeoutError

from scormkit.proof.expected import Deeds
from scormkit.proof.own_course import OwnCourse, OwnQuestion, OwnSession
from scormkit.proof.visit import HungError, Visit
from scormkit.resources import TEMPLATES

How = Literal["right", "wrong", "mixed"]
# A limited number of attempts is used up, as long as it is not a large one.
MOST_ATTEMPTS = 5
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
        """A whole attempt at the assessment."""
        page = session.assessment
        assert page is not None
        self.go(session.id, page.id)
        questions = {question.id: (number, question) for number, question in enumerate(page.questions)}
        responses: dict[str, tuple[str, ...]] = {}
        confirm = session.reveal == "after-each"
        screen = self.do("start")
        while screen["screen"] == "question":
            if screen["asked"] not in questions or screen["asked"] in responses:
                raise TroubleError(f"the assessment of {session.id} asks “{screen['asked']}”, twice or unknown")
            number, question = questions[screen["asked"]]
            response = () if how == "mixed" and number % 4 == 3 else _response(question, number, how)
            if question.required and not response:
                response = question.right
            responses[question.id] = response
            if response:
                order = {"question": question.id, "form": question.form, "response": response, "confirm": confirm}
                said = self.do("choose", **order)["said"]
                if confirm:
                    self._judged(question, response, said)
            screen = self.do("on")
        for many, among in session.sections or [(len(questions), frozenset(questions))]:
            if (asked := len(among & responses.keys())) != many:
                raise TroubleError(f"the assessment of {session.id} asked {asked} of {len(among)}, not {many}")
        self.visit.snap(f"{session.id} overview")
        if self.do("submit")["hash"] != f"#/{session.id}/results":
            raise TroubleError(f"after the assessment of {session.id} there are no results, but {self.hash}")
        self.visit.snap(f"{session.id} results")
        self.deeds.attempts.setdefault(session.id, []).append(responses)
        self.deeds.answers += [(questions[name][1], given) for name, given in responses.items() if given]

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
            attempts = min(session.attempts, MOST_ATTEMPTS) if how == "wrong" and session.attempts else 1
            for _ in range(attempts):
                self.take(session, how)

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


def _response(question: OwnQuestion, number: int, how: How) -> tuple[str, ...]:
    if not question.points:
        return question.any
    if how == "mixed":
        return (question.right, question.wrong, question.partly, question.right)[number % 4]
    return question.right if how == "right" else question.wrong


def _first_line(error: BrowserError) -> str:
    lines = [line for line in error.message.splitlines() if line.strip()]
    return lines[0].removeprefix("Locator.evaluate: ").removeprefix("Error: ") if lines else "the page failed"


Coming = Callable[[], Learner]
"""Launches the unit, again and again."""
Leaving = Callable[[Learner, str], None]
"""Ends a launch; how: `exit` or `close`."""


def _whole(how: How) -> Callable[[Coming, Leaving], None]:
    def journey(come: Coming, leave: Leaving) -> None:
        learner = come()
        learner.work(list(learner.places()), how)
        learner.be_saved()
        leave(learner, "exit")

    return journey


def _resume(come: Coming, leave: Leaving) -> None:
    learner = come()
    places = list(learner.places())
    half = max(1, len(places) // 2)
    learner.work(places[:half], "right")
    learner.be_saved()
    left_at = learner.hash
    leave(learner, "close")
    learner = come()
    learner.visit.found_place = learner.hash == left_at
    learner.work(places[half:], "right")
    learner.be_saved()
    leave(learner, "exit")


def _quit_early(come: Coming, leave: Leaving) -> None:
    learner = come()
    session, page = next(learner.places())
    learner.go(session.id, page)
    learner.deeds.seen.add((session.id, page))
    learner.be_saved()
    leave(learner, "close")


JOURNEYS: dict[str, Callable[[Coming, Leaving], None]] = {
    "all-right": _whole("right"),
    "all-wrong": _whole("wrong"),
    "mixed": _whole("mixed"),
    "resume": _resume,
    "quit-early": _quit_early,
}
"""What a learner who knows our packages does, by name."""
