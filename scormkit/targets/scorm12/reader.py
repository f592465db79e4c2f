"""imsmanifest.xml of SCORM 1.2 → Outline."""

from __future__ import annotations

from lxml import etree

from scormkit.package.outline import Outline
from scormkit.package.xml_reader import text_of
from scormkit.targets.content_packaging_reader import CpReader, ItemExtras, percent
from scormkit.targets.manifest import Manifest
from scormkit.targets.metadata import IMS_MD
from scormkit.targets.scorm12.writer import ADLCP, DIALECT, IMSCP


def recognises(manifest: Manifest) -> bool:
    """By the name space: LMSs go by it and by the schema version, and a rule says where the two disagree."""
    return manifest.namespace == IMSCP


def read_outline(manifest: Manifest) -> Outline:
    """What the manifest says, its default organization taken."""
    return CpReader(manifest, IMS_MD, DIALECT.scorm_type, _extras).outline()


def _extras(item: etree._Element) -> ItemExtras:
    return ItemExtras(percent(text_of(item.find(f"{{{ADLCP}}}masteryscore"))))
