"""Faults in themes and style sheets of authors."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

THEME_NOT_FOUND = RULES.declare(
    "SK2900",
    "theme-not-found",
    Severity.ERROR,
    summary="A theme is one of those that come along, or a file beside the course.",
    why="The course would look other than its author meant.",
    fix="Write “theme: nhs-like”, or the path of a YAML file with your own.",
)
COLOUR_NOT_UNDERSTOOD = RULES.declare(
    "SK2901",
    "colour-not-understood",
    Severity.ERROR,
    summary="A colour is written in quotes, as “#005eb8”.",
    why="Only then can its contrast be judged; without quotes, YAML takes what begins with # for a comment.",
    fix='Write it with six digits, in quotes: accent: "#005eb8".',
)
SIZE_NOT_UNDERSTOOD = RULES.declare(
    "SK2902",
    "type-or-size-not-understood",
    Severity.ERROR,
    summary="Type is a list of names of fonts, and a size a number with its unit.",
    why="What a browser cannot read it leaves out, and the pages look other than meant.",
    fix="Write for example sans: Arial, sans-serif, and radius: 0.25rem; text is 1rem to 1.5rem.",
)
STYLE_LOADS = RULES.declare(
    "SK2903",
    "style-sheet-loads-something",
    Severity.ERROR,
    summary="A style sheet loads nothing: no @import, no url() but of a picture within it.",
    why="A package must need nothing from elsewhere; a firewall stops it, and its host learns who learns what.",
    fix="Put the picture into the style sheet as data:image/…;base64, or leave it out; name fonts that people have.",
)
STYLE_NOT_UNDERSTOOD = RULES.declare(
    "SK2904",
    "style-sheet-not-understood",
    Severity.ERROR,
    summary="A style sheet is whole: its comments, texts and braces end.",
    why="A browser reads on to the end, and what follows does not count, the player's print styles among it.",
    fix="Close what is open; write no backslash outside of a text.",
)
FOCUS_TAKEN_AWAY = RULES.declare(
    "SK2905",
    "focus-taken-away",
    Severity.WARNING,
    summary="A style sheet leaves the outline that shows where the focus is.",
    why="Whoever goes through a page by keyboard has to see where they are.",
    fix="Give the outline another colour or width in place of none.",
    reference="WCAG 2.2, 2.4.7",
)
COLOUR_NOT_JUDGED = RULES.declare(
    "SK2906",
    "colour-not-judged",
    Severity.NOTICE,
    summary="Colours stand in the theme, where their contrast is judged; in a style sheet they come in pairs.",
    why="Nobody can tell what a colour of a style sheet will stand on, and text may be there that few can read.",
    fix="Write it into theme.yaml and use it here as var(--accent); or give color and background-color in one rule, "
    "which are judged together.",
    reference="WCAG 2.2, 1.4.3",
)
HIDES = RULES.declare(
    "SK2907",
    "style-sheet-hides",
    Severity.WARNING,
    summary="A style sheet hides nothing and makes nothing fainter.",
    why="What is not to be seen may be what somebody needs: a way on, a hint, the place where an error is told. What "
    "shines through has less contrast than its colours.",
    fix="Leave it out of the sources or the template, or hide it on paper only (@media print).",
    reference="WCAG 2.2, 1.4.3 and 2.4.7",
)
TEXT_TOO_SMALL = RULES.declare(
    "SK2908",
    "text-too-small",
    Severity.WARNING,
    summary="Text of a style sheet is 12 pixels (0.75rem) or more.",
    why="Many people cannot read it without a glass, least of all on a phone.",
    fix="Write 1rem for text, 0.875rem for what stands beside it.",
    reference="WCAG 2.2, 1.4.4",
)
TOO_WIDE = RULES.declare(
    "SK2909",
    "too-wide-for-a-phone",
    Severity.WARNING,
    summary="A style sheet makes nothing wider than 320 pixels on every screen.",
    why="On a phone, or magnified, people would have to scroll to and fro for every line.",
    fix="Write max-width in place of width, or put it into @media (min-width: 40em).",
    reference="WCAG 2.2, 1.4.10",
)
CONTRAST_IN_SHEET = RULES.declare(
    "SK2911",
    "contrast-too-low-in-style-sheet",
    Severity.ERROR,
    summary="Text and its background in a rule of a style sheet differ enough.",
    why="People with low vision, on old screens or in the sun cannot read it.",
    fix="Make one of the two colours darker or lighter until the ratio is reached.",
    reference="WCAG 2.2, 1.4.3",
)
LINKS_NOT_TOLD = RULES.declare(
    "SK2912",
    "links-told-by-colour-only",
    Severity.WARNING,
    summary="Links are told from other text by more than their colour.",
    why="Who does not see colours, or prints the page, does not find them.",
    fix="Leave the line below them, or put something else in its place for everybody, such as a border.",
    reference="WCAG 2.2, 1.4.1",
)
MOVES_REGARDLESS = RULES.declare(
    "SK2913",
    "moves-regardless",
    Severity.WARNING,
    summary="What moves stops for learners who have asked their device for less motion.",
    why="Movement makes some people ill; the player stops it for them, and !important goes before that.",
    fix="Leave out !important.",
    reference="WCAG 2.2, 2.3.3",
)
TEMPLATE_UNKNOWN = RULES.declare(
    "SK2920",
    "template-unknown",
    Severity.ERROR,
    summary="A template beside a course has the name of the template of the player that it stands for.",
    why="Under another name it is never used.",
    fix="Give it the path that the player's own has, such as templates/questions/choice/question.html.",
)
