"""Lock files that cannot be trusted."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

LOCK_BROKEN = RULES.declare(
    "SK1060",
    "lock-file-broken",
    Severity.ERROR,
    summary="A lock file is as scormkit wrote it.",
    why="It holds the places of learners' records: a wrong one would give them to the wrong pages and answers.",
    fix="Restore the file from version control; where two branches met, keep one side and build again.",
)
NO_MARK_LEFT = RULES.declare(
    "SK1061",
    "no-mark-left",
    Severity.ERROR,
    summary="A question has had at most 36 different answers since it was first built.",
    why="Each answer keeps its one-character mark in learners' records for ever, and there are 36 of them.",
    fix="Give the question a new id; it then starts afresh.",
)
