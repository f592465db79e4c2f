"""A package of anybody's, opened with suspicion: a zip, an unpacked folder, or a bare manifest.

Nothing is unpacked to disk, nothing read beyond a limit; whatever is wrong is a finding, never a traceback.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

import deflate

from scormkit.errors import MisuseError, ScormkitError
from scormkit.findings import Finding, SourcePos, in_order
from scormkit.package.names import name_findings
from scormkit.package.rules import (
    ARCHIVE_DAMAGED,
    ENTRY_ENCRYPTED,
    EXPANDS_MUCH,
    EXPANDS_TOO_MUCH,
    METHOD_UNUSUAL,
    NOT_A_PACKAGE,
    SPECIAL_FILE,
)
from scormkit.package.zip_directory import DamagedError, ListedEntry, NotAZipError, data_offset, read_directory
from scormkit.package.zip_records import DEFLATED, STORED

Progress = Callable[[int, int], None]

BUFFER = 256 << 10
MOST_FILES = 200_000
SUSPICIOUS_RATIO = 100
# Below this an odd ratio hurts nobody; above the other, unpacking would.
SUSPICIOUS_SIZE = 64 << 20
LARGEST_EXPANSION = 8 << 30
LARGEST_READ = 64 << 20


@dataclass
class OpenedPackage(AbstractContextManager["OpenedPackage"]):
    """`sizes` holds every readable file by its exact name. Close it, or use it as a context manager."""

    path: Path
    kind: Literal["zip", "folder", "manifest"]
    sizes: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    _entries: Mapping[str, ListedEntry] = field(default_factory=dict)
    _file: BinaryIO | None = None

    def read(self, name: str) -> bytes:
        """One file; DamagedError where it is not what the directory says or larger than LARGEST_READ."""
        if self.sizes[name] > LARGEST_READ:
            raise DamagedError(f"it is larger than {LARGEST_READ >> 20} MB")
        if self.kind == "zip":
            return b"".join(self._blocks(self._entries[name]))
        path = self.path / name if self.kind == "folder" else self.path
        try:
            return path.read_bytes()
        except OSError as error:
            raise ScormkitError(f"cannot read {path}: {error.strerror or error}") from error

    def damage(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Reads every file of a zip to its end and reports each that is not what the directory says."""
        total, done = sum(entry.packed for entry in self._entries.values()), 0
        for name, entry in self._entries.items():
            if entry.method in (STORED, DEFLATED) and not entry.is_encrypted:
                try:
                    for _ in self._blocks(entry):
                        pass
                except DamagedError as error:
                    yield ARCHIVE_DAMAGED.at(SourcePos(name), f"{name}: {error}")
            done += entry.packed
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
        at, left, size, crc = data_offset(file, entry), entry.packed, 0, 0
        file.seek(at)
        while left and (packed := file.read(min(left, BUFFER))):
            left -= len(packed)
            while packed:
                try:
                    block = inflate.decompress(packed, BUFFER) if inflate else packed
                except zlib.error:
                    raise DamagedError("its packed bytes are damaged") from None
                packed = inflate.unconsumed_tail if inflate else b""
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
    """Opens whatever is at `path`. MisuseError if nothing is there, ScormkitError if it may not be read."""
    if not path.exists():
        raise MisuseError(f"there is no {path}")
    try:
        if path.is_dir():
            return _open_folder(path)
        if path.suffix.lower() == ".xml":
            return OpenedPackage(path, "manifest", {path.name: path.stat().st_size})
        return _open_zip(path)
    except OSError as error:
        raise ScormkitError(f"cannot read {path}: {error.strerror or error}") from error


def _open_folder(path: Path) -> OpenedPackage:
    sizes, findings = {}, []
    for folder, folders, files in os.walk(path, followlinks=False):
        folders.sort()
        for name in sorted(files) + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
            file = Path(folder, name)
            inside = file.relative_to(path).as_posix()
            if file.is_symlink() or not file.is_file():
                findings.append(SPECIAL_FILE.at(SourcePos(inside), f"{inside} is a link or a special file"))
            else:
                sizes[inside] = file.stat().st_size
    return OpenedPackage(path, "folder", sizes, in_order([*findings, *name_findings(sizes)]))


def _open_zip(path: Path) -> OpenedPackage:
    file = path.open("rb")
    try:
        entries = read_directory(file)
    except NotAZipError as error:
        file.close()
        return OpenedPackage(path, "zip", findings=(NOT_A_PACKAGE.at(SourcePos(path.name), f"{path.name}: {error}"),))
    except DamagedError as error:
        file.close()
        return OpenedPackage(path, "zip", findings=(ARCHIVE_DAMAGED.at(SourcePos(path.name), f"{path.name}: {error}"),))
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
        if entry.size > SUSPICIOUS_SIZE and entry.size > entry.packed * SUSPICIOUS_RATIO:
            message = f"{entry.name} unpacks from {entry.packed:,} to {entry.size:,} bytes"
            yield EXPANDS_MUCH.at(SourcePos(entry.name), message)
