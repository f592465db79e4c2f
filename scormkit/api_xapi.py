"""The functions behind `scormkit xapi` that read a course. What speaks to an LRS stands in scormkit/xapi/."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scormkit import __version__
from scormkit.api import failed, read_and_check, target_names
from scormkit.errors import MisuseError
from scormkit.report import Report

if TYPE_CHECKING:
    from scormkit.course.model import Course
    from scormkit.package.delivery import Delivery
    from scormkit.xapi.samples import Sample


def statements(path: Path, targets: Sequence[str] = ()) -> tuple[tuple[Sample, ...], Report]:
    """A sample of each statement that packages of the course at `path` send, and what `check` finds there.

    `targets` are all where none is named. Where the course has errors there are no samples. Raises MisuseError for a
    path with several courses, and for a target that there is not.
    """
    from scormkit.xapi.samples import samples

    deliveries = _deliveries(targets)
    course, report = _one_course(path)
    found = [sample for delivery in deliveries for sample in samples(course, delivery)] if course else []
    unique: dict[str, Sample] = {}
    for sample in found:
        unique.setdefault(json.dumps(sample.statement, sort_keys=True), sample)
    return tuple(unique.values()), report


def profile(
    path: Path, targets: Sequence[str] = (), generated: date | None = None
) -> tuple[dict[str, Any] | None, Report]:
    """The xAPI Profile of the course at `path` as a JSON value, None where the course has errors; as above."""
    from scormkit.xapi.profile import profile as write

    deliveries = _deliveries(targets)
    course, report = _one_course(path)
    return (write(course, deliveries, generated) if course else None), report


def _one_course(path: Path) -> tuple[Course | None, Report]:
    loaded, checked = read_and_check(path)
    report = Report((checked,), __version__)
    if failed(report):
        return None, report
    if len(loaded.courses) != 1:
        raise MisuseError(f"{path} holds {len(loaded.courses)} courses; name the file of one of them")
    return loaded.courses[0], report


def _deliveries(targets: Sequence[str]) -> list[Delivery]:
    from scormkit.targets import TARGETS

    names = [name for each in targets or ("all",) for name in (target_names() if each == "all" else (each,))]
    if unknown := [name for name in names if name not in TARGETS]:
        raise MisuseError(f"there is no target “{unknown[0]}”; there are: {', '.join(TARGETS)}, all")
    return [TARGETS[name].delivery for name in dict.fromkeys(names)]
