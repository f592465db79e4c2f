"""Links that lead nowhere, or to where a page must not lead."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

PAGE_LINK_BROKEN = RULES.declare(
    "SK6001",
    "page-link-broken",
    Severity.ERROR,
    summary="A link to a page or to a place in a page leads to one that is there.",
    why="Learners who follow the link would get nowhere.",
    fix="Correct the link.",
)
LINK_WITHOUT_TEXT = RULES.declare(
    "SK6002",
    "link-without-text",
    Severity.ERROR,
    summary="A link has text.",
    why="Without text there is nothing to click on and nothing for a screen reader to say.",
    fix="Write what the link leads to between the square brackets.",
    reference="WCAG 2.2, 2.4.4",
)
LINK_TEXT_VAGUE = RULES.declare(
    "SK6003",
    "link-text-says-nothing",
    Severity.WARNING,
    summary="The text of a link says where it leads.",
    why="People who use a screen reader often hear the links of a page without the words around them.",
    fix="Use the title of the target as the text.",
    reference="WCAG 2.2, 2.4.4",
)
LINK_SCHEME = RULES.declare(
    "SK6004",
    "link-not-allowed",
    Severity.ERROR,
    summary="Links lead to pages, to files of the session, to https addresses or to mail addresses.",
    why="Anything else does not work from within a learning management system, or is not safe there.",
    fix="Link to a page, a file or an address that begins with https://.",
)
OUTSIDE_MEDIA = RULES.declare(
    "SK6005",
    "media-from-outside",
    Severity.ERROR,
    summary="Pictures, sound and video are files of the session.",
    why="What is fetched from elsewhere vanishes one day, is blocked in hospitals, and tells others who is learning.",
    fix="Put the file beside the page, if you may, and name it; or link to the address in words.",
)
