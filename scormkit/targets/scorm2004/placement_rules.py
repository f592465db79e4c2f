"""What of SCORM 2004 stands where, and how long it may be: wildcards of the schema let more through."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import elements, local_name, namespace_of, text_of
from scormkit.targets.hrefs import XML, base_of
from scormkit.targets.manifest import Manifest, identifier, reference
from scormkit.targets.scorm2004.reader import is_fourth_edition
from scormkit.targets.scorm2004.writer import ADLCP, ADLNAV, ADLSEQ, IMSCP, IMSSS

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CAM = "SCORM 2004 CAM 3.4"
_ITEM = f"{{{IMSCP}}}item"
_ORGANIZATION = f"{{{IMSCP}}}organization"
_SEQUENCING = f"{{{IMSSS}}}sequencing"
# Element → the elements that may hold it.
_PARENTS = {
    f"{{{ADLCP}}}timeLimitAction": {_ITEM},
    f"{{{ADLCP}}}dataFromLMS": {_ITEM},
    f"{{{ADLCP}}}data": {_ITEM},
    f"{{{ADLCP}}}completionThreshold": {_ITEM, _ORGANIZATION},
    f"{{{ADLCP}}}location": {f"{{{IMSCP}}}metadata"},
    f"{{{ADLNAV}}}presentation": {_ITEM},
    _SEQUENCING: {_ITEM, _ORGANIZATION, f"{{{IMSSS}}}sequencingCollection"},
    f"{{{IMSSS}}}sequencingCollection": {f"{{{IMSCP}}}manifest"},
    f"{{{ADLSEQ}}}constrainedChoiceConsiderations": {_SEQUENCING},
    f"{{{ADLSEQ}}}rollupConsiderations": {_SEQUENCING},
    f"{{{ADLSEQ}}}objectives": {_SEQUENCING},
}
_OWNERS = {
    f"{{{ADLCP}}}scormType": f"{{{IMSCP}}}resource",
    f"{{{ADLCP}}}persistState": f"{{{IMSCP}}}resource",
    f"{{{ADLCP}}}sharedDataGlobalToSystem": _ORGANIZATION,
    f"{{{ADLSEQ}}}objectivesGlobalToSystem": _ORGANIZATION,
}
# Smallest permitted maxima of the tables of CAM 3.4, in characters.
_LONGEST_ATTRIBUTES = {
    ("manifest", "version"): 20,
    ("organization", "structure"): 200,
    ("item", "parameters"): 1000,
    ("item", "identifierref"): 2000,
    ("dependency", "identifierref"): 2000,
    ("resource", "type"): 1000,
    ("resource", "href"): 2000,
    ("file", "href"): 2000,
}
_LONGEST_TEXTS = {f"{{{ADLCP}}}dataFromLMS": 4000, f"{{{ADLCP}}}location": 2000}
LONGEST_ADDRESS = 2000
_SPACES = {IMSCP, ADLCP, ADLSEQ, ADLNAV, IMSSS}


@RULES.check(
    "SK8214",
    Severity.WARNING,
    why="LMSs need not keep more, and cut it or refuse the package.",
    fix="Shorten it.",
    reference=f"{_CAM} (smallest permitted maxima)",
)
def value_long(manifest: Manifest) -> Faults:
    """No value is longer than every LMS keeps it."""
    for element in manifest.root.iter(etree.Element):
        local = local_name(element)
        if element.tag == manifest.name(local):
            for attribute in map(str, element.attrib):
                limit = _LONGEST_ATTRIBUTES.get((local, attribute), 0)
                length = len(element.get(attribute, ""))
                if limit and length > limit:
                    yield manifest.fault(element, f"{attribute} has {length} characters; {limit} are kept everywhere")
            base = base_of(element) if element.get("href") or element.get(f"{{{XML}}}base") else ""
            length = len(base) + len(element.get("href") or "")
            if base and length > LONGEST_ADDRESS:
                yield manifest.fault(element, f"xml:base and href together have {length} characters")
        elif (limit := _LONGEST_TEXTS.get(str(element.tag), 0)) and len(text_of(element)) > limit:
            yield manifest.fault(
                element, f"{local} has {len(text_of(element))} characters; {limit} are kept everywhere"
            )


@RULES.check(
    "SK8215",
    Severity.ERROR,
    why="LMSs do not look for it there: it has no effect.",
    fix="Move it to the element that it belongs to.",
    reference=f"{_CAM} and 5",
)
def misplaced(manifest: Manifest) -> Faults:
    """ADL's elements and attributes stand where they belong."""
    for element in manifest.root.iter(etree.Element):
        parents = _PARENTS.get(str(element.tag))
        parent = element.getparent()
        # What a vendor keeps in elements of its own is the vendor's business.
        is_ours = parent is not None and namespace_of(str(parent.tag)) in _SPACES
        if parents is not None and parent is not None and is_ours and str(parent.tag) not in parents:
            yield manifest.fault(element, f"{local_name(element)} stands in {local_name(parent)}")
        for attribute in map(str, element.attrib):
            owner = _OWNERS.get(attribute)
            if owner is not None and element.tag != owner:
                name = attribute.rpartition("}")[2]
                yield manifest.fault(element, f"{name} stands on {local_name(element)}")


@RULES.check(
    "SK8216",
    Severity.ERROR,
    why="Only what is launched can show itself or share data.",
    fix="Move it to the item that launches something.",
    reference=f"{_CAM} and 5.2 (presentation, data)",
)
def launch_element_on_heading(manifest: Manifest) -> Faults:
    """presentation and data are said of items that launch something."""
    for item in manifest.all("item"):
        for name in (f"{{{ADLNAV}}}presentation", f"{{{ADLCP}}}data"):
            for element in item.findall(name):
                if not reference(item):
                    yield manifest.fault(
                        element, f"{local_name(element)} stands on “{identifier(item)}”, which launches nothing"
                    )


@RULES.check(
    "SK8217",
    Severity.ERROR,
    why="LMSs differ in which of the two they take.",
    fix="Write minProgressMeasure as an attribute in the 4th edition; the number as text in the 3rd.",
    reference="SCORM 2004 4th Edition CAM 3.4 (completionThreshold)",
)
def completion_threshold_said_twice(manifest: Manifest) -> Faults:
    """A completionThreshold has either attributes or a text, a number from 0 to 1."""
    # In the 3rd edition the schema knows that it is a number, and attributes are of another edition.
    for element in manifest.root.iter(f"{{{ADLCP}}}completionThreshold") if is_fourth_edition(manifest) else ():
        text = text_of(element)
        if text and element.attrib:
            yield manifest.fault(element, "completionThreshold has both attributes and a text")
        elif text and not _is_share(text):
            yield manifest.fault(element, f"completionThreshold is “{text}”")


def _is_share(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


@RULES.check(
    "SK8218",
    Severity.ERROR,
    why="The two have no meaning for the same value, and LMSs refuse or ignore it.",
    fix="Name each target in one map of the item.",
    reference="SCORM 2004 4th Edition CAM 3.4 (data, map)",
)
def shared_data_target_blank_or_twice(manifest: Manifest) -> Faults:
    """The maps of shared data name their targets, each once."""
    for data in manifest.root.iter(f"{{{ADLCP}}}data"):
        seen: set[str] = set()
        for element in elements(data):
            target = element.get("targetID")
            if target is not None and (not target.strip() or target.strip() in seen):
                yield manifest.fault(element, f"targetID is “{target.strip()}”" + (" again" if target.strip() else ""))
            seen |= {target.strip()} if target else set()
