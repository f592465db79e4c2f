"""Files that come from elsewhere: only those of a size that a framework can have are opened."""

from __future__ import annotations

from pathlib import Path

from scormkit.findings import SourcePos
from scormkit.source.faults.frameworks import FILE_TOO_LARGE
from scormkit.source.reading import Reading, SourceFile, display_name

LARGEST_BYTES = 64_000_000
# Far more than 20,000 items with their associations have; each costs some hundred bytes of memory.
_MOST_VALUES = 2_000_000


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


def holds_too_much(reading: Reading, file: SourceFile, signs: str) -> bool:
    """Whether a file has more values than any framework, which is reported; each begins behind one of the signs."""
    values = sum(map(file.text.count, signs))
    if values > _MOST_VALUES:
        message = f"the file holds {values:,} values; at most {_MOST_VALUES:,} are read"
        reading.report(FILE_TOO_LARGE.at(file.pos(1, 1), message))
    return values > _MOST_VALUES
