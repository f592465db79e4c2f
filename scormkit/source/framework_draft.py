"""Whatever a framework was read from → Framework. The readers of YAML, CASE and CSV make drafts; here they end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scormkit.course.framework import (
    DEEPEST,
    Association,
    Framework,
    FrameworkItem,
    default_iri,
    guid,
    item_iri,
    meant_by_iri,
)
from scormkit.findings import NOWHERE, Origin
from scormkit.iris import is_absolute_iri
from scormkit.source.faults.mappings import FRAMEWORK_CODE_SHAPE, FRAMEWORK_CODE_TWICE, FRAMEWORK_LEVEL
from scormkit.source.nearest import did_you_mean, is_id
from scormkit.source.reading import Reading

# What may stand before the colon of an IRI without slashes; any other word is the id of a framework.
_SCHEMES = {"http", "https", "urn", "tag", "info", "did", "doi", "hdl", "ark", "oid"}
_CODE_BAD = re.compile(r"""[^!-~]+|[:;,"'{}\[\]]+""")


def is_code(text: str) -> bool:
    """Whether a mapping can name an item so: 64 characters of ASCII, no blanks, quotes, brackets or : ; ,."""
    return 0 < len(text) <= 64 and not _CODE_BAD.search(text)


def code_from(text: str) -> str:
    """The code nearest to a text; may be empty."""
    return _CODE_BAD.sub("-", text.strip()).strip("-")[:64]


def association_with(kind: str, target: str, case: Mapping[str, Any] | None = None) -> Association | None:
    """The association with an item as files name it, `mlcf:2.4` or an IRI; None where the target is neither."""
    framework, _, code = target.partition(":")
    if known := meant_by_iri(target):
        return Association(kind, *known, target, case or {})
    if (framework in _SCHEMES and is_absolute_iri(target)) or "://" in target:
        return Association(kind, "", "", target, case or {})
    if framework in _SCHEMES or not is_id(framework) or not is_code(code):
        return None
    return Association(kind, framework, code, default_iri(framework, code), case or {})


@dataclass(frozen=True, slots=True)
class Wording:
    """What an overlay puts in the place of an item's words; empty where it leaves them."""

    title: str
    description: str


@dataclass(slots=True)
class DraftItem:
    """An item as it was read; `level` is empty where its depth tells."""

    code: str
    title: str
    description: str = ""
    level: str = ""
    iri: str = ""
    id: str = ""
    status: str = ""
    education_level: tuple[str, ...] = ()
    associations: tuple[Association, ...] = ()
    case: Mapping[str, Any] = field(default_factory=dict)
    parent_case: Mapping[str, Any] = field(default_factory=dict)
    children: list[DraftItem] = field(default_factory=list)
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class SameCodes:
    """That items are associated with those of the same code in another framework, below `within` (empty: all)."""

    type: str
    framework: str
    within: frozenset[str] = frozenset()


@dataclass(slots=True)
class DraftFramework:
    """A framework as it was read."""

    id: str
    title: str
    levels: list[str]
    tracked_level: str
    items: list[DraftItem]
    publisher: str = ""
    wording: str = ""
    iri: str = ""
    identifier: str = ""
    description: str = ""
    language: str = "en"
    changed: str = ""
    status: str = ""
    core: tuple[str, ...] = ()
    crosswalks: tuple[SameCodes, ...] = ()
    case: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = NOWHERE


def drafts_of(items: Iterable[FrameworkItem]) -> list[DraftItem]:
    """Items of another framework as drafts for one that is based on it; each is an exact match of its source."""
    return [
        DraftItem(
            code=each.code,
            title=each.title,
            description=each.description,
            status=each.status,
            education_level=each.education_level,
            associations=(Association("exactMatch", each.framework, each.code, each.iri),),
            children=drafts_of(each.children),
            origin=each.origin,
        )
        for each in items
    ]


class FrameworkMaker:
    """Makes one framework. `wordings` are those of an overlay, by code; `used` the codes that had one."""

    def __init__(self, reading: Reading, draft: DraftFramework, wordings: Mapping[str, Wording] | None = None) -> None:
        self._reading = reading
        self._draft = draft
        self._wordings = wordings or {}
        self._by_code: dict[str, FrameworkItem] = {}
        self.used: set[str] = set()

    def make(self, rights: str = "") -> Framework:
        """The framework; what is wrong with its tree is reported, and every item with a code of its own is there."""
        draft = self._draft
        levels = [*draft.levels, *dict.fromkeys(item.level for item in _all(draft.items) if item.level)]
        if draft.tracked_level not in levels and not self._reading.failed:
            hint = did_you_mean(draft.tracked_level, draft.levels)
            pos = draft.origin.at("tracked_level")
            message = f"the tracked level “{draft.tracked_level}” is not a level"
            self._reading.report(FRAMEWORK_LEVEL.at(pos, message, hint=hint))
        iri = draft.iri or default_iri(draft.id)
        return Framework(
            id=draft.id,
            title=draft.title,
            publisher=draft.publisher,
            levels=tuple(dict.fromkeys(levels)),
            tracked_level=draft.tracked_level,
            items=self._items(draft.items, ()),
            by_code=self._by_code,
            wording=draft.wording,
            iri=iri,
            identifier=draft.identifier or guid(iri),
            description=draft.description,
            language=draft.language,
            changed=draft.changed,
            status=draft.status,
            core=draft.core,
            rights=rights,
            case=draft.case,
            origin=draft.origin,
        )

    def _items(self, drafts: list[DraftItem], path: tuple[FrameworkItem, ...]) -> tuple[FrameworkItem, ...]:
        made = []
        for draft in drafts:
            item = self._item(draft, path)
            if len(path) < DEEPEST:
                # Children hold their parent and the parent its children: one must be set after the value is made.
                object.__setattr__(item, "children", self._items(draft.children, (*path, item)))
            elif draft.children:
                message = f"“{draft.code}” lies {DEEPEST + 1} levels deep; what is below it is left out"
                self._reading.report(FRAMEWORK_LEVEL.at(draft.origin.pos, message))
            made.append(item)
        return tuple(made)

    def _item(self, draft: DraftItem, path: tuple[FrameworkItem, ...]) -> FrameworkItem:
        facts, levels = self._draft, self._draft.levels
        level = draft.level or (levels[len(path)] if len(path) < len(levels) else "")
        if not level and levels:
            message = f"“{draft.code}” lies deeper than the {len(levels)} levels of the framework"
            self._reading.report(FRAMEWORK_LEVEL.at(draft.origin.pos, message))
        words = self._wordings.get(draft.code)
        if words:
            self.used.add(draft.code)
        iri = draft.iri or item_iri(facts.id, facts.iri, draft.code)
        item = FrameworkItem(
            framework=facts.id,
            code=draft.code,
            title=(words and words.title) or draft.title,
            level=level,
            path=path,
            description=(words and words.description) or draft.description,
            iri=iri,
            id=draft.id or guid(iri),
            status=draft.status,
            education_level=draft.education_level,
            associations=self._associations(draft, path),
            index=len(self._by_code),
            case=draft.case,
            parent_case=draft.parent_case,
            origin=draft.origin,
        )
        self._register(item)
        return item

    def _associations(self, draft: DraftItem, path: tuple[FrameworkItem, ...]) -> tuple[Association, ...]:
        above = {draft.code, *(step.code for step in path)}
        found = {(each.type, each.target): each for each in draft.associations}
        for walk in self._draft.crosswalks:
            if not walk.within or walk.within & above:
                made = Association(walk.type, walk.framework, draft.code, default_iri(walk.framework, draft.code))
                found.setdefault((made.type, made.target), made)
        return tuple(found.values())

    def _register(self, item: FrameworkItem) -> None:
        pos = item.origin.at("code")
        if not is_code(item.code):
            hint = f"Write for example “{code_from(item.code) or 'A1'}”."
            self._reading.report(FRAMEWORK_CODE_SHAPE.at(pos, f"“{item.code}” cannot be a code", hint=hint))
        first = self._by_code.setdefault(item.code, item)
        if first is not item:
            place = f"{first.origin.pos.file}, line {first.origin.pos.line}"
            self._reading.report(FRAMEWORK_CODE_TWICE.at(pos, f"the code “{item.code}” is there already ({place})"))


def _all(items: list[DraftItem]) -> Iterable[DraftItem]:
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        yield item
        waiting += reversed(item.children)
