"""Files that are old or new and never half: written aside, then moved into place."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file aside and moves it into place; raises OSError, and the old file is then as it was.

    What a link leads to is written, not the link. What is no file (a device, a pipe) gets the bytes as they are.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file() and not target.is_dir():
        target.write_bytes(data)
        return
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_bytes(data)
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)
