"""Checks of LMS profiles that look at the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity, SourcePos
from scormkit.package.xml_reader import line_of, local_name, namespace_of, text_of
from scormkit.targets.hrefs import XML
from scormkit.targets.lms.subject import Subject
from scormkit.targets.manifest import Manifest, identifier, reference

RULES: Catalogue[Subject] = Catalogue()
Faults = Iterator[Fault]

_PREFIXES = {
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp",
    "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp",
    "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq",
    "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav",
    "http://www.imsglobal.org/xsd/imsss": "imsss",
}
_MANGLED = re.compile(rb"<!\[CDATA\[[^\]]*&|&#x?[0-9A-Fa-f]+;")


def _scos(manifest: Manifest) -> list[etree._Element]:
    launched = {reference(item) for item in manifest.all("item")}

    def is_sco(resource: etree._Element) -> bool:
        names = [str(name) for name in resource.attrib if str(name).rpartition("}")[2].lower() == "scormtype"]
        return any((resource.get(name) or "").strip() == "sco" for name in names)

    found = [one for name, one in manifest.resources.items() if name in launched and one.get("href") and is_sco(one)]
    return sorted(found, key=lambda one: line_of(one) or 0)


@RULES.check(
    "SK7101",
    Severity.WARNING,
    why="The LMS refuses the package, or treats it as one of another standard.",
    fix="Export or convert the content for a standard that the LMS takes.",
)
def standard_not_taken(subject: Subject) -> Faults:
    """The LMS takes packages of this standard."""
    taken = subject.settings["takes"]
    if subject.standard != "unknown" and subject.standard not in taken:
        yield subject.whole(f"this is {subject.standard}")


@RULES.check(
    "SK7102",
    Severity.WARNING,
    why="Learners see the first SCO only, or only the first one is tracked.",
    fix="Put the navigation inside one SCO.",
)
def several_scos(subject: Subject) -> Faults:
    """One SCO is launched."""
    manifest = subject.scorm
    scos = _scos(manifest) if manifest is not None else []
    if len(scos) > 1:
        yield subject.at(scos[1], f"{len(scos)} SCOs are launched")


@RULES.check(
    "SK7103",
    Severity.WARNING,
    why="The LMS takes the package for one of several SCOs, and refuses it.",
    fix="Keep one item that launches the one SCO.",
)
def several_items(subject: Subject) -> Faults:
    """There is one item."""
    manifest = subject.scorm
    items = list(manifest.all("item")) if manifest is not None else []
    if len(items) > 1:
        yield subject.at(items[1], f"there are {len(items)} items")


@RULES.check(
    "SK7104",
    Severity.WARNING,
    why="The LMS compares names as text: under another prefix it does not see them, and a SCO becomes an asset.",
    fix="Use exactly adlcp, adlseq, adlnav and imsss.",
)
def prefix_unusual(subject: Subject) -> Faults:
    """The ADL and sequencing name spaces have their usual prefixes."""
    manifest = subject.scorm
    if manifest is None:
        return
    told: set[str] = set()
    usual = {space for prefix, space in manifest.root.nsmap.items() if _PREFIXES.get(space) == prefix}
    for element in manifest.root.iter(etree.Element):
        own = namespace_of(str(element.tag))
        # An attribute cannot be asked for its prefix; where the usual one is declared at the root, it is taken as used.
        foreign = {namespace_of(str(name)) for name in element.attrib} - usual
        for space in (own, *sorted(foreign)):
            wanted = _PREFIXES.get(space)
            if not wanted or space in told:
                continue
            prefix = element.prefix if space == own else _prefix_of(element, space)
            if prefix != wanted:
                told.add(space)
                yield subject.at(element, f"{space} has the prefix “{prefix or ''}”, not “{wanted}”")


def _prefix_of(element: etree._Element, space: str) -> str | None:
    declared = {prefix for prefix, uri in element.nsmap.items() if uri == space}
    return _PREFIXES[space] if _PREFIXES.get(space) in declared else next(iter(declared), None)


@RULES.check(
    "SK7105",
    Severity.WARNING,
    why="The LMS compares names as text: it imports such a package, and the activity is dead.",
    fix="Make the name space of content packaging the default one.",
)
def manifest_prefixed(subject: Subject) -> Faults:
    """The elements of content packaging have no prefix."""
    manifest = subject.scorm
    if manifest is not None and manifest.root.prefix:
        yield subject.at(manifest.root, f"the manifest has the prefix “{manifest.root.prefix}”")


@RULES.check(
    "SK7106",
    Severity.WARNING,
    why="The LMS launches the first resource, whatever the organization says.",
    fix="Move the resource of the first item to the front.",
)
def first_resource_not_launched(subject: Subject) -> Faults:
    """The first resource with an href is the one that the first item launches."""
    manifest = subject.scorm
    if manifest is None:
        return
    first = next((resource for resource in manifest.all("resource") if resource.get("href")), None)
    wanted = next((name for item in manifest.all("item") if (name := reference(item))), "")
    launched = manifest.resources.get(wanted)
    if first is not None and launched is not None and launched.get("href") and first is not launched:
        yield subject.at(first, f"this is the first resource, but the first item launches “{wanted}”")


@RULES.check(
    "SK7109",
    Severity.WARNING,
    why="The LMS cannot store it, and the import fails.",
    fix="Shorten it.",
)
def text_too_long(subject: Subject) -> Faults:
    """Titles and identifiers are no longer than the LMS stores."""
    manifest, limit = subject.scorm, subject.settings["limit"]
    if manifest is None:
        return
    for title in manifest.all("title"):
        if len(text_of(title)) > limit:
            yield subject.at(title, f"the title has {len(text_of(title))} characters; {limit} are stored")
    for local in ("manifest", "organization", "item"):
        for element in manifest.all(local):
            if len(identifier(element)) > limit:
                yield subject.at(
                    element, f"the identifier has {len(identifier(element))} characters; {limit} are stored"
                )


@RULES.check(
    "SK7110",
    Severity.WARNING,
    why="The LMS takes the package for one of another version, and the content finds no API.",
    fix="Write the schema version exactly as the LMS knows it.",
)
def schema_version_not_known(subject: Subject) -> Faults:
    """The schema version is one of the texts that the LMS compares with, blanks and all."""
    manifest = subject.scorm
    if manifest is not None and manifest.schema_version and manifest.schema_version not in subject.settings["knows"]:
        head = manifest.child(manifest.root, "metadata")
        element = None if head is None else manifest.child(head, "schemaversion")
        if element is not None:
            yield subject.at(element, f"schemaversion is “{manifest.schema_version}”")


@RULES.check(
    "SK7111",
    Severity.WARNING,
    why="The LMS does not join it with the href, and the launch answers 404.",
    fix="Write whole paths into the hrefs, without xml:base.",
)
def base_not_read(subject: Subject) -> Faults:
    """xml:base stands only where the LMS reads it."""
    manifest = subject.scorm
    for element in manifest.having("xml:base") if manifest is not None else ():
        if local_name(element) not in subject.settings.get("reads_on", []) and element.get(f"{{{XML}}}base"):
            yield subject.at(element, f"{local_name(element)} has an xml:base")


@RULES.check(
    "SK7112",
    Severity.WARNING,
    why="The content starts without its parameters.",
    fix="Make a launch file that needs none.",
)
def launch_parameters_dropped(subject: Subject) -> Faults:
    """What is launched needs no query."""
    manifest = subject.scorm
    if manifest is None:
        return
    launched = {reference(item) for item in manifest.all("item")}
    for item in manifest.all("item"):
        if (item.get("parameters") or "").strip():
            yield subject.at(item, f"the item has the parameters {item.get('parameters')}")
    for name, resource in manifest.resources.items():
        if name in launched and "?" in (resource.get("href") or ""):
            yield subject.at(resource, f"the launch address has a query: {resource.get('href')}")


@RULES.check(
    "SK7113",
    Severity.WARNING,
    why="A careless repair of bare ampersands changes the text that learners see.",
    fix="Write the characters themselves, and &amp; &lt; &gt; where XML needs them.",
)
def text_mangled(subject: Subject) -> Faults:
    """The manifest has no CDATA with & in it and no numeric character references."""
    manifest = subject.scorm
    found = None if manifest is None else _MANGLED.search(manifest.data)
    if manifest is not None and found:
        line = manifest.data.count(b"\n", 0, found.start()) + 1
        yield Fault(SourcePos(manifest.file, line), "there is CDATA or a numeric character reference")


@RULES.check(
    "SK7118",
    Severity.WARNING,
    why="Only one organization is shown, and which one is the LMS's choice.",
    fix="Keep one organization.",
)
def several_organizations(subject: Subject) -> Faults:
    """There is one organization."""
    manifest = subject.scorm
    found = list(manifest.all("organization")) if manifest is not None else []
    if len(found) > 1:
        yield subject.at(found[1], f"there are {len(found)} organizations")
