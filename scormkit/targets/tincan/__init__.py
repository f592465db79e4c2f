"""TinCan packages (tincan.xml, Rustici's convention for xAPI): recognised, read and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.outline import Outline
from scormkit.targets.standard import Standard

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest

NAMESPACE = "http://projecttincan.com/tincan.xsd"


def _recognises(manifest: Manifest) -> bool:
    return manifest.namespace == NAMESPACE


def _read(manifest: Manifest) -> Outline:
    from scormkit.targets.tincan.reader import read_outline

    return read_outline(manifest)


def _rules() -> Catalogue[Manifest]:
    from scormkit.targets.tincan.rules import RULES

    return RULES


STANDARD = Standard(
    name="xapi",
    title="xAPI (TinCan package)",
    manifest="tincan.xml",
    recognises=_recognises,
    read=_read,
    rules=_rules,
)
