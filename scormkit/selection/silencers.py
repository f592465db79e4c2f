"""Findings that somebody looked at and accepted: [[ignore]] tables in the settings, each with a code and a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from scormkit.catalogue import Rule
from scormkit.errors import MisuseError
from scormkit.findings import Finding, SourcePos
from scormkit.selection import Selected
from scormkit.selection.rules import SILENCER_INCOMPLETE, SILENCER_UNUSED

_KEYS = {"code", "reason", "package", "file"}


@dataclass(frozen=True, slots=True)
class Silencer:
    """One [[ignore]] of the settings. `package` and `file` are patterns (*, ?); empty ones fit all."""

    code: str
    reason: str
    package: str
    file: str
    pos: SourcePos

    def concerns(self, path: str) -> bool:
        """Whether it is about that input."""
        return not self.package or fnmatch(path, self.package) or fnmatch(Path(path).name, self.package)

    def fits(self, finding: Finding) -> bool:
        """Whether it silences a finding of an input that it is about."""
        is_code = self.code.upper() == finding.code or self.code.lower() == finding.name
        return is_code and (not self.file or fnmatch(finding.pos.file, self.file))


def silence(selected: Selected, settings: Path, rules: Sequence[Rule], unasked: frozenset[str]) -> Selected:
    """What the settings leave. MisuseError if there is no such file; what is wrong inside is a finding."""
    silencers, faults = _read(settings, rules)
    used: set[int] = set()
    left: dict[str, tuple[Finding, ...]] = {}
    count = 0
    for path, findings in selected.told.items():
        concerning = [(number, silencer) for number, silencer in enumerate(silencers) if silencer.concerns(path)]
        kept = []
        for finding in findings:
            fitting = [number for number, silencer in concerning if silencer.fits(finding)]
            used.update(fitting)
            count += bool(fitting)
            if not fitting:
                kept.append(finding)
        left[path] = tuple(kept)
    names = {key for rule in rules if rule.code in unasked for key in (rule.code, rule.name)}
    for number, silencer in enumerate(silencers):
        was_asked = silencer.code.upper() not in names and silencer.code.lower() not in names
        if number not in used and was_asked and any(map(silencer.concerns, selected.told)):
            faults.append(
                SILENCER_UNUSED.at(silencer.pos, f"nothing was silenced by {silencer.code} ({silencer.reason})")
            )
    about = {**selected.about, str(settings): tuple(faults)} if faults else selected.about
    return replace(selected, told=left, about=about, silenced=count)


def _read(settings: Path, rules: Sequence[Rule]) -> tuple[list[Silencer], list[Finding]]:
    try:
        text = settings.read_bytes().decode("utf-8-sig")
        rows: Any = tomllib.loads(text).get("ignore", [])
    except OSError as error:
        raise MisuseError(f"cannot read the settings {settings}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [], [SILENCER_INCOMPLETE.at(SourcePos(str(settings)), f"it is no TOML: {error}")]
    places = [at for at, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith("[[ignore]]")]
    known = {key for rule in rules for key in (rule.code, rule.name)}
    silencers, faults = [], []
    for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
        pos = SourcePos(str(settings), places[number] if number < len(places) else None)
        if fault := _fault(row, known):
            faults.append(SILENCER_INCOMPLETE.at(pos, fault))
        else:
            package, file = row.get("package", ""), row.get("file", "")
            silencers.append(Silencer(row["code"].strip(), row["reason"].strip(), package, file, pos))
    return silencers, faults


def _fault(row: Any, known: set[str]) -> str:
    """What is wrong with one table, empty if nothing."""
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        return "an [[ignore]] is a table of texts"
    for key in sorted(row.keys() - _KEYS):
        return f"an [[ignore]] has no “{key}”"
    for key in ("code", "reason"):
        if not row.get(key, "").strip():
            return f"this [[ignore]] has no {key}"
    code = row["code"].strip()
    return "" if {code.upper(), code.lower()} & known else f"there is no rule “{code}”"
