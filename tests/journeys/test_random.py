"""Journeys by chance, with faults: commits refused, connections cut, tabs killed, pages reloaded, laptops shut.

Each journey is drawn from a seed, which a failure names: SCORMKIT_JOURNEYS=1 SCORMKIT_SEED=17 repeats one.
SCORMKIT_JOURNEYS says how many are made.
"""

from __future__ import annotations

import os
import random

import pytest

from .fixtures import TARGETS, Journey
from .host.server import CommitMode, Profile
from .learner import Learner, Way
from .recorded import differences, lowered

JOURNEYS = int(os.environ.get("SCORMKIT_JOURNEYS", "12"))
FIRST_SEED = int(os.environ.get("SCORMKIT_SEED", "0"))
STEPS = 9
TROUBLE: tuple[CommitMode, ...] = ("refuse", "broken", "offline", "lose")
WAYS: tuple[Way, ...] = ("exit", "close", "navigate", "reload", "kill", "kill")


class Wanderer:
    """Does what comes into the learner's head, and remembers what was seen to be done."""

    def __init__(self, learner: Learner, chance: random.Random) -> None:
        self.learner, self.chance, self.story = learner, chance, ["launch"]

    def step(self) -> None:
        """One thing to do, of those that can be done here."""
        learner, (_, page) = self.learner, self.learner.place
        session = learner.truth.session().id
        doings = [self.walk, self.walk, self.leave, self.trouble, self.mend]
        if page and page not in ("results", "certificate"):
            doings += [self.attempt] * 5 if learner.truth.page(session, page).is_assessment else [self.check] * 5
        self.chance.choice(doings)()

    def walk(self) -> None:
        """To any page, or the next."""
        session = self.learner.truth.session()
        page = self.chance.choice([*(page.id for page in session.pages), "results", ""])
        self.story.append(f"go {page}")
        self.learner.go(session.id, page)

    def check(self) -> None:
        """Answers a check that still can be."""
        learner, (session, page) = self.learner, self.learner.place
        for question in learner.truth.page(session, page).questions:
            given = [answer for answer in learner.deeds.checks if answer.question == question.id]
            solved = any(learner.truth.is_right(answer) for answer in given)
            if solved or (question.attempts and len(given) >= question.attempts):
                continue
            marks = self.guess(question.id)
            self.story.append(f"check {question.id} {sorted(marks)}")
            learner.answer_check(question.id, marks)
            return

    def guess(self, question: str) -> frozenset[str]:
        """Right more often than not."""
        truth, session = self.learner.truth, self.learner.truth.session().id
        right = self.chance.random() < 0.6
        return truth.right(session, question) if right else truth.wrong(session, question, self.chance)

    def attempt(self) -> None:
        """Goes on with the assessment: answers some of it, or all and hands in."""
        learner, session = self.learner, self.learner.truth.session()
        assert session.assessment
        used = len(learner.deeds.attempts.get(session.id, []))
        if session.assessment.attempts and used >= session.assessment.attempts:
            return
        to_the_end = self.chance.random() < 0.5
        self.story.append(f"attempt {used + 1}, {'all' if to_the_end else 'some'}")
        learner.start_assessment()
        while question := learner.asked:
            if question not in learner.deeds.running[session.id] or self.chance.random() < 0.3:
                learner.choose(self.guess(question))
            if not to_the_end and self.chance.random() < 0.4:
                return
            learner.on()
        if to_the_end:
            learner.hand_in()

    def leave(self) -> None:
        """Leaves, and comes back; the LMS may be better by then, or worse."""
        way = self.chance.choice(WAYS)
        self.story.append(way)
        if way == "reload":
            self.learner.reload()
        else:
            self.learner.leave(way)
            if self.chance.random() < 0.5:
                self.mend()
            self.learner.launch()
        self.look_around()

    def look_around(self) -> None:
        """What was answered must be there, whatever the LMS made of it."""
        learner, session = self.learner, self.learner.truth.session()
        latest = {answer.question: answer for answer in learner.deeds.checks}
        for page in session.pages:
            asked = [question.id for question in page.questions if question.id in latest]
            if page.is_assessment or not asked:
                continue
            learner.go(session.id, page.id)
            for question in asked:
                form = learner.form(question)
                shown = {box.get_attribute("value") for box in form.locator("input:checked").all()}
                assert shown == latest[question].marks, f"answer to {question} was lost: {self.story}"

    def trouble(self) -> None:
        """The LMS gets into difficulties."""
        self.learner.lms.fail(self.chance.choice(TROUBLE))
        self.story.append(self.learner.lms.mode)

    def mend(self) -> None:
        """The LMS works again."""
        self.learner.lms.fail("ok")
        self.story.append("works")


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + JOURNEYS))
def test_nothing_is_lost_on_any_journey(journey: Journey, seed: int) -> None:
    """However it goes: no answer lost, none twice, no status or score lowered."""
    chance = random.Random(seed)
    target = TARGETS[seed % len(TARGETS)]
    profile: Profile = ("moodle12" if target == "scorm12" else "moodle2004") if seed % 4 == 3 else _again(target)
    learner = journey("tiny", target, profile=profile).launch()
    wanderer = Wanderer(learner, chance)
    for _ in range(STEPS):
        wanderer.step()
        if learner.lms.finished:
            break
    learner.lms.fail("ok")
    learner.leave("close").launch().leave("exit")
    found = differences(learner.lms.record, learner.truth, learner.deeds, target)
    found += lowered([commit.record for commit in learner.lms.commits])
    assert not found, f"seed {seed}, {target}, {profile}: {wanderer.story}\n" + "\n".join(found)


def _again(target: str) -> Profile:
    return "scorm12" if target == "scorm12" else "scorm2004"
