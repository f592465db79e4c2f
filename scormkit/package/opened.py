"""A package of anybody's, opened with suspicion: a zip, an unpacked folder, or a bare manifest.

What cannot be opened or read is a finding too, never a traceback; only a path that holds nothing is misuse. Nothing is
unpacked to disk, nothing read beyond a limit.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Protocol

import deflate

from scormkit.catalogue import Rule
from scormkit.errors import MisuseError
from scormkit.findings import Finding, SourcePos, in_order
from scormkit.package.names import name_findings
from scormkit.package.rules import (
    ARCHIVE_DAMAGED,
    ENTRY_ENCRYPTED,
    EXPANDS_MUCH,
    EXPANDS_TOO_MUCH,
    METHOD_UNUSUAL,
    NAME_NOT_PORTABLE,
    NOT_A_PACKAGE,
    SPECIAL_FILE,
)
from scormkit.package.zip_directory import DamagedError, ListedEntry, NotAZipError, data_offset, read_directory
from scormkit.package.zip_records import DEFLATED, STORED

Progress = Callable[[int, int], None]

BUFFER = 256 << 10
MOST_FILES = 200_000
SUSPICIOUS_RATIO = 100
DEEPEST_FOLDER = 100
# Below this an odd ratio hurts nobody; above the other, unpacking would.
SUSPICIOUS_SIZE = 64 << 20
LARGEST_EXPANSION = 8 << 30
LARGEST_READ = 64 << 20


def _packed(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise DamagedError(f"it cannot be read: {error.strerror or error}") from error


class Look(Protocol):
    """Somebody who looks at contents as they come by."""

    def wants(self, name: str, size: int) -> bool:
        """Whether the content of a file is to be kept for `look`; `size` in bytes."""

    def look(self, name: str, data: bytes) -> Iterable[Finding]:
        """What is to be said of a file."""


@dataclass
class OpenedPackage(AbstractContextManager["OpenedPackage"]):
    """`sizes` holds every readable file by its exact name. Close it, or use it as a context manager."""

    path: Path
    kind: Literal["zip", "folder", "manifest"]
    sizes: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    _entries: Mapping[str, ListedEntry] = field(default_factory=dict)
    _file: BinaryIO | None = None

    @property
    def has_backslashes(self) -> bool:
        """Whether names in the zip have backslashes, which `sizes` shows as slashes."""
        return any("\\" in entry.name for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """One file; DamagedError where it cannot be read, is not what the directory says or exceeds LARGEST_READ."""
        if self.sizes[name] > LARGEST_READ:
            raise DamagedError(f"it is larger than {LARGEST_READ >> 20} MB")
        if self.kind == "zip":
            return b"".join(self._blocks(self._entries[name]))
        path = self.path / name if self.kind == "folder" else self.path
        try:
            return path.read_bytes()
        except OSError as error:
            raise DamagedError(f"it cannot be read: {error.strerror or error}") from error

    def blocks(self, name: str) -> Iterator[bytes]:
        """A file of a zip, unpacked as it is read, whatever its size; DamagedError as soon as something is wrong."""
        return self._blocks(self._entries[name])

    def packed(self, name: str) -> tuple[ListedEntry, Iterator[bytes]]:
        """A file of a zip as it is packed: its record and its bytes; DamagedError where they are not there."""
        entry, file = self._entries[name], self._file
        if file is None:
            raise ValueError("the package is closed")
        start = data_offset(file, entry)

        def blocks() -> Iterator[bytes]:
            left = entry.packed
            file.seek(start)
            while left and (block := _packed(file, min(left, BUFFER))):
                left -= len(block)
                yield block
            if left:
                raise DamagedError(f"{name} is cut off")

        return entry, blocks()

    def look_through(self, look: Look | None = None, progress: Progress | None = None) -> Iterator[Finding]:
        """Reads every file of a zip to its end; reports what is not as the directory says, and what `look` finds.

        `look` is asked first whether it wants the content of a file, which is then kept in memory and handed to it.
        """
        total, done = sum(entry.packed for entry in self._entries.values()) or len(self.sizes), 0
        for name, size in self.sizes.items():
            entry = self._entries.get(name)
            is_wanted = look is not None and look.wants(name, size)
            # What expands without measure was reported, and is not unpacked.
            is_readable = entry is None or (
                entry.method in (STORED, DEFLATED) and not entry.is_encrypted and not _expands_much(entry)
            )
            try:
                if is_wanted and look is not None and is_readable:
                    yield from look.look(name, self.read(name))
                elif entry is not None and is_readable:
                    for _ in self._blocks(entry):
                        pass
            except DamagedError as error:
                yield ARCHIVE_DAMAGED.at(SourcePos(name), f"{name}: {error}")
            done += 1 if entry is None else entry.packed
            if progress:
                progress(done, total)

    def _blocks(self, entry: ListedEntry) -> Iterator[bytes]:
        """The content of an entry, checked against its size and checksum as it goes by."""
        if entry.is_encrypted or entry.method not in (STORED, DEFLATED):
            raise DamagedError("it cannot be unpacked: it is encrypted or compressed in an unusual way")
        file = self._file
        if file is None:
            raise ValueError("the package is closed")
        inflate = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == DEFLATED else None
        left, size, crc = entry.packed, 0, 0
        try:
            file.seek(data_offset(file, entry))
        except OSError as error:
            raise DamagedError(f"it cannot be read: {error.strerror or error}") from error
        while left and (packed := _packed(file, min(left, BUFFER))):
            left -= len(packed)
            while packed:
                try:
                    block = inflate.decompress(packed, BUFFER) if inflate else packed
                except zlib.error:
                    raise DamagedError("its packed bytes are damaged") from None
                # What stands behind the end of the packed bytes would stay there for ever.
                if inflate and inflate.unconsumed_tail == packed and not block:
                    raise DamagedError("its packed bytes are damaged")
                packed = inflate.unconsumed_tail if inflate and not inflate.eof else b""
                size += len(block)
                if size > entry.size:
                    raise DamagedError("it is larger than the directory says")
                crc = deflate.crc32(block, crc)
                yield block
        if left or size != entry.size or (inflate and not inflate.eof):
            raise DamagedError("it is cut off")
        if crc != entry.crc:
            raise DamagedError("its checksum is wrong: the bytes were changed")

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_package(path: Path) -> OpenedPackage:
    """Opens whatever is at `path`. MisuseError if nothing is there."""
    if not os.path.lexists(path) or (path.is_symlink() and not path.exists()):
        raise MisuseError(f"there is no {path}")
    try:
        if path.is_dir():
            return _open_folder(path)
        if not path.is_file():
            # A pipe or a device may never come to an end.
            return _refused(path, NOT_A_PACKAGE, "it is neither a file nor a folder")
        if path.suffix.lower() == ".xml" or _begins_as_xml(path):
            return OpenedPackage(path, "manifest", {path.name: path.stat().st_size})
        return _open_zip(path)
    except OSError as error:
        return _refused(path, NOT_A_PACKAGE, f"it cannot be read: {error.strerror or error}")


def _refused(path: Path, rule: Rule, reason: str) -> OpenedPackage:
    return OpenedPackage(path, "zip", findings=(rule.at(SourcePos(path.name), f"{path.name}: {reason}"),))


def _begins_as_xml(path: Path) -> bool:
    """Whether it is a manifest under a name of its own: cmi5 allows that for a course structure (14.2)."""
    with path.open("rb") as file:
        return file.read(200).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml")


def _open_folder(path: Path) -> OpenedPackage:
    sizes: dict[str, int] = {}
    findings: list[Finding] = []

    def unreadable(error: OSError) -> None:
        inside = Path(error.filename or path).relative_to(path).as_posix()
        message = f"the folder {inside} cannot be read: {error.strerror or error}"
        findings.append(ARCHIVE_DAMAGED.at(SourcePos(inside), message))

    for folder, folders, files in os.walk(path, followlinks=False, onerror=unreadable):
        folders.sort()
        for name in sorted(files) + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
            file = Path(folder, name)
            # A name that is no text comes as lone surrogates, which no report can hold.
            inside = file.relative_to(path).as_posix()
            shown = inside.encode("utf-8", "replace").decode("utf-8")
            if file.is_symlink() or not file.is_file():
                findings.append(SPECIAL_FILE.at(SourcePos(shown), f"{shown} is a link or a special file"))
            elif shown != inside:
                findings.append(NAME_NOT_PORTABLE.at(SourcePos(shown), f"“{shown}” is not UTF-8"))
            else:
                sizes[inside] = file.stat().st_size
        if len(sizes) > MOST_FILES:
            findings.append(EXPANDS_TOO_MUCH.at(SourcePos(path.name), f"{path.name} has over {MOST_FILES:,} files"))
            return OpenedPackage(path, "folder", findings=in_order(findings))
    return OpenedPackage(path, "folder", sizes, in_order([*findings, *name_findings(sizes)]))


def _open_zip(path: Path) -> OpenedPackage:
    file = path.open("rb")
    try:
        entries = read_directory(file)
    except DamagedError as error:
        file.close()
        return _refused(path, NOT_A_PACKAGE if isinstance(error, NotAZipError) else ARCHIVE_DAMAGED, str(error))
    except BaseException:
        file.close()
        raise
    findings = [*_entry_findings(entries), *_expansion_findings(path, entries)]
    if any(finding.code == EXPANDS_TOO_MUCH.code for finding in findings):
        file.close()
        return OpenedPackage(path, "zip", findings=in_order(findings))
    files = [entry for entry in entries if not entry.is_folder]
    findings += name_findings([entry.name for entry in files], unmarked=[e.name for e in files if not e.is_utf_8])
    # Backslashes become folders, as in Moodle: what is judged is what a learner would get.
    named = {entry.name.replace("\\", "/"): entry for entry in files}
    sizes = {name: entry.size for name, entry in named.items()}
    return OpenedPackage(path, "zip", sizes, in_order(findings), named, file)


def _entry_findings(entries: tuple[ListedEntry, ...]) -> Iterator[Finding]:
    for entry in entries:
        pos = SourcePos(entry.name)
        if entry.is_encrypted:
            yield ENTRY_ENCRYPTED.at(pos, f"{entry.name} is encrypted")
        if entry.method not in (STORED, DEFLATED):
            yield METHOD_UNUSUAL.at(pos, f"{entry.name} is compressed by method {entry.method}")
        if entry.mode & 0o170000 not in (0, 0o100000, 0o040000):
            yield SPECIAL_FILE.at(pos, f"{entry.name} is a link or a special file")


def _expansion_findings(path: Path, entries: tuple[ListedEntry, ...]) -> Iterator[Finding]:
    packed, size = sum(entry.packed for entry in entries), sum(entry.size for entry in entries)
    whole = SourcePos(path.name)
    if len(entries) > MOST_FILES:
        yield EXPANDS_TOO_MUCH.at(whole, f"{path.name} has {len(entries):,} files")
    if size > LARGEST_EXPANSION and size > packed * SUSPICIOUS_RATIO:
        yield EXPANDS_TOO_MUCH.at(whole, f"{path.name} unpacks from {packed:,} to {size:,} bytes")
    for entry in entries:
        if entry.name.count("/") > DEEPEST_FOLDER:
            shown = f"{entry.name[:60]}…"
            yield EXPANDS_TOO_MUCH.at(SourcePos(shown), f"{shown} lies more than {DEEPEST_FOLDER} folders deep")
        if _expands_much(entry):
            message = f"{entry.name} unpacks from {entry.packed:,} to {entry.size:,} bytes"
            yield EXPANDS_MUCH.at(SourcePos(entry.name), message)


def _expands_much(entry: ListedEntry) -> bool:
    return entry.size > SUSPICIOUS_SIZE and entry.size > entry.packed * SUSPICIOUS_RATIO
