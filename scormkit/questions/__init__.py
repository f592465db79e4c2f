"""The types of question: one module and one row each. They know no standard, only Interactions."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course, QuestionType
from scormkit.questions.categorise import CATEGORISE
from scormkit.questions.choice import CHOICE
from scormkit.questions.fill_in import FILL_IN
from scormkit.questions.hotspot import HOTSPOT
from scormkit.questions.likert import LIKERT
from scormkit.questions.matching import MATCHING
from scormkit.questions.multiple import MULTIPLE
from scormkit.questions.numeric import NUMERIC
from scormkit.questions.ordering import ORDERING
from scormkit.questions.question_type import QuestionKind
from scormkit.questions.reflection import REFLECTION
from scormkit.questions.slider import SLIDER
from scormkit.questions.true_false import TRUE_FALSE

_ROWS = (
    *(CHOICE, MULTIPLE, TRUE_FALSE),
    *(ORDERING, MATCHING, CATEGORISE),
    *(FILL_IN, NUMERIC, SLIDER),
    HOTSPOT,
    *(LIKERT, REFLECTION),
)

QUESTION_TYPES: dict[QuestionType, QuestionKind] = {kind.type: kind for kind in _ROWS}

QUESTION_RULES: Catalogue[Course] = Catalogue(*(kind.rules for kind in QUESTION_TYPES.values()))


def kind_for(right: int) -> QuestionKind:
    """The type that a question without one has, from the number of its right answers."""
    return next(kind for kind in QUESTION_TYPES.values() if kind.fits(right))
