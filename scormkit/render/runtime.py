"""The one classic script of a package, joined from the ES modules under templates/runtime.

One script and no modules in the package: servers that send scripts with a wrong media type make browsers refuse
modules but not classic scripts. The modules keep to a form that joining can rely on: named exports only, imports of
one line, no name twice. `tests/render/test_runtime.py` holds them to it.
"""

from __future__ import annotations

import re
from collections import Counter
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
_DECLARED = re.compile(r"\b(?:function\*?|const|let) ([A-Za-z_$][\w$]*)|(?<![\w$.])([A-Za-z_$][\w$]*)=>")
_PARAMETERS = re.compile(r"\bfunction\*?(?: [\w$]+)?\(([^()]*)\)|\(\[?([^()\]]*)\]?\)=>|\b(?:const|let)\[([^\]]*)\]")
_PARAMETER = re.compile(r"(?:^|,)([A-Za-z_$][\w$]*)(?=$|[,=])")
_FILLED = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}")
_INLINE = re.compile(r" ?/\*\*.*?\*/ ?")
_BROWSER = (
    "close document event fetch find focus history length location name navigator open origin parent print screen "
    "scroll self status stop top window createTracker startPlayer watchMoments"
).split()
"""What the browser has at the top, should a module give a variable of its own such a name; and what is called below."""
_SPACED = re.compile(r" ?((?:[+-]=|[{}()\[\];,:?<>=!&|*%])+) ?")
_SUM = re.compile(r"(?<![+-]) ([+-]) (?![+-])")
_OPEN_END = re.compile(r"([{(\[;,?:=&|>])\n(?=[^\n])")
_JOINED_START = re.compile(r"\n(?=[})\].?:]|&&|\|\|)")


def without_comments(source: str) -> str:
    """Drops indentation and comments: half of a well-explained module, no use to a browser.

    No text in the modules runs over several lines, so no blank at the start of a line means anything; and what begins
    with `/**` within a line is a type, since no text holds that.
    """
    kept: list[str] = []
    inside = False
    for line in source.split("\n"):
        text = line.strip()
        if inside or (text.startswith("/*") and text.find("*/") in (-1, len(text) - 2)):
            inside = "*/" not in text
        elif not text.startswith("//"):
            kept.append(_INLINE.sub(" ", text))
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
    kept = set(_BROWSER) | _properties(script)
    for text in _TEXT.findall(script):
        kept.update(_WORD.findall(_FILLED.sub("", text)))
    declared = {name for pair in _DECLARED.findall(script) for name in pair}
    for pair in _PARAMETERS.findall(script):
        declared.update(_PARAMETER.findall("".join(pair)))
    declared = {name for name in declared if len(name) > 2 and name not in kept}
    tokens = _WORD.split(script)
    words = Counter(tokens[1::2])
    short = (first + second for first in ascii_letters for second in ascii_letters + digits)
    free = (name for name in short if name not in words and name not in ("do", "if", "in", "of", "as", "is"))
    chosen = dict(zip(sorted(declared, key=lambda name: (-words[name] * len(name), name)), free, strict=False))
    tokens[1::2] = [chosen.get(word, word) for word in tokens[1::2]]
    return "".join(tokens)


def _properties(script: str) -> set[str]:
    """Names of properties: behind a dot, or in an object or a pattern of one, whether a value follows or not."""
    # Of texts only what is filled in is code; each such part is as good as one in round brackets.
    code = _TEXT.sub(lambda text: "0" + "".join(f"({part})" for part in _FILLED.findall(text[0])), script)
    tokens = _WORD.split(code)
    found: set[str] = set()
    brackets = [""]
    for at in range(1, len(tokens), 2):
        between = tokens[at - 1]
        for sign in between:
            if sign in "([{":
                brackets.append(sign)
            elif sign in ")]}":
                brackets.pop()
        before, after = between[-1:], tokens[at + 1][:1]
        is_key = brackets[-1] == "{" and before and before in "{," and after and after in ",}=:"
        if is_key or (before == "." and not between.endswith("...")):
            found.add(tokens[at])
    return found


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
    parts = [without_comments((RUNTIME / name).read_text("utf-8")) for name in modules(tracker, statements)]
    body = _EXPORT.sub("", _IMPORT.sub("", "\n".join(parts)))
    hooks = ", watchMoments" if statements else ""
    script = f"(() => {{\n'use strict';\n{body}\nstartPlayer(window, createTracker{hooks});\n}})();\n"
    return shorten(squeeze(_BLANK.sub("\n", script))).encode()


@cache
def join_styles() -> bytes:
    """`player.css`: the theme's files in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted((TEMPLATES / "theme").glob("*.css"))).encode()
