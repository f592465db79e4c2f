"""The tree in a CASE package: items by identifier, and who is whose child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scormkit.course.framework import DEEPEST
from scormkit.source.case_places import Places
from scormkit.source.faults.frameworks import (
    CASE_PART_UNUSABLE,
    IDENTIFIER_TWICE,
    ITEMS_IN_CIRCLE,
    PARENT_MISSING,
    SECOND_PARENT,
    WITHOUT_PARENT,
)
from scormkit.source.faults.mappings import FRAMEWORK_LEVEL

Json = dict[str, Any]

# Names of a circle's items that are told; a circle of thousands would make a message of pages.
_NAMED = 5


@dataclass(slots=True)
class RawItem:
    """An item as the package has it: its fields, its association with its parent, those with other things."""

    identifier: str
    fields: Json
    where: str
    child: Json | None = None
    associations: list[Json] = field(default_factory=list)
    children: list[RawItem] = field(default_factory=list)


def _node(association: Json, end: str) -> str:
    node = association.get(end)
    identifier = node.get("identifier") if isinstance(node, dict) else None
    return identifier if isinstance(identifier, str) else ""


def _number(raw: RawItem) -> float:
    number = raw.child.get("sequenceNumber") if raw.child else None
    return number if isinstance(number, int | float) and not isinstance(number, bool) else float("inf")


class CaseTree:
    """Reads items and associations. `roots` are the items of the highest level, `others` what leads from elsewhere."""

    def __init__(self, places: Places, package: Json) -> None:
        self._places = places
        document = package["CFDocument"].get("identifier")
        self._document = document if isinstance(document, str) else ""
        self._items: dict[str, RawItem] = {}
        self._named = {self._document: "CFDocument"} if self._document else {}
        self.others: list[Json] = []
        self.roots: list[RawItem] = []
        self.depth = 0
        self._read_items(package.get("CFItems") or [])
        associations = package.get("CFAssociations") or []
        self._read_associations(associations if isinstance(associations, list) else [])
        self._read_definitions(package.get("CFDefinitions"))
        self._hang()

    def all_items(self) -> Iterator[RawItem]:
        """Every item of the tree, parents first."""
        waiting = list(reversed(self.roots))
        while waiting:
            item = waiting.pop()
            yield item
            waiting += reversed(item.children)

    def levels(self) -> list[str]:
        """A name for each depth: the commonest CFItemType there; each name once."""
        names: list[str] = []
        depth = self.roots
        while depth and len(names) < DEEPEST:
            kinds = Counter(
                kind.strip()
                for each in depth
                if isinstance(kind := each.fields.get("CFItemType"), str) and kind.strip()
            )
            free = [kind for kind, _ in kinds.most_common() if kind not in names]
            names.append(free[0] if free else f"level {len(names) + 1}")
            depth = [child for each in depth for child in each.children]
        return names or ["level 1"]

    def _read_items(self, items: list[Any]) -> None:
        for number, fields in enumerate(items):
            where = f"CFItems[{number}]"
            identifier = fields.get("identifier") if isinstance(fields, dict) else None
            if not isinstance(identifier, str) or not identifier.strip():
                what = "has no identifier" if isinstance(fields, dict) else "is not an object"
                self._places.report(CASE_PART_UNUSABLE, f"item {number + 1} {what}", where)
                continue
            if not isinstance(fields.get("fullStatement"), str) or not fields["fullStatement"].strip():
                self._places.report(CASE_PART_UNUSABLE, f"the item {identifier} has no fullStatement", where)
            if self._is_new(identifier, where):
                self._items[identifier] = RawItem(identifier, fields, where)

    def _read_associations(self, associations: list[Any]) -> None:
        for number, fields in enumerate(associations):
            where = f"CFAssociations[{number}]"
            if not isinstance(fields, dict) or not isinstance(fields.get("associationType"), str):
                self._places.report(CASE_PART_UNUSABLE, f"association {number + 1} has no associationType", where)
                continue
            self._is_new(fields.get("identifier"), where)
            origin = self._items.get(_node(fields, "originNodeURI"))
            if origin is None:
                self.others.append(fields)
            elif fields["associationType"] != "isChildOf":
                origin.associations.append(fields)
            elif origin.child is None:
                origin.child = fields
            else:
                message = f"the item {origin.identifier} has a second parent"
                self._places.report(SECOND_PARENT, message, where)
                origin.associations.append(fields)

    def _read_definitions(self, definitions: Any) -> None:
        """Definitions are kept as they are; of interest is only that nothing else is called the same."""
        for kind, parts in definitions.items() if isinstance(definitions, dict) else ():
            for number, fields in enumerate(parts if isinstance(parts, list) else ()):
                if isinstance(fields, dict):
                    self._is_new(fields.get("identifier"), f"CFDefinitions.{kind}[{number}]")

    def _is_new(self, identifier: Any, where: str) -> bool:
        """Whether no other part of the package has this identifier, which is reported; what is none passes."""
        if not isinstance(identifier, str) or not identifier.strip():
            return True
        first = self._named.setdefault(identifier, where)
        if first != where:
            message = f"the identifier {identifier} is that of {first} already"
            self._places.report(IDENTIFIER_TWICE, message, where)
        return first == where

    def _hang(self) -> None:
        """Puts every item below its parent."""
        for item in self._items.values():
            parent = _node(item.child, "destinationNodeURI") if item.child else ""
            if item.child is None:
                message = f"nothing says where the item {item.identifier} belongs"
                self._places.report(WITHOUT_PARENT, message, item.where)
                self.roots.append(item)
            elif parent == self._document and parent:
                self.roots.append(item)
            elif above := self._items.get(parent):
                above.children.append(item)
            else:
                name = parent or "without identifier"
                message = f"the parent of the item {item.identifier}, {name}, is not in the file"
                self._places.report(PARENT_MISSING, message, item.where)
        for item in self._items.values():
            item.children.sort(key=_number)
        self.roots.sort(key=_number)
        self._report_circles()
        self._cut()

    def _cut(self) -> None:
        """Counts the levels, and leaves out what lies deeper than any framework."""
        level = self.roots
        while level:
            self.depth += 1
            if self.depth == DEEPEST:
                for item in level:
                    if item.children:
                        message = f"the item {item.identifier} lies {DEEPEST} levels deep; what is below is left out"
                        self._places.report(FRAMEWORK_LEVEL, message, item.where)
                        item.children = []
            level = [child for each in level for child in each.children]

    def _report_circles(self) -> None:
        hung = {item.identifier for item in self.all_items()}
        left = {name: item for name, item in self._items.items() if name not in hung}
        seen: set[str] = set()
        for name in left:
            trail: list[str] = []
            while name in left and name not in seen:
                seen.add(name)
                trail.append(name)
                child = left[name].child
                name = _node(child, "destinationNodeURI") if child else ""
            if name in trail:
                circle = trail[trail.index(name) :]
                told = " → ".join(circle[:_NAMED]) + (" → …" if len(circle) > _NAMED else f" → {circle[0]}")
                message = f"{len(circle)} items lie below each other in a circle: {told}"
                self._places.report(ITEMS_IN_CIRCLE, message, left[circle[0]].where)
