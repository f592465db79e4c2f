"""Fixtures of packages that are played."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scormkit import api
from scormkit.proof.play import Task, play
from scormkit.proof.record import run_of
from scormkit.report.runs import Run
from tests.journeys.fixtures import COURSES, browser

__all__ = ["browser"]

Played = Callable[..., Run]
HOOKS = """
xapi:
  activity_base: https://lead.example.org/xapi
  hooks: [question-answered, scenario-chosen]
"""


@pytest.fixture
def played(browser: Browser) -> Played:
    """Plays a package for one learner: played(path, "moodle", "resume")."""

    def one(path: Path, profile: str = "strict", learner: str = "generic", seconds: float = 120) -> Run:
        return run_of(play(browser, Task(path, profile, learner, seconds)))

    return one


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Packages of ours: ours("tiny", "cmi5"). Built when they are first asked for.

    "tiny told" is the session with hooks for every answer.
    """
    folder = tmp_path_factory.mktemp("ours")
    built: dict[tuple[str, str], Path] = {}

    def package(course: str, target: str) -> Path:
        if (course, target) not in built:
            # A copy, for building writes lock files.
            copy = folder / "sources" / course
            if not copy.exists():
                name, _, hooks = course.partition(" ")
                shutil.copytree(COURSES[name], copy)
                if hooks:
                    with (copy / "session.yaml").open("a", encoding="utf-8") as definition:
                        definition.write(HOOKS)
            made = api.build([copy], (target,), folder / "dist").packages
            built[course, target] = made[0].path
        return built[course, target]

    return package
