"""What is wrong with a course as a whole: rules over the resolved Course, one file per area."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Finding, in_order
from scormkit.questions import QUESTION_RULES
from scormkit.rules import (
    assessment,
    draws,
    mapping,
    media,
    questionnaire,
    scenario,
    statements,
    structure,
    themes,
    trainers,
)

COURSE_RULES: Catalogue[Course] = Catalogue(
    structure.RULES,
    assessment.RULES,
    draws.RULES,
    QUESTION_RULES,
    scenario.RULES,
    mapping.RULES,
    statements.RULES,
    trainers.RULES,
    questionnaire.RULES,
    themes.RULES,
    media.RULES,
)


def check_course(course: Course) -> tuple[Finding, ...]:
    """Every fault of meaning in a course, sorted. What reading reports itself is not repeated here."""
    return in_order(COURSE_RULES.run(course))
