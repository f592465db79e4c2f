"""SCORM 1.2 (ADL, October 2001)."""

from __future__ import annotations

from scormkit.package.delivery import Delivery
from scormkit.resources import SCHEMAS
from scormkit.targets.standard import Standard, later, rules_later
from scormkit.targets.target import Target

STANDARD = Standard(
    name="scorm12",
    title="SCORM 1.2",
    manifest="imsmanifest.xml",
    recognises=later("scormkit.targets.scorm12.reader:recognises"),
    read=later("scormkit.targets.scorm12.reader:read_outline"),
    rules=rules_later("scormkit.targets.scorm12.rules:RULES"),
    schema=SCHEMAS / "scorm12" / "imscp_rootv1p1p2.xsd",
)
TARGET = Target(
    name=STANDARD.name,
    title=STANDARD.title,
    delivery=Delivery(tracker="scorm12", state_limit_chars=4096),
    standard=STANDARD,
    write=later("scormkit.targets.scorm12.writer:write_outline"),
    carries_schemas=True,
)
