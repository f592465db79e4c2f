"""Faults in what is marked for trainers."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

LINK_TO_TRAINER_PAGE = RULES.declare(
    "SK1100",
    "link-to-trainer-page",
    Severity.ERROR,
    summary="What learners read links to no page that only trainers get.",
    why="The page is not in the learners' package, so the link would lead nowhere.",
    fix="Move the link into a block “::: trainer”, or remove “audience: trainer” from the page.",
)
ASSESSMENT_FOR_TRAINERS = RULES.declare(
    "SK1101",
    "assessment-for-trainers",
    Severity.ERROR,
    summary="The page with the assessment is for learners.",
    why="Learners would have no assessment, and nobody could pass.",
    fix="Remove “audience: trainer” from the page, or “kind: assessment”; trainers see the answers anyway.",
)
TRAINER_MARK_WITHOUT_BLOCK = RULES.declare(
    "SK1103",
    "trainer-mark-without-block",
    Severity.ERROR,
    summary="A line “::: trainer” begins a block.",
    why="Within code or a quotation it begins none, and learners would read what is meant for trainers.",
    fix="Close the code above it (```), or take the block out of the quotation or the list.",
)
