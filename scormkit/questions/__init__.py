"""The types of question: one module and one row each. They know no standard, only Interactions."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course, QuestionType
from scormkit.questions.choice import CHOICE
from scormkit.questions.multiple import MULTIPLE
from scormkit.questions.question_type import QuestionKind
from scormkit.questions.true_false import TRUE_FALSE

QUESTION_TYPES: dict[QuestionType, QuestionKind] = {kind.type: kind for kind in (CHOICE, MULTIPLE, TRUE_FALSE)}

QUESTION_RULES: Catalogue[Course] = Catalogue(*(kind.rules for kind in QUESTION_TYPES.values()))


def kind_for(right: int) -> QuestionKind:
    """The type that a question without one has, from the number of its right answers."""
    return next(kind for kind in QUESTION_TYPES.values() if kind.fits(right))
