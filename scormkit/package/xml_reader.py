"""The one parser of XML that others wrote: nothing is expanded, loaded or fetched. And how elements are named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from scormkit.findings import Finding, SourcePos
from scormkit.package.encodings import encoding_fault
from scormkit.package.rules import (
    DOCTYPE,
    ENCODING_DISAGREES,
    ENCODING_UNUSUAL,
    ENTITIES,
    NOT_WELL_FORMED,
    XML_TOO_LARGE,
)

# A hundred thousand items with their titles and resources have a million.
MOST_TAGS = 2_000_000
_NO_PREFIX = re.compile(r"Namespace prefix (\S{1,100}) .*is not defined")


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
    disagreement, is_readable = encoding_fault(data)
    if not is_readable:
        return ParsedXml(None, (ENCODING_UNUSUAL.at(SourcePos(file, 1), disagreement),))
    # Entities must not reach the parser: it expands those in attributes. NULs are the other half of UTF-16.
    bare = data.replace(b"\0", b"") if b"\0" in data else data
    tags = bare.count(b"<")
    if tags > MOST_TAGS:
        return ParsedXml(None, (XML_TOO_LARGE.at(SourcePos(file), f"{file} has {tags:,} tags"),))
    has_doctype = b"<!DOCTYPE" in bare
    if has_doctype and b"<!ENTITY" in bare:
        return ParsedXml(None, (ENTITIES.at(_line_with(bare, b"<!ENTITY", file), "the document declares entities"),))
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        if disagreement:
            # What the parser stumbles over follows from that.
            return ParsedXml(None, (ENCODING_DISAGREES.at(SourcePos(file, 1), disagreement),), _remains(data))
        line, column = error.position
        # libxml2 counts the column of what it read, 0 where it read nothing.
        pos = SourcePos(file, max(line, 1), column if column > 0 else None)
        if "XML_PARSE_HUGE" in (error.msg or ""):
            # A limit of the parser, not a fault of the form: more than 256 elements inside each other, or a huge text.
            message = "elements stand inside each other deeper than readers go, or one of them has a text of megabytes"
            return ParsedXml(None, (XML_TOO_LARGE.at(pos, message),))
        message, hint = _reason(error)
        return ParsedXml(None, (NOT_WELL_FORMED.at(pos, message, hint=hint),), _remains(data))
    findings = [ENCODING_DISAGREES.at(SourcePos(file, 1), disagreement)] if disagreement else []
    if has_doctype:
        findings.append(DOCTYPE.at(_line_with(bare, b"<!DOCTYPE", file), "the document has a DOCTYPE"))
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


def _reason(error: etree.XMLSyntaxError) -> tuple[str, str]:
    """The parser's message without the place at its end, which the finding has; and a hint, where one helps more."""
    message = (error.msg or "not XML").partition(", line ")[0].partition(" (<string>")[0]
    if prefix := _NO_PREFIX.match(message):
        return (
            f"the prefix {prefix[1]} is not declared",
            f'Write xmlns:{prefix[1]}="…" with its name space into the root.',
        )
    if message.startswith("xmlParseEntityRef"):
        return "there is a & that begins no entity", "Write &amp; for &."
    return message, ""


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
    return "" if element is None else " ".join(whole_text(element).split())


def whole_text(element: etree._Element) -> str:
    """The text inside an element as it stands there, without comments and processing instructions."""
    pieces = [element.text or ""]
    for each in element.iterdescendants():
        own = each.text if isinstance(each.tag, str) else ""
        pieces += [own or "", each.tail or ""]
    return "".join(pieces)


class Paths:
    """The paths of elements, in the prefixes of their document, names of the default name space bare.

    Siblings are counted once, so that a fault at every item stays linear.
    """

    def __init__(self) -> None:
        self._steps: dict[etree._Element, str] = {}

    def of(self, element: etree._Element) -> str:
        """The path of one element."""
        steps = []
        for step in (element, *element.iterancestors()):
            if step not in self._steps:
                self._count(step)
            steps.append(self._steps[step])
        return "/" + "/".join(reversed(steps))

    def _count(self, step: etree._Element) -> None:
        parent = step.getparent()
        siblings = [step] if parent is None else list(elements(parent))
        twins = Counter(sibling.tag for sibling in siblings)
        seen: Counter[object] = Counter()
        for sibling in siblings:
            seen[sibling.tag] += 1
            name = f"{sibling.prefix}:{local_name(sibling)}" if sibling.prefix else local_name(sibling)
            self._steps[sibling] = f"{name}[{seen[sibling.tag]}]" if twins[sibling.tag] > 1 else name
