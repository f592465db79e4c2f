"""A session folder or a single Markdown file → a draft: its facts and its pages. Frameworks and media come later."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from scormkit.course.model import Readers
from scormkit.findings import Origin, SourcePos
from scormkit.source.authored import SessionFields
from scormkit.source.fields import read_fields
from scormkit.source.glossary import GLOSSARY_FILE
from scormkit.source.memory import Memory
from scormkit.source.pages import DraftPage, read_page_file, read_pages_of_single_file, split_front_matter
from scormkit.source.reading import Reading
from scormkit.source.yaml_reader import YamlMap, read_yaml, unreadable

SESSION_FILE = "session.yaml"
LOCK_FILE = "session.lock.yaml"
PageMemory = Memory[tuple[DraftPage | None, Reading]]
_NUMBERS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class DraftSession:
    """A session as its own files tell.

    `own_folder` is whether everything in the folder belongs to it, `facts_known` whether its fields could be read.
    `pages` are those for `readers`, `left_out` those that only trainers get.
    """

    fields: SessionFields
    pages: list[DraftPage]
    folder: Path
    lock_path: Path
    own_files: frozenset[str]
    own_folder: bool
    facts_known: bool
    reading: Reading
    readers: Readers = "learner"
    left_out: tuple[DraftPage, ...] = ()

    @property
    def has_trainer_material(self) -> bool:
        """Whether something is marked for trainers, left out or not."""
        return bool(self.left_out) or any(
            page.is_for_trainers or page.document.has_trainer_blocks for page in self.pages
        )


def is_session(path: Path) -> bool:
    """Whether a course may point here: a folder with `session.yaml`, or a Markdown file."""
    return (path / SESSION_FILE).is_file() or (path.suffix == ".md" and path.is_file())


def read_session(path: Path, known: PageMemory | None = None, readers: Readers = "learner") -> DraftSession:
    """Reads a session that `is_session`; the draft's reading says what is wrong with it.

    Pages in files of their own that are `known` and have not changed are not parsed again.
    """
    reading = Reading()
    draft = _read_folder(reading, path, known, readers) if path.is_dir() else _read_single(reading, path, readers)
    if readers == "trainer":
        return draft
    shown = [page for page in draft.pages if not page.is_for_trainers]
    return replace(draft, pages=shown, left_out=tuple(page for page in draft.pages if page.is_for_trainers))


def _read_folder(reading: Reading, folder: Path, known: PageMemory | None, readers: Readers) -> DraftSession:
    file = reading.open(folder / SESSION_FILE)
    # A main file that cannot be opened has been reported; its pages are read all the same.
    facts = read_yaml(reading, file, file.text) if file else unreadable()
    fields = read_fields(reading, SessionFields, facts)
    paths = sorted(
        (path for path in folder.glob("*.md") if path.name.lower() != "readme.md"), key=lambda path: _order(path.name)
    )
    pages = [page for path in paths if (page := _page(reading, path, fields.id, known, readers))]
    own_files = frozenset({SESSION_FILE, LOCK_FILE, GLOSSARY_FILE, *(path.name for path in paths)})
    lock_path = folder / LOCK_FILE
    return DraftSession(fields, pages, folder, lock_path, own_files, True, not facts.broken, reading, readers)


def _page(
    reading: Reading, path: Path, session_id: str, known: PageMemory | None, readers: Readers
) -> DraftPage | None:
    if known is None:
        return read_page_file(reading, path, session_id, readers)
    key = (path, readers)
    found = known.recall(key, session_id)
    if found is None:
        own = Reading()
        found = known.keep(key, (read_page_file(own, path, session_id, readers), own), session_id, [path])
    page, own = found
    reading.take(own)
    return page


def _read_single(reading: Reading, path: Path, readers: Readers) -> DraftSession:
    file = reading.open(path)
    front, text, first_line = split_front_matter(reading, file) if file else (unreadable(), "", 1)
    if front is None:
        front = YamlMap()
        front.origin = Origin(SourcePos(file.name if file else "", 1, 1))
    fields = read_fields(reading, SessionFields, front)
    pages = read_pages_of_single_file(reading, file, text, first_line, fields.id, readers) if file else []
    lock_path = path.with_name(f"{path.stem}.lock.yaml")
    own = frozenset({path.name})
    return DraftSession(fields, pages, path.parent, lock_path, own, False, not front.broken, reading, readers)


def _order(name: str) -> list[tuple[int, int, str]]:
    """Sorts names as people do: 2 before 10."""
    return [(0, int(part), "") if _NUMBERS.fullmatch(part) else (1, 0, part) for part in _NUMBERS.split(name) if part]
