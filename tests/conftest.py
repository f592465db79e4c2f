"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing on a machine that is busy. The examples follow from the test alone, so that a
# commit passes or fails alike wherever it is tested; `SCORMKIT_SEARCH=1 sh tools/test` looks at others each time.
settings.register_profile("patient", deadline=None, derandomize="SCORMKIT_SEARCH" not in os.environ)
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def lead() -> Path:
    """The LeAD course: the input of most tests of whole builds."""
    return ROOT / "courses" / "lead"
