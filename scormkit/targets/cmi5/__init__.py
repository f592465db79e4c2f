"""cmi5 (AICC/ADL, 2016): recognised, read and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.outline import Outline
from scormkit.resources import SCHEMAS
from scormkit.targets.standard import Standard

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def _recognises(manifest: Manifest) -> bool:
    return manifest.namespace == NAMESPACE


def _read(manifest: Manifest) -> Outline:
    from scormkit.targets.cmi5.reader import read_outline

    return read_outline(manifest)


def _rules() -> Catalogue[Manifest]:
    from scormkit.targets.cmi5.rules import RULES

    return RULES


STANDARD = Standard(
    name="cmi5",
    title="cmi5",
    manifest="cmi5.xml",
    recognises=_recognises,
    read=_read,
    rules=_rules,
    schema=SCHEMAS / "cmi5" / "CourseStructure.xsd",
)
