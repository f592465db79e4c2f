"""The one classic script of a package, joined from the ES modules under templates/runtime.

One script and no modules in the package: servers that send scripts with a wrong media type make browsers refuse
modules but not classic scripts. The modules keep to a form that joining can rely on: named exports only, imports of
one line, no name twice. `tests/render/test_runtime.py` holds them to it.
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_letters, digits

from scormkit.resources import TEMPLATES

RUNTIME = TEMPLATES / "runtime"
_IMPORT = re.compile(r'^import \{ [\w, ]+ \} from "(\.{1,2}/[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")
_TEXT = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
    r"""|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^`{}]|`[^`]*`|\{[^{}]*\})*\})*`"""
    r"""|(?<=[(,=:!&|?;\[] )/(?![ /*])(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*"""
    r"""|(?<=[(!])/(?![ /*])(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*)"""
)
"""Texts, templates and patterns of one line."""
_WORD = re.compile(r"([A-Za-z_$][\w$]*)")
_DECLARED = re.compile(r"\b(?:function\*?|const|let) ([A-Za-z_$][\w$]*)")
_FILLED = re.compile(r"\$\{[^}]*\}")
_BROWSER = (
    "close document event fetch find focus history length location name navigator open origin parent print screen "
    "scroll self status stop top window createTracker startPlayer watchMoments"
).split()
"""What the browser has at the top, should a module give a variable of its own such a name; and what is called below."""
_SPACED = re.compile(r" ?([{}()\[\];,:?<>=!&|*%]+) ?")
_SUM = re.compile(r"(?<![+-]) ([+-]) (?![+-])")
_OPEN_END = re.compile(r"([{(\[;,?:=&|>])\n(?=[^\n])")
_JOINED_START = re.compile(r"\n(?=[})\].?:]|&&|\|\|)")


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


def squeeze(script: str) -> str:
    """The same script with fewer blanks: a tenth of it, no use to a browser.

    No text in the modules runs over several lines, and no statement ends without a semicolon or a brace.
    """
    lines = []
    for line in script.split("\n"):
        parts = _TEXT.split(line)
        parts[::2] = [_SUM.sub(r"\1", _SPACED.sub(r"\1", part)) for part in parts[::2]]
        lines.append("".join(parts))
    return _JOINED_START.sub("", _OPEN_END.sub(r"\1", "\n".join(lines)))


def shorten(script: str) -> str:
    """The same script with short names for what it declares, the same everywhere.

    A name that is also one of a property, of the browser's own or a word of some text keeps its length. What remains
    means a variable wherever it stands, so scopes do not matter.
    """
    tokens = _WORD.split(script)
    words: dict[str, int] = {}
    kept = set(_BROWSER)
    for at in range(1, len(tokens), 2):
        word, before, after = tokens[at], tokens[at - 1][-1:], tokens[at + 1][:1]
        words[word] = words.get(word, 0) + 1
        if (
            (before == "." and not tokens[at - 1].endswith("..."))
            or after == ":"
            or (before in "{," and after in ",}=")
        ):
            kept.add(word)
    for text in _TEXT.findall(script):
        kept.update(_WORD.findall(_FILLED.sub("", text)))
    declared = {name for name in _DECLARED.findall(script) if len(name) > 2 and name not in kept}
    short = (first + second for first in ascii_letters for second in ascii_letters + digits)
    free = (name for name in short if name not in words and name not in ("do", "if", "in", "of", "as", "is"))
    chosen = dict(zip(sorted(declared, key=lambda name: (-words[name] * len(name), name)), free, strict=False))
    tokens[1::2] = [chosen.get(word, word) for word in tokens[1::2]]
    return "".join(tokens)


def modules(tracker: str, statements: bool = False) -> tuple[str, ...]:
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
        visit("xapi/hooks.js")
    visit("main.js")
    return tuple(ordered)


@cache
def join_script(tracker: str, statements: bool = False) -> bytes:
    """`player.js` for a package whose target has this tracker, with what sends statements or without."""
    parts = [_without_comments((RUNTIME / name).read_text("utf-8")) for name in modules(tracker, statements)]
    body = _EXPORT.sub("", _IMPORT.sub("", "\n".join(parts)))
    hooks = ", watchMoments" if statements else ""
    script = f"(() => {{\n'use strict';\n{body}\nstartPlayer(window, createTracker{hooks});\n}})();\n"
    return shorten(squeeze(_BLANK.sub("\n", script))).encode()


@cache
def join_styles() -> bytes:
    """`player.css`: the theme's files in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted((TEMPLATES / "theme").glob("*.css"))).encode()
