"""A style sheet of an author's, judged: it loads nothing and is whole; style_access.py asks who can still read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scormkit.findings import Finding
from scormkit.source.faults.themes import STYLE_LOADS, STYLE_NOT_UNDERSTOOD
from scormkit.source.reading import Reading, SourceFile
from scormkit.source.style_access import access_faults

_WHOLE = re.compile(r"/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)
_INSIDE = re.compile(r"url\(\s*[\"']?data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*[\"']?\s*\)", re.IGNORECASE)
_LOADS = re.compile(
    r"@import|@namespace|(?<![\w-])image\(|image-set\(|src\(|url\(|expression\(|behavior\s*:|-moz-binding",
    re.IGNORECASE,
)
# No sheet that is written by hand comes near; who reads further needs a stack of their own.
_DEEPEST = 50
_OPEN = re.compile(r"/\*|[\"'\\]|</")


def read_style_sheet(reading: Reading, file: SourceFile) -> str:
    """The text; what is wrong with it is reported."""
    for finding in _faults(file):
        reading.report(finding)
    return file.text


def _faults(file: SourceFile) -> Iterator[Finding]:
    # Of each comment, text and picture only its lines are left, so that what remains is what a browser acts on.
    bare = _WHOLE.sub(_lines_of, _INSIDE.sub(_lines_of, file.text))
    for match in _LOADS.finditer(bare):
        yield STYLE_LOADS.at(file.pos(*_place(bare, match.start())), f"“{match[0]}” would load something")
    broken = tuple(_broken(file, bare))
    yield from broken or access_faults(file)


def _broken(file: SourceFile, bare: str) -> Iterator[Finding]:
    """Why nobody can tell what a browser makes of it."""
    if found := _OPEN.search(bare):
        yield STYLE_NOT_UNDERSTOOD.at(file.pos(*_place(bare, found.start())), f"“{found[0]}” cannot stand here")
    braces = depth = 0
    for match in re.finditer(r"[{}()\[\]]", bare):
        step = 1 if match[0] in "{([" else -1
        depth += step
        braces += step if match[0] in "{}" else 0
        if braces < 0:
            yield STYLE_NOT_UNDERSTOOD.at(file.pos(*_place(bare, match.start())), "this brace closes nothing")
            return
        if depth > _DEEPEST:
            said = f"more than {_DEEPEST} brackets stand within each other"
            yield STYLE_NOT_UNDERSTOOD.at(file.pos(*_place(bare, match.start())), said)
            return
    if braces:
        yield STYLE_NOT_UNDERSTOOD.at(file.pos(bare.count("\n") + 1), "at the end, a brace is still open")


def _lines_of(match: re.Match[str]) -> str:
    return "".join("\n" if each == "\n" else " " for each in match[0])


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
