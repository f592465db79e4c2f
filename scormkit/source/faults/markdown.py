"""Markdown that does not say what its author meant."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

BLOCK_NOT_CLOSED = RULES.declare(
    "SK1040",
    "block-never-closed",
    Severity.ERROR,
    summary="Every block that begins with colons ends with a line of as many colons.",
    why="Without its end, what follows would be taken for a part of the block.",
    fix="Put a line of colons, as many as it began with, behind the last line of the block.",
)
STRAY_MARKER = RULES.declare(
    "SK1041",
    "stray-block-marker",
    Severity.ERROR,
    summary="A line of colons begins a block or ends one.",
    why="Learners would see the colons as text.",
    fix="Remove the line, or write the kind of block behind the colons of the line that should begin it.",
)
UNKNOWN_BLOCK = RULES.declare(
    "SK1042",
    "unknown-block",
    Severity.ERROR,
    summary="The word behind the colons is a kind of block.",
    why="An unknown kind has no form on the page.",
    fix="Correct the word.",
)
UNKNOWN_SETTING = RULES.declare(
    "SK1043",
    "unknown-setting",
    Severity.ERROR,
    summary="Every setting in braces is one that its block, heading or picture takes.",
    why="A mistyped setting would be passed over silently, and what it says would not happen.",
    fix="Correct the name or remove the setting.",
)
SETTINGS_NOT_UNDERSTOOD = RULES.declare(
    "SK1044",
    "settings-not-understood",
    Severity.ERROR,
    summary="Settings in braces are #id, .class and name=value, with quotes round a value that holds blanks.",
    why="What cannot be read has no effect.",
    fix='Write for example {#briefing points=2 maps_to="2.4.1 2.4.2"}.',
)
HTML_DROPPED = RULES.declare(
    "SK1045",
    "html-dropped",
    Severity.WARNING,
    summary="HTML holds only what a page may hold.",
    why="Scripts, styles, forms and frames would break the player or send learners' data elsewhere: out they go.",
    fix="Remove it, or say it in Markdown.",
)
FOOTNOTE_NOT_DEFINED = RULES.declare(
    "SK1046",
    "footnote-not-defined",
    Severity.ERROR,
    summary="Every footnote that is referred to has its text on the same page.",
    why="Learners would find a number that leads nowhere.",
    fix="Add a line such as “[^1]: The text.” to the page, or write \\[^1] if no footnote is meant.",
)
ANSWER_WITHOUT_BOX = RULES.declare(
    "SK1047",
    "answer-without-box",
    Severity.ERROR,
    summary="Every item in a list of answers has a box, [ ] or [x], and a question has one such list.",
    why="Without a box nobody knows whether the answer is right.",
    fix="Put [ ] or [x] before each answer, and keep all answers of a question in one list.",
)
BOX_MEANS_NOTHING = RULES.declare(
    "SK1052",
    "box-means-nothing",
    Severity.WARNING,
    summary="Boxes, [ ] and [x], stand where answers are ticked: at choice, multiple, true-false and hotspot.",
    why="Elsewhere nothing is ticked; what was marked right may be meant as another kind of question.",
    fix="Leave out the boxes, or change type= to choice or multiple.",
)
BAD_BLANK = RULES.declare(
    "SK1050",
    "bad-blank",
    Severity.ERROR,
    summary="Double brackets hold what is right: a text, several with “|” between them, or a number or range of them.",
    why="A blank that nobody can fill in rightly gives no points, and the brackets would be shown.",
    fix="Write [[briefing]], [[briefing | huddle]], or in a numeric question [[12]], [[12 ± 0.5]] or [[10..15]].",
)
QUESTION_IN_QUESTION = RULES.declare(
    "SK1048",
    "question-in-question",
    Severity.ERROR,
    summary="A question holds no other question.",
    why="Two questions in one cannot be answered or scored apart.",
    fix="Close the first question before the second begins.",
)
BLOCK_OUT_OF_PLACE = RULES.declare(
    "SK1051",
    "block-out-of-place",
    Severity.ERROR,
    summary="Hints and feedback stand within a question, sections within an assessment.",
    why="Elsewhere there is nothing that they could belong to.",
    fix="Move the block to where it belongs, or write its text without the lines of colons.",
)
MEDIA_WITHOUT_FILE = RULES.declare(
    "SK1049",
    "media-without-file",
    Severity.ERROR,
    summary="A video or audio block names its file behind the kind.",
    why="Without a file there is nothing to play.",
    fix="Write for example “::: video briefing.mp4”.",
)
WATCH_NOT_UNDERSTOOD = RULES.declare(
    "SK6091",
    "watch-not-understood",
    Severity.ERROR,
    summary="The setting watch of a video or sound is whole, or is left out.",
    why="Learners could go on without having played what they must.",
    fix="Write watch=whole, or take it out.",
)
