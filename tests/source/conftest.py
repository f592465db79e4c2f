"""What tests of reading share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scormkit.course.model import Course, Session
from scormkit.findings import Finding
from scormkit.source import Loaded, load

FACTS = "---\ntitle: A good handover\nid: handover\nminutes: 5\nframework: clcf\n---\n\n"

Write = Callable[[str, str | bytes], Path]
LoadPage = Callable[[str], tuple[Session, tuple[Finding, ...]]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file below a new current directory."""
    monkeypatch.chdir(tmp_path)

    def write_file(name: str, content: str | bytes) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def load_text(write: Write) -> LoadPage:
    """The session, and the findings, of a single file with the Markdown given."""

    def load_markdown(text: str) -> tuple[Session, tuple[Finding, ...]]:
        loaded = load(write("handover.md", FACTS + text))
        return only_course(loaded).sessions[0], loaded.findings

    return load_markdown


def only_course(loaded: Loaded) -> Course:
    """The one course that was loaded, sound or not."""
    (course,) = (*loaded.courses, *loaded.partial)
    return course
