"""Files that are not the text they should be, and YAML that cannot be read."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

FILE_NOT_UTF8 = RULES.declare(
    "SK1001",
    "file-not-utf8",
    Severity.ERROR,
    summary="Every source file is text in the encoding UTF-8.",
    why="Letters beyond plain English would come out wrong on some computers, so nothing is guessed.",
    fix="Open the file in an editor and save it with the encoding UTF-8.",
)
BYTE_ORDER_MARK = RULES.declare(
    "SK1002",
    "byte-order-mark",
    Severity.NOTICE,
    summary="A source file begins with its text, not with an invisible byte order mark.",
    why="The mark is harmless here, but other tools that read the same file may stumble over it.",
    fix="Save the file as “UTF-8” and not as “UTF-8 with BOM”.",
)
FILE_NOT_READABLE = RULES.declare(
    "SK1003",
    "file-not-readable",
    Severity.ERROR,
    summary="Every file that belongs to a course can be opened and read.",
    why="What cannot be read cannot be built.",
    fix="Check that it is a file and that you are allowed to read it.",
)
YAML_NOT_READABLE = RULES.declare(
    "SK1004",
    "yaml-not-readable",
    Severity.ERROR,
    summary="YAML keeps to its own grammar.",
    why="From the place named on, nothing in the file can be understood.",
    fix="Look at that line and the one above it: indent with blanks, put quotes round text that holds a colon.",
)
DUPLICATE_KEY = RULES.declare(
    "SK1005",
    "duplicate-key",
    Severity.ERROR,
    summary="A field is written once.",
    why="Only one of the two can count, and nobody can know which was meant.",
    fix="Remove one of the two.",
)
YAML_ALIAS = RULES.declare(
    "SK1006",
    "yaml-alias",
    Severity.ERROR,
    summary="YAML anchors, aliases, merge keys and tags are not used.",
    why="They hide what a file says from its readers, and a few lines of them can fill a computer's memory.",
    fix="Write the value out where it is needed.",
)
NOT_A_MAPPING = RULES.declare(
    "SK1007",
    "not-a-mapping",
    Severity.ERROR,
    summary="A YAML file holds fields, each a name, a colon and a value.",
    why="Without fields there is nothing to read.",
    fix="Write lines such as “title: A good handover”.",
)
FRONT_MATTER_NOT_CLOSED = RULES.declare(
    "SK1008",
    "front-matter-not-closed",
    Severity.ERROR,
    summary="Front matter that begins with a line “---” ends with one.",
    why="Without the second line the whole page would be taken for fields.",
    fix="Put a line of three hyphens behind the last field.",
)
