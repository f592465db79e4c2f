"""Sources that are read again and again: with a memory the same is found as without."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit.live import LiveCourse
from scormkit.source import SourceMemory, load
from scormkit.source.memory import Memory

PAGES = ("01-one.md", "02-two.md", "sub/03-three.md")
TEXTS = (
    "# One\n\nText.\n",
    "# Two\n\n::: question {#q}\nWhat?\n\n- [x] A\n- [ ] B\n:::\n",
    "# Three\n\n![Alt](pic.svg)\n",
    "No heading\n",
    "# Four\n\n::: nonsense\n:::\n",
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("a/01-one.md", "a/02-two.md", "b/01-one.md", "b/03-new.md", "a/pic.svg")),
        st.sampled_from(TEXTS),
    ),
    min_size=1,
    max_size=5,
)


def write_course(folder: Path) -> None:
    """Two sessions of two pages."""
    for name in "ab":
        session = folder / name
        session.mkdir(parents=True)
        (session / "session.yaml").write_text(f"id: {name}\ntitle: Session {name}\nlanguage: en\nminutes: 3\n")
        (session / "01-one.md").write_text(TEXTS[0])
        (session / "02-two.md").write_text(TEXTS[1])
    listed = "sections:\n  - title: All\n    sessions: [a, b]\n"
    (folder / "course.yaml").write_text(f"id: c\ntitle: C\nlanguage: en\n{listed}")


def age(folder: Path) -> None:
    """Makes every file older than the next reading, as it is when a person saves it."""
    for path in folder.rglob("*"):
        facts = path.stat()
        if facts.st_mtime_ns > time.time_ns() - 1_000_000_000:
            os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns - 1_000_000_000))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_with_and_without(tmp_path: Path, edits: list[tuple[str, str]]) -> None:
    folder = tmp_path / "course"
    shutil.rmtree(folder, ignore_errors=True)
    write_course(folder)
    age(folder)
    known = SourceMemory()
    for number, (name, text) in enumerate([("a/01-one.md", TEXTS[0]), *edits]):
        (folder / name).write_text(text)
        # No two states of a file have one time of change.
        moment = time.time_ns() - (100 - number) * 1_000_000_000
        os.utime(folder / name, ns=(moment, moment))
        fresh, remembered = load(folder), load(folder, known=known)
        assert remembered.findings == fresh.findings
        assert remembered.courses == fresh.courses
        assert remembered.partial == fresh.partial


def test_what_did_not_change_is_the_same_object(tmp_path: Path) -> None:
    write_course(tmp_path)
    age(tmp_path)
    known = SourceMemory()
    first = load(tmp_path, known=known).courses[0]
    (tmp_path / "a/01-one.md").write_text("# One\n\nOther.\n")
    second = load(tmp_path, known=known).courses[0]
    assert second.sessions[1] is first.sessions[1]
    assert second.sessions[0] is not first.sessions[0]


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    memory: Memory[str] = Memory()
    memory.begin()
    path.write_text("new")
    memory.keep("key", "old", files=[path])
    assert memory.recall("key") is None


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_a_value_holds_as_long_as_its_files(tmp_path: Path, change: str) -> None:
    path = tmp_path / "file"
    path.write_text("text")
    age(tmp_path)
    memory: Memory[str] = Memory()
    memory.begin()
    memory.keep("key", "value", "sign", [path])
    assert memory.recall("key", "sign") == "value"
    assert memory.recall("key", "another") is None
    path.write_text("longer text") if change == "edit" else path.unlink()
    assert memory.recall("key", "sign") is None


def test_a_live_course_keeps_the_last_good_edition(tmp_path: Path) -> None:
    write_course(tmp_path)
    live = LiveCourse(tmp_path)
    assert not live.read().is_broken
    before = {name: live.package("c", "scorm12").read(name) for name in live.package("c", "scorm12")}
    (tmp_path / "a/01-one.md").write_text("# One\n\n::: nonsense\n:::\n")
    assert live.read().is_broken
    assert {name: live.package("c", "scorm12").read(name) for name in live.package("c", "scorm12")} == before
    (tmp_path / "a/01-one.md").write_text("# One\n\nAnother text.\n")
    assert not live.read().is_broken
    assert b"Another text" in live.package("c", "scorm12").read("content/a.js")
