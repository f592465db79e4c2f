"""The folder `templates` beside a course: templates of the author's that stand for those of the player."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scormkit.findings import SourcePos
from scormkit.resources import TEMPLATES
from scormkit.source.faults.themes import TEMPLATE_UNKNOWN
from scormkit.source.nearest import did_you_mean
from scormkit.source.reading import Reading, display_name

FOLDER = "templates"
_REPLACEABLE = ("pages", "questions")
_FOR_TRAINERS = "answered.html"


def replaceable() -> tuple[str, ...]:
    """The names of the templates that may be replaced; what only trainers see is not asked for anything."""
    every = (path for part in _REPLACEABLE for path in (TEMPLATES / part).rglob("*.html") if path.name != _FOR_TRAINERS)
    found = (path.relative_to(TEMPLATES).as_posix() for path in every)
    return tuple(sorted(found))


def read_own_templates(reading: Reading, folder: Path) -> tuple[Mapping[str, str], frozenset[str]]:
    """The texts by name, and the files of the folder that they are."""
    texts: dict[str, str] = {}
    files: set[str] = set()
    for path in sorted((folder / FOLDER).rglob("*.html")):
        name = path.relative_to(folder / FOLDER).as_posix()
        files.add(path.relative_to(folder).as_posix())
        if name not in replaceable():
            hint = did_you_mean(name, replaceable())
            message = f"the player has no template “{name}”"
            reading.report(TEMPLATE_UNKNOWN.at(SourcePos(display_name(path)), message, hint=hint))
        elif file := reading.open(path):
            texts[name] = file.text
    return texts, frozenset(files)
