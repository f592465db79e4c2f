"""Where a manifest does not fit the XML Schema of its standard, as findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scormkit.catalogue import Catalogue
from scormkit.findings import Finding, Severity, SourcePos
from scormkit.package.schema_telling import SchemaFault, SchemaFaultKind
from scormkit.package.schemas import SchemaSet, schema_faults
from scormkit.targets.manifest import Manifest

RULES: Catalogue[Manifest] = Catalogue()

_REFERENCE = "the XML Schema of the standard (1.2: CAM 2.3; 2004: CAM 3.4 and 5; cmi5: 13)"
_WHY = "LMSs that check a manifest against the schema refuse it; the others pass over what they do not expect."

_OF_KIND = {
    SchemaFaultKind.ELEMENT: RULES.declare(
        "SK8001",
        "element-not-allowed",
        Severity.ERROR,
        summary="Every element is one that its place allows, in the order of the schema, and none is missing.",
        why=_WHY,
        fix="Compare spelling, case and order with the standard; vendors' own elements need a name space of their own.",
        reference=_REFERENCE,
    ),
    SchemaFaultKind.ATTRIBUTE: RULES.declare(
        "SK8002",
        "attribute-not-allowed",
        Severity.ERROR,
        summary="Every attribute is one that its element may have.",
        why=_WHY,
        fix="Compare spelling and case with the standard; the ADL attributes need their prefix.",
        reference=_REFERENCE,
    ),
    SchemaFaultKind.MISSING_ATTRIBUTE: RULES.declare(
        "SK8003",
        "attribute-missing",
        Severity.ERROR,
        summary="Every attribute that an element must have is there.",
        why=_WHY,
        fix="Add the attribute.",
        reference=_REFERENCE,
    ),
    SchemaFaultKind.VALUE: RULES.declare(
        "SK8004",
        "value-not-allowed",
        Severity.ERROR,
        summary="Every value is of its type: a word of the vocabulary, a number in its range, a text of its length.",
        why=_WHY,
        fix="Write a value that the standard allows; words count with their case.",
        reference=_REFERENCE,
    ),
    SchemaFaultKind.DUPLICATE_ID: RULES.declare(
        "SK8005",
        "identifier-twice",
        Severity.ERROR,
        summary="An identifier names one element only, over manifests, organizations, items and resources.",
        why="References become ambiguous; Moodle keeps only the last of two items with one identifier.",
        fix="Give each element an identifier of its own.",
        reference=_REFERENCE,
    ),
}


def schema_findings(
    manifest: Manifest, schemas: SchemaSet, has_own_rule: Callable[[Manifest, SchemaFault], bool]
) -> Iterator[Finding]:
    """Every place where the manifest does not fit, but for those that a rule of the standard tells better."""
    for fault in schema_faults(manifest.root, schemas):
        if has_own_rule(manifest, fault) or _is_told_of_identifier(fault):
            continue
        where = "" if fault.element is None else manifest.where(fault.element)
        pos = SourcePos(manifest.file, fault.line) if fault.element is None else manifest.pos(fault.element)
        yield _OF_KIND[fault.kind].at(pos, fault.message, hint=fault.hint, where=where)


def _is_told_of_identifier(fault: SchemaFault) -> bool:
    """Whether it is the default organization, of which SK8020 says that there is none, or this rule that it is none."""
    return fault.attribute == "default" and fault.element is not None and bool(fault.element.get("default", "").strip())
