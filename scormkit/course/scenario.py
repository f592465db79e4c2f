"""A branching scenario: scenes, choices that lead from one to another, variables, endings. Frozen values, no I/O.

A learner begins at the first scene. Variables are whole numbers that begin at 0 and stay within `LEAST` and `MOST`; a
choice changes them each time it is taken, but gives its points once, however often it is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from scormkit.findings import NOWHERE, Origin

if TYPE_CHECKING:
    from scormkit.course.model import Alignment

LEAST, MOST = -99, 99
"""Bounds of a variable."""
LONGEST_ROUND = 60
"""Choices that are kept of a learner's way through a scenario that has loops; one without is kept whole."""

ENDINGS = ("good", "mixed", "bad")
"""What `ending=` may say of a scene. Where a scenario has a good ending, only that is right."""

Comparison = Literal[">=", "<=", "=", "!="]


@dataclass(frozen=True, slots=True)
class Change:
    """What a choice does to a variable: adds to it (`+`, also a negative number), or sets it (`=`)."""

    name: str
    how: Literal["+", "="]
    number: int


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be true of a variable for a choice to be offered."""

    name: str
    how: Comparison
    number: int

    def holds(self, value: int) -> bool:
        """Whether it is true of this value."""
        match self.how:
            case ">=":
                return value >= self.number
            case "<=":
                return value <= self.number
            case "=":
                return value == self.number
        return value != self.number


@dataclass(frozen=True, slots=True)
class SceneChoice:
    """A way on. `to` is the id of a scene, "" where it could not be told; `consequence_html` is said before that scene.

    `mark` is its permanent one-character name within its scene (from the lock file).
    """

    mark: str
    html: str
    text: str
    to: str
    points: int = 0
    changes: tuple[Change, ...] = ()
    conditions: tuple[Condition, ...] = ()
    consequence_html: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)

    def offered(self, values: Mapping[str, int]) -> bool:
        """Whether it is offered while the variables have these values."""
        return all(each.holds(values.get(each.name, 0)) for each in self.conditions)

    def changed(self, values: Mapping[str, int]) -> dict[str, int]:
        """The variables after it was taken."""
        after = dict(values)
        for each in self.changes:
            number = each.number + (after.get(each.name, 0) if each.how == "+" else 0)
            after[each.name] = min(MOST, max(LEAST, number))
        return after


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene. Where `ending` is one of ENDINGS, the scenario ends here, with `points` besides those of the choices.

    `mark` is the permanent one-character name of an ending within its scenario.
    """

    id: str
    title: str
    html: str
    text: str
    choices: tuple[SceneChoice, ...] = ()
    ending: str = ""
    points: int = 0
    mark: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario in a page, which holds its place as it does for a question: `<div data-question="ID"></div>`.

    `slot` is its permanent number among the questions of the session, `attempts` how often it may be played to an
    ending, 0 for no limit. `intro_html` stands above every scene. Completion waits for it where it is `required`.
    """

    id: str
    slot: int
    title: str
    intro_html: str
    scenes: tuple[Scene, ...]
    attempts: int = 0
    required: bool = True
    alignments: tuple[Alignment, ...] = ()
    objectives: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def endings(self) -> tuple[Scene, ...]:
        """The scenes that end it."""
        return tuple(scene for scene in self.scenes if scene.ending)

    @property
    def right_endings(self) -> tuple[Scene, ...]:
        """Those that are right; none where nothing is right or wrong."""
        return tuple(scene for scene in self.scenes if scene.ending == "good")

    @property
    def gives_points(self) -> bool:
        """Whether any choice or ending gives points."""
        return any(scene.points or any(choice.points for choice in scene.choices) for scene in self.scenes)

    @property
    def points(self) -> int:
        """Its weight, as a question has one: 0 where nothing is right or wrong."""
        return int(bool(self.right_endings))

    @property
    def prompt_text(self) -> str:
        """What reports call it."""
        return self.title or (self.scenes[0].text if self.scenes else "") or self.id
