"""Folders, sessions and pages that do not make a course."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

SESSION_NOT_FOUND = RULES.declare(
    "SK3001",
    "session-not-found",
    Severity.ERROR,
    summary="Every session that a course names is there.",
    why="A course only points at sessions; without them there is nothing to learn.",
    fix="Correct the path: it starts from the folder of the course file and names a folder or a Markdown file.",
)
SESSION_TWICE = RULES.declare(
    "SK3002",
    "session-listed-twice",
    Severity.ERROR,
    summary="A course names each session once.",
    why="A learner's record knows the session once; a second place in the menu would share its state.",
    fix="Remove one of the two.",
)
SESSION_ID_TWICE = RULES.declare(
    "SK3003",
    "duplicate-session-id",
    Severity.ERROR,
    summary="Two sessions of a course have different ids.",
    why="The id is how a learner's record tells sessions apart.",
    fix="Change the id of the session that no learner has used yet.",
)
PAGE_WITHOUT_HEADING = RULES.declare(
    "SK3004",
    "page-without-heading",
    Severity.ERROR,
    summary="A page begins with its title, a first-level heading.",
    why="The title stands in the menu and is what a screen reader announces.",
    fix="Begin the page with a line such as “# Why handovers fail”.",
)
PAGE_TITLE_EMPTY = RULES.declare(
    "SK3005",
    "page-title-empty",
    Severity.ERROR,
    summary="The heading that starts a page has text.",
    why="The menu would show an empty line.",
    fix="Write a title behind the #.",
)
SECOND_TITLE = RULES.declare(
    "SK3006",
    "second-title-in-page",
    Severity.ERROR,
    summary="A page file has one first-level heading.",
    why="The first is the title of the page; a second one would be a page within a page.",
    fix="Make it a second-level heading (##), or move what follows into a file of its own.",
)
QUESTION_WITHOUT_ID = RULES.declare(
    "SK3007",
    "question-without-id",
    Severity.ERROR,
    summary="Every question has an id that its author chose.",
    why="Learners' answers are kept under the id; one made from the order would change when you insert a question.",
    fix="Write for example “::: question {#who-leads}”.",
)
LINKED_FILE_IS_NO_PAGE = RULES.declare(
    "SK3008",
    "page-not-in-session",
    Severity.ERROR,
    summary="A link to a page leads to a page of the same session.",
    why="A session stands alone in many courses, so what lies outside it may not be there.",
    fix="Link to a page of this session, or name the other session in words.",
)
SECTION_EMPTY = RULES.declare(
    "SK3009",
    "section-without-sessions",
    Severity.ERROR,
    summary="A course has sections, and every section has sessions.",
    why="The menu would show a heading with nothing under it.",
    fix="List a session under “sessions:”, or remove the section.",
)
ANSWER_ID_TWICE = RULES.declare(
    "SK3010",
    "duplicate-answer-id",
    Severity.ERROR,
    summary="Two answers of a question have different ids.",
    why="The id is how learners' records tell answers apart.",
    fix="Change one of the ids.",
)
