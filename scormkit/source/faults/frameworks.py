"""CASE packages and tables that cannot be read as frameworks, and overlays. Not among the rules of a course."""

from scormkit.catalogue import Catalogue
from scormkit.course.framework import Framework
from scormkit.findings import Severity

FRAMEWORK_RULES: Catalogue[Framework] = Catalogue()
_CASE = "1EdTech CASE 1.1, information model"

FILE_TOO_LARGE = FRAMEWORK_RULES.declare(
    "SK5101",
    "framework-file-too-large",
    Severity.ERROR,
    summary="A framework's file is of a size that a framework can have.",
    why="The largest frameworks that are published have some megabytes; a file far beyond is something else.",
    fix="Name the right file, or split the framework.",
)
NOT_JSON = FRAMEWORK_RULES.declare(
    "SK5102",
    "framework-not-json",
    Severity.ERROR,
    summary="A CASE package is well-formed JSON.",
    why="Nothing can be read from the rest of the file.",
    fix="Export the package again, or correct the place that is named.",
)
NOT_CASE = FRAMEWORK_RULES.declare(
    "SK5103",
    "not-a-case-package",
    Severity.ERROR,
    summary="A CASE package holds a CFDocument and a list of CFItems.",
    why="Without them there is no framework in the file.",
    fix="Export the whole package (CFPackage), not a single document or item.",
    reference=f"{_CASE}, CFPackage",
)
CASE_PART_UNUSABLE = FRAMEWORK_RULES.declare(
    "SK5104",
    "case-part-unusable",
    Severity.ERROR,
    summary="Each part of a CASE package is an object with the texts that CASE asks for.",
    why="An item without an identifier or a statement cannot be mapped to.",
    fix="Correct the part that is named.",
    reference=f"{_CASE}, CFItem and CFAssociation",
)
IDENTIFIER_TWICE = FRAMEWORK_RULES.declare(
    "SK5105",
    "identifier-twice",
    Severity.ERROR,
    summary="No two parts of a CASE package (document, items, associations, definitions) have the same identifier.",
    why="What names it could mean either, and a system that stores parts by their identifiers keeps one of them.",
    fix="Give one of them another identifier.",
    reference=f"{_CASE}, identifier of CFDocument, CFItem, CFAssociation and CFDefinition",
)
PARENT_MISSING = FRAMEWORK_RULES.declare(
    "SK5106",
    "parent-missing",
    Severity.ERROR,
    summary="The parent of every item is in the file.",
    why="The item and all below it have no place in the tree.",
    fix="Add the parent, or correct the name of it.",
    reference=f"{_CASE}, CFAssociation isChildOf",
)
ITEMS_IN_CIRCLE = FRAMEWORK_RULES.declare(
    "SK5107",
    "items-in-a-circle",
    Severity.ERROR,
    summary="No item lies below itself.",
    why="The tree would have no end.",
    fix="Correct the parent of one of the items that are named.",
    reference=f"{_CASE}, CFAssociation isChildOf",
)
SECOND_PARENT = FRAMEWORK_RULES.declare(
    "SK5108",
    "second-parent",
    Severity.WARNING,
    summary="Every item has one parent.",
    why="A mapping leads up one path only; the item stands below the first parent, the other is kept as it is.",
    fix="Remove one of the two, or make it isPartOf.",
)
WITHOUT_PARENT = FRAMEWORK_RULES.declare(
    "SK5109",
    "item-without-parent",
    Severity.WARNING,
    summary="Every item says where it belongs: below another, or below the document.",
    why="It is taken as one of the highest level, which may not be meant.",
    fix="Add an association isChildOf.",
)
CODE_MADE = FRAMEWORK_RULES.declare(
    "SK5110",
    "code-made-up",
    Severity.NOTICE,
    summary="Every item has a short code of its own.",
    why="Mappings need one; it is made from the code that is there or from the identifier, and stays the same.",
    fix="Give the item a short code (humanCodingScheme) if the made-up one is no good.",
)
TABLE_WITHOUT_COLUMNS = FRAMEWORK_RULES.declare(
    "SK5111",
    "table-without-columns",
    Severity.ERROR,
    summary="A table has a first row that names its columns, among them code and title.",
    why="Nothing says which column is which.",
    fix="Name the columns: code, parent, title, description, level, status, education level, iri, associations.",
)
ROW_UNUSABLE = FRAMEWORK_RULES.declare(
    "SK5112",
    "row-unusable",
    Severity.ERROR,
    summary="Every row of a table has a code and a title, and no more cells than there are columns.",
    why="What stands in it would be lost, or end up in a wrong place.",
    fix="Correct the row; put a text that holds the delimiter or a line break in double quotes.",
)
OVERLAY_CODE_UNKNOWN = FRAMEWORK_RULES.declare(
    "SK5120",
    "overlay-code-unknown",
    Severity.ERROR,
    summary="An overlay gives words for codes that its framework has.",
    why="The words would be in no package, and nobody would notice.",
    fix="Correct the code.",
)
OVERLAY_UNDER_VERSION_CONTROL = FRAMEWORK_RULES.declare(
    "SK5121",
    "overlay-under-version-control",
    Severity.WARNING,
    summary="Licensed wording is kept outside the repository.",
    why="Whoever can see the repository gets words that only the holder of the rights may pass on.",
    fix="Take the file out of version control, from its history too, and name it with --overlay when you build.",
)
OVERLAY_CODE_TWICE = FRAMEWORK_RULES.declare(
    "SK5123",
    "overlay-code-twice",
    Severity.ERROR,
    summary="An overlay gives the words for a code once.",
    why="Only one of the two could be used, and nobody would notice that the other is not.",
    fix="Remove one of them, or correct its code; what another overlay says of a code may replace it.",
)
ASSOCIATION_NOWHERE = FRAMEWORK_RULES.declare(
    "SK5122",
    "association-to-nothing",
    Severity.WARNING,
    summary="An association leads to an item that exists, and to no framework that is but misspelt.",
    why="The crosswalk breaks off there, so reports on the other framework miss what it should have brought.",
    fix="Correct the code, or the id of the framework before the colon; name one that is elsewhere by its IRI.",
)
