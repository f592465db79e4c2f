"""Work grows with a framework, and no faster: calls are counted, nothing is timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from scormkit import api
from scormkit.report import coverage_data, framework_form, plain
from scormkit.source.framework_draft import DraftFramework, DraftItem, FrameworkMaker
from scormkit.source.framework_writers import WRITERS
from scormkit.source.reading import Reading

SMALL, LARGE = 500, 2000
COURSE = """title: Big
id: big-course
framework: big.yaml
coverage:
  - at least 0 % of competences taught
sections:
  - sessions: [one.md]
"""
SESSION = """---
title: One
id: one
minutes: 5
maps_to: [1.1.1]
---

# A page {#page}

Text.

::: question {#asked maps_to=1.1.2}
Is it?

- [x] Yes
- [ ] No
:::
"""


def write_framework(folder: Path, number: int) -> None:
    """A course and its framework of so many competences, ten below each element, ten elements below each domain."""
    domains: list[DraftItem] = []
    for at in range(number):
        domain, element, competence = at // 100 + 1, at // 10 % 10 + 1, at % 10 + 1
        if at % 100 == 0:
            domains.append(DraftItem(f"{domain}", f"Domain {domain}"))
        if at % 10 == 0:
            domains[-1].children.append(DraftItem(f"{domain}.{element}", f"Element {element}"))
        code = f"{domain}.{element}.{competence}"
        domains[-1].children[-1].children.append(DraftItem(code, f"Does {code}"))
    levels = ["domain", "element", "competence"]
    draft = DraftFramework(id="big", title="Big", levels=levels, tracked_level="element", items=domains)
    framework = FrameworkMaker(Reading(), draft).make()
    folder.mkdir()
    for form, suffix in (("yaml", "yaml"), ("case", "json"), ("csv", "csv")):
        (folder / f"big.{suffix}").write_text(WRITERS[form](framework), "utf-8")
    (folder / "big.course.yaml").write_text(COURSE, "utf-8")
    (folder / "one.md").write_text(SESSION, "utf-8")


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, ours and the interpreter's."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        del frame, argument
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def show(folder: Path, suffix: str) -> None:
    framework = api.framework_show(str(folder / f"big.{suffix}")).framework
    assert framework
    framework_form.as_tree(framework, plain, framework_form.matching(framework, "does"))
    framework_form.as_json(framework)


def survey(folder: Path) -> None:
    result = api.coverage([folder])
    assert result.survey
    coverage_data.as_json(result.survey)
    coverage_data.as_csv(result.survey)
    api.coverage_page(result.survey)


WORK: dict[str, Callable[[Path], object]] = {
    "show YAML": lambda folder: show(folder, "yaml"),
    "show CASE": lambda folder: show(folder, "json"),
    "show CSV": lambda folder: show(folder, "csv"),
    "check a framework": lambda folder: api.framework_check([str(folder / "big.json")]),
    "check a course": lambda folder: api.check([folder / "big.course.yaml"]),
    "coverage": survey,
    "build": lambda folder: api.build([folder / "big.course.yaml"], output=folder / "dist", jobs=1),
}


@pytest.mark.parametrize("work", WORK)
def test_four_times_the_items_are_at_most_four_times_the_work(work: str, tmp_path: Path) -> None:
    write_framework(tmp_path / "small", SMALL)
    write_framework(tmp_path / "large", LARGE)
    # What is done once, whatever the size, is done before.
    WORK[work](tmp_path / "small")
    small, large = (calls(lambda size=size: WORK[work](tmp_path / size)) for size in ("small", "large"))
    assert large > small
    assert large <= small * LARGE / SMALL * 1.1
