"""Course, session, page, question, objective: frozen values, complete and resolved. No I/O.

Every thing has an `id` that its author controls and a `slot`, its permanent number in the stored state (from the
lock file, never reused). `origin` says where it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

from scormkit.course.framework import Framework, FrameworkItem
from scormkit.course.help import Help
from scormkit.course.interaction import Interaction
from scormkit.course.scenario import Scenario
from scormkit.course.statements import NO_STATEMENTS, Block, Statements
from scormkit.findings import NOWHERE, Origin, SourcePos

Holder = Literal["course", "session", "objective", "page", "question"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A mapping to one item of a framework, where it was written, and of what: an heir has that of its holder."""

    item: FrameworkItem
    pos: SourcePos = field(compare=False)
    holder: Holder = field(default="session", compare=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the author's that goes into the package under `href` (lower-case ASCII, relative to its root).

    `content` is what the package carries where it must not carry the file as it is.
    """

    href: str
    source: Path
    content: bytes | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Theme:
    """How a course looks: every colour by its token (`ink-soft`), light and dark; of fonts and sizes those that differ.

    `css` stands behind them. The origin has the place of each colour that was written (`light.ink-soft`).
    """

    light: Mapping[str, str]
    dark: Mapping[str, str]
    sizes: Mapping[str, str]
    css: str = ""
    logo: Asset | None = None
    logo_text: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered. `mark` is its permanent one-character name (from the lock file).

    `target` is the mark of what it belongs to, where answers are matched or sorted. `area` is where it lies on a
    picture, in percent of that: from the left, from the top, wide, high.
    """

    mark: str
    html: str
    text: str
    correct: bool
    feedback_html: str
    target: str = ""
    area: tuple[float, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write into. `limit` is how many bytes of UTF-8 its text may have.

    A right text is one of `accepted`, to the letter with `exact`; a right number lies from `low` to `high`. With
    neither, nothing is right or wrong. `scale` is what a slider goes over: lowest, highest, step.
    """

    limit: int
    accepted: tuple[str, ...] = ()
    exact: bool = False
    low: float | None = None
    high: float | None = None
    scale: tuple[float, float, float] | None = None


class QuestionType(StrEnum):
    """What the author writes as `type=`."""

    CHOICE = "choice"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    ORDERING = "ordering"
    MATCHING = "matching"
    CATEGORISE = "categorise"
    FILL_IN = "fill-in"
    NUMERIC = "numeric"
    SLIDER = "slider"
    HOTSPOT = "hotspot"
    LIKERT = "likert"
    GRID = "grid"
    REFLECTION = "reflection"
    ACTIVITY = "activity"


Readers = Literal["learner", "trainer"]
"""Whom an edition of a course is for: trainers read what learners do, and what is marked for trainers."""

ResponseForm = Literal["picks", "order", "pairs", "fields"]
"""What a learner does: picks answers, puts them in order, gives each a partner, writes into fields."""


BLANK_PLACE = re.compile("\ue000\\d+\ue001")
"""What `blank_place` makes."""


def blank_place(number: int) -> str:
    """What stands in a prompt for a blank: its number between two characters of no script."""
    return f"\ue000{number}\ue001"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, in a page (knowledge check) or in the assessment.

    `attempts` is how often a knowledge check may be answered, 0 for no limit; `points` its weight in the score, 0 where
    nothing is right or wrong. With `partial`, what is partly right has a share of them. `targets` are what answers are
    matched with or sorted into. In `prompt_html`, `blank_place(n)` stands where the n-th of `blanks` belongs.
    `required` None leaves it to where the question stands: a knowledge check is, a question of the assessment is not.
    `hints_html` are offered one by one; `right_html` and `wrong_html` are said of the response as a whole.
    """

    id: str
    slot: int
    type: QuestionType
    prompt_html: str
    prompt_text: str
    choices: tuple[Choice, ...]
    explanation_html: str
    points: float
    attempts: int
    shuffle: bool
    interaction: Interaction
    alignments: tuple[Alignment, ...]
    objectives: tuple[str, ...]
    form: ResponseForm = "picks"
    targets: tuple[Choice, ...] = ()
    blanks: tuple[Blank, ...] = ()
    partial: bool = False
    required: bool | None = None
    hints_html: tuple[str, ...] = ()
    right_html: str = ""
    wrong_html: str = ""
    state_marks: str = ""
    """Every mark this question ever had (lock file), in permanent order: the bits of a stored response."""
    hooks: tuple[str, ...] = ()
    """What `{xapi=…}` says of it: `on`, `off` or names of hooks."""
    title: str = ""
    """Of an activity."""
    supervisor: str = ""
    """Who looks at an activity with the learner, and how."""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page."""

    level: int
    text: str
    pos: SourcePos


@dataclass(frozen=True, slots=True)
class AssessmentSection:
    """A part of the assessment: `questions` (ids) in the author's order, under a text of their own.

    `pick` asks that many of them, drawn anew for each attempt; 0 asks all. `title` and `html` may be empty.
    """

    questions: tuple[str, ...]
    pick: int = 0
    title: str = ""
    html: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def asked(self) -> int:
        """How many questions an attempt has."""
        return min(self.pick, len(self.questions)) or len(self.questions)


@dataclass(frozen=True, slots=True)
class Page:
    """One page. In `html`, `<div data-question="ID"></div>` holds the place of each question and scenario.

    `activities` is how many blocks ask for something to be done at work, without asking whether it was done. `sections`
    part the questions of an assessment; with none, they are one. What a questionnaire asks has no right answers and
    counts for nothing.
    """

    id: str
    slot: int
    title: str
    html: str
    is_assessment: bool
    questions: tuple[Question, ...]
    alignments: tuple[Alignment, ...]
    objectives: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    hooks: tuple[str, ...] = ()
    """What `{xapi=…}` says of it: `on`, `off` or names of hooks."""
    blocks: tuple[Block, ...] = ()
    """The blocks that statements can be about, in reading order."""
    activities: int = 0
    sections: tuple[AssessmentSection, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    must_watch: bool = False
    """Whether it counts as seen only when a video or sound on it was played to its end."""
    playing: float = 0
    """Seconds of the video and sound on it, as far as the files tell."""
    is_questionnaire: bool = False
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def asked(self) -> tuple[Question | Scenario, ...]:
        """Whatever a learner responds to: the questions, then the scenarios."""
        return (*self.questions, *self.scenarios)


@dataclass(frozen=True, slots=True)
class Objective:
    """What a session wants learners to be able to do. `pass_mark` only where the author asked for it."""

    id: str
    slot: int
    title: str
    alignments: tuple[Alignment, ...]
    pass_mark: float | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Contributor:
    """An author or reviewer."""

    name: str
    role: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a session is for."""

    professions: tuple[str, ...] = ()
    stage: str = ""


Reveal = Literal["after-each", "after-attempt", "after-pass", "never"]
CompletionCondition = Literal["pages", "checks", "activities", "assessment", "passed"]
Scorm12Status = Literal["passed-failed", "passed-incomplete", "completed-incomplete"]


@dataclass(frozen=True, slots=True)
class PartMark:
    """A pass mark in percent for part of the assessment: `questions` (ids) that map to an item or serve an objective.

    `name` is the item's code or the objective's id, as the author wrote it, `title` what learners see.
    """

    name: str
    title: str
    pass_mark: float
    questions: tuple[str, ...]
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AssessmentPolicy:
    """How the end-of-session assessment runs. `attempts` 0 means no limit; `pass_mark` is in percent.

    `reveal` says when a learner sees which answers were right. `time_limit` is in minutes, 0 for none. `cooling_off` is
    said to a learner who has not passed and may try again. To pass, each of `part_marks` must be reached too.
    """

    pass_mark: float
    attempts: int = 0
    shuffle_questions: bool = False
    shuffle_answers: bool = False
    reveal: Reveal = "after-attempt"
    time_limit: int = 0
    cooling_off: str = ""
    part_marks: tuple[PartMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """The unit that is taught, tracked, certified and reused. Every condition of `complete_when` must hold."""

    id: str
    title: str
    version: str
    language: str
    description: str
    minutes: int
    pages: tuple[Page, ...]
    objectives: tuple[Objective, ...]
    alignments: tuple[Alignment, ...]
    frameworks: tuple[Framework, ...]
    assets: tuple[Asset, ...]
    complete_when: tuple[CompletionCondition, ...]
    assessment: AssessmentPolicy | None
    audience: Audience = Audience()
    keywords: tuple[str, ...] = ()
    authors: tuple[Contributor, ...] = ()
    reviewers: tuple[Contributor, ...] = ()
    reviewed: date | None = None
    next_review: date | None = None
    licence: str = ""
    certificate: bool = True
    learning_record: bool = False
    objective_slots: dict[str, int] = field(default_factory=dict, compare=False)
    """Slot of every objective that an LMS sees, by its LMS id (`lms_objectives` in render/outline.py)."""
    scorm12_status: Scorm12Status = "passed-failed"
    mastery_in_manifest: bool = False
    package_limit: int = 0
    """Of a package with this session alone, as of a course."""
    help: Help | None = None
    xapi: Statements = NO_STATEMENTS
    theme: Theme | None = None
    """Of the session by itself, and so are the templates; in a course, the course's count."""
    templates: Mapping[str, str] = field(default_factory=dict)
    has_trainer_material: bool = False
    """Whether something in it is marked for trainers: not a word of that is in here in an edition for learners."""
    counts: bool = True
    """False where nothing that is done in it counts towards anybody's objectives: in the edition for trainers."""
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def assessment_page(self) -> Page | None:
        """The page of the end-of-session assessment."""
        return next((page for page in self.pages if page.is_assessment), None)

    @property
    def outside_assessment(self) -> tuple[Question, ...]:
        """Every question but those of the assessment, in reading order."""
        return tuple(question for page in self.pages if not page.is_assessment for question in page.questions)

    @property
    def checks(self) -> tuple[Question, ...]:
        """The knowledge checks, in reading order."""
        asked = (page for page in self.pages if not (page.is_assessment or page.is_questionnaire))
        return tuple(each for page in asked for each in page.questions if each.type is not QuestionType.ACTIVITY)

    @property
    def activities(self) -> tuple[Question, ...]:
        """What is to be done at work, and confirmed by the learner, in reading order."""
        return tuple(each for each in self.outside_assessment if each.type is QuestionType.ACTIVITY)

    @property
    def required_checks(self) -> tuple[Question, ...]:
        """The knowledge checks that completion waits for where it waits for any."""
        return tuple(check for check in self.checks if check.required is not False)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The branching scenarios, which count as knowledge checks, in reading order."""
        return tuple(scenario for page in self.pages for scenario in page.scenarios)

    @property
    def has_checks(self) -> bool:
        """Whether there is anything that completion can ask to be answered."""
        return bool(self.required_checks or any(each.required for each in self.scenarios))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over some sessions; the title of a lone section may be empty, and so may its `id` then."""

    title: str
    sessions: tuple[Session, ...]
    session_slots: tuple[int, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class CoverageDemand:
    """One line of a coverage policy.

    At least `number` (percent with `share`) of what `measure` says (`taught`, `practised`, `assessed`, `covered`,
    `minutes`, `points`) for each item of `level`, or with `share` of all items of it; with `unless` that no item that
    shows `measure` lacks `unless`. `core` keeps to the framework's core.
    """

    text: str
    level: str
    measures: tuple[str, ...]
    number: float = 1
    core: bool = False
    share: bool = False
    unless: str = ""
    pos: SourcePos = field(default=SourcePos(""), compare=False)


@dataclass(frozen=True, slots=True)
class CoveragePolicy:
    """What must be covered of a framework."""

    framework: Framework
    demands: tuple[CoverageDemand, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A pathway, or one session by itself (`kind` says which): what one package is built from.

    `frameworks` are those that it or a session of it maps to, `policy` what it asks to be covered.
    """

    kind: Literal["course", "session"]
    id: str
    title: str
    version: str
    language: str
    description: str
    sections: tuple[Section, ...]
    alignments: tuple[Alignment, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    policy: CoveragePolicy | None = None
    keywords: tuple[str, ...] = ()
    authors: tuple[Contributor, ...] = ()
    licence: str = ""
    scorm12_status: Scorm12Status = "passed-failed"
    mastery_in_manifest: bool = False
    package_limit: int = 0
    """Megabytes of the largest package that the LMS takes, as the author says; 0 where nobody does."""
    help: Help | None = None
    xapi: Statements = NO_STATEMENTS
    theme: Theme | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    """Those of the author's that stand for the player's, by name."""
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Every session, in the order of the sections."""
        return tuple(session for section in self.sections for session in section.sessions)
