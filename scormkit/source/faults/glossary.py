"""Terms that nobody explains, or that are explained twice."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

TERM_UNKNOWN = RULES.declare(
    "SK6081",
    "term-unknown",
    Severity.ERROR,
    summary="Every term that a page marks stands in the glossary of its session or course.",
    why="Learners would be promised a definition and find none.",
    fix="Correct the word, name the term as in [briefings]{term=briefing}, or add it to glossary.yaml.",
)
TERM_TWICE = RULES.declare(
    "SK6082",
    "term-twice",
    Severity.ERROR,
    summary="A glossary explains each term once.",
    why="Nobody can tell which of two definitions is meant.",
    fix="Remove one of them.",
)
