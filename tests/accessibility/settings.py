"""Themes, colour schemes, directions and widths that screens are judged in."""

from __future__ import annotations

import os
from itertools import product
from typing import NamedTuple

from ..journeys.fixtures import Journey
from ..journeys.learner import Learner

ALL_SETTINGS = "SCORMKIT_ALL_SETTINGS" in os.environ
FROM_RIGHT_TO_LEFT = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });"


class Setting(NamedTuple):
    """`theme` is "" for the player's own looks."""

    theme: str
    scheme: str
    direction: str
    width: int

    def __str__(self) -> str:
        return "-".join(map(str, (self.theme or "plain", *self[1:])))

    def learner(self, journey: Journey, source: str) -> Learner:
        """A learner in this setting, who has launched a course in a window of its own."""
        source = f"{source}+{self.theme}" if self.theme else source
        learner = journey(source, "scorm2004-4", color_scheme=self.scheme, width=self.width, height=800)
        if self.direction == "rtl":
            learner.context.add_init_script(FROM_RIGHT_TO_LEFT)
        return self.again(learner)

    def again(self, learner: Learner) -> Learner:
        """Launched, once more where the window was closed."""
        return opened(learner)


EVERY = [Setting(*each) for each in product(("", "nhs-like"), ("light", "dark"), ("ltr", "rtl"), (1280, 320))]
# Two that have nothing in common, so that each value of each is met, and each screen twice.
LEAN = [Setting("", "light", "ltr", 1280), Setting("nhs-like", "dark", "rtl", 320)]
SETTINGS = EVERY if ALL_SETTINGS else LEAN


def opened(learner: Learner, place: str = "popup") -> Learner:
    """Launched in a window of its own, as wide as the setting says."""
    size = learner.context.new_page()
    viewport = size.viewport_size
    size.close()
    learner.launch(place)  # type: ignore[arg-type]
    for page in learner.context.pages:
        page.set_viewport_size(viewport)
    return learner
