"""Fixtures: an LRS, packages of courses that tell everything, a site, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scormkit import api
from scormkit.source import load
from tests.journeys.fixtures import COURSES, browser
from tests.journeys.truth import Truth
from tests.xapi.parts import ALL_HOOKS, RealLrs, Site

__all__ = ["browser"]


@pytest.fixture(scope="module")
def lrs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealLrs]:
    """A real LRS, empty at the start of the module."""
    with RealLrs(tmp_path_factory.mktemp("lrs")) as process:
        yield process


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Serves packages."""
    site = Site(tmp_path / "site")
    yield site
    site.close()


class Hooked:
    """A course of the journeys with every hook, built for every target."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder / name
        shutil.copytree(COURSES[name], self.folder)
        main = next(iter(sorted(self.folder.glob("*course.yaml"))), self.folder / "session.yaml")
        main.write_text(main.read_text("utf-8") + ALL_HOOKS, "utf-8")
        self._result = api.build([self.folder], api.target_names(), folder / "dist")
        assert not api.failed(self._result.report), self._result.report
        self.course = load(self.folder).courses[0]
        self.truth = Truth(self.course)

    def path(self, target: str) -> Path:
        """The package for a target."""
        return next(each.path for each in self._result.packages if each.target == target)


@pytest.fixture(scope="session")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Hooked]:
    """The courses by name."""
    folder = tmp_path_factory.mktemp("hooked")
    return {name: Hooked(name, folder) for name in ("tiny", "pair", "blocks")}
