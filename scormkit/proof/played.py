"""What was called, seen, told and stored while a package was played. Values only: a process hands them over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scormkit.player.attempt import Call

EndState = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that was seen besides calls. `file` and `line` where it is known.

    Kinds: `script` (an error that no script caught), `console` (an error on the console), `missing` (a file),
    `failed` (a request), `outside` (a request to another server), `looked-for` (an API that is not there), `dialog`,
    `lrs` (what the LRS refused), `token` (a cmi5 token asked for again), `strayed` (the content left its origin),
    `crashed`, `late`.
    """

    kind: str
    text: str
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Launched:
    """One launch of one unit. `told` are notices of our player. `before` and `after` are what the LMS holds of a SCO.

    `way` is how the learner left: by `exit`, by `close`; `hung` where the content had to be stopped.
    `found_place` says whether a learner who came back was where he had left; None where that is not known. `lost` says
    which answers were not shown then as they had been given.
    """

    unit: str
    href: str
    number: int
    way: str
    calls: tuple[Call, ...] = ()
    dropped: int = 0
    seen: tuple[Seen, ...] = ()
    told: frozenset[str] = frozenset()
    lost: tuple[str, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    found_place: bool | None = None
    is_sco: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """How a unit ended: what the LMS holds of it. `expected` None: nobody knows what it ought to be.

    `stored` are all values; of cmi5 and TinCan the verbs of statements in their order are in `statements`. `given` are
    the answers that were given to a unit of ours, `kept` those that the LMS holds of them; see answers.py.
    """

    unit: str
    title: str
    href: str
    reached: EndState
    expected: EndState | None
    is_terminal: bool
    stored: Mapping[str, str] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """One learner's visit to a package under one LMS profile. `trouble`: why the learner could not go on.

    `is_own`: the package is ours, so that the learner knew what to do. `pictures` are files.
    """

    path: str
    standard: str
    profile: str
    learner: str
    is_own: bool
    launches: tuple[Launched, ...] = ()
    ends: tuple[Ended, ...] = ()
    trouble: str = ""
    seconds: float = 0.0
    pictures: tuple[str, ...] = ()
    switches: Mapping[str, object] = field(default_factory=dict)
    """Of the profile: whether nothing is stored, and so on."""

    @property
    def is_scorm(self) -> bool:
        """Whether content speaks to an API in the page."""
        return self.standard.startswith("scorm")
