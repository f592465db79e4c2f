"""Looks for secrets in everything that a course is read from, whether or not it gets into a package."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from scormkit.findings import SourcePos
from scormkit.secret_scan import Secret, secrets_in
from scormkit.source.faults.statements import SECRET_IN_SOURCE
from scormkit.source.memory import Memory
from scormkit.source.reading import Reading, display_name

SecretMemory = Memory[tuple[Secret, ...]]


def report_secrets(
    reading: Reading, files: Iterable[Path], folders: Iterable[Path], known: SecretMemory | None = None
) -> None:
    """Reports what looks like a secret in the files read and in all that lies in the folders of sessions."""
    everything = [*files, *(path for folder in folders for path in _below(folder))]
    # A file may be named from several folders; it is told by the name that comes first.
    for path in {os.path.realpath(path): path for path in reversed(everything)}.values():
        name = display_name(path)
        try:
            found = _secrets(path, known)
        except OSError:
            # Whether the file can be read at all is reported by those who need it.
            continue
        for secret in found:
            pos = SourcePos(name, secret.line, secret.column)
            reading.report(SECRET_IN_SOURCE.at(pos, f"here stands {secret.what}"))


def _secrets(path: Path, known: SecretMemory | None) -> tuple[Secret, ...]:
    found = known.recall(path) if known else None
    if found is None:
        found = tuple(secrets_in(path))
        if known:
            known.keep(path, found, files=[path])
    return found


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") and path.is_dir():
            continue
        if path.is_dir():
            yield from _below(path)
        elif path.is_file():
            yield path
