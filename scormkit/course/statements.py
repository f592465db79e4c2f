"""What a course says about xAPI statements: its hooks, as they were declared. The moments stand in moments.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scormkit.findings import NOWHERE, Origin

ON = "on"
OFF = "off"
"""What `{xapi=…}` may say besides names of hooks: send the default of this block's moments; send nothing."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its IRI, and how it is shown, by language."""

    id: str
    display: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hook:
    """A moment and the statement that it sends; a hook with a `name` is sent only where a block names it.

    `verb` None means that the session turns the course's hook of that moment off. `activity_type` replaces the type
    of the activity unless it is empty. `result` and `context` are templates: JSON values in which a text may hold
    `{value}`.
    """

    on: str
    verb: Verb | None
    name: str = ""
    activity_type: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Statements:
    """The section `xapi` of a course or session. Without hooks nothing is sent but what a target itself asks for.

    `activity_base` is the IRI that the ids of activities begin with, without a slash at its end; `broker` the URL of a
    token broker; both may be empty.
    """

    activity_base: str = ""
    broker: str = ""
    hooks: tuple[Hook, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page, other than a question, that statements can be about. Its `id` is unique in its page.

    `hooks` is what `{xapi=…}` said: ON, OFF or names of hooks; empty where it said nothing.
    """

    id: str
    kind: str
    title: str
    hooks: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)
