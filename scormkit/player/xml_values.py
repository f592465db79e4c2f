"""Parts of sequencing by their names, and values as XML Schema writes them, with a default for what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import overload

from lxml import etree

from scormkit.targets.scorm2004.writer import IMSSS


def children_named(parent: etree._Element | None, local: str, namespace: str = IMSSS) -> Iterator[etree._Element]:
    """The children of that name; none of no element."""
    if parent is not None:
        yield from parent.iterchildren(f"{{{namespace}}}{local}")


def child_named(parent: etree._Element | None, local: str) -> etree._Element | None:
    """The first child of that name."""
    return next(children_named(parent, local), None)


def yes(element: etree._Element | None, attribute: str, default: bool) -> bool:
    """An xs:boolean."""
    word = "" if element is None else (element.get(attribute) or "").strip()
    return {"true": True, "1": True, "false": False, "0": False}.get(word, default)


def word(element: etree._Element | None, attribute: str, default: str) -> str:
    """An xs:token."""
    found = "" if element is None else " ".join((element.get(attribute) or "").split())
    return found or default


@overload
def number(text: str | None, default: float) -> float: ...
@overload
def number(text: str | None, default: None = None) -> float | None: ...
def number(text: str | None, default: float | None = None) -> float | None:
    """An xs:decimal."""
    try:
        value = float((text or "").strip())
    except ValueError:
        return default
    return value if math.isfinite(value) else default


def count(text: str | None) -> int | None:
    """An xs:nonNegativeInteger."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
