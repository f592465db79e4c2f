"""SCORM 2004, 3rd and 4th edition (ADL, 2006 and 2009)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scormkit.package.delivery import Delivery
from scormkit.package.outline import Outline
from scormkit.resources import SCHEMAS
from scormkit.targets.standard import Standard, later, rules_later
from scormkit.targets.target import Target

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest


def _edition(
    name: str, title: str, recognises: Callable[[Manifest], bool], write: Callable[[Outline], bytes]
) -> Target:
    standard = Standard(
        name=name,
        title=title,
        manifest="imsmanifest.xml",
        recognises=recognises,
        read=later("scormkit.targets.scorm2004.reader:read_outline"),
        rules=rules_later("scormkit.targets.scorm2004.rules:RULES"),
        schema=SCHEMAS / name / "imscp_v1p1.xsd",
        has_own_rule=later("scormkit.targets.scorm2004.edition_rules:is_told_here"),
    )
    delivery = Delivery(tracker="scorm2004", state_limit_chars=64_000)
    return Target(name, title, delivery, standard, write, carries_schemas=True)


THIRD_EDITION = _edition(
    "scorm2004-3",
    "SCORM 2004 3rd Edition",
    later("scormkit.targets.scorm2004.reader:is_third_edition"),
    later("scormkit.targets.scorm2004.writer:write_third_edition"),
)
FOURTH_EDITION = _edition(
    "scorm2004-4",
    "SCORM 2004 4th Edition",
    later("scormkit.targets.scorm2004.reader:is_fourth_edition"),
    later("scormkit.targets.scorm2004.writer:write_fourth_edition"),
)
