"""Blanks out the comments of pages, scripts and styles, so that what is left stands where it stood.

What cannot be made out, such as a string without an end, leaves the text as it is. Every pattern takes a time that is
linear in the length of the text: content is hostile until proven otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAGE = (".html", ".htm", ".xhtml", ".xht", ".xhtm", ".svg")
_SCRIPT = (".js", ".mjs", ".cjs")
_LONGEST_TAG = 4000

_IN_PAGE = re.compile(r"<!--|<(script|style|textarea|title)(?![\w:.-])", re.IGNORECASE)
_COMMENT_END = re.compile(r"--!?>")
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
_DOUBLE = r'"[^"\\\n]*+(?:\\[\s\S][^"\\\n]*+)*+"'
_SINGLE = r"'[^'\\\n]*+(?:\\[\s\S][^'\\\n]*+)*+'"
_IN_STYLE = re.compile(rf"/\*|{_DOUBLE}|{_SINGLE}")
_IN_SCRIPT = re.compile(rf"//[^\n]*+|/\*|{_DOUBLE}|{_SINGLE}|[`/{{}}()\"']")
_TEMPLATE = re.compile(r"[^`\\$]*+(?:(?:\\[\s\S]|\$(?!\{))[^`\\$]*+)*+(`|\$\{)")
_EXPRESSION = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,500}\]){1,2000}/")
_BEFORE_EXPRESSION = re.compile(
    r"(?:[(,=:\[!&|?{};*%~^<>]|(?<!\+)\+|(?<!-)-"
    r"|(?<![\w$.])(?:return|typeof|case|in|of|do|else|void|delete|instanceof|new|throw|yield|await))$"
)
_CONDITION = re.compile(r"(?<![\w$.])(?:if|while|for|with)\s{0,20}$")
_NO_BREAK = re.compile(r"[^\n]")


def without_comments(name: str, text: str) -> str:
    """The text with spaces for each character of a comment but line breaks; `name` says what language it is in."""
    lowered = name.lower()
    if lowered.endswith(_PAGE):
        spans = _in_page(text) if "<!--" in text else []
    elif lowered.endswith(_SCRIPT):
        spans = _in_script(text) if "//" in text or "/*" in text else []
    elif lowered.endswith(".css"):
        spans = _in_style(text) if "/*" in text else []
    else:
        spans = []
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], _NO_BREAK.sub(" ", text[start:end])]
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def scripts_of(page: str) -> list[tuple[int, int]]:
    """Where the elements script of a page begin and end."""
    return [(start, end) for kind, start, end in _pieces(page) if kind == "script"]


def _in_page(text: str) -> list[tuple[int, int]]:
    return [(start, end) for kind, start, end in _pieces(text) if not kind]


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Comments, as "", and the elements in which <!-- begins none (HTML 13.1.2)."""
    at = 0
    while found := _IN_PAGE.search(text, at):
        kind, start, at = (found[1] or "").lower(), found.start(), found.end()
        if not kind and _is_in_tag(text, start):
            continue
        # A comment may end with the dashes that it begins with: <!-->.
        end = _ENDS[kind].search(text, at) if kind else _COMMENT_END.search(text, at - 2)
        at = end.end() if end else len(text)
        yield kind, start, at


def _is_in_tag(text: str, at: int) -> bool:
    opening = text.rfind("<", max(0, at - _LONGEST_TAG), at)
    return opening >= 0 and text[opening + 1 : opening + 2].isalpha() and ">" not in text[opening:at]


def _in_style(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    while found := _IN_STYLE.search(text, at):
        at = found.end()
        if found[0] == "/*":
            end = text.find("*/", at)
            at = end + 2 if end >= 0 else len(text)
            spans.append((found.start(), at))
    return spans


def _in_script(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    # What is open: "{", "(" or "if (" and the like, and "`" for what a template puts in.
    is_open: list[str] = []
    after_condition, at = -1, 0
    while found := _IN_SCRIPT.search(text, at):
        token, start, at = found[0], found.start(), found.end()
        if token.startswith("//"):
            spans.append((start, at))
        elif token == "/*":
            end = text.find("*/", at)
            if end < 0:
                return []
            at = end + 2
            spans.append((start, at))
        elif token == "{":
            is_open.append(token)
        elif token == "(":
            is_open.append("if" if _CONDITION.search(text[max(0, start - 30) : start]) else token)
        elif token in ")}`":
            closed = is_open.pop() if token != "`" and is_open else token
            if token == ")" and closed == "if":
                after_condition = at
            if closed == "`":
                inside = _TEMPLATE.match(text, at)
                if inside is None:
                    return []
                at = inside.end()
                is_open += ["`"] if inside[1] == "${" else []
        elif token == "/":
            if _is_expression(text, start, spans, after_condition) and (inside := _EXPRESSION.match(text, start)):
                at = inside.end()
        elif len(token) == 1:
            return []
    return spans


def _is_expression(text: str, at: int, spans: list[tuple[int, int]], after_condition: int) -> bool:
    """Whether a slash begins a regular expression: where a division cannot stand, or behind `if (…)`."""
    before = at
    number = len(spans) - 1
    while True:
        while before > 0 and text[before - 1].isspace():
            before -= 1
        if number < 0 or spans[number][1] != before:
            break
        before = spans[number][0]
        number -= 1
    return before in (0, after_condition) or bool(_BEFORE_EXPRESSION.search(text[max(0, before - 12) : before]))
