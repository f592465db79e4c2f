"""Finished HTML that the sanitiser must not see: it holds what no author may write, such as MathML and buttons.

Where a page holds an author's HTML, places stand for it while that is cut down. No author can write such a place, for
`data-sealed` is one of the attributes that only this program writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.token import Token

_PLACE = re.compile(r'<span data-sealed="([0-9]+)"></span>')


def sealed(html: str) -> Token:
    """A token that stands for finished HTML."""
    return Token("html_inline", "", 0, content=html, meta={"made": True, "sealed": True})


def put_away(tokens: Iterable[Token]) -> list[str]:
    """Takes the HTML out of every sealed token, and leaves places."""
    kept: list[str] = []
    for token in tokens:
        for each in (token, *(token.children or ())):
            if "sealed" in each.meta:
                kept.append(each.content)
                each.content = f'<span data-sealed="{len(kept) - 1}"></span>'
    return kept


def put_back(html: str, kept: list[str]) -> str:
    """The HTML with what was put away in its places."""
    return _PLACE.sub(lambda match: kept[int(match[1])], html) if kept else html
