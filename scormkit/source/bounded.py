"""Files that come from elsewhere: only those of a size that a framework can have are opened."""

from __future__ import annotations

from pathlib import Path

from scormkit.findings import SourcePos
from scormkit.source.faults.frameworks import FILE_TOO_LARGE
from scormkit.source.reading import Reading, SourceFile, display_name

LARGEST_BYTES = 64_000_000


def is_too_large(reading: Reading, path: Path, limit: int = LARGEST_BYTES) -> bool:
    """Whether a file is larger than any framework, which is reported."""
    try:
        size = path.stat().st_size
    except OSError:
        return False
    if size > limit:
        message = f"the file has {size / 1e6:,.1f} MB; at most {limit / 1e6:,.0f} MB are read"
        reading.report(FILE_TOO_LARGE.at(SourcePos(display_name(path)), message))
    return size > limit


def open_bounded(reading: Reading, path: Path, limit: int = LARGEST_BYTES) -> SourceFile | None:
    """The text of a file; None, and a finding, where it is no text or has more than `limit` bytes."""
    return None if is_too_large(reading, path, limit) else reading.open(path)
