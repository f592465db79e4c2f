"""SCORM 2004, 3rd and 4th edition (ADL, 2006 and 2009)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.outline import Outline
from scormkit.targets.target import Target

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest


def _is_third_edition(manifest: Manifest) -> bool:
    from scormkit.targets.scorm2004.reader import is_third_edition

    return is_third_edition(manifest)


def _is_fourth_edition(manifest: Manifest) -> bool:
    from scormkit.targets.scorm2004.reader import is_fourth_edition

    return is_fourth_edition(manifest)


def _read(manifest: Manifest) -> Outline:
    from scormkit.targets.scorm2004.reader import read_outline

    return read_outline(manifest)


def _write_third_edition(outline: Outline) -> bytes:
    from scormkit.targets.scorm2004.writer import write_third_edition

    return write_third_edition(outline)


def _write_fourth_edition(outline: Outline) -> bytes:
    from scormkit.targets.scorm2004.writer import write_fourth_edition

    return write_fourth_edition(outline)


def _rules() -> Catalogue[Manifest]:
    from scormkit.targets.scorm2004.rules import RULES

    return RULES


THIRD_EDITION = Target(
    name="scorm2004-3",
    title="SCORM 2004 3rd Edition",
    schema_version="2004 3rd Edition",
    tracker="scorm2004",
    state_limit_chars=64_000,
    recognises=_is_third_edition,
    read=_read,
    write=_write_third_edition,
    rules=_rules,
    schema_entry="imscp_v1p1.xsd",
)
FOURTH_EDITION = Target(
    name="scorm2004-4",
    title="SCORM 2004 4th Edition",
    schema_version="2004 4th Edition",
    tracker="scorm2004",
    state_limit_chars=64_000,
    recognises=_is_fourth_edition,
    read=_read,
    write=_write_fourth_edition,
    rules=_rules,
    schema_entry="imscp_v1p1.xsd",
)
