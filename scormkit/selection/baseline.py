"""A file of findings that were there when it was written: only what is new since then is told."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from scormkit.aside import write_whole
from scormkit.errors import MisuseError, ScormkitError
from scormkit.findings import Finding, SourcePos
from scormkit.selection import Selected, Told
from scormkit.selection.rules import BASELINE_OUTDATED, BASELINE_UNREADABLE

SCHEMA = "scormkit-baseline/1"

_Key = tuple[str, str, str, str]


def write_baseline(baseline: Path, told: Told) -> None:
    """Writes the findings, aside first. ScormkitError where it cannot be written.

    Lines are left out, because they move; paths are those from the folder of the baseline.
    """
    counts = Counter(_key(baseline, path, finding) for path, findings in told.items() for finding in findings)
    rows = [
        {"path": path, "code": code, "file": file, "message": message, "count": count}
        for (path, code, file, message), count in sorted(counts.items())
    ]
    text = json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1) + "\n"
    try:
        # A path that is no text has lone surrogates: as escapes they are JSON again.
        write_whole(baseline, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ScormkitError(f"cannot write the baseline {baseline}: {error.strerror or error}") from error


def against_baseline(selected: Selected, baseline: Path) -> Selected:
    """What is new since the baseline. MisuseError if there is none; one that cannot be understood is a finding."""
    try:
        rows = json.loads(baseline.read_bytes().decode("utf-8-sig"))["findings"]
        known = Counter({_row_key(row): int(row["count"]) for row in rows})
    except FileNotFoundError as error:
        raise MisuseError(f"there is no {baseline}; write it with --update-baseline") from error
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        fault = BASELINE_UNREADABLE.at(SourcePos(str(baseline)), f"it is no baseline: {error}")
        return replace(selected, about={**selected.about, str(baseline): (fault,)})
    left: dict[str, tuple[Finding, ...]] = {}
    hidden = 0
    for path, findings in selected.told.items():
        kept = []
        for finding in findings:
            key = _key(baseline, path, finding)
            if known[key] > 0:
                known[key] -= 1
                hidden += 1
            else:
                kept.append(finding)
        left[path] = tuple(kept)
    judged = {_relative(baseline, path) for path in selected.told}
    gone = sum(count for key, count in known.items() if key[0] in judged)
    about = dict(selected.about)
    if gone:
        message = f"{gone} of its findings " + ("is there no more" if gone == 1 else "are there no more")
        about[str(baseline)] = (BASELINE_OUTDATED.at(SourcePos(str(baseline)), message),)
    return replace(selected, told=left, about=about, known=hidden)


def _key(baseline: Path, path: str, finding: Finding) -> _Key:
    return (_relative(baseline, path), finding.code, finding.pos.file, finding.message)


def _row_key(row: Any) -> _Key:
    return (str(row["path"]), str(row["code"]), str(row["file"]), str(row["message"]))


def _relative(baseline: Path, path: str) -> str:
    """The path from the folder of the baseline: the same from wherever the command is run."""
    try:
        return PurePath(os.path.relpath(path, baseline.parent)).as_posix()
    except ValueError:
        # On Windows there is no way from one drive to another.
        return PurePath(path).as_posix()
