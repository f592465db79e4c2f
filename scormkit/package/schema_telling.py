"""SchemaFault: what is told of one place that does not fit a schema, in the words and prefixes of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from scormkit.package.schema_words import expected, missing_attribute, place_words, shown, value_words
from scormkit.package.xml_reader import line_of, local_name, namespace_of

if TYPE_CHECKING:
    from scormkit.package.schemas import SchemaSet

_LOM = "{http://ltsc.ieee.org/xsd/LOM}"
_XML = "http://www.w3.org/XML/1998/namespace"
_MESSAGE = re.compile(r"Element '(.+?)'(?:, attribute '(.+?)')?: (.*)", re.DOTALL)
_BAD_ID = re.compile(r"'(.*)' is not a valid value of the atomic type 'xs:ID'", re.DOTALL)
_NCNAME = re.compile(r"[^\W\d][\w.\-·]*")
_ALIKE = 0.75
# Comparing takes a while, and names may be made up by the thousand.
MOST_GUESSES = 100
LONGEST_GUESSED = 60


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

    `attribute` is the qualified name of the attribute that is meant, empty if none is; `hint` what was probably meant.
    """

    kind: SchemaFaultKind
    element: etree._Element | None
    line: int
    message: str
    attribute: str = ""
    hint: str = ""


class Telling:
    """Makes the faults of one document."""

    def __init__(self, root: etree._Element, schemas: SchemaSet) -> None:
        self._root = root
        self._schemas = schemas
        self._guesses: dict[str, str] = {}

    def error(self, message: str, element: etree._Element | None, line: int) -> SchemaFault:
        """libxml2's message, sorted into a kind and put into words."""
        name, attribute, rest = "", "", message
        if parts := _MESSAGE.fullmatch(message):
            name, attribute, rest = parts[1], parts[2] or "", parts[3]
        kind, said = self._kind_and_words(rest, attribute)
        hint = ""
        if kind is SchemaFaultKind.ATTRIBUTE:
            hint = self._attribute_guess(attribute)
        elif kind is SchemaFaultKind.ELEMENT and "element is not expected" in rest:
            hint = self._element_guess(name, expected(rest))
        elif kind is SchemaFaultKind.ELEMENT and "Character content" in rest and _LOM in name:
            hint = 'A text of LOM stands in <string language="en">, inside this element.'
        place = f"<{self._short(name)}>" + (f", attribute {self._short(attribute)}" if attribute else "")
        return SchemaFault(kind, element, line, f"{place}: {said}" if name else said, attribute, hint)

    def _kind_and_words(self, message: str, attribute: str) -> tuple[SchemaFaultKind, str]:
        if found := _BAD_ID.match(message):
            # An NCName can only be refused as an ID because another element has it.
            if _NCNAME.fullmatch(found[1].strip()):
                return SchemaFaultKind.DUPLICATE_ID, f"the identifier “{found[1].strip()}” is taken already"
            rule = "begin with a letter, go on with letters, digits, '.', '-' or '_'"
            return SchemaFaultKind.VALUE, f"“{shown(found[1])}” is no identifier: {rule}"
        if said := value_words(message, self._schemas.types):
            return SchemaFaultKind.VALUE, said
        said = place_words(message, self._short)
        if missing_attribute(message):
            return SchemaFaultKind.MISSING_ATTRIBUTE, said
        if said:
            return SchemaFaultKind.ATTRIBUTE if attribute else SchemaFaultKind.ELEMENT, said
        return SchemaFaultKind.VALUE, message.rstrip(".")

    def is_follow_up(self, message: str, element: etree._Element | None) -> bool:
        """Whether what it says follows from something else that is told of the element.

        An attribute that is missing because it is misspelt; a language beside a text that a string of LOM should hold;
        a text where an element is missing.
        """
        parts = _MESSAGE.fullmatch(message)
        if element is None or parts is None:
            return False
        missing = missing_attribute(parts[3])
        if missing:
            others = [name for name in map(str, element.attrib) if name not in self._schemas.every_attribute]
            return any(self._guess(name, self._schemas.every_attribute) == missing for name in others)
        is_text = bool((element.text or "").strip()) and not len(element)
        if is_text and "Missing child element" in parts[3]:
            return True
        return parts[2] == "language" and "is not allowed" in parts[3] and is_text and _LOM in str(element.tag)

    def no_element(self, element: etree._Element) -> SchemaFault:
        """An element of a known name space that no schema declares."""
        name = f"{element.prefix}:{local_name(element)}" if element.prefix else local_name(element)
        message, hint = f"<{name}> is no element of its standard", self._element_guess(str(element.tag), ())
        return SchemaFault(SchemaFaultKind.ELEMENT, element, line_of(element) or 1, message, hint=hint)

    def no_attribute(self, element: etree._Element, attribute: str) -> SchemaFault:
        """An attribute of a known name space that no schema declares."""
        message = f"<{local_name(element)}>: {self._short(attribute)} is no attribute of its standard"
        hint = self._attribute_guess(attribute)
        return SchemaFault(SchemaFaultKind.ATTRIBUTE, element, line_of(element) or 1, message, attribute, hint)

    def _element_guess(self, name: str, wanted: Iterable[str]) -> str:
        known = self._schemas.every_element
        own = [one for one in known if namespace_of(one) == namespace_of(name)]
        meant = self._guess(name, wanted) or ("" if name in known else self._guess(name, own))
        if not meant and name not in known:
            # It may have lost its prefix.
            meant = next((one for one in sorted(known) if one.rpartition("}")[2] == name.rpartition("}")[2]), "")
        return f"Did you mean <{self._short(meant)}>?" if meant else ""

    def _attribute_guess(self, name: str) -> str:
        known = self._schemas.every_attribute
        meant = "" if name in known else self._guess(name, known)
        return f"Did you mean {self._short(meant)}?" if meant else ""

    def _guess(self, name: str, known: Iterable[str]) -> str:
        """The known name that is the same but for case or name space, or nearly the same; empty if there is none."""
        folded = {one.rpartition("}")[2].lower(): one for one in sorted(known)}
        wanted = name.rpartition("}")[2].lower()
        if wanted in folded:
            return folded[wanted]
        if len(wanted) > LONGEST_GUESSED:
            return ""
        if wanted not in self._guesses and len(self._guesses) < MOST_GUESSES:
            self._guesses[wanted] = next(iter(get_close_matches(wanted, folded, 1, _ALIKE)), "")
        return folded.get(self._guesses.get(wanted, ""), "")

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        """Name space → the prefix that the document gives it, empty for the default."""
        declared = {uri: prefix or "" for prefix, uri in self._root.nsmap.items()}
        # What an element declares is not asked for: libxml2 would list all that its ancestors declare for each of them.
        for element in self._root.iter(etree.Element):
            declared[namespace_of(str(element.tag))] = element.prefix or ""
        return {**declared, _XML: "xml"}

    def _short(self, name: str) -> str:
        """A qualified name with the prefix that the document has for its name space."""
        space, local = namespace_of(name), name.rpartition("}")[2]
        prefix = self._prefixes.get(space, space) if space else ""
        return f"{prefix}:{local}" if prefix else local
