"""Themes: colours that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.contrast import PAIRS, TEXT, contrast
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()


@RULES.check(
    "SK2910",
    Severity.ERROR,
    why="People with low vision, on old screens or in the sun cannot read it.",
    fix="Make one of the two colours darker or lighter until the ratio is reached.",
    reference="WCAG 2.2, 1.4.3 and 1.4.11",
)
def contrast_too_low(course: Course) -> Iterator[Fault]:
    """Colours of a theme that stand on each other differ enough."""
    theme = course.theme
    if theme is None:
        return
    for scheme, colours in (("light", theme.light), ("dark", theme.dark)):
        for ink, ground, needed in PAIRS:
            written = next((key for key in (f"{scheme}.{ink}", f"{scheme}.{ground}") if key in theme.origin.keys), None)
            ratio = contrast(colours[ink], colours[ground])
            # What comes along is right as it is; only what somebody wrote can be changed.
            if written and ratio < needed:
                what = "text needs" if needed == TEXT else "an edge or the focus needs"
                pair = f"{ink.replace('-', '_')} ({colours[ink]}) on {ground.replace('-', '_')} ({colours[ground]})"
                # Rounded down, so that nobody reads the ratio that is needed and is refused.
                seen = int(ratio * 100) / 100
                yield Fault(
                    theme.origin.at(written), f"{scheme}: {pair} has a contrast of {seen:g}:1; {what} {needed:g}:1"
                )
