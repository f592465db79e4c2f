"""Branching scenarios that cannot be read as what their author meant."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

UNKNOWN_SCENE = RULES.declare(
    "SK1084",
    "choice-to-unknown-scene",
    Severity.ERROR,
    summary="Every choice leads to a scene of its scenario.",
    why="Learners who choose it would come to nothing.",
    fix="Correct the id behind the #, or write the scene.",
)
SETTING_OF_CHOICE = RULES.declare(
    "SK1090",
    "choice-setting-not-understood",
    Severity.ERROR,
    summary="Points are whole numbers; set changes variables (trust+1, told), if asks for them (trust>=2, not told).",
    why="What cannot be read has no effect: the choice would be offered to all, or change nothing.",
    fix='Write for example {points=2 set="trust+1, told" if="trust>=2 and not told"}; numbers go from -99 to 99.',
)
PART_WITHOUT_ID = RULES.declare(
    "SK1091",
    "scenario-part-without-id",
    Severity.ERROR,
    summary="Every scenario and every scene has an id that its author chose.",
    why="Choices lead to ids, and learners' records are kept under them.",
    fix="Write for example “:::: scenario {#handover}” and “::: scene {#start}”.",
)
SCENE_OUTSIDE = RULES.declare(
    "SK1092",
    "scene-outside-scenario",
    Severity.ERROR,
    summary="A scene stands within a scenario, and directly in it.",
    why="A scene by itself begins nowhere and leads nowhere.",
    fix="Put the scenes between “:::: scenario {#id}” and “::::”, which has more colons than they have.",
)
CHOICE_WITHOUT_LINK = RULES.declare(
    "SK1093",
    "choice-without-link",
    Severity.ERROR,
    summary="Every item in a list of choices begins with a link to a scene.",
    why="Without it nobody knows where the choice leads.",
    fix="Write for example “- [Ask the team first](#team)”.",
)
NOT_IN_SCENARIO = RULES.declare(
    "SK1096",
    "question-in-scenario",
    Severity.ERROR,
    summary="A scenario holds no question and no other scenario.",
    why="Each keeps a record of its own, and one within another could not be kept apart.",
    fix="Close the first before the second begins.",
)
