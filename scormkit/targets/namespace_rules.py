"""Name spaces of a manifest, and small things of items that both SCORMs share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import namespace_of
from scormkit.targets.manifest import XSI, Manifest, identifier, reference

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_TINCAN = "http://projecttincan.com/tincan.xsd"
_OLD = {
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
}
_NEW = {
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "http://www.adlnet.org/xsd/adlseq_v1p3",
    "http://www.adlnet.org/xsd/adlnav_v1p3",
    "http://www.imsglobal.org/xsd/imsss",
    "http://ltsc.ieee.org/xsd/LOM",
}


@RULES.check(
    "SK8013",
    Severity.ERROR,
    why="LMSs read one standard or the other: what stands in the name space of the other one is not seen.",
    fix="Export the package anew for one of the two, or use the name spaces of the manifest's standard.",
    reference="SCORM 2004 CAM 3.4.1; SCORM 1.2 CAM 2.3",
)
def namespaces_mixed(manifest: Manifest) -> Faults:
    """A manifest uses the name spaces of SCORM 1.2 or those of SCORM 2004, not both."""
    foreign = _NEW if manifest.namespace in _OLD else _OLD
    told: set[str] = set()
    for element in manifest.root.iter(etree.Element):
        for name in (str(element.tag), *map(str, element.attrib)):
            space = namespace_of(name)
            if space in foreign and space not in told:
                told.add(space)
                version = "SCORM 2004" if space in _NEW else "SCORM 1.2"
                yield manifest.fault(element, f"{space} belongs to {version}, the manifest does not")


@RULES.check(
    "SK8017",
    Severity.ERROR,
    why="Name spaces are compared letter by letter: what stands in this one is not seen, as if it were not there.",
    fix="Write the name space exactly as the standard has it.",
    reference="Namespaces in XML 1.0, 2.3; SCORM 2004 CAM 3.4; SCORM 1.2 CAM 2.3",
)
def namespace_misspelt(manifest: Manifest) -> Faults:
    """Name spaces are spelled as the standard does: with its case, http, www, and no slash at the end."""
    told: set[str] = set()
    for element in manifest.root.iter(etree.Element):
        for name in (str(element.tag), *map(str, element.attrib)):
            space = namespace_of(name)
            if space not in told and (meant := meant_namespace(space)):
                yield manifest.fault(element, f"the name space is “{space}”", hint=f"Write {meant}")
            told.add(space)


def meant_namespace(space: str) -> str:
    """The name space of a standard that is meant by one that differs from it in small things; empty if none is."""
    meant = _PLAIN.get(_plain(space), "")
    return "" if meant == space else meant


def _plain(space: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?", "", space.strip().lower()).rstrip("/#")


_PLAIN = {_plain(space): space for space in (*sorted(_OLD | _NEW), XSI, _CMI5, _TINCAN)}


@RULES.check(
    "SK8014",
    Severity.WARNING,
    why="LMSs that check the manifest do not know which schema to check this part against.",
    fix="Add the name space and its schema to xsi:schemaLocation.",
    reference="SCORM 2004 CAM 3.4 (schemaLocation)",
)
def namespace_without_schema(manifest: Manifest) -> Faults:
    """Every name space of the standard that is used has a schema in xsi:schemaLocation."""
    located: set[str] = set()
    for element in manifest.having("xsi:schemaLocation"):
        pairs = element.get(f"{{{XSI}}}schemaLocation", "").split()
        if len(pairs) % 2:
            # SK8043: which are the name spaces cannot be told.
            return
        located |= set(pairs[::2])
    # Without any it is left to the reader to know the schemas; with some, the rest was forgotten.
    if not located:
        return
    own = _OLD if manifest.namespace in _OLD else _NEW
    told: set[str] = set()
    for element in manifest.root.iter(etree.Element):
        for name in (str(element.tag), *map(str, element.attrib)):
            space = namespace_of(name)
            if space in own and space not in located | told:
                told.add(space)
                yield manifest.fault(element, f"{space} has no schema in xsi:schemaLocation")


@RULES.check(
    "SK8015",
    Severity.WARNING,
    why="Some readers know only the words, and show an item that was to be hidden.",
    fix="Write true or false.",
    reference="ADL's test of SCORM 2004 4th Edition (item, isvisible)",
)
def visibility_as_number(manifest: Manifest) -> Faults:
    """isvisible is true or false."""
    for item in manifest.all("item"):
        if (item.get("isvisible") or "").strip() in ("0", "1"):
            yield manifest.fault(item, f"isvisible is {(item.get('isvisible') or '').strip()}")


@RULES.check(
    "SK8016",
    Severity.WARNING,
    why="There is no address that they could be put behind.",
    fix="Move the parameters to the item that launches something.",
    reference="SCORM 2004 CAM 3.4.1.4 (parameters)",
)
def parameters_without_launch(manifest: Manifest) -> Faults:
    """Parameters are said of items that launch something."""
    for item in manifest.all("item"):
        # An item that has neither items nor a resource is told by another rule.
        is_heading = manifest.child(item, "item") is not None
        if (item.get("parameters") or "").strip() and not reference(item) and is_heading:
            yield manifest.fault(item, f"the item “{identifier(item)}” has parameters and launches nothing")
