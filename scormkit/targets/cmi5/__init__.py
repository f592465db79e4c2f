"""cmi5 (AICC/ADL, 2016): written, recognised, read and judged."""

from __future__ import annotations

from scormkit.package.delivery import Delivery
from scormkit.resources import SCHEMAS
from scormkit.targets.standard import Standard, in_namespace, later, rules_later
from scormkit.targets.target import Target

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

STANDARD = Standard(
    name="cmi5",
    title="cmi5",
    manifest="cmi5.xml",
    recognises=in_namespace(NAMESPACE),
    read=later("scormkit.targets.cmi5.reader:read_outline"),
    rules=rules_later("scormkit.targets.cmi5.rules:RULES"),
    schema=SCHEMAS / "cmi5" / "CourseStructure.xsd",
)
# The stored state must fit into one request that outlives the page, of which 64 KiB may be on their way together.
TARGET = Target(
    STANDARD.name,
    STANDARD.title,
    Delivery("cmi5", 60_000, pages="session", unit="AU", iris=True, lifecycle=True),
    STANDARD,
    later("scormkit.targets.cmi5.writer:write_outline"),
)
