"""SCORM 1.2 (ADL, October 2001)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.outline import Outline
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


TARGET = Target(
    name="scorm12",
    title="SCORM 1.2",
    schema_version="1.2",
    tracker="scorm12",
    state_limit_chars=4096,
    recognises=_recognises,
    read=_read,
    write=_write,
    rules=_rules,
    schema_entry="imscp_rootv1p1p2.xsd",
)
