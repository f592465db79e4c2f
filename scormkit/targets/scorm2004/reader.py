"""imsmanifest.xml of SCORM 2004, any edition → Outline."""

from __future__ import annotations

from lxml import etree

from scormkit.package.outline import LaunchableObjective, Outline
from scormkit.package.xml_reader import elements, local_name, text_of
from scormkit.targets.content_packaging_reader import CpReader, ItemExtras, percent
from scormkit.targets.manifest import Manifest
from scormkit.targets.metadata import IEEE_LOM
from scormkit.targets.scorm2004.writer import FOURTH, IMSCP, IMSSS

SECOND_EDITION = ("CAM 1.3", "1.3")


def edition(manifest: Manifest) -> int:
    """2, 3 or 4; 0 if it is no SCORM 2004. A version that is misspelt counts as what it was meant to be, else as 3."""
    if manifest.namespace != IMSCP:
        return 0
    version = manifest.schema_version.strip()
    if version in SECOND_EDITION or "2nd" in version:
        return 2
    return 4 if "4" in version.removeprefix("2004") else 3


def is_third_edition(manifest: Manifest) -> bool:
    """Whether the manifest is of the 3rd edition, of the 2nd, which is read alike, or of none that can be told."""
    return edition(manifest) in (2, 3)


def is_fourth_edition(manifest: Manifest) -> bool:
    """Whether the manifest is of the 4th edition."""
    return edition(manifest) == 4


def read_outline(manifest: Manifest) -> Outline:
    """What the manifest says, its default organization taken."""
    return CpReader(manifest, IEEE_LOM, FOURTH.scorm_type, _extras).outline()


def _extras(item: etree._Element) -> ItemExtras:
    objectives = item.find(f"{{{IMSSS}}}sequencing/{{{IMSSS}}}objectives")
    pass_mark, others = None, []
    for element in elements(objectives) if objectives is not None else ():
        if local_name(element) == "primaryObjective":
            pass_mark = _pass_mark(element)
        else:
            identifier = (element.get("objectiveID") or "").strip()
            others.append(LaunchableObjective(identifier, pass_mark=_pass_mark(element)))
    return ItemExtras(pass_mark, tuple(others))


def _pass_mark(objective: etree._Element) -> float | None:
    """The measure in percent where the LMS judges by it; one that is not stated is 1.0 (CAM 5.1.7.1.1)."""
    if (objective.get("satisfiedByMeasure") or "").strip() not in ("true", "1"):
        return None
    return percent(text_of(objective.find(f"{{{IMSSS}}}minNormalizedMeasure")) or "1", 100)
