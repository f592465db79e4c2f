"""Photographs and screenshots that cannot be shown, or should not be as they are."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

PICTURE_UNREADABLE = RULES.declare(
    "SK6060",
    "picture-unreadable",
    Severity.ERROR,
    summary="A picture is a whole PNG, JPEG, GIF, WebP or AVIF, whatever its name says.",
    why="Learners see a broken picture, or half of one.",
    fix="Open it in a picture program and export it anew as PNG or JPEG.",
)
PICTURE_OF_TOO_MANY_PIXELS = RULES.declare(
    "SK6061",
    "picture-of-too-many-pixels",
    Severity.ERROR,
    summary="A picture has no more than 64 million pixels, as 8,000 by 8,000.",
    why="A small file can unpack to more memory than a telephone, or the machine that builds, can give.",
    fix="Save it with fewer pixels; 3,200 of width are plenty.",
)
PICTURE_FILE_HUGE = RULES.declare(
    "SK6062",
    "picture-file-huge",
    Severity.WARNING,
    summary="The file of a picture has no more than 8 MB, even where learners get a smaller copy of it.",
    why="Everybody who keeps, sends or builds the course carries the file around; no screen shows what is in it.",
    fix="Save it with 3,200 pixels of width as JPEG, and keep the original elsewhere.",
)
