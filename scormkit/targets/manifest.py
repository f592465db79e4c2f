"""Manifest: a parsed manifest with the package around it, as readers and rules see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from scormkit.findings import Origin, SourcePos

XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True)
class Manifest:
    """`names` are the files of the package with their exact names; None where only the manifest is there to judge."""

    root: etree._Element
    file: str
    names: frozenset[str] | None = None

    @cached_property
    def namespace(self) -> str:
        """The name space of the root element; empty if it has none."""
        return etree.QName(self.root).namespace or ""

    def pos(self, element: etree._Element) -> SourcePos:
        """Where an element begins: its line. A parser of XML keeps no column, so there is none."""
        return SourcePos(self.file, element.sourceline)

    def origin(self, element: etree._Element) -> Origin:
        """As `pos`, and of the children by their local names."""
        return Origin(self.pos(element), {local_name(child): self.pos(child) for child in elements(element)})

    def where(self, element: etree._Element) -> str:
        """The path of an element in the prefixes of the document, with the default name space's names bare."""
        steps = []
        for step in (element, *element.iterancestors()):
            name = f"{step.prefix}:{local_name(step)}" if step.prefix else local_name(step)
            parent = step.getparent()
            twins = [] if parent is None else [child for child in elements(parent) if child.tag == step.tag]
            steps.append(f"{name}[{twins.index(step) + 1}]" if len(twins) > 1 else name)
        return "/" + "/".join(reversed(steps))


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The child elements, without comments and processing instructions."""
    return parent.iterchildren(tag=etree.Element)


def local_name(element: etree._Element) -> str:
    """The name of an element without its name space."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: etree._Element | None) -> str:
    """The text inside an element, white space collapsed; empty if there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
