"""XML Schema: loads our schemas once and says where a document does not fit them.

Elements and attributes of name spaces that the schemas do not know are let be wherever there is room for them. The
schemas of some editions demand that every name be known and others let all pass; we do neither: a name of a known
name space must be declared, whatever the edition's wildcard says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from lxml import etree

from scormkit.package.schema_log import schema_errors
from scormkit.package.xml_reader import elements, line_of, local_name, namespace_of

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# XML Schema 1, 3.2.7: there are no others.
_XSI_ATTRIBUTES = {f"{{{_XSI}}}{local}" for local in ("type", "nil", "schemaLocation", "noNamespaceSchemaLocation")}
_QUALIFIED = re.compile(r"\{([^}]*)\}")
_STRICT_WILDCARD = "demanded by the strict wildcard"
_MESSAGE = re.compile(r"Element '(.+?)'(?:, attribute '(.+?)')?: (.*)", re.DOTALL)
_BAD_ID = re.compile(r"'(.*)' is not a valid value of the atomic type 'xs:ID'", re.DOTALL)
_STEP = re.compile(r"([^\[]+)(?:\[(\d+)\])?")
_NCNAME = re.compile(r"[^\W\d][\w.\-·]*")
_BAD_VALUE = re.compile(
    r"'(.*)' is not a valid value of the (?:local )?(?:atomic|list|union) type '(xs:\w+)'", re.DOTALL
)
# What libxml2 says of a facet → what we say.
_FACETS = (
    (
        re.compile(r"\[facet 'enumeration'\] The value '(.*)' is not an element of the set \{(.*)\}", re.DOTALL),
        "“{0}” is none of the allowed words: {1}",
    ),
    (
        re.compile(r"\[facet 'maxLength'\] The value '(.*)' has a length of '(\d+)'.* '(\d+)'", re.DOTALL),
        "the value has {1} characters; {2} are allowed",
    ),
    (
        re.compile(
            r"\[facet '(?:min|max)(?:In|Ex)clusive'\] The value '(.*)' is (?:less|greater) than .* '(.*)'", re.DOTALL
        ),
        "“{0}” is out of range; the limit is {1}",
    ),
)
_NO_VALUE = {
    "xs:boolean": "is neither true nor false",
    "xs:IDREF": "is no identifier that could be referred to",
    "xs:NCName": "is no name: begin with a letter, go on with letters, digits, '.', '-' or '_'",
    "xs:anyURI": "is no URI",
    "xs:decimal": "is no number",
    "xs:integer": "is no whole number",
    "xs:nonNegativeInteger": "is no whole number from 0",
    "xs:duration": "is no duration such as PT1H30M",
    "xs:dateTime": "is no date and time such as 2026-01-31T12:00:00",
    "xs:language": "is no language such as en or de-AT",
}


class SchemaFaultKind(Enum):
    """What sort of thing does not fit."""

    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    MISSING_ATTRIBUTE = "missing attribute"
    VALUE = "value"
    DUPLICATE_ID = "duplicate id"


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One place where a document does not fit; `element` is where, or None if libxml2 did not say.

    `attribute` is the qualified name of the attribute that is meant, empty if none is.
    """

    kind: SchemaFaultKind
    element: etree._Element | None
    line: int
    message: str
    attribute: str = ""


@dataclass(frozen=True)
class SchemaSet:
    """A schema with all that it imports: `elements` and `attributes` are the qualified global names it declares."""

    schema: etree.XMLSchema
    namespaces: frozenset[str]
    elements: frozenset[str]
    attributes: frozenset[str]


@cache
def load_schemas(entry: Path) -> SchemaSet:
    """The schema in a file of ours and those that it imports from beside it. Nothing is fetched."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    spaces, names, attributes = set(), set(), set()
    waiting, seen = [entry], set()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        root = etree.parse(str(file), parser).getroot()
        space = root.get("targetNamespace", "")
        spaces.add(space)
        names |= {f"{{{space}}}{element.get('name')}" for element in root.iterchildren(f"{_XS}element")}
        attributes |= {f"{{{space}}}{attribute.get('name')}" for attribute in root.iterchildren(f"{_XS}attribute")}
        waiting += [file.parent / str(element.get("schemaLocation")) for element in root.iterchildren(f"{_XS}import")]
    schema = etree.XMLSchema(etree.parse(str(entry), parser))
    return SchemaSet(schema, frozenset(spaces), frozenset(names), frozenset(attributes))


def schema_faults(
    root: etree._Element, schemas: SchemaSet, tolerated: frozenset[str] = frozenset()
) -> Iterator[SchemaFault]:
    """Every place where the document does not fit: first what the schemas say, then names that wildcards let in.

    `tolerated` are qualified attributes that pass though no schema declares them.
    """
    told_attributes: set[tuple[etree._Element | None, str]] = set()
    prefixes: dict[str, str] = {}
    places, told = _Places(root), set[tuple[int, str]]()
    for error in schema_errors(root, schemas.schema):
        prefixes = prefixes or _prefixes(root)
        # For a bad value libxml2 may complain of a facet, then again of the type.
        repeated = (error.line, error.path) in told and "is not a valid value of the local" in error.message
        told.add((error.line, error.path))
        element = places.at(error.path) if error.element is None else error.element
        if _STRICT_WILDCARD not in error.message and not repeated:
            fault = _fault(error.message, element, error.line, prefixes)
            told_attributes.add((fault.element, fault.attribute))
            yield fault
        # Guests are looked at below; what a schema leaves open to its own name space is known only here.
        is_own = element is not None and ", attribute '" not in error.message and not _is_guest(element)
        if element is not None and _STRICT_WILDCARD in error.message and is_own:
            yield _no_element(element)
    for fault in _undeclared(root, schemas, tolerated):
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


def _fault(message: str, element: etree._Element | None, line: int, prefixes: Mapping[str, str]) -> SchemaFault:
    """libxml2's message, sorted into a kind and put into the words of the document."""
    kind, element_name, attribute, rest = SchemaFaultKind.VALUE, "", "", message
    if parts := _MESSAGE.fullmatch(message):
        element_name, attribute, rest = parts[1], parts[2] or "", parts[3]
    if value := _BAD_ID.match(rest):
        # An NCName can only be refused as an ID because another element has it.
        if _NCNAME.fullmatch(value[1].strip()):
            kind, rest = SchemaFaultKind.DUPLICATE_ID, f"the identifier “{value[1].strip()}” is taken already"
        else:
            rest = f"“{value[1]}” is no identifier: begin with a letter, go on with letters, digits, '.', '-' or '_'"
    elif (value := _BAD_VALUE.match(rest)) and value[2] in _NO_VALUE:
        rest = f"“{value[1]}” {_NO_VALUE[value[2]]}"
    elif worded := _worded_facet(rest):
        rest = worded
    elif "is required but missing" in rest:
        kind = SchemaFaultKind.MISSING_ATTRIBUTE
    elif attribute and "is not allowed" in rest:
        kind = SchemaFaultKind.ATTRIBUTE
    elif not attribute and ("expected" in rest.lower() or "content" in rest.lower()):
        kind = SchemaFaultKind.ELEMENT
    place = f"<{element_name}>" + (f", attribute {attribute}" if attribute else "")
    text = f"{place}: {rest.rstrip('.')}" if element_name else rest.rstrip(".")
    text = _QUALIFIED.sub(lambda found: _short(found[1], prefixes), text)
    return SchemaFault(kind, element, line, text, attribute)


def _worded_facet(message: str) -> str:
    for pattern, words in _FACETS:
        if found := pattern.match(message):
            return words.format(
                *(part.replace("'", "") if number else part for number, part in enumerate(found.groups()))
            )
    return ""


def _undeclared(root: etree._Element, schemas: SchemaSet, tolerated: frozenset[str]) -> Iterator[SchemaFault]:
    """Names of known name spaces that no schema declares, where a wildcard let them in."""
    prefixes: dict[str, str] = {}
    for element in root.iter(etree.Element):
        name = str(element.tag)
        is_ours = namespace_of(name) in schemas.namespaces and name not in schemas.elements
        # What a vendor puts into an element of its own is the vendor's business.
        if is_ours and _is_guest(element) and _host(element) in schemas.namespaces:
            yield _no_element(element)
        for attribute in map(str, element.attrib):
            is_known = attribute in schemas.attributes or attribute in tolerated or attribute in _XSI_ATTRIBUTES
            space = namespace_of(attribute)
            if (space in schemas.namespaces or space == _XSI) and not is_known:
                # A manifest of many items may have as many faults: the prefixes are looked up once.
                prefixes = prefixes or _prefixes(root)
                short = f"{_short(space, prefixes)}{attribute.rpartition('}')[2]}"
                message = f"<{local_name(element)}>: {short} is no attribute of its standard"
                yield SchemaFault(SchemaFaultKind.ATTRIBUTE, element, line_of(element) or 1, message, attribute)


def _is_guest(element: etree._Element) -> bool:
    """Whether it stands in an element of another name space."""
    return element.getparent() is not None and _host(element) != namespace_of(str(element.tag))


def _host(element: etree._Element) -> str:
    """The name space of the parent."""
    parent = element.getparent()
    return "" if parent is None else namespace_of(str(parent.tag))


def _no_element(element: etree._Element) -> SchemaFault:
    name = f"{element.prefix}:{local_name(element)}" if element.prefix else local_name(element)
    return SchemaFault(
        SchemaFaultKind.ELEMENT, element, line_of(element) or 1, f"<{name}> is no element of its standard"
    )


def _prefixes(root: etree._Element) -> dict[str, str]:
    """Name space → the prefix that the document gives it, empty for the default."""
    declared = {uri: prefix or "" for prefix, uri in root.nsmap.items()}
    # What an element declares is not asked for: libxml2 would list all that its ancestors declare for each of them.
    declared |= {namespace_of(str(element.tag)): element.prefix or "" for element in root.iter(etree.Element)}
    return {**declared, "http://www.w3.org/XML/1998/namespace": "xml"}


def _short(namespace: str, prefixes: Mapping[str, str]) -> str:
    prefix = prefixes.get(namespace, namespace)
    return f"{prefix}:" if prefix else ""
