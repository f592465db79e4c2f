"""Competency frameworks: a tree of items with short codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scormkit.findings import NOWHERE, Origin


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    """One item: a domain, an element, a competence, or whatever the framework calls its levels.

    `path` is the way from the root to this item, itself included; `level` the name of its level.
    """

    framework: str
    code: str
    title: str
    level: str
    path: tuple[FrameworkItem, ...] = field(repr=False, compare=False)
    description: str = ""
    children: tuple[FrameworkItem, ...] = field(default=(), repr=False, compare=False)
    origin: Origin = field(default=NOWHERE, repr=False, compare=False)

    def lineage(self) -> tuple[FrameworkItem, ...]:
        """From the root to this item, itself included: the taxon path of LOM."""
        return (*self.path, self)

    def walk(self) -> Iterator[FrameworkItem]:
        """This item and all below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Framework:
    """A competency framework. `levels` names the depths, `tracked_level` the one that an LMS gets objectives for."""

    id: str
    title: str
    publisher: str
    levels: tuple[str, ...]
    tracked_level: str
    items: tuple[FrameworkItem, ...]
    by_code: dict[str, FrameworkItem] = field(repr=False, compare=False)
    wording: str = ""
    origin: Origin = field(default=NOWHERE, repr=False, compare=False)

    def walk(self) -> Iterator[FrameworkItem]:
        """Every item, in the order of the file."""
        for item in self.items:
            yield from item.walk()

    def tracked(self, item: FrameworkItem) -> FrameworkItem | None:
        """The item of the tracked level at or above `item`; None where `item` is above that level."""
        return next((step for step in item.lineage() if step.level == self.tracked_level), None)
