"""Texts in a language of their own → HTML: formulas and code. Reports what cannot be read."""

from __future__ import annotations

from html import escape

from markdown_it.token import Token

from scormkit.findings import SourcePos
from scormkit.source.code_colours import PLAIN, coloured, language_names, title_of
from scormkit.source.dollar_formulas import FORMULA
from scormkit.source.faults.special_texts import FORMULA_BROKEN, UNKNOWN_LANGUAGE
from scormkit.source.formulas import FormulaError, mathml
from scormkit.source.markdown_reader import Document
from scormkit.source.nearest import nearest
from scormkit.source.reading import Reading


class SpecialTexts:
    """Writes the formulas and the code of one page."""

    def __init__(self, reading: Reading, document: Document) -> None:
        self._reading = reading
        self._document = document

    def formula(self, token: Token, pos: SourcePos) -> str:
        """A formula within a line; between double dollars it stands on a line of its own all the same."""
        return self._formula(token.content, pos, displayed=token.markup == "$$")

    def displayed(self, token: Token) -> str:
        """A formula on lines of its own."""
        return f"{self._formula(token.content, self._document.start_of(token), displayed=True)}\n"

    def check_end(self, inline: Token) -> None:
        """Reports a formula that was begun in this paragraph on a line of its own, and does not end there."""
        formulas = (child for child in inline.children or [] if child.type == FORMULA)
        if inline.content.startswith("$$") and not any(child.markup == "$$" for child in formulas):
            said = "the formula that begins with “$$” here does not end before the paragraph does"
            hint = "Close it with $$; if it is no formula, write \\$ for a dollar sign."
            self._reading.report(FORMULA_BROKEN.at(self._document.start_of(inline), said, hint=hint))

    def code(self, token: Token) -> str:
        """Code behind a fence with a language; empty for one without, which is written as text that keeps its lines."""
        language = token.info.split()[0].casefold() if token.info.strip() else ""
        if not language or language in PLAIN:
            return ""
        title = title_of(language)
        if title is None:
            line = token.map[0] if token.map else 0
            pos = self._document.pos(line, self._document.lines[line].find(token.info.split()[0]) + 1)
            hint = f"Did you mean “{match}”?" if (match := nearest(language, language_names())) else ""
            self._reading.report(
                UNKNOWN_LANGUAGE.at(pos, f"“{token.info.split()[0]}” is not a language that is known", hint=hint)
            )
            return ""
        # The lines keep their length; wider than a telephone, they are scrolled.
        return (
            f'<figure class="coded-text"><figcaption>{escape(title)}</figcaption>'
            f'<pre role="group" tabindex="0" aria-label="{escape(title)}"><code>{coloured(token.content, language)}'
            "</code></pre></figure>\n"
        )

    def _formula(self, latex: str, pos: SourcePos, *, displayed: bool) -> str:
        latex = latex.strip()
        try:
            html = mathml(latex, displayed=displayed)
        except FormulaError as error:
            self._reading.report(FORMULA_BROKEN.at(pos, f"the formula “{latex}” cannot be read: {error}"))
            return f"<code>{escape(latex)}</code>"
        if not displayed:
            return html
        # Wider than a telephone, it is scrolled; a span, for it may stand within a paragraph.
        return f'<span class="formula" role="group" tabindex="0" aria-label="Formula">{html}</span>'
