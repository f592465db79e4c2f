"""Captions (WebVTT) that a browser would drop, or that nobody can read in time."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

CAPTIONS_SYNTAX = RULES.declare(
    "SK6040",
    "captions-syntax",
    Severity.ERROR,
    summary="A captions file is written as WebVTT asks.",
    why="Browsers drop what they cannot read without a word: a single caption, or all of them.",
    fix="Correct the line; times are written 00:01:02.500 --> 00:01:05.000, and a blank line stands before each.",
    reference="WebVTT, 4.1",
)
CAPTIONS_EMPTY = RULES.declare(
    "SK6041",
    "captions-empty",
    Severity.ERROR,
    summary="A captions file holds captions.",
    why="The player would offer captions, and people who need them would see none.",
    fix="Write the captions, or name the file that has them.",
    reference="WCAG 2.2, 1.2.2",
)
CAPTION_NEVER_SHOWN = RULES.declare(
    "SK6042",
    "caption-never-shown",
    Severity.ERROR,
    summary="A caption ends after it begins.",
    why="A caption that ends before it begins, or at once, is never seen.",
    fix="Correct one of its two times.",
    reference="WebVTT, 4.1",
)
CAPTIONS_OUT_OF_ORDER = RULES.declare(
    "SK6043",
    "captions-out-of-order",
    Severity.ERROR,
    summary="Captions stand in the order of their beginnings.",
    why="The standard asks for it, and some players skip what comes too late.",
    fix="Move the caption to its place, or correct its time.",
    reference="WebVTT, 4.1",
)
CAPTIONS_OVERLAP = RULES.declare(
    "SK6044",
    "captions-overlap",
    Severity.WARNING,
    summary="A caption ends before the next begins, unless it says where on the picture it stands.",
    why="Both are shown at once, pile up over the picture, and jump when one of them goes.",
    fix="Let the first end when the second begins; where two people speak at once, write both into one caption.",
)
CAPTION_TOO_FAST = RULES.declare(
    "SK6045",
    "caption-too-fast",
    Severity.WARNING,
    summary="A caption stays long enough to be read: no more than 20 characters a second.",
    why="Many people who need captions read slower than others speak, and want to see the picture too.",
    fix="Let it stay longer, join it with a neighbour, or say it in fewer words.",
)
CAPTION_MARKUP = RULES.declare(
    "SK6046",
    "caption-markup",
    Severity.WARNING,
    summary="Captions hold text and the tags of WebVTT: b, i, u, c, v, lang, ruby and rt.",
    why="Browsers leave out every other tag, so that what it was meant for does not happen; scripts never run.",
    fix="Take the tag out; a bare < or & is written &lt; or &amp;.",
    reference="WebVTT, 4.2",
)
CAPTION_WITHOUT_TEXT = RULES.declare(
    "SK6047",
    "caption-without-text",
    Severity.WARNING,
    summary="A caption has text.",
    why="A caption without text is most often one whose words were lost; an empty line inside a caption ends it.",
    fix="Write its text in the line right below its times, or take it out.",
)
CAPTION_AFTER_END = RULES.declare(
    "SK6090",
    "caption-after-end",
    Severity.WARNING,
    summary="Captions and chapters end when their video or sound does.",
    why="What comes later is never shown; most often the file belongs to another cut, and nothing in it is in step.",
    fix="Take the captions of this very cut, or correct the times.",
)
