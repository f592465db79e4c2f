"""LaTeX → MathML, which browsers show and screen readers read without a script.

latex2mathml escapes nothing and takes any command, so its tree is written here: elements and attributes by a short
list, every text escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element

LONGEST = 2000
_DEEPEST = 50
_DEEPEST_ELEMENT = 100
_ELEMENTS = frozenset(
    "math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd "
    "mtext mtr munder munderover".split()
)
_ATTRIBUTES = frozenset(
    "accent columnalign columnlines columnspacing depth display displaystyle fence form height linethickness lspace "
    "mathsize mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator "
    "stretchy voffset width".split()
)
_VALUE = re.compile(r"[A-Za-z0-9.,%+ -]{0,60}")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
# They define what could grow without end, or say more than what a formula is: colours, links, styles, names.
_NOT_TAKEN = frozenset(
    "\\" + name
    for name in (
        "def newcommand renewcommand newenvironment DeclareMathOperator require href url style class cssId id color "
        "textcolor colorbox fcolorbox"
    ).split()
)
_ENVIRONMENT = re.compile(r"\\begin\s*\{([^{}]*)\}")
_ENVIRONMENTS = frozenset(
    "matrix matrix* pmatrix pmatrix* bmatrix bmatrix* Bmatrix Bmatrix* vmatrix vmatrix* Vmatrix Vmatrix* smallmatrix "
    "array cases split align align* substack".split()
)
_TOO_DEEP = "its parts lie too deep within each other"
_SAID = {
    "NumeratorNotFoundError": "a fraction has nothing above its line",
    "DenominatorNotFoundError": "a fraction has nothing below its line",
    "ExtraLeftOrMissingRightError": "\\left and \\right do not agree",
    "MissingSuperScriptOrSubscriptError": "nothing stands behind ^ or _",
    "DoubleSubscriptsError": "two _ follow each other; put braces round one",
    "DoubleSuperscriptsError": "two ^ follow each other; put braces round one",
    "NoAvailableTokensError": "something is missing at its end",
    "MissingEndError": "a \\begin has no \\end",
    "LimitsMustFollowMathOperatorError": "\\limits stands behind no operator",
}


class FormulaError(ValueError):
    """What is wrong with a formula, in words."""


@lru_cache(maxsize=4096)
def mathml(latex: str, *, displayed: bool) -> str:
    """The MathML of a formula, on a line of its own or within one. Raises FormulaError."""
    _check(latex)
    from latex2mathml.converter import convert_to_element

    try:
        return "".join(_written(convert_to_element(latex, display="block" if displayed else "inline")))
    except FormulaError:
        raise
    except Exception as error:
        # It raises errors of its own, and others where it did not expect a text to end.
        raise FormulaError(_SAID.get(type(error).__name__, "it does not follow the rules of LaTeX")) from error


def _check(latex: str) -> None:
    """Finds what latex2mathml would pass over in silence, or take too long for."""
    if len(latex) > LONGEST:
        raise FormulaError(f"it has more than {LONGEST:,} characters")
    depth = deepest = 0
    for sign in _COMMAND.sub(" ", latex):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        deepest = max(deepest, depth)
        if depth < 0:
            raise FormulaError("a } has no {")
    if depth:
        raise FormulaError("a { has no }")
    if deepest > _DEEPEST:
        raise FormulaError(_TOO_DEEP)
    for command in _COMMAND.findall(latex):
        if command in _NOT_TAKEN:
            raise FormulaError(f"{command} is not taken here")
    for name in _ENVIRONMENT.findall(latex):
        if name not in _ENVIRONMENTS:
            raise FormulaError(f"\\begin{{{name}}} is not known")
    if re.search(r"(?<!\\)%", latex):
        raise FormulaError("a % would hide what is behind it; write \\%")


def _written(element: Element, depth: int = 0) -> list[str]:
    if depth > _DEEPEST_ELEMENT:
        raise FormulaError(_TOO_DEEP)
    if element.tag not in _ELEMENTS:
        raise FormulaError(f"<{element.tag}> is not taken here")
    attributes = [
        f' {name}="{escape(value)}"'
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES and _VALUE.fullmatch(value)
    ]
    # The library writes signs as references, and would be taken at its word.
    text = unescape(element.text or "")
    if element.tag in ("mi", "mo") and len(text) > 1 and text.startswith("\\"):
        raise FormulaError(f"{text} is not known")
    parts = [f"<{element.tag}{''.join(attributes)}>", escape(text, quote=False)]
    for child in element:
        parts += _written(child, depth + 1)
    return [*parts, f"</{element.tag}>"]
