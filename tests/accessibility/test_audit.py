"""The audit itself: it finds what is wrong."""

from __future__ import annotations

import pytest

from ..journeys.fixtures import Journey
from .audit import Audit

FAULTS = {
    "image-alt": '<img src="data:,">',
    "color-contrast": '<p style="color: #bbb; background: #ccc">Hardly to be read</p>',
    "target-size": 3 * '<button style="all: unset; font-size: 4px">a</button>',
    "pixels wide": '<div style="width: 3000px">wide</div>',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_found(journey: Journey, fault: str) -> None:
    """One of each kind, put into a page that is clean otherwise."""
    learner, audit = journey("tiny", "scorm12", width=320).launch().go("tiny", "welcome"), Audit("seeded")
    audit.look(learner, "clean")
    audit.assert_clean()
    page = learner.sco.locator("main .prose")
    page.evaluate("(page, html) => page.insertAdjacentHTML('beforeend', html)", FAULTS[fault])
    audit.look(learner, "with a fault")
    assert any(fault in found for found in audit.found), audit.found
