"""The function behind `scormkit explain scenario`: the scenarios of courses, as graphs. Nothing prints or exits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit import __version__
from scormkit.api import read_and_check
from scormkit.course.placed import Placed, placed_in
from scormkit.errors import MisuseError
from scormkit.report import Report

if TYPE_CHECKING:
    from scormkit.source import Loaded


def explain_scenarios(path: Path, name: str = "") -> tuple[tuple[Placed, ...], Report]:
    """The scenarios at `path`, or those of one id, and what `check` finds there; also where that has errors.

    A session that stands in several courses is told once. Raises MisuseError where none has that id.
    """
    loaded, checked = read_and_check(path)
    report = Report((checked,), __version__)
    found = _placed(loaded)
    known = dict.fromkeys(placed.scenario.id for placed in found)
    if name and name not in known:
        there = f"there are: {', '.join(known)}" if known else "there is none"
        raise MisuseError(f"there is no scenario “{name}” in {path}; {there}")
    return tuple(placed for placed in found if name in ("", placed.scenario.id)), report


def check_with_scenarios(paths: Sequence[Path], overlays: Sequence[Path] = ()) -> tuple[tuple[Placed, ...], Report]:
    """What `check` says of each path, and the scenarios that are there, from one reading of the sources."""
    read = [read_and_check(path, overlays) for path in paths]
    found = dict.fromkeys(placed for loaded, _ in read for placed in _placed(loaded))
    return tuple(found), Report(tuple(checked for _, checked in read), __version__)


def _placed(loaded: Loaded) -> tuple[Placed, ...]:
    """Also of courses with errors: the graph is where an author sees them."""
    return placed_in((*loaded.courses, *loaded.partial))
