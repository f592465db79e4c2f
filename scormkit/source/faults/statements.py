"""Faults in what a source says about xAPI statements, and secrets anywhere in it."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

UNKNOWN_MOMENT = RULES.declare(
    "SK9501",
    "unknown-moment",
    Severity.ERROR,
    summary="A hook names a moment at which a statement can be sent.",
    why="A statement of a moment that nobody knows is never sent, and nobody would notice.",
    fix="Use one of the moments of docs/xapi.md.",
)
UNKNOWN_VERB = RULES.declare(
    "SK9502",
    "unknown-verb",
    Severity.ERROR,
    summary="A verb or a type of activity is a word of docs/xapi.md or an IRI.",
    why="Reports know verbs by their IRI; a word that nobody published means nothing to them.",
    fix="Use a word of docs/xapi.md, or write an IRI with its scheme.",
    reference="xAPI 1.0.3 data 2.4.3",
)
NOT_AN_IRI = RULES.declare(
    "SK9503",
    "not-an-iri",
    Severity.ERROR,
    summary="Ids of activities, verbs, types and extensions are IRIs with a scheme and without blanks.",
    why="An LRS refuses the whole statement.",
    fix="Write an address of your own organisation, such as https://learning.example.org/xapi; nothing need be there.",
    reference="xAPI 1.0.3 data 2.4.3, 2.4.4, 4.1",
)
UNKNOWN_VALUE = RULES.declare(
    "SK9504",
    "unknown-value",
    Severity.ERROR,
    summary="A template names in braces a value that is known when its statement is sent.",
    why="What is not known is left out of the statement, and the report that needs it stays empty.",
    fix="Use one of the values that docs/xapi.md lists for the moment; a brace that is meant as one is written twice.",
)
BROKER_URL = RULES.declare(
    "SK9505",
    "broker-url-not-usable",
    Severity.ERROR,
    summary="The token broker has an https address without a password, a query or a fragment.",
    why="Learners' browsers fetch their permission to send statements from it; on an open line others could read it.",
    fix="Write an address such as https://lms.example.org/xapi/token.",
)
HOOK_TWICE = RULES.declare(
    "SK9506",
    "hook-declared-twice",
    Severity.ERROR,
    summary="A course or session declares each moment once, and each name once for a moment.",
    why="It would be left to chance which of the two statements is sent.",
    fix="Remove one of the two, or give one of them a name and ask for it at a block.",
)
BLOCK_WITHOUT_ID = RULES.declare(
    "SK9507",
    "block-without-id",
    Severity.ERROR,
    summary="A block that statements are about has a permanent name.",
    why="The LRS knows the block by its id; without one, its records could not be told apart when the page changes.",
    fix="Give it an id: {#what-we-heard xapi=on}.",
)
BLOCK_ID_TWICE = RULES.declare(
    "SK9508",
    "duplicate-block-id",
    Severity.ERROR,
    summary="The ids of the blocks of a page differ.",
    why="Their records would become one in the LRS.",
    fix="Change the id of the block that no learner has seen yet.",
)
SECRET_IN_SOURCE = RULES.declare(
    "SK9509",
    "secret-in-source",
    Severity.ERROR,
    final=True,
    summary="No source holds a password, key or token; nothing overrides this rule.",
    why="Whatever is in a package can be read by everybody who opens it, and secrets get into version control.",
    fix="Remove it and have it changed where it is valid. Packages get their permission at launch: see docs/xapi.md.",
)
