"""IMS Content Packaging as both SCORMs write it: the manifest's skeleton, from an Outline.

What differs between the standards is said in a `Dialect`; what only one of them has (mastery, sequencing) is added
by its own writer through `extend`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from lxml import etree

from scormkit.package.outline import Item, Metadata, Outline, Resource
from scormkit.targets.manifest import XSI
from scormkit.targets.metadata import LomDialect
from scormkit.targets.metadata_writer import legal_text, write_lom

SCHEMA = "ADL SCORM"
LONGEST_TITLE = 200
LONGEST_VERSION = 20
# RFC 3986: what a path may hold as it is; `%`, `?` and `#` mean something in an href, and are no part of a file name.
_IN_PATH = "/-._~!$&'()*+,;=:@"
_IN_HREF = _IN_PATH + "?#%"

Extend = Callable[[Item], list[etree._Element]]
"""The elements that a standard of its own puts behind an item's metadata, in the order of its schema."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one standard writes content packaging. `prefixes` and `schema_files` are by name space; None is the default.

    `scorm_type` is the qualified name of the attribute that says sco or asset.
    """

    namespace: str
    schema_version: str
    scorm_type: str
    lom: LomDialect
    prefixes: Mapping[str, str]
    schema_files: Mapping[str, str]

    def name(self, local: str) -> str:
        """A content packaging name, qualified."""
        return f"{{{self.namespace}}}{local}"


def write_manifest(outline: Outline, dialect: Dialect, extend: Extend) -> bytes:
    """The manifest as bytes: UTF-8, no CDATA, no numeric references, content packaging as the default name space.

    LMSs match names as text (field-notes 3, 4, 7), so prefixes are literal and only declared where used.
    """
    nsmap: dict[Any, str] = {None: dialect.namespace, "xsi": XSI}
    nsmap.update({prefix: namespace for namespace, prefix in dialect.prefixes.items()})
    root = etree.Element(dialect.name("manifest"), nsmap=nsmap)
    root.set("identifier", outline.identifier)
    if outline.version:
        root.set("version", outline.version[:LONGEST_VERSION])
    root.set(f"{{{XSI}}}schemaLocation", "")
    writer = _Writer(dialect, extend)
    head = writer.add(root, "metadata")
    writer.add(head, "schema", SCHEMA)
    writer.add(head, "schemaversion", dialect.schema_version)
    writer.lom(head, outline.metadata)
    organizations = writer.add(root, "organizations", default=outline.organization)
    organization = writer.add(organizations, "organization", identifier=outline.organization)
    writer.add(organization, "title", plain_title(outline.title))
    for item in outline.items:
        writer.item(organization, item)
    resources = writer.add(root, "resources")
    for resource in launch_first(outline):
        writer.resource(resources, resource)
    etree.cleanup_namespaces(root)
    root.set(f"{{{XSI}}}schemaLocation", _schema_location(root, dialect))
    etree.indent(root)
    body: bytes = etree.tostring(root, encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    dialect: Dialect
    extend: Extend

    def add(self, parent: etree._Element, local: str, text: str | None = None, **attributes: str) -> etree._Element:
        element = etree.SubElement(parent, self.dialect.name(local), attributes)
        element.text = text
        return element

    def item(self, parent: etree._Element, item: Item) -> None:
        element = self.add(parent, "item", identifier=item.identifier)
        if item.resource:
            element.set("identifierref", item.resource)
        element.set("isvisible", "true" if item.visible else "false")
        if item.parameters:
            element.set("parameters", item.parameters)
        self.add(element, "title", plain_title(item.title))
        for child in item.children:
            self.item(element, child)
        self.metadata(element, item.metadata)
        element.extend(self.extend(item))

    def resource(self, parent: etree._Element, resource: Resource) -> None:
        element = self.add(parent, "resource", identifier=resource.identifier, type="webcontent")
        element.set(self.dialect.scorm_type, resource.kind)
        if resource.href:
            element.set("href", quote(resource.href, safe=_IN_HREF))
        self.metadata(element, resource.metadata)
        for file in resource.files:
            self.add(element, "file", href=quote(file, safe=_IN_PATH))
        for dependency in resource.dependencies:
            self.add(element, "dependency", identifierref=dependency)

    def metadata(self, parent: etree._Element, metadata: Metadata | None) -> None:
        if metadata is not None:
            self.lom(self.add(parent, "metadata"), metadata)

    def lom(self, parent: etree._Element, metadata: Metadata) -> None:
        if metadata != Metadata():
            write_lom(parent, metadata, self.dialect.lom)


def launch_first(outline: Outline) -> tuple[Resource, ...]:
    """The resources, that of the first item that launches one leading: Open edX launches the first (field-notes 9)."""
    launched = next((item.resource for item in outline.walk() if item.resource), "")
    return tuple(sorted(outline.resources, key=lambda resource: resource.identifier != launched))


def plain_title(title: str) -> str:
    """A title as LMSs bear it: one line, at most 200 characters, and no `<` (Moodle puts titles into pages as HTML)."""
    title = " ".join(legal_text(title).split()).replace("<", "‹").replace(">", "›")
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def decimal_text(value: Decimal) -> str:
    """A decimal without an exponent and without needless zeros, but `0.0` for zero: Moodle drops a lone `0`."""
    text = f"{value.normalize():f}"
    return "0.0" if text == "0" else text


def _schema_location(root: etree._Element, dialect: Dialect) -> str:
    used = {etree.QName(element).namespace for element in root.iter(etree.Element)}
    used |= {etree.QName(str(name)).namespace for element in root.iter(etree.Element) for name in element.attrib}
    return " ".join(f"{space} {file}" for space, file in dialect.schema_files.items() if space in used)
