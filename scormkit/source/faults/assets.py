"""Files that a session refers to: missing, misplaced, too big; and media that some people cannot use."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

FILE_MISSING = RULES.declare(
    "SK6020",
    "file-missing",
    Severity.ERROR,
    summary="Every picture, medium and file that a page names is there, with the same capital and small letters.",
    why="Learners would see a broken picture. Servers tell Team.svg from team.svg even if your computer does not.",
    fix="Correct the name, or put the file beside the page.",
)
FILE_OUTSIDE = RULES.declare(
    "SK6021",
    "file-outside-session",
    Severity.ERROR,
    summary="The files of a session lie in its folder.",
    why="A session is moved and reused as a folder; what lies outside gets lost.",
    fix="Copy the file into the folder of the session.",
)
FILE_FORBIDDEN = RULES.declare(
    "SK6022",
    "file-type-forbidden",
    Severity.ERROR,
    summary="A session holds no programs and no server files.",
    why="Some learning management systems refuse the whole package because of one such file.",
    fix="Offer it in another form, for example as PDF or inside a zip file.",
)
FILE_NAME_COLLISION = RULES.declare(
    "SK6023",
    "file-names-collide",
    Severity.ERROR,
    summary="Two files of a session still differ in name when written in small plain letters.",
    why="Names in a package are small letters, digits and hyphens; the two files would become one.",
    fix="Rename one of them.",
)
FILE_UNUSED = RULES.declare(
    "SK6024",
    "file-unused",
    Severity.NOTICE,
    summary="Every file in the folder of a session is used by a page.",
    why="An unused file is not in the package; perhaps a page should show it.",
    fix="Use the file or remove it.",
)
ALT_MISSING = RULES.declare(
    "SK6025",
    "text-alternative-missing",
    Severity.ERROR,
    summary="A picture has a text alternative, or says that it only decorates.",
    why="People who cannot see the picture would miss what it says.",
    fix="Say between the square brackets what the picture shows, or write ![](line.svg){.decorative}.",
    reference="WCAG 2.2, 1.1.1",
)
CAPTIONS_MISSING = RULES.declare(
    "SK6026",
    "captions-missing",
    Severity.ERROR,
    summary="A video has captions.",
    why="People who cannot hear, or have no sound on the ward, would miss what is said.",
    fix="Add a WebVTT file: {captions=briefing.vtt}.",
    reference="WCAG 2.2, 1.2.2",
)
TRANSCRIPT_MISSING = RULES.declare(
    "SK6027",
    "transcript-missing",
    Severity.WARNING,
    summary="Sound and video have a transcript.",
    why="A transcript serves people who can neither hear nor see, and everybody who would rather read.",
    fix="Write the transcript as the text of the block.",
    reference="WCAG 2.2, 1.2.1",
)
IMAGE_BIG = RULES.declare(
    "SK6028",
    "image-too-big",
    Severity.WARNING,
    summary="A picture is no bigger than 2 MB.",
    why="Learners on a phone wait for it, and many will not.",
    fix="Save it smaller; 1,600 pixels of width are plenty.",
)
VIDEO_BIG = RULES.declare(
    "SK6029",
    "video-too-big",
    Severity.WARNING,
    summary="A video is no bigger than 100 MB.",
    why="Many learning management systems refuse uploads above some limit, and learners wait.",
    fix="Compress it, or cut it into parts.",
)
TABLE_WITHOUT_HEADER = RULES.declare(
    "SK6030",
    "table-without-header",
    Severity.WARNING,
    summary="The first row of a table names its columns.",
    why="A screen reader repeats the name of the column with each cell; without names a table is a heap of words.",
    fix="Write the names of the columns into the first row.",
    reference="WCAG 2.2, 1.3.1",
)
MEDIA_TYPE = RULES.declare(
    "SK6031",
    "media-type-unknown",
    Severity.ERROR,
    summary="Video is mp4 or webm, sound is mp3, m4a, ogg or wav, captions are WebVTT.",
    why="Browsers play nothing else reliably.",
    fix="Convert the file.",
)
