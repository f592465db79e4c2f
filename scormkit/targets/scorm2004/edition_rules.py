"""What one edition of SCORM 2004 has and the one that the manifest names has not."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.schema_telling import SchemaFault, SchemaFaultKind
from scormkit.package.xml_reader import local_name, text_of
from scormkit.targets.manifest import Manifest
from scormkit.targets.scorm2004.reader import edition
from scormkit.targets.scorm2004.writer import ADLCP, ADLSEQ, IMSCP, PERSIST_STATE

RULES: Catalogue[Manifest] = Catalogue()

_THRESHOLD = f"{{{ADLCP}}}completionThreshold"
_NEW_ELEMENTS = {f"{{{ADLCP}}}data", f"{{{ADLCP}}}map", f"{{{ADLSEQ}}}objectives"}
_NEW_ON_THRESHOLD = {"completedByMeasure", "minProgressMeasure", "progressWeight"}
_NEW_ANYWHERE = f"{{{ADLCP}}}sharedDataGlobalToSystem"


@RULES.check(
    "SK8219",
    Severity.ERROR,
    why="LMSs read the manifest as the edition that it names: they refuse the part, or do as if it were not there.",
    fix="Write 2004 4th Edition as the schemaversion if that is meant, or take the part out.",
    reference="the XML Schemas of SCORM 2004 2nd, 3rd and 4th Edition (adlcp_v1p3, adlseq_v1p3)",
)
def part_of_other_edition(manifest: Manifest) -> Iterator[Fault]:
    """Elements and attributes are those of the edition that schemaversion names."""
    named = edition(manifest)
    version = manifest.schema_version.strip()
    # Where it names none, a rule says so, and which edition is meant cannot be told.
    says = f"schemaversion says “{version}”"
    for element in manifest.root.iter(etree.Element) if version else ():
        if _is_new(element, named):
            yield manifest.fault(element, f"{element.prefix}:{local_name(element)} belongs to the 4th edition; {says}")
        attributes = [str(name) for name in element.attrib]
        if new := sorted(name.rpartition("}")[2] for name in attributes if _is_new_attribute(element, name, named)):
            message = f"{local_name(element)} has {', '.join(new)}, of the 4th edition; {says}"
            number = "write the number as the text of the element, or "
            yield manifest.fault(element, message, hint=_hint(number if element.tag == _THRESHOLD else ""))
        if PERSIST_STATE in attributes and named != 2:
            message = f"{local_name(element)} has persistState, of the 2nd edition alone; {says}"
            yield manifest.fault(element, message, hint="Take the attribute out: later editions do without it.")


def is_told_here(manifest: Manifest, fault: SchemaFault) -> bool:
    """Whether a rule tells better what does not fit the schema, or it is, in the 2nd edition, no fault at all."""
    element, named = fault.element, edition(manifest)
    if element is None:
        return False
    if fault.attribute:
        return fault.attribute == PERSIST_STATE or _is_new_attribute(element, fault.attribute, named)
    # The 3rd edition has the number as a text, which is not there if it is an attribute.
    is_moved = element.tag == _THRESHOLD and not text_of(element) and not _NEW_ON_THRESHOLD.isdisjoint(element.attrib)
    # The 4th edition's schema asks for an item; a rule asks for it in every edition.
    is_empty = element.tag == f"{{{IMSCP}}}organization" and manifest.child(element, "item") is None
    return _is_new(element, named) or is_moved or (is_empty and fault.kind is SchemaFaultKind.ELEMENT)


def _hint(otherwise: str) -> str:
    return f"Write 2004 4th Edition as the schemaversion if that is meant; else {otherwise}take it out."


def _is_new(element: etree._Element, named: int) -> bool:
    """Whether the 4th edition brought the element; what is in such an element is not told again."""
    parent = element.getparent()
    is_inside = parent is not None and str(parent.tag) in _NEW_ELEMENTS
    return named != 4 and element.tag in _NEW_ELEMENTS and not is_inside


def _is_new_attribute(element: etree._Element, name: str, named: int) -> bool:
    is_threshold = element.tag == _THRESHOLD and name in _NEW_ON_THRESHOLD
    return named != 4 and (is_threshold or name == _NEW_ANYWHERE)
