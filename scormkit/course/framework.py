"""Competency frameworks: a tree of items with short codes, and their associations to items of other frameworks.

Every item has a name for people and old LMSs (`code`), one for the web (`iri`) and one for CASE (`id`, a GUID). The
last two derive from the first where the framework's file does not give them, so that they are the same everywhere.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from scormkit.findings import NOWHERE, Origin

DEEPEST = 40
"""How many levels a framework may have: far more than any, and few enough for everything that walks down a tree."""

ASSOCIATION_TYPES = (
    "exactMatch",
    "closeMatch",
    "broader",
    "narrower",
    "isRelatedTo",
    "isPartOf",
    "isPeerOf",
    "precedes",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
    "isChildOf",
)
"""Those of CASE 1.1 (1.4.2, associationType, without the ending Of) and the mapping properties of SKOS (section 10)."""


def is_association_type(name: str) -> bool:
    """Whether this is a type of association; CASE 1.1 lets everybody add types of their own behind “ext:”."""
    return name in ASSOCIATION_TYPES or name.startswith("ext:")


# Nobody's domain: a name that needs no registration and says what it is (RFC 3406, 3.1: experimental names).
_OWN_IRI = "urn:x-scormkit:framework:"


def default_iri(framework: str, code: str = "") -> str:
    """The IRI of a framework or an item whose file gives none: `urn:x-scormkit:framework:clcf:2.4`."""
    return f"{_OWN_IRI}{framework}" + (f":{quote(code, safe='')}" if code else "")


def item_iri(framework: str, base: str, code: str) -> str:
    """The IRI of an item whose file gives none: below that of its framework (`base`), if that has one of its own."""
    if not base or base == default_iri(framework):
        return default_iri(framework, code)
    joint = "" if base.endswith(("#", "/", ":")) else ":" if base.startswith("urn:") else "/"
    return f"{base}{joint}{quote(code, safe='')}"


def meant_by_iri(iri: str) -> tuple[str, str] | None:
    """Framework id and code of an IRI that `default_iri` made; None for any other."""
    framework, colon, code = iri.removeprefix(_OWN_IRI).partition(":")
    return (framework, unquote(code)) if iri.startswith(_OWN_IRI) and colon else None


def guid(iri: str) -> str:
    """The identifier that CASE asks for, made from an IRI: the same on every machine (RFC 9562, 5.5: name-based)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


@dataclass(frozen=True, slots=True)
class Association:
    """That an item has to do with one of another framework.

    `framework` and `code` name the other item; both are empty where only its `iri` is known. `case` holds what a CASE
    file says besides, key by key, as JSON values.
    """

    type: str
    framework: str
    code: str
    iri: str
    case: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def target(self) -> str:
        """The other item as a framework's file writes it: `mlcf:2.4`, or the IRI."""
        return f"{self.framework}:{self.code}" if self.framework else self.iri


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    """One item: a domain, an element, a competence, or whatever the framework calls its levels.

    `path` is the way from the root to its parent; `level` the name of its level; `index` its place in the order of
    the file. `case` holds what a CASE file says of it besides, key by key, as JSON values; `parent_case` the same for
    the association to its parent.
    """

    framework: str
    code: str
    title: str
    level: str
    path: tuple[FrameworkItem, ...] = field(repr=False, compare=False)
    description: str = ""
    children: tuple[FrameworkItem, ...] = field(default=(), repr=False, compare=False)
    iri: str = ""
    id: str = ""
    status: str = ""
    education_level: tuple[str, ...] = ()
    associations: tuple[Association, ...] = field(default=(), repr=False)
    index: int = field(default=0, compare=False)
    case: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    parent_case: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    origin: Origin = field(default=NOWHERE, repr=False, compare=False)

    def __hash__(self) -> int:
        return hash((self.framework, self.code))

    @property
    def key(self) -> tuple[str, str]:
        """What tells this item from every other one: its framework's id and its code."""
        return (self.framework, self.code)

    def lineage(self) -> tuple[FrameworkItem, ...]:
        """From the root to this item, itself included: the taxon path of LOM."""
        return (*self.path, self)

    def walk(self) -> Iterator[FrameworkItem]:
        """This item and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            item = waiting.pop()
            yield item
            waiting += reversed(item.children)


@dataclass(frozen=True, slots=True)
class Framework:
    """A competency framework.

    `levels` names the depths, `tracked_level` the one that an LMS gets objectives for, `core` the codes of the items
    of the highest level that a policy means by “core” (all of them where the file names none). `rights` is what an
    overlay says of its wording, empty without one. `case` is what a CASE package says besides, key by key.
    """

    id: str
    title: str
    publisher: str
    levels: tuple[str, ...]
    tracked_level: str
    items: tuple[FrameworkItem, ...]
    by_code: dict[str, FrameworkItem] = field(repr=False, compare=False)
    wording: str = ""
    iri: str = ""
    identifier: str = ""
    description: str = ""
    language: str = "en"
    changed: str = ""
    status: str = ""
    core: tuple[str, ...] = ()
    rights: str = ""
    case: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    origin: Origin = field(default=NOWHERE, repr=False, compare=False)

    def walk(self) -> Iterator[FrameworkItem]:
        """Every item, in the order of the file."""
        for item in self.items:
            yield from item.walk()

    def tracked(self, item: FrameworkItem) -> FrameworkItem | None:
        """The item of the tracked level at or above `item`; None where `item` is above that level."""
        return next((step for step in item.lineage() if step.level == self.tracked_level), None)

    def at_level(self, level: str) -> tuple[FrameworkItem, ...]:
        """Every item of a level, in the order of the file."""
        return tuple(item for item in self.walk() if item.level == level)
