"""What the standards allow and named LMSs are known to fail on. Warnings, all of them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import namespace_of
from scormkit.targets.manifest import Manifest, reference

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_PREFIXES = {
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp",
    "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp",
    "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq",
    "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav",
    "http://www.imsglobal.org/xsd/imsss": "imsss",
}


@RULES.check(
    "SK8050",
    Severity.WARNING,
    why="Moodle compares names as text: it imports such a package, and the activity is dead.",
    fix="Make the name space of content packaging the default one.",
    reference="Moodle 5.1 mod/scorm/datamodels/scormlib.php; Open edX scormxblock.py",
)
def manifest_prefixed(manifest: Manifest) -> Faults:
    """The elements of content packaging have no prefix."""
    if manifest.root.prefix:
        yield manifest.fault(manifest.root, f"the manifest has the prefix “{manifest.root.prefix}”")


@RULES.check(
    "SK8051",
    Severity.WARNING,
    why="Moodle compares names as text: under another prefix it does not see them, and a SCO becomes an asset.",
    fix="Use exactly adlcp, adlseq, adlnav and imsss.",
    reference="Moodle 5.1 mod/scorm/datamodels/scormlib.php",
)
def prefix_unusual(manifest: Manifest) -> Faults:
    """The ADL and sequencing name spaces have their usual prefixes."""
    told: set[str] = set()
    usual = {space for prefix, space in manifest.root.nsmap.items() if _PREFIXES.get(space) == prefix}
    for element in manifest.root.iter(etree.Element):
        own = namespace_of(str(element.tag))
        # An attribute cannot be asked for its prefix; where the usual one is declared at the root, it is taken as used.
        foreign = {namespace_of(str(name)) for name in element.attrib} - usual
        for space in (own, *foreign):
            wanted = _PREFIXES.get(space)
            prefix = element.prefix if space == own else _prefix_of(element, space)
            if wanted and prefix != wanted and space not in told:
                told.add(space)
                yield manifest.fault(element, f"{space} has the prefix “{prefix or ''}”, not “{wanted}”")


def _prefix_of(element: etree._Element, space: str) -> str | None:
    declared = {prefix for prefix, uri in element.nsmap.items() if uri == space}
    return _PREFIXES[space] if _PREFIXES.get(space) in declared else next(iter(declared), None)


@RULES.check(
    "SK8052",
    Severity.WARNING,
    why="Open edX launches the first resource that has an href, whatever the organization says.",
    fix="Move the resource of the first item to the front.",
    reference="openedx-scorm-xblock 19.0.5 scormxblock.py",
)
def first_resource_not_launched(manifest: Manifest) -> Faults:
    """The first resource with an href is the one that the first item launches."""
    first = next((resource for resource in manifest.all("resource") if resource.get("href")), None)
    wanted = next((name for item in manifest.all("item") if (name := reference(item))), "")
    launched = manifest.resources.get(wanted)
    if first is not None and launched is not None and launched.get("href") and first is not launched:
        yield manifest.fault(first, f"this is the first resource, but the first item launches “{wanted}”")
