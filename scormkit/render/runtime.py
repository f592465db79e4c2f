"""The one classic script of a package, joined from the ES modules under templates/runtime.

One script and no modules in the package: servers that send scripts with a wrong media type make browsers refuse
modules but not classic scripts. The modules keep to a form that joining can rely on: named exports only, imports of
one line, no name twice. `tests/render/test_runtime.py` holds them to it.
"""

from __future__ import annotations

import re
from functools import cache

from scormkit.resources import TEMPLATES

RUNTIME = TEMPLATES / "runtime"
_IMPORT = re.compile(r'^import \{ [\w, ]+ \} from "(\.{1,2}/[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")


def _without_comments(source: str) -> str:
    """Drops indentation, and comments on lines of their own: half of a well-explained module, no use to a browser.

    No text in the modules runs over several lines, so no blank at the start of a line means anything.
    """
    kept: list[str] = []
    inside = False
    for line in source.split("\n"):
        text = line.strip()
        if inside or (text.startswith("/*") and text.find("*/") in (-1, len(text) - 2)):
            inside = "*/" not in text
        elif not text.startswith("//"):
            kept.append(text)
    return "\n".join(kept)


STATEMENTS = "xapi/statements.js"
"""The module whose `openStatements` sends statements, and through it all that it imports."""


def modules(tracker: str, *, statements: bool = False) -> tuple[str, ...]:
    """Names of the modules below templates/runtime that a package needs, each after those it imports."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in ordered:
            return
        path = RUNTIME / name
        for imported in _IMPORT.findall(path.read_text("utf-8")):
            visit((path.parent / imported).resolve().relative_to(RUNTIME).as_posix())
        ordered[name] = None

    visit(f"tracking/{tracker}.js")
    if statements:
        visit(STATEMENTS)
    visit("main.js")
    return tuple(ordered)


@cache
def join_script(tracker: str, *, statements: bool = False) -> bytes:
    """`player.js` for a package whose target has this tracker; with `statements`, for one that sends them."""
    names = modules(tracker, statements=statements)
    parts = [_without_comments((RUNTIME / name).read_text("utf-8")) for name in names]
    body = _EXPORT.sub("", _IMPORT.sub("", "\n".join(parts)))
    also = ", openStatements" if statements else ""
    script = f"(() => {{\n'use strict';\n{body}\nstartPlayer(window, createTracker{also});\n}})();\n"
    return _BLANK.sub("\n", script).encode()


@cache
def join_styles() -> bytes:
    """`player.css`: the theme's files in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted((TEMPLATES / "theme").glob("*.css"))).encode()
