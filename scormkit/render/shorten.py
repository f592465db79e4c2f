"""A script made short: no blank that means nothing, short names for variables. A third less than without.

It reads the modules under templates/runtime, not any script: no comment within a line but types, a semicolon or a
brace at the end of each statement, no class, no switch, no label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from string import ascii_letters, digits
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<blank>\s+)|(?P<word>[A-Za-z_$][\w$]*)|(?P<number>\d[\w.]*)|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
    r"""|(?P<sign>=>|\+\+|--|\.\.\.|\?\.(?!\d)|===|!==|==|!=|.)""",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*")
_FILLED = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
_BEFORE_PATTERN = frozenset(["", "(", ",", "=", ":", "!", "&", "|", "?", ";", "[", "{", "}", "=>", "return"])
_BEFORE_BLOCK = frozenset(["", ")", "=>", ";", "{", "}", "else", "try", "finally", "do"])

_KEPT = frozenset(
    # The language's own words.
    "async await break catch const continue delete do else false finally for function if in instanceof let new null of "
    "return this throw true try typeof undefined var void while yield "
    # What it and the browser have at the top; a variable of the same name keeps it too.
    "AbortController Array Boolean Date Element Error Event HTMLButtonElement HTMLDetailsElement HTMLElement "
    "HTMLFormElement HTMLInputElement HTMLMediaElement HTMLSpanElement HTMLTextAreaElement Infinity Intl JSON "
    "KeyboardEvent Map Math NaN Node Number Object Promise RangeError RegExp Set String Symbol SyntaxError "
    "TextDecoder TextEncoder TypeError URL URLSearchParams Uint32Array Uint8Array WeakMap WeakSet atob btoa "
    "clearTimeout console crypto decodeURIComponent document encodeURIComponent fetch globalThis indexedDB isNaN "
    "localStorage location matchMedia navigator parseFloat parseInt performance requestAnimationFrame self "
    "sessionStorage setTimeout structuredClone window".split()
)


class Token(NamedTuple):
    """A piece of a script. `role` is "variable", "shorthand" (of a property: name and variable in one) or ""."""

    text: str
    role: str


def read_tokens(script: str) -> Iterator[Token]:
    """The script in pieces, without blanks; where one has to be, it is a piece."""
    at = 0
    end = len(script)
    before = ""
    waiting: tuple[str, str] | None = None
    # What is open: brackets, "object" for a brace around properties, "`" for a part that is filled in.
    brackets: list[str] = []
    while at < end:
        found = _TOKEN.match(script, at)
        assert found
        kind, text = found.lastgroup, found[0]
        at = found.end()
        if kind == "blank":
            # Lines help whoever reads an error in a browser; each thing at the top has one of its own.
            if "\n" in text and not brackets and not waiting:
                yield Token("\n", "")
            continue
        if waiting:
            word, role = waiting
            if role == "key":
                role = (
                    "shorthand"
                    if text in (",", "}", "=")
                    else ""
                    if kind == "word" or text in (":", "(")
                    else "variable"
                )
            yield Token(word, role)
            waiting = None
        if (kind in ("word", "number") and (before[-1:].isalnum() or before[-1:] in ("_", "$"))) or (
            text[0] in "+-" and before[-1:] == text[0]
        ):
            yield Token(" ", "")
        if kind == "word":
            is_key = brackets[-1:] == ["object"] and before in ("{", ",", "async", "get", "set")
            waiting = (text, "key" if is_key else "" if before in (".", "?.") else "variable")
            before = text
            continue
        is_filled = text == "}" and brackets[-1:] == ["`"]
        if text == "/" and before in _BEFORE_PATTERN:
            pattern = _PATTERN.match(script, at - 1)
            assert pattern
            text, at = pattern[0], pattern.end()
        elif text == "`" or is_filled:
            filled = _FILLED.match(script, at)
            assert filled
            text, at = text + filled[0], filled.end()
            if is_filled:
                brackets.pop()
            if text.endswith("${"):
                brackets.append("`")
            before = "(" if text.endswith("${") else ")"
            yield Token(text, "")
            continue
        elif text == "{":
            brackets.append("block" if before in _BEFORE_BLOCK else "object")
        elif text in ("(", "["):
            brackets.append(text)
        elif text in (")", "]", "}") and brackets:
            brackets.pop()
        before = text
        yield Token(text, "")
    if waiting:
        yield Token(*waiting)


def shorten(parts: Iterable[Iterable[Token]]) -> str:
    """The parts joined, with short names for their variables, the same everywhere.

    A name means one variable or several, never one of ours and one of the browser's; so scopes do not matter.
    """
    tokens = list(chain.from_iterable(parts))
    counts = Counter(tokens)
    names = {name for name, role in counts if role}
    gains = {}
    for name in names - _KEPT:
        # `{name}` becomes `{name:n}`.
        gains[name] = counts[Token(name, "variable")] * (len(name) - 2) - counts[Token(name, "shorthand")] * 3
    wanted = sorted((name for name, gain in gains.items() if gain > 0), key=lambda name: (-gains[name], name))
    taken = (names - set(wanted)) | _KEPT
    short = chain(ascii_letters, (one + other for one in ascii_letters for other in ascii_letters + digits))
    chosen = dict(zip(wanted, (name for name in short if name not in taken), strict=False))
    return "".join(
        text if not role or text not in chosen else chosen[text] if role == "variable" else f"{text}:{chosen[text]}"
        for text, role in tokens
    )
