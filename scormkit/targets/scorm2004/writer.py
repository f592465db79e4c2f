"""Outline → imsmanifest.xml of SCORM 2004 (CAM 3 and 5)."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from scormkit.package.outline import Item, Outline
from scormkit.targets.content_packaging import Dialect, decimal_text, write_manifest
from scormkit.targets.metadata import IEEE_LOM

IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"

PERSIST_STATE = f"{{{ADLCP}}}persistState"
"""An attribute of resources in the 2nd edition only."""

PRIMARY = "primary"
"""The id of every primary objective: LMSs tie it to success_status, content need not look at it."""


def dialect(schema_version: str) -> Dialect:
    """The dialect of one edition; editions differ in the schema version alone, as far as we write them."""
    return Dialect(
        namespace=IMSCP,
        schema_version=schema_version,
        scorm_type=f"{{{ADLCP}}}scormType",
        lom=IEEE_LOM,
        prefixes={ADLCP: "adlcp", ADLSEQ: "adlseq", ADLNAV: "adlnav", IMSSS: "imsss", IEEE_LOM.namespace: "lom"},
        schema_files={
            IMSCP: "imscp_v1p1.xsd",
            ADLCP: "adlcp_v1p3.xsd",
            ADLSEQ: "adlseq_v1p3.xsd",
            ADLNAV: "adlnav_v1p3.xsd",
            IMSSS: "imsss_v1p0.xsd",
            IEEE_LOM.namespace: "lom.xsd",
        },
    )


THIRD = dialect("2004 3rd Edition")
FOURTH = dialect("2004 4th Edition")


def write_third_edition(outline: Outline) -> bytes:
    """The manifest of a 3rd edition package."""
    return write_manifest(outline, THIRD, _extend)


def write_fourth_edition(outline: Outline) -> bytes:
    """The manifest of a 4th edition package."""
    return write_manifest(outline, FOURTH, _extend)


def _extend(item: Item) -> list[etree._Element]:
    """Sequencing of an item that launches something: its objectives, and that content reports by itself.

    No mapInfo, ever: Moodle refuses the package. No adlnav:presentation: Moodle takes links away (moodle.md 1).
    """
    if not item.resource:
        return []
    sequencing = etree.Element(f"{{{IMSSS}}}sequencing")
    if item.pass_mark is not None or item.objectives:
        objectives = etree.SubElement(sequencing, f"{{{IMSSS}}}objectives")
        _objective(objectives, "primaryObjective", PRIMARY, item.pass_mark)
        for objective in item.objectives:
            _objective(objectives, "objective", objective.id, objective.pass_mark)
    controls = etree.SubElement(sequencing, f"{{{IMSSS}}}deliveryControls")
    controls.set("completionSetByContent", "true")
    controls.set("objectiveSetByContent", "true")
    return [sequencing]


def _objective(parent: etree._Element, local: str, identifier: str, pass_mark: float | None) -> None:
    element = etree.SubElement(parent, f"{{{IMSSS}}}{local}", {"objectiveID": identifier})
    if pass_mark is not None:
        element.set("satisfiedByMeasure", "true")
        measure = etree.SubElement(element, f"{{{IMSSS}}}minNormalizedMeasure")
        measure.text = decimal_text(Decimal(str(pass_mark)) / 100)
