"""Sequencing, as far as its schema cannot say it: references, ids, and what named LMSs fail on."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import elements, local_name
from scormkit.targets.manifest import Manifest, is_like, reference
from scormkit.targets.scorm2004.writer import IMSSS

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CAM = "SCORM 2004 CAM 5.1"
_SEQUENCING = f"{{{IMSSS}}}sequencing"
_COLLECTION = f"{{{IMSSS}}}sequencingCollection"
_RULES = ("preConditionRule", "exitConditionRule", "postConditionRule")


@RULES.check(
    "SK8220",
    Severity.ERROR,
    why="The activity is sequenced without the rules that were meant for it.",
    fix="Name the ID of a sequencing in the sequencingCollection.",
    reference=f"{_CAM} (sequencing, IDRef)",
)
def sequencing_reference_unknown(manifest: Manifest) -> Faults:
    """IDRef names a sequencing of the collection."""
    known = {reference(element, "ID") for element in _collected(manifest)}
    for element in manifest.root.iter(_SEQUENCING):
        wanted = reference(element, "IDRef")
        if wanted and wanted not in known:
            yield manifest.fault(element, f"“{wanted}” is no sequencing of the collection")


@RULES.check(
    "SK8221",
    Severity.ERROR,
    why="Nothing can refer to it, or a reference leads to an activity's own rules.",
    fix="In the collection give each sequencing an ID and no IDRef; elsewhere no ID.",
    reference=f"{_CAM} (sequencingCollection)",
)
def sequencing_id_misplaced(manifest: Manifest) -> Faults:
    """A sequencing has an ID in the collection, and only there."""
    for element in manifest.root.iter(_SEQUENCING):
        has_id, has_reference = element.get("ID") is not None, element.get("IDRef") is not None
        parent = element.getparent()
        is_collected = parent is not None and parent.tag == _COLLECTION
        if is_collected and (not has_id or has_reference):
            yield manifest.fault(element, "a sequencing of the collection needs an ID and takes no IDRef")
        elif has_id and not is_collected:
            yield manifest.fault(element, "the sequencing of an activity takes no ID")


@RULES.check(
    "SK8222",
    Severity.ERROR,
    why="Status and score of the two overwrite each other.",
    fix="Give each objective of an activity an id of its own.",
    reference=f"{_CAM} (objectives)",
)
def objective_id_twice(manifest: Manifest) -> Faults:
    """The ids of an activity's objectives differ, and none is blank."""
    for objectives in manifest.root.iter(f"{{{IMSSS}}}objectives"):
        seen: set[str] = set()
        for objective in elements(objectives):
            raw = objective.get("objectiveID")
            name = (raw or "").replace("%20", " ").strip()
            if raw is not None and not name:
                yield manifest.fault(objective, "the objective's id is blank")
            elif name in seen:
                yield manifest.fault(objective, f"the objective “{name}” is there twice")
            seen |= {name} if name else set()


@RULES.check(
    "SK8223",
    Severity.ERROR,
    why="Without a condition LMSs differ in whether the rule ever fires.",
    fix="Add ruleConditions; the condition always makes the rule fire each time.",
    reference=f"{_CAM} (sequencingRules)",
)
def rule_without_conditions(manifest: Manifest) -> Faults:
    """A sequencing rule has conditions."""
    for local in _RULES:
        for rule in manifest.root.iter(f"{{{IMSSS}}}{local}"):
            # Misspelt conditions do not fit the schema, which names the spelling.
            names = [name for child in elements(rule) if (name := local_name(child)) != "ruleAction"]
            if not any(is_like(name, "ruleconditions") for name in names):
                yield manifest.fault(rule, f"the {local} has no ruleConditions")


@RULES.check(
    "SK8224",
    Severity.ERROR,
    why="The condition is never met, or met at the wrong time.",
    fix="Name an objective of the same activity.",
    reference=f"{_CAM} (referencedObjective)",
)
def referenced_objective_unknown(manifest: Manifest) -> Faults:
    """A condition refers to an objective of its activity."""
    collected = {reference(element, "ID"): element for element in _collected(manifest)}
    for sequencing in manifest.root.iter(_SEQUENCING):
        known = _objective_ids(sequencing) or _objective_ids(collected.get(reference(sequencing, "IDRef")))
        for condition in sequencing.iter(f"{{{IMSSS}}}ruleCondition"):
            wanted = condition.get("referencedObjective")
            # A sequencing of the collection may refer to objectives of the activity that uses it.
            if wanted is not None and wanted.strip() not in known and sequencing.get("ID") is None:
                yield manifest.fault(condition, f"the activity has no objective “{wanted.strip()}”")


def _collected(manifest: Manifest) -> Iterator[etree._Element]:
    for collection in manifest.root.iter(_COLLECTION):
        yield from collection.iterchildren(_SEQUENCING)


def _objective_ids(sequencing: etree._Element | None) -> set[str]:
    objectives = None if sequencing is None else sequencing.find(f"{{{IMSSS}}}objectives")
    if objectives is None:
        return set()
    return {name for objective in elements(objectives) if (name := reference(objective, "objectiveID"))}
