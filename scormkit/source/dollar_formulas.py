"""`$…$` within a line and `$$…$$` on lines of its own, for markdown-it. What is between the dollars is not read here.

A dollar begins a formula if no letter or digit stands before it and no blank behind it; one ends it if no blank stands
before it and no letter or digit behind it. So “$5 and $10” is money, and “$HOME/$USER” is what it is. No formula begins
with an amount and a word: “$5, or 6$” is money too.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath.index import math_block_dollar

FORMULA = "formula"
FORMULA_BLOCK = "math_block"
_BETWEEN = r"(?P<latex>(?:\\.|[^$\\`])+?)"
_AMOUNT_AND_WORD = r"\d[\d.,]*[\s,;–-]+[^\W\d_]{2}"
_DISPLAYED = re.compile(rf"\$\${_BETWEEN}\$\$(?!\$)", re.DOTALL)
_WITHIN = re.compile(rf"\$(?![\s$]|{_AMOUNT_AND_WORD}){_BETWEEN}(?<!\s)\$(?![\w$])", re.DOTALL)


def dollar_formulas(md: MarkdownIt) -> None:
    """Adds formulas to a parser."""
    md.inline.ruler.after("escape", FORMULA, _formula)
    block = math_block_dollar(allow_labels=False, allow_blank_lines=False)
    md.block.ruler.before("fence", FORMULA_BLOCK, block)


def _formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    before = state.src[state.pos - 1] if state.pos else ""
    if before.isalnum() or before == "$":
        return False
    displayed = _DISPLAYED.match(state.src, state.pos, state.posMax)
    match = displayed or _WITHIN.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push(FORMULA, "math", 0)
        token.content = match["latex"]
        token.markup = "$$" if displayed else "$"
    state.pos = match.end()
    return True
