"""What stands round a table and in its cells, so that it can be read on a telephone and by a screen reader."""

from __future__ import annotations

from collections import Counter
from html import escape

from markdown_it.token import Token

from scormkit.source.markdown_reader import plain_text

_LONGEST_NAME = 80
_ALIGN = {"text-align:left": "align-left", "text-align:center": "align-center", "text-align:right": "align-right"}


class Tables:
    """The tables of one page. Each has a name of its own, made of its columns."""

    def __init__(self) -> None:
        self._names: Counter[str] = Counter()

    def opening(self, columns: list[str]) -> str:
        """What stands before a table: a part of the page that is scrolled, and found by its name."""
        words = ", ".join(column for column in columns if column)
        if len(words) > _LONGEST_NAME:
            words = f"{words[:_LONGEST_NAME].rstrip(' ,')} …"
        name = f"Table: {words}" if words else "Table"
        self._names[name] += 1
        if (count := self._names[name]) > 1:
            name = f"{name} ({count})"
        return f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(name)}">\n'


def columns_of(tokens: list[Token], start: int) -> list[str]:
    """The names of the columns of the table that begins at a token."""
    stop = next((i for i in range(start, len(tokens)) if tokens[i].type == "thead_close"), start)
    return [plain_text([token]) for token in tokens[start:stop] if token.type == "inline"]


def cell(token: Token) -> Token:
    """A cell without the inline style, which strict servers forbid; a header cell says what it heads."""
    attributes: dict[str, str | int | float] = {"scope": "col"} if token.tag == "th" else {}
    if css_class := _ALIGN.get(str(token.attrs.get("style", ""))):
        attributes["class"] = css_class
    return token.copy(attrs=attributes)
