"""A course that is built again as its files change, in memory: the very packages that `build` would zip."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.errors import MisuseError
from scormkit.findings import Finding, has_errors

if TYPE_CHECKING:
    from scormkit.course.model import Course, Readers
    from scormkit.package.tree import FileTree
    from scormkit.render.package import RenderedCourse
    from scormkit.source import SourceMemory


@dataclass(frozen=True, slots=True)
class Edition:
    """The sources as they were read once. `courses` are those that can be built; with errors there are none.

    `folders` are where files were read from, `seconds` what reading, checking and rendering took.
    """

    courses: tuple[Course, ...]
    findings: tuple[Finding, ...]
    folders: tuple[Path, ...]
    seconds: float

    @property
    def is_broken(self) -> bool:
        """Whether something in the sources is an error."""
        return has_errors(self.findings)


class LiveCourse:
    """The sources at a path. Not to be used by two threads at once.

    Lock files are read and never written: what is tried out while writing must not get its place for ever.
    """

    def __init__(self, path: Path, overlays: Sequence[Path] = (), readers: Readers = "learner") -> None:
        self._path, self._overlays, self._readers = path, tuple(overlays), readers
        self._known: SourceMemory | None = None
        self._rendered: dict[str, RenderedCourse] = {}

    def read(self) -> Edition:
        """Reads, checks and renders what is there now; what was there before stays in use where it is broken.

        Raises MisuseError where the path holds no course.
        """
        from scormkit.api import edition_of, read_and_check
        from scormkit.render.package import render_course
        from scormkit.source import SourceMemory, load

        started = time.perf_counter()
        self._known = self._known or SourceMemory()
        loaded, checked = read_and_check(self._path, self._overlays, self._known)
        if self._readers == "trainer":
            loaded = load(self._path, self._overlays, self._known, "trainer")
        courses = tuple(edition_of(course, self._readers) for course in loaded.courses)
        folders = {each.resolve().parent for each in loaded.files_read}
        if not has_errors(checked.findings):
            self._rendered = {course.id: render_course(course, self._rendered.get(course.id)) for course in courses}
        findings = checked.findings
        return Edition(courses, findings, tuple(sorted(folders)), time.perf_counter() - started)

    def package(self, course: str, target: str) -> FileTree:
        """The files of the package of a course for a target, by the last edition without errors."""
        from scormkit.render.outline import write_outline
        from scormkit.targets import TARGETS
        from scormkit.targets.assembly import assemble

        if target not in TARGETS:
            raise MisuseError(f"there is no target “{target}”; there are: {', '.join(TARGETS)}")
        rendered, delivery = self._rendered[course], TARGETS[target].delivery
        content = rendered.tree(delivery)
        return assemble(write_outline(rendered.course, content, delivery), content, TARGETS[target])
