"""Changes of a manifest by chance: the same seed gives the same ones."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator

from lxml import etree

VALUES = (
    "", " ", "true", "1", "yes", "0", "-1", "0.5", "2", "1e0", "PT1H", "1 hour", "any", "all", "sco", "asset",
    "satisfied", "always", "skip", "exit", "a b", "1a", "ITEM-lead-1", "http://example.org/", "webcontent",
    "exit,message", "continue", "aicc_script", "once", "ifNotSkipped", "x" * 300, "en", "2001-01-01", "ü",
)  # fmt: skip
NAMES = (
    "identifier", "identifierref", "href", "isvisible", "parameters", "type", "default", "objectiveID", "condition",
    "action", "version", "choice", "satisfiedByMeasure", "measureThreshold", "nonsense",
)  # fmt: skip


def mutated(root: etree._Element, count: int, seed: str) -> Iterator[tuple[str, etree._Element]]:
    """So many copies, each changed in one to three places, with the names of the changes."""
    dice = random.Random(seed)
    changes = (
        _drop, _repeat, _move, _rename, _set_known, _drop_attribute, _rename_attribute, _add_attribute, _set_text,
        _swap,
    )  # fmt: skip
    for _ in range(count):
        changed = copy.deepcopy(root)
        done = []
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            change = dice.choice(changes)
            element = dice.choice(list(changed.iter(etree.Element)))
            change(element, changed, dice)
            done.append(f"{change.__name__.strip('_')} at {etree.QName(element).localname}")
        yield ", ".join(done), changed


def _drop(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _repeat(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    if element is not root:
        element.addnext(copy.deepcopy(element))


def _move(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    target = dice.choice(list(root.iter(etree.Element)))
    if element is not root and element not in (target, *target.iterancestors()):
        target.insert(dice.randint(0, len(target)), element)


def _swap(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    if len(element) > 1:
        element.insert(0, element[-1])


def _rename(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    """Another name that is somewhere in the manifest, or nearly the same."""
    others = [str(other.tag) for other in root.iter(etree.Element)]
    element.tag = dice.choice((dice.choice(others), f"{element.tag}x", _in_lower_case(str(element.tag))))


def _in_lower_case(name: str) -> str:
    """The name in its name space, which stays a known one."""
    space, brace, local = name.rpartition("}")
    return f"{space}{brace}{local.lower()}"


def _set_known(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    if element.attrib:
        element.set(dice.choice(sorted(map(str, element.attrib))), dice.choice(VALUES))


def _drop_attribute(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    if element.attrib:
        del element.attrib[dice.choice(sorted(map(str, element.attrib)))]


def _rename_attribute(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    if element.attrib:
        name = dice.choice(sorted(map(str, element.attrib)))
        element.set(_in_lower_case(name) if dice.random() < 0.5 else f"{name}x", element.attrib.pop(name))


def _add_attribute(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    spaces = ["", *(f"{{{space}}}" for space in sorted(root.nsmap.values()) if "instance" not in space)]
    element.set(dice.choice(spaces) + dice.choice(NAMES), dice.choice(VALUES))


def _set_text(element: etree._Element, root: etree._Element, dice: random.Random) -> None:
    element.text = dice.choice(VALUES)
