"""TinCan packages (tincan.xml, Rustici's convention for xAPI): written, recognised, read and judged."""

from __future__ import annotations

from scormkit.package.delivery import Delivery
from scormkit.targets.standard import Standard, in_namespace, later, rules_later
from scormkit.targets.target import Target

NAMESPACE = "http://projecttincan.com/tincan.xsd"

STANDARD = Standard(
    name="xapi",
    title="xAPI (TinCan package)",
    manifest="tincan.xml",
    recognises=in_namespace(NAMESPACE),
    read=later("scormkit.targets.tincan.reader:read_outline"),
    rules=rules_later("scormkit.targets.tincan.rules:RULES"),
)
TARGET = Target(
    STANDARD.name,
    STANDARD.title,
    Delivery("xapi", 60_000, unit="activity", iris=True, lifecycle=True),
    STANDARD,
    later("scormkit.targets.tincan.writer:write_outline"),
)
