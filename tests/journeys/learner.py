"""A learner who uses the player as a person does: by what things are called, and what they are."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from functools import cached_property
from typing import Literal

from playwright.sync_api import BrowserContext, Frame, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from scormkit.render.pages import interface_texts

from .host.server import Lms
from .truth import Answer, Deeds, How, Truth, picked

Place = Literal["frame", "popup", "deep", "stranger", "alone"]
Way = Literal["exit", "close", "navigate", "reload", "kill"]


class Learner:
    """One person, one course, one LMS. `deeds` keeps what was done."""

    def __init__(self, context: BrowserContext, lms: Lms, truth: Truth, target: str) -> None:
        self.context, self.lms, self.truth, self.target = context, lms, truth, target
        self.deeds = Deeds()
        self._window: Page | None = None
        self._sco: Callable[[], Frame] | None = None

    # Words

    @cached_property
    def _texts(self) -> dict[str, str]:
        return dict(interface_texts(self.truth.course.language))

    def word(self, key: str, **values: object) -> str:
        """An interface text as the player says it."""
        return self._texts[key].format(**values)

    # Coming

    def launch(self, place: Place = "frame") -> Learner:
        """Starts the course from the LMS, in a window of its own, and waits until it can be read."""
        self._window = self.context.new_page()
        address = f"{self.lms.origin}/host/host.html?place={place}"
        if place == "alone":
            self._window.goto(self.lms.start)
            self._sco = lambda: self.window.main_frame
        elif place == "popup":
            self._window.goto(address)
            with self._window.expect_popup() as popup:
                self._window.get_by_role("button", name="Launch").click()
            self._sco = lambda: popup.value.main_frame
        else:
            self._window.goto(address)
            self._sco = self._find_frame
        self._arrived()
        return self

    def open(self, address: str) -> Learner:
        """Opens a package by its address, as an LMS for cmi5 or TinCan does, or nobody's."""
        self._window = self.context.new_page()
        self._window.goto(address)
        self._sco = lambda: self.window.main_frame
        self._arrived()
        return self

    @property
    def window(self) -> Page:
        """The browser window with the LMS."""
        assert self._window is not None, "the learner has not launched"
        return self._window

    @property
    def sco(self) -> Frame:
        """The frame of the content."""
        assert self._sco is not None, "the learner has not launched"
        return self._sco()

    def _find_frame(self) -> Frame:
        for _ in range(400):
            frame = self.window.frame(name="sco")
            if frame is not None and frame.url.startswith(self.lms.start):
                return frame
            self.window.wait_for_timeout(25)
        raise AssertionError("the content was never opened")

    def _arrived(self) -> None:
        self.sco.locator("main h1").wait_for()
        self._note_place()

    # Where the learner is

    @property
    def hash(self) -> str:
        """The part of the address that says which page is shown."""
        return str(self.sco.evaluate("location.hash"))

    def _note_place(self) -> None:
        session, _, page = self.hash.removeprefix("#/").partition("/")
        if self.truth.course.kind == "session" and not session:
            session = self.truth.session().id
        if page and page not in ("results", "certificate"):
            self.deeds.seen.append((session, page))
        self.deeds.place = (session, page)

    @property
    def place(self) -> tuple[str, str]:
        """Session and page that are shown; page "" is the start page."""
        self._note_place()
        return self.deeds.place

    @property
    def heading(self) -> Locator:
        """The heading of the page that is shown."""
        return self.sco.locator("main h1")

    def notice(self, text: str) -> Locator:
        """A notice of the player."""
        return self.sco.get_by_role("region", name=self.word("notices")).get_by_text(text)

    # Going about

    def follow(self, link: Locator) -> Learner:
        """Clicks a link to another page and waits until that is shown."""
        before = self.hash
        link.click()
        self.sco.wait_for_function("before => location.hash !== before", arg=before)
        self._arrived()
        return self

    def next(self) -> Learner:
        """The next page, by the link at the foot."""
        ways = self.sco.get_by_role("navigation", name=self.word("previous_and_next"))
        return self.follow(ways.get_by_role("link", name=self.word("next")))

    def previous(self) -> Learner:
        """The page before, by the link at the foot."""
        ways = self.sco.get_by_role("navigation", name=self.word("previous_and_next"))
        return self.follow(ways.get_by_role("link", name=self.word("previous")))

    def open_menu(self) -> Locator:
        """The menu of the session, opened if it has to be."""
        menu = self.sco.get_by_role("navigation", name=self.word("menu"), exact=True)
        if not menu.is_visible():
            self.sco.get_by_role("button", name=self.word("menu"), exact=True).click()
            menu.wait_for()
        return menu

    def go(self, session: str, page: str) -> Learner:
        """Any page, by the menu; a session by the menu of sessions."""
        here, at = self.place
        if (here, at) == (session, page):
            return self
        if here != session:
            if here:
                self.follow(self.open_menu().get_by_role("link", name=self.word("all_sessions")))
            card = self.sco.locator(f'[data-session="{session}"]')
            self.follow(card.get_by_role("link", name=self.truth.session(session).title))
            if not page:
                return self
        if page == "results":
            name = self.word("results" if self.truth.session(session).assessment else "summary")
        elif page in ("", "certificate"):
            name = self.word(page or "overview")
        else:
            name = self.truth.page(session, page).title
        return self.follow(self.open_menu().get_by_role("link", name=name).first)

    def read(self, session: str = "", checks: How = "right", until: str = "") -> Learner:
        """Reads a session from its first page to the last, answers the checks on the way; stops on the page `until`."""
        session = session or self.truth.session().id
        for page in self.truth.session(session).pages:
            self.go(session, page.id) if self.place[0] != session else self._on_to(session, page.id)
            if not page.is_assessment:
                # The other kinds of question are for the scripted learners of `scormkit test`.
                for number, question in enumerate(picked(page)):
                    if any(given.question == question.id and self.truth.is_right(given) for given in self.deeds.checks):
                        continue
                    right = checks == "right" or (checks == "mixed" and number % 2 == 0)
                    marks = self.truth.right(session, question.id) if right else self.truth.wrong(session, question.id)
                    self.answer_check(question.id, marks)
            if page.id == until:
                break
        return self

    def _on_to(self, session: str, page: str) -> None:
        pages = ["", *(each.id for each in self.truth.session(session).pages), "results"]
        at = self.place[1]
        if at == page:
            return
        if at in pages and pages.index(at) + 1 == pages.index(page):
            self.next()
        else:
            self.go(session, page)

    # Knowledge checks

    def form(self, question: str) -> Locator:
        """The form of a question."""
        return self.sco.locator(f'form.question[data-question="{question}"]')

    def pick(self, session: str, question: str, marks: frozenset[str]) -> None:
        """Chooses answers by their texts."""
        form, asked = self.form(question), self.truth.question(session, question)
        role = "checkbox" if asked.type == "multiple" else "radio"
        for choice in asked.choices:
            box = form.get_by_role(role, name=choice.text, exact=True)
            if choice.mark in marks:
                if not box.is_checked():
                    form.get_by_text(choice.text, exact=True).click()
                expect(box).to_be_checked()
            elif role == "checkbox" and box.is_checked():
                box.uncheck()

    def answer_check(self, question: str, marks: frozenset[str]) -> Learner:
        """Answers a knowledge check of the page that is shown; tries again if it was answered before."""
        session, _ = self.place
        again = self.form(question).get_by_role("button", name=self.word("try_again"))
        if again.is_visible():
            again.click()
        self.pick(session, question, marks)
        self.form(question).get_by_role("button", name=self.word("check_answer")).click()
        answer = Answer(session, question, marks)
        verdict = "right" if self.truth.is_right(answer) else "wrong"
        expect(self.form(question).locator(".question-result")).to_have_attribute("data-verdict", verdict)
        self.deeds.checks.append(answer)
        self.deeds.interactions.append(answer)
        return self

    # The assessment

    def start_assessment(self) -> Learner:
        """Begins an attempt, or goes on with one; nothing to do in the midst of it."""
        session, _ = self.place
        if self.sco.locator(".assessment").get_attribute("data-screen") != "intro":
            return self
        labels = [self.word(key) for key in ("start_assessment", "new_attempt", "continue_attempt")]
        buttons = self.sco.get_by_role("main").get_by_role("button")
        next(b for label in labels if (b := buttons.get_by_text(label, exact=True)).count()).click()
        self.deeds.running.setdefault(session, {})
        return self

    @property
    def asked(self) -> str:
        """Id of the question of the assessment that is on the screen, "" if none is."""
        form = self.sco.locator('.assessment[data-screen="question"] form.question')
        return (form.get_attribute("data-question") or "") if form.count() else ""

    def choose(self, marks: frozenset[str], confirm: bool = True) -> Learner:
        """Picks the answer to the question on the screen; checks it where the author wants that."""
        session, _ = self.place
        question = self.asked
        self.pick(session, question, marks)
        self.deeds.running.setdefault(session, {})[question] = marks
        policy = self.truth.session(session).assessment
        if confirm and policy and policy.reveal == "after-each":
            self.form(question).get_by_role("button", name=self.word("check_answer")).click()
            answer = Answer(session, question, marks)
            verdict = "right" if self.truth.is_right(answer) else "wrong"
            expect(self.form(question).locator(".question-result")).to_have_attribute("data-verdict", verdict)
            self.deeds.interactions.append(answer)
        return self

    def on(self) -> Learner:
        """To the next question, or to the overview behind the last."""
        moves = self.sco.locator(".assessment-moves").get_by_role("button")
        moves.filter(has_text=self.word("next_question")).or_(moves.filter(has_text=self.word("to_overview"))).click()
        return self

    def hand_in(self) -> Learner:
        """Submits the attempt from the overview."""
        session, _ = self.place
        self.sco.get_by_role("button", name=self.word("submit_answers")).click()
        self.sco.wait_for_function("() => location.hash.endsWith('/results')")
        self._arrived()
        responses = self.deeds.running.pop(session, {})
        policy = self.truth.session(session).assessment
        if policy and policy.reveal != "after-each":
            self.deeds.interactions += [Answer(session, question, marks) for question, marks in responses.items()]
        self.deeds.attempts.setdefault(session, []).append(responses)
        return self

    def take(self, answers: dict[str, frozenset[str]] | How, session: str = "") -> Learner:
        """A whole attempt: starts, answers every question, hands in. Ends on the results page."""
        session = session or self.place[0] or self.truth.session().id
        page = self.truth.session(session).assessment_page
        assert page is not None
        self.go(session, page.id)
        responses = self.truth.answers(session, answers) if isinstance(answers, str) else answers
        self.start_assessment()
        while question := self.asked:
            if question in responses and self.deeds.running[session].get(question) != responses[question]:
                self.choose(responses[question])
            self.on()
        return self.hand_in()

    @property
    def score_shown(self) -> float:
        """The percentage that the results page tells."""
        words = self.sco.get_by_role("region", name=self.word("outcome")).inner_text()
        found = re.search(self.word("percent", number=r"(\d+(?:\.\d+)?)"), words)
        assert found, f"no score in: {words}"
        return float(found[1])

    # Going away

    def exit(self) -> Learner:
        """The exit button; then the window is closed."""
        self.sco.get_by_role("button", name=self.word("exit"), exact=True).click()
        self.closed.wait_for()
        return self

    @property
    def closed(self) -> Locator:
        """What is left on the screen after the exit button."""
        return self.sco.locator(".page-closed")

    def close_tab(self) -> Learner:
        """Closes the window as a person does; the page gets its last events."""
        terminated = len(self.lms.called("Terminate"))
        ended = self.sco.locator(".page-closed").count() > 0
        spare = self.context.new_page()
        for page in reversed(self.context.pages[:-1]):
            page.close(run_before_unload=True)
            for _ in range(400):
                if page.is_closed():
                    break
                spare.wait_for_timeout(25)
        if self.lms.profile != "none" and not ended:
            self.lms.wait_for_end(terminated)
        spare.wait_for_timeout(50)
        spare.close()
        return self._gone()

    def _gone(self) -> Learner:
        self._window = self._sco = None
        return self

    def kill_tab(self) -> Learner:
        """The tab dies, as when the machine runs out of memory: no event reaches the page."""
        with self.window.expect_event("crash"), contextlib.suppress(PlaywrightError):
            self.window.goto("chrome://crash", timeout=3000)
        self.window.close()
        return self._gone()

    def navigate_away(self) -> Learner:
        """Goes somewhere else in the same window."""
        terminated = len(self.lms.called("Terminate"))
        self.window.goto(f"{self.lms.origin}/host/frame.html#about:blank")
        self.lms.wait_for_end(terminated)
        self.window.close()
        return self._gone()

    def reload(self) -> Learner:
        """Reloads the whole window; the LMS launches anew."""
        self.window.reload()
        self._arrived()
        return self

    def reload_content(self) -> Learner:
        """Reloads the frame of the content alone, of which the LMS knows nothing."""
        self.lms.content_reloaded = True
        with self.sco.expect_navigation():
            self.sco.evaluate("location.reload()")
        self._arrived()
        return self

    def leave(self, way: Way) -> Learner:
        """Leaves in one of the ways there are, and is gone."""
        if way == "exit":
            self.exit().close_tab()
        elif way == "close":
            self.close_tab()
        elif way == "navigate":
            self.navigate_away()
        elif way == "kill":
            self.kill_tab()
        return self
