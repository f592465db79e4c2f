"""Faults in what a source says of help: hours, time zones, ways to reach somebody."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

UNKNOWN_TIME_ZONE = RULES.declare(
    "SK1070",
    "unknown-time-zone",
    Severity.ERROR,
    summary="A time zone is a name of the IANA database: a part of the world and a place, or UTC.",
    why="Letters such as CET or EST stand for several times, and none of them knows when clocks are changed.",
    fix="Write the name of the zone of the people who help, such as Europe/London.",
    reference="IANA Time Zone Database",
)
HOURS_NOT_UNDERSTOOD = RULES.declare(
    "SK1071",
    "opening-hours-not-understood",
    Severity.ERROR,
    summary="Opening hours are spans on the 24-hour clock: 11:00-13:00.",
    why="Learners would be told a wrong time, and nobody would be there.",
    fix="Write 11:00-13:00, several with commas between; “closed” for a day on which nobody is there.",
)
HOURS_REVERSED = RULES.declare(
    "SK1072",
    "opening-hours-reversed",
    Severity.ERROR,
    summary="Opening hours end after they begin, on the same day.",
    why="There would be no moment at which help is open.",
    fix="Turn them round. Hours over midnight are written for both days: 22:00-24:00, and 00:00-02:00 on the next.",
)
HOURS_OVERLAP = RULES.declare(
    "SK1073",
    "opening-hours-overlap",
    Severity.ERROR,
    summary="The opening hours of a day lie apart from each other.",
    why="One of them is a slip, and nobody can tell which.",
    fix="Correct one of the two, or write one span for both.",
)
CONTACT_NOT_USABLE = RULES.declare(
    "SK1074",
    "contact-not-usable",
    Severity.ERROR,
    summary="The address or number of a contact is one that a mail program or a telephone can use.",
    why="Learners who need help would write or call and reach nobody.",
    fix="Write help@example.org or +44 20 7946 0123.",
)
HELP_SAYS_NOTHING = RULES.declare(
    "SK1075",
    "help-says-nothing",
    Severity.ERROR,
    summary="Help has something to say: a text, a contact, a link, or hours with a day that is open.",
    why="Learners would open the panel and find nothing.",
    fix="Add what is missing, or remove the section.",
)
