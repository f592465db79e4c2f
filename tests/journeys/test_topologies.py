"""Where the LMS keeps its API, seen from the content, and what happens if it keeps none."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .fixtures import Journey
from .learner import Place
from .test_journeys import assert_recorded

TARGETS = ("scorm12", "scorm2004-4")
# What browsers with windows do, and Chromium without windows does not.
DENIED_TO_STRANGERS = """
if ([...location.ancestorOrigins].some(origin => new URL(origin).hostname !== location.hostname)) {
    for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
    }
}
"""


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("place", ["frame", "popup", "deep", "stranger"])
def test_the_api_is_found(journey: Journey, target: str, place: Place) -> None:
    """In the parent, in the opener, several frames up, and behind a frame that may not be looked at."""
    learner = journey("tiny", target).launch(place).read(until="checks")
    learner.leave("close")
    assert_recorded(learner)
    learner.launch(place)
    assert learner.place == ("tiny", "checks")
    learner.leave("close")
    assert_recorded(learner)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("place", ["frame", "popup", "stranger", "alone"])
def test_without_an_api_the_content_works(journey: Journey, target: str, place: Place) -> None:
    """The learner is told that nothing is recorded, and can do everything all the same.

    In a frame of a stranger's page the browser denies its storage too: then nobody says that the work is kept.
    """
    learner = journey("tiny", target, profile="none")
    learner.context.add_init_script(DENIED_TO_STRANGERS)
    learner.launch(place)
    expect(learner.notice(learner.word("notice_no_lms"))).to_be_visible()
    learner.read().take("right")
    learner.go("tiny", "certificate")
    expect(learner.sco.locator(".sheet")).to_be_visible()
    learner.exit()
    expect(learner.closed).to_contain_text(learner.word("closed_lost" if place == "stranger" else "closed_no_lms"))
    assert not learner.lms.calls


@pytest.mark.parametrize("target", TARGETS)
def test_exit_closes_a_window_of_its_own(journey: Journey, target: str) -> None:
    """In a window that the LMS opened, the exit button saves and closes it."""
    learner = journey("tiny", target).launch("popup").read(until="welcome")
    popup = learner.context.pages[-1]
    with popup.expect_event("close"):
        popup.get_by_role("button", name=learner.word("exit"), exact=True).click()
    learner.lms.wait_for_end(0)
    assert_recorded(learner)
