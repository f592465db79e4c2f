"""SCORM 1.2 (ADL, October 2001)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.delivery import Delivery
from scormkit.package.outline import Outline
from scormkit.resources import SCHEMAS
from scormkit.targets.standard import Standard
from scormkit.targets.target import Target

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest


def _recognises(manifest: Manifest) -> bool:
    from scormkit.targets.scorm12.reader import recognises

    return recognises(manifest)


def _read(manifest: Manifest) -> Outline:
    from scormkit.targets.scorm12.reader import read_outline

    return read_outline(manifest)


def _write(outline: Outline) -> bytes:
    from scormkit.targets.scorm12.writer import write_outline

    return write_outline(outline)


def _rules() -> Catalogue[Manifest]:
    from scormkit.targets.scorm12.rules import RULES

    return RULES


STANDARD = Standard(
    name="scorm12",
    title="SCORM 1.2",
    manifest="imsmanifest.xml",
    recognises=_recognises,
    read=_read,
    rules=_rules,
    schema=SCHEMAS / "scorm12" / "imscp_rootv1p1p2.xsd",
)
TARGET = Target(
    name=STANDARD.name,
    title=STANDARD.title,
    delivery=Delivery(tracker="scorm12", state_limit_chars=4096),
    standard=STANDARD,
    write=_write,
    carries_schemas=True,
)
