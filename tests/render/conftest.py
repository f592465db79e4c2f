"""The runtime's own JavaScript, for comparison."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "runtime" / "twin.js"


@pytest.fixture(scope="session")
def twin() -> Iterator[Callable[[str, Any], Any]]:
    """Calls the function of that name in tests/runtime/twin.js: one node process that answers line by line."""
    with subprocess.Popen(
        ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        asked, answers = process.stdin, process.stdout
        assert asked
        assert answers

        def ask(what: str, of: Any) -> Any:
            asked.write(json.dumps({"ask": what, "of": of}) + "\n")
            asked.flush()
            return json.loads(answers.readline())

        yield ask
        asked.close()
