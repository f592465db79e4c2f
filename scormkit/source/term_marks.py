"""`[words]{term}` and `[words]{term="the term"}`, for markdown-it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

TERM = "term"
_MARK = re.compile(
    # A term may go on in the next line, where an editor broke it.
    r"""\[(?P<words>[^\[\]]{1,200})\]\{term(?:=(?:"(?P<quoted>[^"{}]{1,200})"|(?P<bare>[^\s{}"]{1,200})))?\}"""
)


def term_marks(md: MarkdownIt) -> None:
    """Adds marked terms to a parser. What stands between the brackets is text, without markup."""
    md.inline.ruler.before("link", TERM, _term)


def _term(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    match = _MARK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push(TERM, "button", 0)
        token.content = match["words"]
        token.markup = match[0]
        token.meta = {"term": " ".join((match["quoted"] or match["bare"] or match["words"]).split())}
    state.pos = match.end()
    return True
