"""Overlay files that are under version control, where licensed wording must not be. Knows Git, by reading its index."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from scormkit.findings import Finding, SourcePos
from scormkit.source.faults.frameworks import OVERLAY_UNDER_VERSION_CONTROL
from scormkit.source.reading import display_name

_SUFFIXES = (b".yaml", b".yml")
_LOOKS_LIKE_ONE = re.compile(rb"^\s*(?:\{\s*)?[\"']?wording_for[\"']?\s*:", re.MULTILINE)
# The field stands at the top of an overlay; what follows may be long.
_READ_BYTES = 64 << 10
_EXTENDED = 0x4000


def tracked_overlays(paths: Iterable[Path]) -> tuple[Finding, ...]:
    """A finding for each file that looks like an overlay in the repositories that hold these paths."""
    found: dict[Path, Finding] = {}
    for top in dict.fromkeys(top for path in paths if (top := _repository(path))):
        for name in _tracked(top):
            if name.endswith(_SUFFIXES) and (line := _line(top / os.fsdecode(name))):
                path = top / os.fsdecode(name)
                message = "this looks like an overlay with licensed wording, and it is under version control"
                pos = SourcePos(display_name(path), line, 1)
                found[path] = OVERLAY_UNDER_VERSION_CONTROL.at(pos, message)
    return tuple(found.values())


def _repository(path: Path) -> Path | None:
    """The folder at the top of the repository that a path is in."""
    start = Path(os.path.abspath(path))
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), None)


def _line(path: Path) -> int:
    """The line of the field that makes a file an overlay; 0 where it is none."""
    try:
        with path.open("rb") as file:
            start = file.read(_READ_BYTES)
    except OSError:
        return 0
    match = _LOOKS_LIKE_ONE.search(start)
    return start.count(b"\n", 0, match.end()) + 1 if match else 0


def _tracked(top: Path) -> list[bytes]:
    """The names in the index, from the top of the repository; none where it cannot be read."""
    try:
        folder = _git_folder(top)
        index = (folder / "index").read_bytes()
        shared = folder / "commondir"
        common = folder / shared.read_text("utf-8").strip() if shared.is_file() else folder
        config = (common / "config").read_text("utf-8", "replace") if (common / "config").is_file() else ""
        return list(_names(index, 32 if re.search(r"objectformat\s*=\s*sha256", config, re.IGNORECASE) else 20))
    except (OSError, ValueError, IndexError, struct.error):
        return []


def _git_folder(top: Path) -> Path:
    """`.git`, or what it names where it is a file: in a worktree or submodule."""
    folder = top / ".git"
    if folder.is_dir():
        return folder
    return top / folder.read_text("utf-8").removeprefix("gitdir:").strip()


def _names(index: bytes, hash_bytes: int) -> Iterator[bytes]:
    """The names in a Git index (gitformat-index, versions 2 to 4)."""
    signature, version, count = struct.unpack_from(">4sII", index)
    if signature != b"DIRC":
        raise ValueError("not an index")
    at = 12
    name = b""
    for _ in range(count):
        start = at
        (flags,) = struct.unpack_from(">H", index, at + 40 + hash_bytes)
        at += 42 + hash_bytes + (2 if flags & _EXTENDED else 0)
        keep = 0
        if version >= 4:
            dropped, at = _number(index, at)
            keep = len(name) - dropped
        end = index.index(b"\0", at)
        name = name[:keep] + index[at:end]
        yield name
        # Before version 4, an entry is filled up with one to eight zero bytes to a multiple of eight.
        at = end + 1 if version >= 4 else start + (end - start + 8) // 8 * 8


def _number(index: bytes, at: int) -> tuple[int, int]:
    """A number of variable length (as in gitformat-pack, offsets), and where it ends."""
    byte = index[at]
    number = byte & 127
    while byte & 128:
        at += 1
        byte = index[at]
        number = ((number + 1) << 7) | (byte & 127)
    return number, at + 1
