"""Frameworks that cannot be read, and codes that they do not hold."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

UNKNOWN_CODE = RULES.declare(
    "SK5001",
    "unknown-code",
    Severity.ERROR,
    summary="Every code in maps_to is an item of its framework.",
    why="A mapping to nothing would be missing in every report on what is taught and assessed.",
    fix="Correct the code.",
)
NO_FRAMEWORK = RULES.declare(
    "SK5002",
    "code-without-framework",
    Severity.ERROR,
    summary="A code belongs to a framework that is named.",
    why="The same code means different things in different frameworks.",
    fix="Add a field such as “framework: clcf” to the session or the course, or write clcf:2.4.",
)
UNKNOWN_FRAMEWORK = RULES.declare(
    "SK5003",
    "unknown-framework",
    Severity.ERROR,
    summary="Every framework that is named is bundled with scormkit, or a file beside the course.",
    why="Without the framework its codes cannot be checked.",
    fix="Correct the name, give the path of the framework's file, or put it at frameworks/ID.yaml.",
)
FRAMEWORK_CODE_TWICE = RULES.declare(
    "SK5004",
    "duplicate-code-in-framework",
    Severity.ERROR,
    summary="A framework has each code once.",
    why="A mapping to the code could mean either item.",
    fix="Change one of the codes.",
)
FRAMEWORK_LEVEL = RULES.declare(
    "SK5005",
    "framework-level-unknown",
    Severity.ERROR,
    summary="A framework is no deeper than its levels, and the tracked level is one of them.",
    why="An item without a level has no place in reports, and objectives are made from the tracked level.",
    fix="Add the level to “levels”, or correct “tracked_level”.",
)
FRAMEWORK_LOOP = RULES.declare(
    "SK5006",
    "framework-based-on-itself",
    Severity.ERROR,
    summary="A framework is not based on itself, directly or round a corner.",
    why="Its items could never be listed to the end.",
    fix="Remove “based_on” from one of the files.",
)
UNKNOWN_OBJECTIVE = RULES.declare(
    "SK5007",
    "unknown-objective",
    Severity.ERROR,
    summary="Every objective that a page or question names is defined in the session.",
    why="What the question shows could not be counted towards anything.",
    fix="Correct the id, or add the objective to the session.",
)
FRAMEWORK_CODE_SHAPE = RULES.declare(
    "SK5008",
    "code-shape",
    Severity.ERROR,
    summary="A code is short and plain: 64 characters of ASCII at most, no blanks, quotes, brackets or : ; ,.",
    why="Mappings name it, and the oldest LMSs take nothing else in an identifier.",
    fix="Change the code.",
)
ASSOCIATION_NOT_UNDERSTOOD = RULES.declare(
    "SK5009",
    "association-not-understood",
    Severity.ERROR,
    summary="An association has a known type, and names an item of another framework or an IRI.",
    why="A crosswalk that cannot be followed would be missing in every report.",
    fix="Write for example {type: exactMatch, to: mlcf:2.4}.",
)
POLICY_NOT_UNDERSTOOD = RULES.declare(
    "SK5010",
    "policy-not-understood",
    Severity.ERROR,
    summary="Each line of a coverage policy is of a form that can be judged.",
    why="A demand that nobody checks is worse than none.",
    fix=(
        "Write one of: “every element taught”, “at least 3 assessed questions for each core domain”, "
        "“no competence assessed that is not taught”, “at least 60 % of competences taught”."
    ),
)
