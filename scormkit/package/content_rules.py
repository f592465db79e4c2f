"""What can be wrong with the pages and scripts of a package. Reported while the files are looked through."""

from __future__ import annotations

from scormkit.catalogue import Catalogue
from scormkit.findings import Severity

RULES: Catalogue[None] = Catalogue()

UNLOAD_HANDLER = RULES.declare(
    "SK7050",
    "unload-handler",
    Severity.WARNING,
    summary="Nothing waits for the event unload to save what the learner did.",
    why="Chrome no longer sends it to pages in frames, as in Moodle: score and completion are lost.",
    fix="Save on each step, and on pagehide and visibilitychange.",
    reference="developer.chrome.com, deprecating the unload event; exelearning/exelearning#1831",
)
OTHER_API = RULES.declare(
    "SK7051",
    "api-of-other-version",
    Severity.WARNING,
    summary="Scripts call the API of the standard that the manifest declares.",
    why="SCORM 1.2 and 2004 have APIs of other names and other data: content finds none, and nothing is tracked.",
    fix="Export the content for the version that the manifest says, or change the manifest.",
    reference="SCORM 1.2 RTE 3.3; SCORM 2004 RTE 3.3; exelearning/iteexe#464",
)
INSECURE_REQUEST = RULES.declare(
    "SK7052",
    "insecure-request",
    Severity.WARNING,
    summary="Nothing is loaded over http:.",
    why="An LMS is served over https, and browsers refuse to load parts of its pages without.",
    fix="Put the file into the package, or load it over https.",
    reference="W3C Mixed Content, 5",
)
INSECURE_LINK = RULES.declare(
    "SK7053",
    "insecure-link",
    Severity.NOTICE,
    summary="Links lead to https: addresses.",
    why="Some LMSs and many firewalls let https alone pass.",
    fix="Link to the https address.",
    reference="help.docebo.com 360020128479",
)
OTHER_ORIGIN = RULES.declare(
    "SK7054",
    "request-to-other-origin",
    Severity.WARNING,
    summary="A package brings all that it loads.",
    why="It fails behind firewalls and offline, changes without notice, and tells a third party who learns what.",
    fix="Put the file into the package.",
    reference="adaptlearning/adapt_framework#1214; my.esr.nhs.uk e-learning technical information",
)
SECRET = RULES.declare(
    "SK7055",
    "secret-in-package",
    Severity.ERROR,
    final=True,
    summary="No password and no key is in a package.",
    why="Every learner can read it, and write whatever they like into the record store that it opens.",
    fix="Revoke it now, and let the LMS hand over credentials at launch.",
    reference="adlnet/xAPIWrapper#66; adlnet/xAPI-Spec#548",
)
DEAD_FORMAT = RULES.declare(
    "SK7056",
    "dead-format",
    Severity.WARNING,
    summary="No file is in a format that browsers no longer play, such as Flash, Shockwave, Silverlight or applets.",
    why="The learner sees an empty frame.",
    fix="Replace it by video (MP4), audio (MP3) or HTML.",
    reference="Adobe, end of life of Flash Player, 2020-12-31",
)
HUGE_FILE = RULES.declare(
    "SK7057",
    "huge-file",
    Severity.WARNING,
    summary="No single file is larger than 500 MB.",
    why="Uploads run into limits and time out, and learners wait.",
    fix="Compress the video, or cut it into parts.",
    reference="help.csod.com, Course Publisher; broadspectrumhrs.zohodesk.com developer guide",
)
HTML_WITHOUT_LANGUAGE = RULES.declare(
    "SK7058",
    "html-without-language",
    Severity.NOTICE,
    summary="A page says its language.",
    why="Screen readers read it with the wrong voice.",
    fix='Write <html lang="en">, with the language of the page.',
    reference="WCAG 2.2, 3.1.1",
)
HTML_WITHOUT_TITLE = RULES.declare(
    "SK7059",
    "html-without-title",
    Severity.NOTICE,
    summary="A page has a title.",
    why="Screen readers and browser tabs name the page by it.",
    fix="Add a title to the head.",
    reference="WCAG 2.2, 2.4.2",
)
