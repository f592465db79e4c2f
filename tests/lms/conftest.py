"""One process of each real LMS for a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ..journeys.fixtures import browser, packages
from .servers import HERE, OpenEdx, Scormhost, running

__all__ = ["browser", "packages"]


@pytest.fixture(scope="session")
def scormhost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scormhost]:
    """A running scormhost."""
    folder = tmp_path_factory.mktemp("scormhost")
    with running(HERE / "scormhost/run.py", folder, "/health") as origin:
        yield Scormhost(origin)


@pytest.fixture(scope="session")
def openedx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenEdx]:
    """A running workbench with Open edX's SCORM block."""
    folder = tmp_path_factory.mktemp("openedx")
    (folder / "var").mkdir()
    with running(HERE / "openedx/run.py", folder, "/scenario/scorm.0/") as origin:
        yield OpenEdx(origin, folder)
