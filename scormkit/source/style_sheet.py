"""A style sheet of an author's, judged: it loads nothing, it is whole, and it leaves the focus to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scormkit.findings import Finding
from scormkit.source.faults.themes import COLOUR_NOT_JUDGED, FOCUS_TAKEN_AWAY, STYLE_LOADS, STYLE_NOT_UNDERSTOOD
from scormkit.source.reading import Reading, SourceFile

_WHOLE = re.compile(r"/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)
_INSIDE = re.compile(r"url\(\s*[\"']?data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*[\"']?\s*\)", re.IGNORECASE)
_LOADS = re.compile(
    r"@import|@namespace|(?<![\w-])image\(|image-set\(|src\(|url\(|expression\(|behavior\s*:|-moz-binding",
    re.IGNORECASE,
)
_NO_OUTLINE = re.compile(r"outline(?:-style|-width)?\s*:\s*(?:none|0)\b", re.IGNORECASE)
_COLOUR = re.compile(
    r":[^;{}]*?(#[0-9a-f]{3,8}\b|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix)a?\()", re.IGNORECASE
)
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
    for match in _NO_OUTLINE.finditer(bare):
        yield FOCUS_TAKEN_AWAY.at(file.pos(*_place(bare, match.start())), f"“{match[0]}” hides where the focus is")
    # Once for a sheet: whoever has read it knows about the others.
    if found := _COLOUR.search(bare):
        yield COLOUR_NOT_JUDGED.at(
            file.pos(*_place(bare, found.start(1))), f"the contrast of “{found[1]}” is not judged"
        )
    if found := _OPEN.search(bare):
        yield STYLE_NOT_UNDERSTOOD.at(file.pos(*_place(bare, found.start())), f"“{found[0]}” cannot stand here")
    depth = 0
    for match in re.finditer(r"[{}]", bare):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            yield STYLE_NOT_UNDERSTOOD.at(file.pos(*_place(bare, match.start())), "this brace closes nothing")
            return
    if depth:
        yield STYLE_NOT_UNDERSTOOD.at(file.pos(bare.count("\n") + 1), "at the end, a brace is still open")


def _lines_of(match: re.Match[str]) -> str:
    return "".join("\n" if each == "\n" else " " for each in match[0])


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
