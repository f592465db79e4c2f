"""Outline → imsmanifest.xml of SCORM 1.2 (CAM 2.3)."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from scormkit.package.outline import Item, Outline
from scormkit.targets.content_packaging import Dialect, decimal_text, write_manifest
from scormkit.targets.metadata import IMS_MD

IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"

DIALECT = Dialect(
    namespace=IMSCP,
    schema_version="1.2",
    scorm_type=f"{{{ADLCP}}}scormtype",
    lom=IMS_MD,
    prefixes={ADLCP: "adlcp", IMS_MD.namespace: "imsmd"},
    schema_files={
        IMSCP: "imscp_rootv1p1p2.xsd",
        ADLCP: "adlcp_rootv1p2.xsd",
        IMS_MD.namespace: "imsmd_rootv1p2p1.xsd",
    },
)


def write_outline(outline: Outline) -> bytes:
    """The manifest. Objectives have no place in it: in SCORM 1.2 content makes them itself (RTE 3.4)."""
    return write_manifest(outline, DIALECT, _extend)


def _extend(item: Item) -> list[etree._Element]:
    """A mastery score only where the author wants the LMS to judge: it makes LMSs overwrite the status."""
    if item.pass_mark is None:
        return []
    mastery = etree.Element(f"{{{ADLCP}}}masteryscore")
    mastery.text = decimal_text(Decimal(str(item.pass_mark)))
    return [mastery]
