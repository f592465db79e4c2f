"""Where the associations of a framework lead, as far as the other frameworks are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scormkit.course.framework import Association, Framework, FrameworkItem
from scormkit.findings import Finding, SourcePos
from scormkit.source.faults.frameworks import ASSOCIATION_NOWHERE
from scormkit.source.framework_files import FrameworkShelf
from scormkit.source.nearest import nearest


def lost_associations(shelf: FrameworkShelf, framework: Framework) -> Iterator[Finding]:
    """Associations with items that a framework at hand does not have, and with frameworks that are misspelt.

    A framework that nothing at hand is called like may be elsewhere; one that is misspelt is told once.
    """
    at_hand = {each.id: each for each in (*shelf.bundled(), *shelf.frameworks)}
    elsewhere: dict[str, list[tuple[FrameworkItem, Association]]] = {}
    for item in framework.walk():
        for each in item.associations:
            if each.framework not in at_hand:
                elsewhere.setdefault(each.framework, []).append((item, each))
            elif each.code not in at_hand[each.framework].by_code:
                message = f"{item.code} leads to {each.target}, which is nothing"
                yield ASSOCIATION_NOWHERE.at(_place(framework, item), message)
    # Associations that name an IRI have no framework.
    elsewhere.pop("", None)
    for name, found in elsewhere.items():
        item, each = found[0]
        meant = nearest(name, at_hand)
        if meant and not shelf.has(name, Path(item.origin.pos.file).parent):
            more = f"; and {len(found) - 1:,} more like it" if len(found) > 1 else ""
            message = f"{item.code} leads to {each.target}, and there is no framework “{name}”{more}"
            hint = f"Did you mean {meant}:{each.code}?"
            yield ASSOCIATION_NOWHERE.at(_place(framework, item), message, hint=hint)


def _place(framework: Framework, item: FrameworkItem) -> SourcePos:
    """Where an association was written: with the item, or for all items at once."""
    own = "associations" in item.origin.keys or "crosswalks" not in framework.origin.keys
    return item.origin.at("associations") if own else framework.origin.at("crosswalks")
