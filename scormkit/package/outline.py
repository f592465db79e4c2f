"""Outline: what any manifest says, in no standard's dialect. Written by targets and read back by them.

Values that were read from a manifest carry their `origin`; it takes no part in comparison, so that
`read(write(outline)) == outline` is a test that every target gets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from scormkit.findings import NOWHERE, Origin


@dataclass(frozen=True, slots=True)
class Taxon:
    """One step of a taxon path (LOM 9.2.2): the code of a framework's item and its title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Classification:
    """One mapped framework item (LOM 9): `source` names the framework, `path` leads from its root to the item."""

    purpose: Literal["competency", "educational objective"]
    source: str
    path: tuple[Taxon, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """Who did what (LOM 2.3). `date` is YYYY-MM-DD or empty; `role` a word of the LOM vocabulary."""

    role: Literal["author", "content provider", "validator", "publisher", "unknown"]
    name: str
    organization: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """IEEE LOM, as much of it as packages carry. `typical_learning_minutes` 0: not stated. Language is BCP 47."""

    identifier: str = ""
    title: str = ""
    description: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    version: str = ""
    contributions: tuple[Contribution, ...] = ()
    audience: tuple[str, ...] = ()
    typical_learning_minutes: int = 0
    rights: str = ""
    classifications: tuple[Classification, ...] = ()


@dataclass(frozen=True, slots=True)
class LaunchableObjective:
    """An objective that the SCO reports on. `pass_mark` is in percent, None where the author asked for none.

    Where a standard knows things by IRIs, `language` is that of the title, and `activity_type` is given too.
    """

    id: str
    title: str = ""
    pass_mark: float | None = None
    language: str = ""
    activity_type: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource: a SCO or an asset, its launch href (may be empty for assets), and files, all relative to the root."""

    identifier: str
    kind: Literal["sco", "asset"]
    href: str
    files: tuple[str, ...]
    dependencies: tuple[str, ...] = ()
    metadata: Metadata | None = None
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the organization. `resource` is the identifier it refers to, empty for a pure heading.

    `pass_mark` (percent) becomes `adlcp:masteryscore` in SCORM 1.2 and the primary objective's measure in 2004; it is
    None unless the author asked that the LMS judges, or the standard leaves it to the content anyway (cmi5).

    Where a standard knows things by IRIs, `identifier` is one, and `activity_type` is given too. `move_on` says in the
    words of cmi5 what must be reported before the item counts as satisfied.
    """

    identifier: str
    title: str
    resource: str = ""
    children: tuple[Item, ...] = ()
    visible: bool = True
    parameters: str = ""
    pass_mark: float | None = None
    objectives: tuple[LaunchableObjective, ...] = ()
    metadata: Metadata | None = None
    activity_type: str = ""
    description: str = ""
    language: str = ""
    move_on: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)

    def walk(self) -> Iterator[Item]:
        """This item and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole package as an LMS will see it. `identifier` names the manifest, `organization` its one organization."""

    identifier: str
    organization: str
    title: str
    version: str
    items: tuple[Item, ...]
    resources: tuple[Resource, ...]
    metadata: Metadata = Metadata()
    origin: Origin = field(default=NOWHERE, compare=False)

    def walk(self) -> Iterator[Item]:
        """Every item, in order."""
        for item in self.items:
            yield from item.walk()
