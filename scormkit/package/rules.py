"""What can be wrong with a package before its manifest is read: archive, names, XML. Reported while reading."""

from __future__ import annotations

from scormkit.catalogue import Catalogue
from scormkit.findings import Severity

RULES: Catalogue[None] = Catalogue()

_APPNOTE = "PKWARE APPNOTE 6.3"

NOT_A_PACKAGE = RULES.declare(
    "SK7001",
    "not-a-package",
    Severity.ERROR,
    summary="The file is a zip, an unpacked folder or a manifest.",
    why="An LMS takes a zip only; anything else is refused at upload.",
    fix="Give the zip that was exported, a folder that holds it unpacked, or its manifest.",
    reference="SCORM 2004 CAM 3.3 (a package interchange file is a zip)",
)
ARCHIVE_DAMAGED = RULES.declare(
    "SK7002",
    "archive-damaged",
    Severity.ERROR,
    summary="The zip can be read to its end: its directory, the sizes and the checksums agree with what is there.",
    why="An LMS refuses a damaged zip, or unpacks files that are cut off.",
    fix="Build or export the package again, or copy it again if it was sent or downloaded.",
    reference=f"{_APPNOTE}, 4.3",
)
ENTRY_ENCRYPTED = RULES.declare(
    "SK7003",
    "entry-encrypted",
    Severity.ERROR,
    summary="No file in the zip is encrypted.",
    why="An LMS has no password and cannot unpack it.",
    fix="Make the zip again without a password.",
    reference=f"{_APPNOTE}, 4.4.4 (bit 0)",
)
METHOD_UNUSUAL = RULES.declare(
    "SK7004",
    "compression-method-unusual",
    Severity.WARNING,
    summary="Files are stored or deflated.",
    why="The unpackers of most LMSs know no other method.",
    fix="Make the zip with the ordinary method, Deflate.",
    reference=f"{_APPNOTE}, 4.4.5",
)
MANIFEST_TWICE = RULES.declare(
    "SK7005",
    "manifest-twice",
    Severity.ERROR,
    summary="The manifest is in the zip once.",
    why="Which of the two an LMS reads is chance.",
    fix="Make the zip anew from a clean folder instead of adding to an old one.",
    reference=f"{_APPNOTE}, 4.3.12",
)
FILE_TWICE = RULES.declare(
    "SK7006",
    "file-twice",
    Severity.WARNING,
    summary="No name is in the zip twice.",
    why="Which of the two an LMS serves is chance.",
    fix="Make the zip anew from a clean folder instead of adding to an old one.",
    reference=f"{_APPNOTE}, 4.3.12",
)
NAMES_COLLIDE = RULES.declare(
    "SK7007",
    "names-differ-in-case-only",
    Severity.WARNING,
    summary="No two names are the same but for case or the composition of accents.",
    why="On Windows and macOS hosts one overwrites the other; a file and a folder of one name cannot both be.",
    fix="Rename one of the two.",
)
BACKSLASH_IN_NAME = RULES.declare(
    "SK7008",
    "backslash-in-name",
    Severity.ERROR,
    summary="Folders are separated by forward slashes.",
    why="On Linux hosts such a name is one odd file instead of a folder with a file in it.",
    fix="Make the zip with a tool that writes forward slashes.",
    reference=f"{_APPNOTE}, 4.4.17.1",
)
NAME_LEAVES_PACKAGE = RULES.declare(
    "SK7009",
    "name-leaves-package",
    Severity.ERROR,
    summary="Names are relative and stay inside: no leading slash, no drive, no step up.",
    why="Unpacking it would write outside the folder; careful LMSs refuse the whole package.",
    fix="Make the zip from inside the folder of the content.",
    reference=f"{_APPNOTE}, 4.4.17.1",
)
SPECIAL_FILE = RULES.declare(
    "SK7010",
    "special-file",
    Severity.ERROR,
    summary="A package holds files and folders only, no links or devices.",
    why="A link can point anywhere on the server; LMSs refuse or drop it.",
    fix="Put the file itself in the place of the link.",
)
NAME_NOT_PORTABLE = RULES.declare(
    "SK7011",
    "name-not-portable",
    Severity.WARNING,
    summary="Names outside ASCII say that they are UTF-8; no name has control characters.",
    why="Unpackers guess the encoding differently, and links to the file break.",
    fix="Name files with lower-case ASCII letters, digits, hyphens and full stops.",
    reference=f"{_APPNOTE}, appendix D",
)
EXPANDS_MUCH = RULES.declare(
    "SK7012",
    "expands-much",
    Severity.WARNING,
    summary="No large file unpacks to more than a hundred times its packed size.",
    why="LMSs take such a zip for an attack and refuse it.",
    fix="Look at what the file is for; content is rarely that empty.",
)
EXPANDS_TOO_MUCH = RULES.declare(
    "SK7013",
    "expands-too-much",
    Severity.ERROR,
    summary="A package has a sane number of files and a sane size when unpacked, and its files do not overlap.",
    why="This is how a zip bomb is made; nothing of it was unpacked.",
    fix="Do not upload it. If it is yours, split it.",
)
FILE_TYPE_REFUSED = RULES.declare(
    "SK7014",
    "file-type-refused",
    Severity.WARNING,
    summary="A package holds nothing that a web server or a desktop would run.",
    why="Many LMSs refuse the whole package because of one such file, others drop the file.",
    fix="Take the file out; content in a browser has no use for it.",
    reference="help.docebo.com 360020128479; peritus 103000041770",
)
MANIFEST_MISSING = RULES.declare(
    "SK7020",
    "manifest-missing",
    Severity.ERROR,
    summary="A package has a manifest: imsmanifest.xml, cmi5.xml, tincan.xml, or AICC course files.",
    why="Without it an LMS does not know what to launch and refuses the package.",
    fix="Export the content as a SCORM package rather than as a web site.",
    reference="SCORM 2004 CAM 3.3.1",
)
MANIFEST_IN_FOLDER = RULES.declare(
    "SK7021",
    "manifest-in-folder",
    Severity.ERROR,
    summary="The manifest lies at the root of the package.",
    why="LMSs look for it there only; Moodle says “not in the root of your zip”.",
    fix="Zip the contents of the folder, not the folder.",
    reference="SCORM 2004 CAM 3.3.1",
)
MANIFEST_IN_OTHER_CASE = RULES.declare(
    "SK7022",
    "manifest-in-other-case",
    Severity.ERROR,
    summary="The manifest's name is in lower case.",
    why="LMSs on case-sensitive hosts do not find it.",
    fix="Rename it to the exact name.",
    reference="SCORM 2004 CAM 3.3.1",
)
TWO_MANIFESTS = RULES.declare(
    "SK7023",
    "two-manifests",
    Severity.WARNING,
    summary="A package has the manifest of one standard.",
    why="LMSs differ in which of them they import.",
    fix="Export one package for each standard.",
)
NOT_WELL_FORMED = RULES.declare(
    "SK7030",
    "xml-not-well-formed",
    Severity.ERROR,
    summary="The manifest is well-formed XML in the encoding that it declares.",
    why="An LMS cannot read any of it.",
    fix="Mend the XML at this place; in text, write &amp; for & and &lt; for <.",
    reference="XML 1.0, 2.1",
)
DOCTYPE = RULES.declare(
    "SK7031",
    "doctype",
    Severity.WARNING,
    summary="The manifest has no DOCTYPE.",
    why="No standard needs one, and careful readers refuse it.",
    fix="Remove the DOCTYPE.",
    reference="XML 1.0, 2.8",
)
ENTITIES = RULES.declare(
    "SK7032",
    "entities",
    Severity.ERROR,
    summary="The manifest declares and uses no entities of its own.",
    why="Entities can read files of the server or fill its memory; they are not expanded here, nor by careful LMSs.",
    fix="Write the characters themselves.",
    reference="XML 1.0, 4.2",
)
ENCODING_DISAGREES = RULES.declare(
    "SK7033",
    "encoding-disagrees",
    Severity.ERROR,
    summary="The encoding that the XML declaration names is the one that the file has.",
    why="One reader believes the declaration, another the bytes; accents break, or the manifest is refused.",
    fix='Save the manifest as UTF-8 and declare encoding="UTF-8", or declare none.',
    reference="XML 1.0, 4.3.3",
)
ENCODING_UNUSUAL = RULES.declare(
    "SK7034",
    "encoding-unusual",
    Severity.ERROR,
    summary="The manifest is in an encoding that every reader of XML knows.",
    why="Readers need to know UTF-8 and UTF-16 only; the file was not read in any other but the common one-byte ones.",
    fix="Save the manifest as UTF-8.",
    reference="XML 1.0, 4.3.3",
)
XML_TOO_LARGE = RULES.declare(
    "SK7035",
    "xml-too-large",
    Severity.ERROR,
    summary="The manifest has a size that a person or a tool could have meant.",
    why="Readers run out of time or memory; it was not read.",
    fix="Split the course, or list folders of media in a package of their own.",
)
STANDARD_UNKNOWN = RULES.declare(
    "SK7040",
    "standard-unknown",
    Severity.ERROR,
    summary="The manifest's root element and name space are those of a known standard.",
    why="An LMS tells standards apart by them, and refuses or misreads the package.",
    fix="Export the content for SCORM 1.2 or SCORM 2004.",
    reference="SCORM 2004 CAM 3.4; cmi5, 13",
)
NOT_JUDGED = RULES.declare(
    "SK7041",
    "standard-not-judged",
    Severity.NOTICE,
    summary="Packages of this standard are recognised, and their archive and XML judged, but not yet their contents.",
    why="That nothing else is reported says nothing about the rest of it.",
    fix="Use the test suite of that standard for the rest.",
)
JUDGING_FAILED = RULES.declare(
    "SK7042",
    "judging-failed",
    Severity.ERROR,
    summary="The package can be judged to its end.",
    why="The package met a fault of scormkit itself; nothing is known of what was not judged.",
    fix="Report it with the package, or with its manifest if that is enough to show the fault.",
)
