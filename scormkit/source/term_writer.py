"""What a page shows for its marked terms."""

from __future__ import annotations

from html import escape

from markdown_it.token import Token

from scormkit.findings import SourcePos
from scormkit.source.glossary import Glossary
from scormkit.source.reading import Reading
from scormkit.source.sealed import sealed


class TermWriter:
    """Writes the terms of one page, each with its definition. `prefix` makes their ids unique in the package."""

    def __init__(self, reading: Reading, glossary: Glossary, prefix: str) -> None:
        self._reading = reading
        self._glossary = glossary
        self._prefix = prefix
        self._written = 0

    def write(self, token: Token, pos: SourcePos, *, in_label: bool) -> Token:
        """A marked term; plain words where nobody explains it, or in a label, which holds no buttons."""
        definition = self._glossary.definition(self._reading, token.meta["term"], pos)
        if not definition or in_label:
            return Token("text", "", 0, content=token.content)
        self._written += 1
        return sealed(_explained(token.content, definition, f"{self._prefix}-term-{self._written}"))


def _explained(words: str, definition: str, name: str) -> str:
    """A term that shows its definition, under an id of its own.

    A button opens it and closes it, the Escape key closes it, and screen readers say it with the button. No script is
    needed; a browser that does not know `popover` shows the definition in brackets behind the term (9-media.css).
    """
    return (
        f'<button type="button" class="term" popovertarget="{name}" aria-describedby="{name}">{escape(words)}</button>'
        f'<span class="definition" id="{name}" popover>{escape(definition)}</span>'
    )
