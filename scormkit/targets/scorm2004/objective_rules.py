"""Objectives of SCORM 2004 and their maps to global ones, as far as the schema cannot say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import elements, local_name
from scormkit.targets.manifest import Manifest, reference
from scormkit.targets.scorm2004.writer import ADLSEQ, IMSSS

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CAM = "SCORM 2004 CAM 5.1.7"
_MAP = f"{{{IMSSS}}}mapInfo"
_ADL_MAP = f"{{{ADLSEQ}}}mapInfo"
# Attribute → what it says if it is not written (CAM 5.1.7.3, 4th edition 5.1.12).
_READS = {"readSatisfiedStatus": True, "readNormalizedMeasure": True}
_WRITES = {"writeSatisfiedStatus": False, "writeNormalizedMeasure": False}
_ADL_VALUES = ("RawScore", "MinScore", "MaxScore", "CompletionStatus", "ProgressMeasure")
_ADL_READS = {f"read{value}": True for value in _ADL_VALUES}
_ADL_WRITES = {f"write{value}": False for value in _ADL_VALUES}


@RULES.check(
    "SK8226",
    Severity.ERROR,
    why="The map belongs to no objective that the content could name.",
    fix="Give the primary objective an objectiveID.",
    reference=f"{_CAM} (primaryObjective)",
)
def primary_objective_without_id(manifest: Manifest) -> Faults:
    """A primary objective that is mapped has an objectiveID."""
    for objective in manifest.root.iter(f"{{{IMSSS}}}primaryObjective"):
        if objective.find(_MAP) is not None and objective.get("objectiveID") is None:
            yield manifest.fault(objective, "the primary objective has a map and no objectiveID")


@RULES.check(
    "SK8227",
    Severity.ERROR,
    why="The map leads nowhere.",
    fix="Write the id of the global objective.",
    reference=f"{_CAM} (mapInfo)",
)
def map_target_blank(manifest: Manifest) -> Faults:
    """A map names its global objective."""
    for name in (_MAP, _ADL_MAP):
        for element in manifest.root.iter(name):
            target = element.get("targetObjectiveID")
            if target is not None and not target.replace("%20", " ").strip():
                yield manifest.fault(element, "targetObjectiveID is blank")


@RULES.check(
    "SK8228",
    Severity.ERROR,
    why="Which of the two values counts is chance.",
    fix="Read each value of an objective from one global objective only.",
    reference=f"{_CAM} (mapInfo, read attributes)",
)
def value_read_twice(manifest: Manifest) -> Faults:
    """An objective reads each of its values from one global objective at most."""
    for objective, name, reads, _ in _mapped(manifest):
        seen: set[str] = set()
        for element in objective.iterchildren(name):
            on = [attribute for attribute, default in reads.items() if _is_on(element, attribute, default)]
            if again := [attribute for attribute in on if attribute in seen]:
                yield manifest.fault(element, f"two maps of one objective have on: {', '.join(again)}")
            seen.update(on)


@RULES.check(
    "SK8229",
    Severity.ERROR,
    why="The two objectives overwrite each other.",
    fix="Let one objective of the activity write each value of a global objective.",
    reference=f"{_CAM} (mapInfo, write attributes)",
)
def value_written_twice(manifest: Manifest) -> Faults:
    """Within an activity one objective at most writes a value of a global objective."""
    writers: dict[tuple[etree._Element | None, str, str], set[etree._Element]] = defaultdict(set)
    for objective, name, _, writes in _mapped(manifest):
        for element in objective.iterchildren(name):
            target = (element.get("targetObjectiveID") or "").strip()
            on = [attribute for attribute, default in writes.items() if target and _is_on(element, attribute, default)]
            owners = {attribute: writers[objective.getparent(), target, attribute] for attribute in on}
            if again := [attribute for attribute in on if owners[attribute] - {objective}]:
                yield manifest.fault(element, f"another objective writes to “{target}” too: {', '.join(again)}")
            for attribute in on:
                owners[attribute].add(objective)


@RULES.check(
    "SK8230",
    Severity.ERROR,
    why="The values that it shares belong to no objective.",
    fix="Name an objective of the same activity, each once, and give it a map.",
    reference="SCORM 2004 4th Edition CAM 5.1.12",
)
def shared_objective_unknown(manifest: Manifest) -> Faults:
    """An objective of adlseq extends one of the activity's objectives, each once, and has a map."""
    for sequencing in manifest.root.iter(f"{{{IMSSS}}}sequencing"):
        objectives = sequencing.find(f"{{{ADLSEQ}}}objectives")
        if objectives is None:
            continue
        own = sequencing.find(f"{{{IMSSS}}}objectives")
        known = {reference(one, "objectiveID") for one in elements(own)} if own is not None else set()
        # An objective that has lost its id may be the one that is meant; the schema says so.
        is_open = own is None or any(
            one.get("objectiveID") is None for one in own.iterchildren(f"{{{IMSSS}}}objective")
        )
        seen: set[str] = set()
        for objective in elements(objectives):
            name = reference(objective, "objectiveID")
            # Without objectives of its own the activity has those of the collection that it refers to.
            if objective.get("objectiveID") is None:
                continue
            if not is_open and name not in known:
                yield manifest.fault(objective, f"the activity has no objective “{name}”")
            elif name in seen:
                yield manifest.fault(objective, f"the objective “{name}” is there twice")
            elif objective.find(_ADL_MAP) is None:
                yield manifest.fault(objective, f"the objective “{name}” has no map")
            seen.add(name)


@RULES.check(
    "SK8231",
    Severity.NOTICE,
    why="The LMS then takes 1.0: only a full score satisfies the objective.",
    fix="Write minNormalizedMeasure.",
    reference=f"{_CAM} (minNormalizedMeasure)",
)
def measure_missing(manifest: Manifest) -> Faults:
    """An objective that is satisfied by measure says which."""
    for local in ("primaryObjective", "objective"):
        for objective in manifest.root.iter(f"{{{IMSSS}}}{local}"):
            is_measured = (objective.get("satisfiedByMeasure") or "").strip() in ("true", "1")
            if is_measured and objective.find(f"{{{IMSSS}}}minNormalizedMeasure") is None:
                yield manifest.fault(objective, f"the {local_name(objective)} has no minNormalizedMeasure")


_Dialect = tuple[etree._Element, str, dict[str, bool], dict[str, bool]]


def _mapped(manifest: Manifest) -> Iterator[_Dialect]:
    """Each objective with the name of its maps, and the attributes that read and write."""
    for local in ("primaryObjective", "objective"):
        for objective in manifest.root.iter(f"{{{IMSSS}}}{local}"):
            yield objective, _MAP, _READS, _WRITES
    for objective in manifest.root.iter(f"{{{ADLSEQ}}}objective"):
        yield objective, _ADL_MAP, _ADL_READS, _ADL_WRITES


def _is_on(element: etree._Element, attribute: str, default: bool) -> bool:
    value = element.get(attribute)
    return default if value is None else value.strip() in ("true", "1")
