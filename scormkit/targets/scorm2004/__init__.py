"""SCORM 2004, 3rd and 4th edition (ADL, 2006 and 2009)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.delivery import Delivery
from scormkit.package.outline import Outline
from scormkit.resources import SCHEMAS
from scormkit.targets.standard import Standard
from scormkit.targets.target import Target

if TYPE_CHECKING:
    from scormkit.package.schema_telling import SchemaFault
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


def _has_own_rule(manifest: Manifest, fault: SchemaFault) -> bool:
    from scormkit.targets.scorm2004.edition_rules import is_told_here

    return is_told_here(manifest, fault)


def _edition(
    name: str, title: str, recognises: Callable[[Manifest], bool], write: Callable[[Outline], bytes]
) -> Target:
    standard = Standard(
        name=name,
        title=title,
        manifest="imsmanifest.xml",
        recognises=recognises,
        read=_read,
        rules=_rules,
        schema=SCHEMAS / name / "imscp_v1p1.xsd",
        has_own_rule=_has_own_rule,
    )
    delivery = Delivery(tracker="scorm2004", state_limit_chars=64_000)
    return Target(name, title, delivery, standard, write, carries_schemas=True)


THIRD_EDITION = _edition("scorm2004-3", "SCORM 2004 3rd Edition", _is_third_edition, _write_third_edition)
FOURTH_EDITION = _edition("scorm2004-4", "SCORM 2004 4th Edition", _is_fourth_edition, _write_fourth_edition)
