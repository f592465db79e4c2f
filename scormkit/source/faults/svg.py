"""SVG pictures that browsers cannot read, or that hold more than a picture."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

SVG_PART_DROPPED = RULES.declare(
    "SK6050",
    "svg-part-dropped",
    Severity.WARNING,
    summary="An SVG picture holds shapes, text and styles, and nothing that runs or is loaded from elsewhere.",
    why="Opened by itself, an SVG is a page with the rights of the course; the package carries it without that.",
    fix="Save it from a drawing program as plain SVG, with pictures and fonts embedded or turned into paths.",
)
SVG_UNREADABLE = RULES.declare(
    "SK6051",
    "svg-unreadable",
    Severity.ERROR,
    summary="An SVG picture is well-formed XML of bounded depth and size.",
    why="Browsers show a broken picture instead.",
    fix="Save it anew from a drawing program, as plain SVG.",
)
