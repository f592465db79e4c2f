"""Manifest: a parsed manifest with the package around it, as readers and rules see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from typing import cast

from lxml import etree

from scormkit.catalogue import Fault
from scormkit.findings import Origin, SourcePos
from scormkit.package.positions import element_positions
from scormkit.package.xml_reader import Paths, elements, line_of, local_name, namespace_of, text_of, whole_text
from scormkit.targets.hrefs import WEB, Href, base_of, own_base, resolve

LONGEST_NAME = 40
_ATTRIBUTES = {"identifier", "identifierref", "href", "type", "isvisible", "parameters"}
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True)
class Manifest:
    """`names` are the files of the package with their exact names; None where only the manifest is there to judge.

    `data` are the bytes that were parsed; `read` gives another file of the package, None where it cannot be read.
    """

    root: etree._Element
    file: str
    names: frozenset[str] | None = None
    data: bytes = b""
    read: Callable[[str], bytes | None] = lambda name: None
    _paths: Paths = field(default_factory=Paths, compare=False, repr=False)
    _files: dict[etree._Element, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    _hrefs: dict[etree._Element, Href] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def namespace(self) -> str:
        """The name space of the root element; empty if it has none."""
        return namespace_of(str(self.root.tag))

    def name(self, local: str) -> str:
        """A name of content packaging, qualified as the root is."""
        return f"{{{self.namespace}}}{local}" if self.namespace else local

    def all(self, local: str) -> Iterator[etree._Element]:
        """Every element of content packaging of that name, submanifests included, in the order of the document."""
        return self.root.iter(self.name(local))

    def having(self, attribute: str) -> list[etree._Element]:
        """The elements that have an attribute, by its usual name: xml:base, xsi:schemaLocation."""
        return cast(list[etree._Element], self.root.xpath(f"//*[@{attribute}]", namespaces={"xsi": XSI}))

    def child(self, parent: etree._Element, local: str) -> etree._Element | None:
        """The first child of that name."""
        return parent.find(self.name(local))

    def children(self, parent: etree._Element, local: str) -> list[etree._Element]:
        """The children of that name."""
        return parent.findall(self.name(local))

    def text(self, parent: etree._Element, local: str) -> str:
        """The text of the first child of that name, white space collapsed; empty if there is none."""
        return text_of(self.child(parent, local))

    @cached_property
    def schema_version(self) -> str:
        """What metadata/schemaversion says, as it stands there; empty if it says nothing."""
        head = self.child(self.root, "metadata")
        version = None if head is None else self.child(head, "schemaversion")
        return "" if version is None else whole_text(version)

    @cached_property
    def resources(self) -> dict[str, etree._Element]:
        """The resources by identifier."""
        return {identifier(resource): resource for resource in reversed(list(self.all("resource")))}

    def href(self, element: etree._Element) -> Href:
        """Where the href of a resource or file leads, from the root of the package; worked out once."""
        href = self._hrefs.get(element)
        if href is None:
            href = self._hrefs[element] = self.resolved(element, (element.get("href") or "").strip())
        return href

    def resolved(self, element: etree._Element, reference: str) -> Href:
        """Where a reference in an element leads; below a base that is at fault, what can be said of it by itself."""
        alone = resolve("", reference)
        if not self.faulty_bases or alone.is_external or alone.is_malformed:
            return resolve(base_of(element), reference)
        is_lost = any(step in self.faulty_bases for step in (element, *element.iterancestors()))
        return Href(reference, "") if is_lost else resolve(base_of(element), reference)

    @cached_property
    def faulty_bases(self) -> dict[etree._Element, str]:
        """The elements whose xml:base leads nowhere, and what is wrong with it."""
        found: dict[etree._Element, str] = {}
        for element in self.having("xml:base"):
            is_below = any(step in found for step in element.iterancestors())
            if fault := _base_fault(element, is_below=is_below):
                found[element] = fault
        return found

    def files(self, resource: etree._Element) -> tuple[str, ...]:
        """The paths of the files that a resource lists, from the root of the package; worked out once."""
        found = self._files.get(resource)
        if found is None:
            paths = (self.href(file).path for file in self.children(resource, "file"))
            found = self._files[resource] = tuple(path for path in paths if path)
        return found

    def fault(self, element: etree._Element, message: str, *, hint: str = "") -> Fault:
        """A fault at an element, with its line, its column and its path."""
        return Fault(self.pos(element), message, hint, self.where(element))

    def where(self, element: etree._Element) -> str:
        """The path of an element."""
        return self._paths.of(element)

    def pos(self, element: etree._Element) -> SourcePos:
        """Where the start tag of an element begins; its line alone where the column cannot be told."""
        line, column = self._positions.get(element, (line_of(element), None))
        return SourcePos(self.file, line, column)

    @cached_property
    def _positions(self) -> dict[etree._Element, tuple[int | None, int | None]]:
        """Element → line and column; empty where the two parsers do not see the same elements."""
        places = element_positions(self.data) or []
        found = list(self.root.iter(etree.Element)) if places else []
        return dict(zip(found, places, strict=True)) if len(found) == len(places) else {}

    def origin(self, element: etree._Element) -> Origin:
        """The lines of an element and of its children by their local names; columns would cost a second parse."""
        return Origin(self._line(element), {local_name(child): self._line(child) for child in elements(element)})

    def _line(self, element: etree._Element) -> SourcePos:
        return SourcePos(self.file, line_of(element))


def _base_fault(element: etree._Element, *, is_below: bool) -> str:
    """What is wrong with a base; `is_below` one that is at fault, only what can be said of it by itself."""
    base, parent = own_base(element), element.getparent()
    alone = Href(base, resolve("", base).path)
    if not base:
        return ""
    if alone.scheme in WEB or base.startswith("//"):
        return "leads to another host"
    if alone.is_malformed or alone.is_external:
        return "is no relative path"
    if not base.endswith("/"):
        return "does not end in a slash"
    whole = resolve("" if parent is None else base_of(parent), base)
    return "leads out of the package" if whole.leaves_package and not is_below else ""


def identifier(element: etree._Element) -> str:
    """The identifier of an element; an xs:ID, so blanks around it do not count."""
    return (element.get("identifier") or "").strip()


def reference(element: etree._Element, attribute: str = "identifierref") -> str:
    """What an element refers to, blanks around it aside."""
    return (element.get(attribute) or "").strip()


def scorm_type(resource: etree._Element) -> str:
    """What a resource says that it is, sco or asset, even if the attribute is misspelt; empty if it says nothing."""
    for name in map(str, resource.attrib):
        space = namespace_of(name)
        if (not space or "adlcp" in space.lower()) and is_like(name.rpartition("}")[2], "scormtype"):
            return (resource.get(name) or "").strip()
    return ""


def misspells(element: etree._Element, attribute: str) -> bool:
    """Whether an attribute of the element is none of content packaging's and probably meant to be this one."""
    return any(name not in _ATTRIBUTES and is_like(name, attribute) for name in map(str, element.attrib))


@cache
def is_like(name: str, wanted: str) -> bool:
    """Whether a local name is that of a standard or nearly so; `wanted` is in lower case."""
    return bool(get_close_matches(name[:LONGEST_NAME].lower(), (wanted,), 1, 0.75))
