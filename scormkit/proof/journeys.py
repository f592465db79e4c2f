"""What a scripted learner does from the first launch to the last: five journeys."""

from __future__ import annotations

from collections.abc import Callable

from scormkit.proof.own_course import OwnSession
from scormkit.proof.scripted import How, Learner

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
    learner = _back(learner, come, leave)
    if learner.visit.attempt.settings.profile.keeps_all:
        learner.look_back(places[:half])
    rest = places[half:]
    begun = next((at for at, (session, page) in enumerate(rest) if _asks_more(session, page)), len(rest))
    learner.work(rest[:begun], "right")
    if begun < len(rest):
        session, _ = rest[begun]
        learner.answer(session, "right", most=session.asked - 1)
        learner = _back(learner, come, leave)
        if learner.visit.attempt.settings.profile.keeps_all:
            learner.look_back(rest[:begun])
            learner.look_back_at_attempt(session)
    learner.work(rest[begun:], "right")
    learner.be_saved()
    leave(learner, "exit")


def _asks_more(session: OwnSession, page: str) -> bool:
    """Whether that page is an assessment of more than one question."""
    return session.assessment is not None and session.assessment.id == page and session.asked > 1


def _back(learner: Learner, come: Coming, leave: Leaving) -> Learner:
    """Closes the tab, and comes again."""
    learner.be_saved()
    left_at = learner.hash
    leave(learner, "close")
    learner = come()
    learner.visit.found_place = learner.hash == left_at
    return learner


def _quit_early(come: Coming, leave: Leaving) -> None:
    learner = come()
    session, page = next(learner.places())
    learner.go(session.id, page)
    learner.do("play")
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
