"""What libxml2 says of a document against a schema, in time that grows with the document whatever is wrong with it.

For each error it works out the path of the element, and counts its siblings for that: with many errors among many
siblings time would grow with the square. Of such siblings only the first are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from scormkit.package.xml_reader import line_of, local_name

# Fewer siblings cost nothing; so many steps from sibling to sibling take a tenth of a second.
WIDE = 2_000
MOST_STEPS = 50_000_000


@dataclass(frozen=True, slots=True)
class SchemaError:
    """One error: libxml2's words, and its path of the element; or, without a path, the element itself."""

    message: str
    line: int
    path: str = ""
    element: etree._Element | None = None


def schema_errors(root: etree._Element, schema: etree.XMLSchema) -> Iterator[SchemaError]:
    """Every error, in the order of the document; where there are too many, those of the first siblings."""
    widest = max(len(element) for element in root.iter(etree.Element))
    if widest > WIDE and _count(root, schema) * widest > MOST_STEPS:
        with _shortened(root) as parents:
            errors = list(_errors(root, schema))
        yield from errors
        for parent, number in parents:
            compared = f"only {WIDE:,} of the {number:,} elements in <{local_name(parent)}> were compared"
            message = f"{compared}: too many of them are at fault"
            yield SchemaError(message, line_of(parent) or 1, element=parent)
    else:
        yield from _errors(root, schema)


def _errors(root: etree._Element, schema: etree.XMLSchema) -> Iterator[SchemaError]:
    if not schema.validate(root.getroottree()):
        for entry in cast(Iterable[Any], schema.error_log):
            yield SchemaError(str(entry.message), entry.line, str(entry.path or ""))


def _count(root: etree._Element, schema: etree.XMLSchema) -> int:
    """How many errors there are: libxml2 works out no paths while it parses."""
    parser = etree.XMLParser(schema=schema, resolve_entities=False, no_network=True, attribute_defaults=False)
    try:
        etree.fromstring(etree.tostring(root), parser)
    except etree.XMLSyntaxError:
        return len(parser.error_log)
    return 0


@contextmanager
def _shortened(root: etree._Element) -> Iterator[list[tuple[etree._Element, int]]]:
    """Takes the children behind the first WIDE out of each element and puts them back; which, and how many it has."""
    taken = [(element, list(element)[WIDE:]) for element in root.iter(etree.Element) if len(element) > WIDE]
    try:
        for parent, _ in taken:
            del parent[WIDE:]
        yield [(parent, WIDE + len(children)) for parent, children in taken]
    finally:
        for parent, children in taken:
            parent.extend(children)
