"""`[words]{term}` and `[words]{term="the term"}`, for markdown-it, and what a page shows for them."""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

TERM = "term"
_MARK = re.compile(
    r"""\[(?P<words>[^\[\]\n]{1,200})\]\{term(?:=(?:"(?P<quoted>[^"{}\n]{1,200})"|(?P<bare>[^\s{}"]{1,200})))?\}"""
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
        token.meta = {"term": match["quoted"] or match["bare"] or match["words"]}
    state.pos = match.end()
    return True


def explained(words: str, definition: str, name: str) -> str:
    """A term that shows its definition, by itself in the page's ids under `name`.

    A button opens it and closes it, the Escape key closes it, and screen readers say it with the button. No script is
    needed; a browser that does not know `popover` shows the definition in brackets behind the term (9-media.css).
    """
    return (
        f'<button type="button" class="term" popovertarget="{name}" aria-describedby="{name}">{escape(words)}</button>'
        f'<span class="definition" id="{name}" popover>{escape(definition)}</span>'
    )
