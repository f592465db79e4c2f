"""LeAD's packages imported into real LMSs, played there, left, and played on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from ..journeys.fixtures import TARGETS, Packages
from ..journeys.recorded import differences
from .guest import Guest
from .servers import OpenEdx, RealLms, Scormhost

each_target = pytest.mark.parametrize("target", TARGETS)


@contextmanager
def guest(browser: Browser, packages: Packages, lms: RealLms, source: str, target: str) -> Iterator[Guest]:
    """A learner for whom an admin has just imported the package."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    try:
        address = lms.upload(context, packages.path(source, target))
        learner = Guest(context, lms, address, packages.truth(source), target)
        yield learner
        assert not learner.faults, "\n".join(learner.faults)
    finally:
        context.close()


def half_and_half(learner: Guest) -> None:
    """Half of the first session, a closed tab, and the other half; every answer of the assessment right."""
    session = learner.truth.session()
    half = session.pages[len(session.pages) // 2]
    learner.launch().read(session.id, checks="mixed", until=half.id).leave("close")
    learner.launch()
    assert learner.place == (session.id, half.id), "the place was lost"
    learner.read(session.id, checks="right").take("right", session.id)
    learner.leave("close")
    learner.launch()
    assert learner.place == (session.id, "results"), "the place was lost"
    assert learner.score_shown == 100
    learner.leave("exit")


@pytest.mark.xdist_group("scormhost")
@each_target
def test_scormhost(browser: Browser, packages: Packages, scormhost: Scormhost, target: str) -> None:
    """The sloppy one stores everything that the learner did, though it says "ab-initio" for ever."""
    with guest(browser, packages, scormhost, "lead", target) as learner:
        half_and_half(learner)
        stored = scormhost.stored(learner.context)
        assert not differences(stored, learner.truth, learner.deeds, target)


@pytest.mark.xdist_group("scormhost")
@each_target
def test_scormhost_to_the_end(browser: Browser, packages: Packages, scormhost: Scormhost, target: str) -> None:
    """A session by itself: completed and passed, and a later launch takes nothing back."""
    with guest(browser, packages, scormhost, "tiny", target) as learner:
        half_and_half(learner)
        learner.launch().leave("close")
        stored = scormhost.stored(learner.context)
        assert not differences(stored, learner.truth, learner.deeds, target)


@pytest.mark.xdist_group("openedx")
@each_target
def test_openedx(browser: Browser, packages: Packages, openedx: OpenEdx, target: str) -> None:
    """Open edX keeps the state and the grade, though it answers "" to whatever it is asked of status and score."""
    with guest(browser, packages, openedx, "lead", target) as learner:
        half_and_half(learner)
        stored = openedx.stored(learner.context)
        score = learner.truth.score(learner.deeds)
        assert score is not None
        assert float(stored["lesson_score"]) == pytest.approx(score / 100, abs=0.001)
        assert stored["lesson_status"] == "incomplete"


@pytest.mark.xdist_group("openedx")
@each_target
def test_openedx_to_the_end(browser: Browser, packages: Packages, openedx: OpenEdx, target: str) -> None:
    """A session by itself: graded 100 %, and coming back later does not undo it."""
    with guest(browser, packages, openedx, "tiny", target) as learner:
        half_and_half(learner)
        learner.launch().leave("close")
        stored = openedx.stored(learner.context)
        assert float(stored["lesson_score"]) == 1
        assert stored["lesson_status"] == "completed"
        assert stored["success_status"] == "passed"
