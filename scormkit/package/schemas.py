"""XML Schema: loads our schemas once and says where a document does not fit them.

Elements and attributes of name spaces that the schemas do not know are let be wherever there is room for them. The
schemas of some editions demand that every name be known and others let all pass; we do neither: a name of a known
name space must be declared, whatever the edition's wildcard says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from scormkit.package.schema_log import schema_errors
from scormkit.package.schema_telling import SchemaFault, Telling
from scormkit.package.schema_words import XS, is_repetition, type_words
from scormkit.package.xml_reader import elements, local_name, namespace_of

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# XML Schema 1, 3.2.7: there are no others.
_XSI_ATTRIBUTES = {f"{{{_XSI}}}{local}" for local in ("type", "nil", "schemaLocation", "noNamespaceSchemaLocation")}
_STRICT_WILDCARD = "demanded by the strict wildcard"
_STEP = re.compile(r"([^\[]+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class SchemaSet:
    """A schema with all that it imports: `elements` and `attributes` are the qualified global names it declares.

    `every_element` and `every_attribute` are those of all places; `types` says what the named simple types take.
    """

    schema: etree.XMLSchema
    namespaces: frozenset[str]
    elements: frozenset[str]
    attributes: frozenset[str]
    every_element: frozenset[str]
    every_attribute: frozenset[str]
    types: Mapping[str, str]


@cache
def load_schemas(entry: Path) -> SchemaSet:
    """The schema in a file of ours and those that it imports from beside it. Nothing is fetched."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    spaces, names, attributes = set(), set(), set()
    every_element, every_attribute, types = set(), set(), dict[str, str]()
    waiting, seen = [entry], set()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        root = etree.parse(str(file), parser).getroot()
        space = root.get("targetNamespace", "")
        spaces.add(space)
        names |= {f"{{{space}}}{element.get('name')}" for element in root.iterchildren(f"{XS}element")}
        attributes |= {f"{{{space}}}{attribute.get('name')}" for attribute in root.iterchildren(f"{XS}attribute")}
        # In our schemas the elements of a place are qualified, its attributes are not.
        every_element |= {f"{{{space}}}{element.get('name')}" for element in root.iter(f"{XS}element")}
        every_attribute |= {str(attribute.get("name")) for attribute in root.iter(f"{XS}attribute")}
        types |= type_words(root)
        waiting += [file.parent / str(element.get("schemaLocation")) for element in root.iterchildren(f"{XS}import")]
    schema = etree.XMLSchema(etree.parse(str(entry), parser))
    # An attribute that is declared for all has the name without its name space only where it is declared.
    every_attribute = every_attribute - {name.rpartition("}")[2] for name in attributes} | attributes
    every = (frozenset(every_element), frozenset(every_attribute))
    return SchemaSet(schema, frozenset(spaces), frozenset(names), frozenset(attributes), *every, types)


def schema_faults(root: etree._Element, schemas: SchemaSet) -> Iterator[SchemaFault]:
    """Every place where the document does not fit: first what the schemas say, then names that wildcards let in."""
    told_attributes: set[tuple[etree._Element | None, str]] = set()
    telling, places, told = Telling(root, schemas), _Places(root), set[tuple[int, str, str]]()
    for error in schema_errors(root, schemas.schema):
        # For a bad value libxml2 may complain of a facet, then again of the type.
        place = (error.line, error.path, error.message.partition(": ")[0])
        repeated = place in told and is_repetition(error.message)
        told.add(place)
        element = places.at(error.path) if error.element is None else error.element
        repeated = repeated or telling.is_follow_up(error.message, element)
        if _STRICT_WILDCARD not in error.message and not repeated:
            fault = telling.error(error.message, element, error.line)
            told_attributes.add((fault.element, fault.attribute))
            yield fault
        # Guests are looked at below; what a schema leaves open to its own name space is known only here.
        is_own = element is not None and ", attribute '" not in error.message and not _is_guest(element)
        if element is not None and _STRICT_WILDCARD in error.message and is_own:
            yield telling.no_element(element)
    for fault in _undeclared(root, schemas, telling):
        if not fault.attribute or (fault.element, fault.attribute) not in told_attributes:
            yield fault


class _Places:
    """Finds the elements that libxml2 means by a path: a step is a prefixed name, or * for one without a prefix."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        # A broken manifest of many items has as many faults: siblings are listed once.
        self._twins: dict[str, list[etree._Element]] = {}

    def at(self, path: str) -> etree._Element | None:
        """The element at a path; None where there is no such element."""
        if not path:
            return None
        found, walked = self._root, ""
        for step in path.split("/")[2:]:
            parts = _STEP.fullmatch(step)
            if parts is None:
                return None
            walked, name, number = f"{walked}/{step}", parts[1], int(parts[2] or 1)
            listed = f"{walked.rpartition('/')[0]}/{name}"
            if listed not in self._twins:
                self._twins[listed] = [
                    child for child in elements(found) if name in ("*", f"{child.prefix}:{local_name(child)}")
                ]
            if number > len(self._twins[listed]):
                return None
            found = self._twins[listed][number - 1]
        return found


def _undeclared(root: etree._Element, schemas: SchemaSet, telling: Telling) -> Iterator[SchemaFault]:
    """Names of known name spaces that no schema declares, where a wildcard let them in."""
    for element in root.iter(etree.Element):
        name = str(element.tag)
        is_ours = namespace_of(name) in schemas.namespaces and name not in schemas.elements
        # What a vendor puts into an element of its own is the vendor's business.
        if is_ours and _is_guest(element) and _host(element) in schemas.namespaces:
            yield telling.no_element(element)
        for attribute in map(str, element.attrib):
            is_known = attribute in schemas.attributes or attribute in _XSI_ATTRIBUTES
            space = namespace_of(attribute)
            if (space in schemas.namespaces or space == _XSI) and not is_known:
                yield telling.no_attribute(element, attribute)


def _is_guest(element: etree._Element) -> bool:
    """Whether it stands in an element of another name space."""
    return element.getparent() is not None and _host(element) != namespace_of(str(element.tag))


def _host(element: etree._Element) -> str:
    """The name space of the parent."""
    parent = element.getparent()
    return "" if parent is None else namespace_of(str(parent.tag))
