"""Formulas and code that cannot be read as what they say they are."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

FORMULA_BROKEN = RULES.declare(
    "SK6070",
    "formula-broken",
    Severity.ERROR,
    summary="What stands between dollar signs is a formula in LaTeX.",
    why="Learners would see the source of the formula, or a part of it.",
    fix="Correct it; if it is no formula, write \\$ for a dollar sign.",
)
UNKNOWN_LANGUAGE = RULES.declare(
    "SK6080",
    "code-language-unknown",
    Severity.NOTICE,
    summary="The word behind the fence of a code block is a language that is known.",
    why="The code is shown without colours, and nobody is told what language it is.",
    fix="Correct the word, or write text for what is in no language.",
)
