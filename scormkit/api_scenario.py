"""The function behind `scormkit explain scenario`: the scenarios of courses, as graphs. Nothing prints or exits."""

from __future__ import annotations

from pathlib import Path

from scormkit import __version__
from scormkit.api import read_and_check
from scormkit.course.placed import Placed, placed_in
from scormkit.errors import MisuseError
from scormkit.report import Report


def explain_scenarios(path: Path, name: str = "") -> tuple[tuple[Placed, ...], Report]:
    """The scenarios at `path`, or those of one id, and what `check` finds there; also where that has errors.

    A session that stands in several courses is told once. Raises MisuseError where none has that id.
    """
    loaded, checked = read_and_check(path)
    report = Report((checked,), __version__)
    found = placed_in((*loaded.courses, *loaded.partial))
    known = dict.fromkeys(placed.scenario.id for placed in found)
    if name and name not in known:
        there = f"there are: {', '.join(known)}" if known else "there is none"
        raise MisuseError(f"there is no scenario “{name}” in {path}; {there}")
    return tuple(placed for placed in found if name in ("", placed.scenario.id)), report
