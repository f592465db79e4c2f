"""Fields of source files: missing, unknown, or with a value that cannot be meant."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

FIELD_MISSING = RULES.declare(
    "SK1020",
    "field-missing",
    Severity.ERROR,
    summary="Every field that must be there is there.",
    why="The package needs this fact, and it cannot be guessed.",
    fix="Add the field.",
)
UNKNOWN_FIELD = RULES.declare(
    "SK1021",
    "unknown-field",
    Severity.ERROR,
    summary="Every field is one that the format knows.",
    why="A mistyped field would be passed over silently, and what it says would not happen.",
    fix="Correct the name or remove the field.",
)
TEXT_NOT_QUOTED = RULES.declare(
    "SK1022",
    "text-not-quoted",
    Severity.ERROR,
    summary="Text that looks like a number, a date-less version or yes and no stands in quotes.",
    why="YAML reads 1.10 as the number 1.1 and, in many tools, no as “false”: the text would be changed.",
    fix="Put the value in quotes.",
)
WRONG_KIND = RULES.declare(
    "SK1023",
    "value-of-wrong-kind",
    Severity.ERROR,
    summary="A value is of the kind that its field takes: text, a number, yes or no, a list, fields.",
    why="A value of another kind has no meaning there.",
    fix="Write the value as the documentation of the field shows it.",
)
OUT_OF_RANGE = RULES.declare(
    "SK1024",
    "value-out-of-range",
    Severity.ERROR,
    summary="Numbers lie within the range that makes sense: a pass mark in 0 to 100, minutes above 0.",
    why="Learning management systems refuse such a value or can never be satisfied.",
    fix="Choose a number in the range.",
)
NOT_ALLOWED = RULES.declare(
    "SK1025",
    "value-not-allowed",
    Severity.ERROR,
    summary="A value from a list of words is one of them.",
    why="Any other word has no meaning.",
    fix="Choose one of the words.",
)
BAD_DATE = RULES.declare(
    "SK1026",
    "date-not-understood",
    Severity.ERROR,
    summary="Dates are written year-month-day: 2026-03-01.",
    why="Other ways to write dates mean different days in different countries.",
    fix="Write the date as YYYY-MM-DD.",
)
BAD_LANGUAGE = RULES.declare(
    "SK1027",
    "language-not-understood",
    Severity.ERROR,
    summary="A language is a tag such as en, en-GB or cy.",
    why="Screen readers choose their voice by it, and manifests with another value are refused.",
    fix="Write a tag as BCP 47 has it: two or three letters, then a hyphen and a region where it matters.",
    reference="BCP 47",
)
BAD_ID = RULES.declare(
    "SK1028",
    "id-of-bad-shape",
    Severity.ERROR,
    summary="An id is small letters, digits and hyphens and starts with a letter; 64 characters at most.",
    why="Ids travel into addresses and into learners' records, where anything else gets lost or altered.",
    fix="Change the id.",
)
