"""One reading of some files: what was opened and what was found on the way."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from scormkit.findings import Finding, Severity, SourcePos
from scormkit.source.faults.files import BYTE_ORDER_MARK, FILE_NOT_READABLE, FILE_NOT_UTF8


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file as it was read. `name` is how findings call it; lines end in a line feed whatever the system."""

    path: Path
    name: str
    text: str

    def pos(self, line: int, column: int | None = None) -> SourcePos:
        """A place in this file, both counted from 1."""
        return SourcePos(self.name, line, column)


@dataclass(slots=True)
class Reading:
    """Collects findings and the names of files read; a part that is read once has a reading of its own."""

    findings: list[Finding] = field(default_factory=list)
    files: dict[Path, None] = field(default_factory=dict)

    def report(self, finding: Finding) -> None:
        """Notes a fault; reading goes on."""
        self.findings.append(finding)

    def take(self, other: Reading) -> None:
        """Adds what another reading found."""
        self.findings += other.findings
        self.files |= other.files

    @property
    def failed(self) -> bool:
        """Whether an error was found, so that nothing may be built from what was read."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def open(self, path: Path, *, may_have_mark: bool = False) -> SourceFile | None:
        """The text of a file; None, and a finding, where it cannot be read as text.

        A byte order mark is told unless the form of the file allows one.
        """
        self.files[path] = None
        name = display_name(path)
        try:
            raw = path.read_bytes()
        except OSError as error:
            self.report(FILE_NOT_READABLE.at(SourcePos(name), f"the file cannot be read: {error.strerror or error}"))
            return None
        if raw.startswith(b"\xef\xbb\xbf"):
            if not may_have_mark:
                self.report(BYTE_ORDER_MARK.at(SourcePos(name, 1, 1), "the file begins with a byte order mark"))
            raw = raw[3:]
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start]
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
            self.report(
                FILE_NOT_UTF8.at(SourcePos(name, line, column), f"byte {raw[error.start]:#04x} here is not UTF-8 text")
            )
            return None
        return SourceFile(path, name, text.replace("\r\n", "\n").replace("\r", "\n"))


def display_name(path: Path) -> str:
    """The name of a file in findings: from the current directory where it is below it, else as it was given."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
