"""imsss:objectives and adlseq:objectives → objectives with what they share (SN 3.10)."""

from __future__ import annotations

from typing import TypedDict

from lxml import etree

from scormkit.package.xml_reader import text_of
from scormkit.player.xml_values import child_named, children_named, number, word, yes
from scormkit.targets.scorm2004.writer import ADLSEQ


class ObjectiveMap(TypedDict):
    """SN 3.10.3; from readRawScore on, the 4th edition's adlseq:objectives."""

    targetObjectiveID: str
    readSatisfiedStatus: bool
    readNormalizedMeasure: bool
    writeSatisfiedStatus: bool
    writeNormalizedMeasure: bool
    readRawScore: bool
    readMinScore: bool
    readMaxScore: bool
    readCompletionStatus: bool
    readProgressMeasure: bool
    writeRawScore: bool
    writeMinScore: bool
    writeMaxScore: bool
    writeCompletionStatus: bool
    writeProgressMeasure: bool


class Objective(TypedDict):
    """SN 3.10."""

    objectiveID: str
    satisfiedByMeasure: bool
    minNormalizedMeasure: float
    mapInfo: list[ObjectiveMap]


def read_objectives(parent: etree._Element | None, more: etree._Element | None) -> list[Objective]:
    """The primary objective first; an activity always has one (SN 3.10)."""
    primary = child_named(parent, "primaryObjective")
    found = [] if primary is None else [_objective(primary, more)]
    if not found:
        found.append({"objectiveID": "", "satisfiedByMeasure": False, "minNormalizedMeasure": 1.0, "mapInfo": []})
    return found + [_objective(each, more) for each in children_named(parent, "objective")]


def _objective(element: etree._Element, more: etree._Element | None) -> Objective:
    identifier = word(element, "objectiveID", "")
    maps: dict[str, ObjectiveMap] = {}
    for each in children_named(element, "mapInfo"):
        _map(maps, each)
    for objective in children_named(more, "objective", ADLSEQ):
        if identifier and word(objective, "objectiveID", "") == identifier:
            for each in children_named(objective, "mapInfo", ADLSEQ):
                _map_more(maps, each)
    return {
        "objectiveID": identifier,
        "satisfiedByMeasure": yes(element, "satisfiedByMeasure", False),
        "minNormalizedMeasure": number(text_of(child_named(element, "minNormalizedMeasure")), 1.0),
        "mapInfo": list(maps.values()),
    }


def _target(maps: dict[str, ObjectiveMap], element: etree._Element) -> ObjectiveMap:
    target = word(element, "targetObjectiveID", "")
    if target not in maps:
        maps[target] = {
            "targetObjectiveID": target,
            "readSatisfiedStatus": False,
            "readNormalizedMeasure": False,
            "writeSatisfiedStatus": False,
            "writeNormalizedMeasure": False,
            "readRawScore": False,
            "readMinScore": False,
            "readMaxScore": False,
            "readCompletionStatus": False,
            "readProgressMeasure": False,
            "writeRawScore": False,
            "writeMinScore": False,
            "writeMaxScore": False,
            "writeCompletionStatus": False,
            "writeProgressMeasure": False,
        }
    return maps[target]


def _map(maps: dict[str, ObjectiveMap], element: etree._Element) -> None:
    entry = _target(maps, element)
    entry["readSatisfiedStatus"] = yes(element, "readSatisfiedStatus", True)
    entry["readNormalizedMeasure"] = yes(element, "readNormalizedMeasure", True)
    entry["writeSatisfiedStatus"] = yes(element, "writeSatisfiedStatus", False)
    entry["writeNormalizedMeasure"] = yes(element, "writeNormalizedMeasure", False)


def _map_more(maps: dict[str, ObjectiveMap], element: etree._Element) -> None:
    entry = _target(maps, element)
    entry["readRawScore"] = yes(element, "readRawScore", True)
    entry["readMinScore"] = yes(element, "readMinScore", True)
    entry["readMaxScore"] = yes(element, "readMaxScore", True)
    entry["readCompletionStatus"] = yes(element, "readCompletionStatus", True)
    entry["readProgressMeasure"] = yes(element, "readProgressMeasure", True)
    entry["writeRawScore"] = yes(element, "writeRawScore", False)
    entry["writeMinScore"] = yes(element, "writeMinScore", False)
    entry["writeMaxScore"] = yes(element, "writeMaxScore", False)
    entry["writeCompletionStatus"] = yes(element, "writeCompletionStatus", False)
    entry["writeProgressMeasure"] = yes(element, "writeProgressMeasure", False)
