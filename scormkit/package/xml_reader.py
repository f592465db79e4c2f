"""The one parser of XML that others wrote: nothing is expanded, loaded or fetched. And how elements are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scormkit.findings import Finding, SourcePos
from scormkit.package.rules import DOCTYPE, ENTITIES, NOT_WELL_FORMED


@dataclass(frozen=True, slots=True)
class ParsedXml:
    """`root` is None where the document could not be read; the findings say why.

    `remains` is what a lenient parser makes of a document that is not well-formed: good for a guess, not to be judged.
    """

    root: etree._Element | None
    findings: tuple[Finding, ...]
    remains: etree._Element | None = None


def parse_xml(data: bytes, file: str) -> ParsedXml:
    """Parses a document; faults become findings with the line and column where the parser met them."""
    # Entities must not reach the parser: it expands those in attributes. NULs are the other half of UTF-16.
    bare = data.replace(b"\0", b"") if b"\0" in data else data
    has_doctype = b"<!DOCTYPE" in bare
    if has_doctype and b"<!ENTITY" in bare:
        return ParsedXml(None, (ENTITIES.at(_line_with(bare, b"<!ENTITY", file), "the document declares entities"),))
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        line, column = error.position
        # libxml2 counts the column of what it read, 0 where it read nothing.
        pos = SourcePos(file, max(line, 1), column if column > 0 else None)
        return ParsedXml(None, (NOT_WELL_FORMED.at(pos, _reason(error)),), _remains(data))
    findings = [DOCTYPE.at(_line_with(bare, b"<!DOCTYPE", file), "the document has a DOCTYPE")] if has_doctype else []
    for reference in root.iter(etree.Entity):
        pos = SourcePos(file, line_of(reference))
        findings.append(ENTITIES.at(pos, f"the entity {reference.text} is not one of XML's five"))
        root = None
    return ParsedXml(root, tuple(findings))


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
    )


def _remains(data: bytes) -> etree._Element | None:
    try:
        root: etree._Element | None = etree.fromstring(data, _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
    return root


def _reason(error: etree.XMLSyntaxError) -> str:
    """The parser's message without the place at its end, which the finding has."""
    return (error.msg or "not XML").partition(", line ")[0].partition(" (<string>")[0]


def _line_with(data: bytes, marker: bytes, file: str) -> SourcePos:
    return SourcePos(file, data.count(b"\n", 0, data.index(marker)) + 1)


def line_of(element: etree._Element) -> int | None:
    """The line where an element begins. The parser keeps no column."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The child elements, without comments and processing instructions."""
    return parent.iterchildren(tag=etree.Element)


def local_name(element: etree._Element) -> str:
    """The name of an element without its name space."""
    return str(element.tag).rpartition("}")[2]


def namespace_of(name: str) -> str:
    """The name space of a qualified name, empty for none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def text_of(element: etree._Element | None) -> str:
    """The text inside an element, white space collapsed; empty if there is no element."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def xpath_of(element: etree._Element) -> str:
    """The path of an element in the prefixes of its document, names of the default name space bare."""
    steps = []
    for step in (element, *element.iterancestors()):
        name = f"{step.prefix}:{local_name(step)}" if step.prefix else local_name(step)
        parent = step.getparent()
        twins = [] if parent is None else list(parent.iterchildren(tag=step.tag))
        steps.append(f"{name}[{twins.index(step) + 1}]" if len(twins) > 1 else name)
    return "/" + "/".join(reversed(steps))
