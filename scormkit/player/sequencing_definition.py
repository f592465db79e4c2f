"""imsss:sequencing → the sequencing definition model (SN 3), defaults filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypedDict

from lxml import etree

from scormkit.package.xml_reader import text_of
from scormkit.player.xml_values import count, number, word, yes
from scormkit.targets.scorm2004.writer import ADLSEQ, IMSSS


class ControlMode(TypedDict):
    """SN 3.2."""

    choice: bool
    choiceExit: bool
    flow: bool
    forwardOnly: bool
    useCurrentAttemptObjectiveInfo: bool
    useCurrentAttemptProgressInfo: bool


class ConstrainedChoice(TypedDict):
    """SN 3.3."""

    preventActivation: bool
    constrainChoice: bool


class RuleCondition(TypedDict):
    """SN 3.4.1."""

    condition: str
    # "not" is a word of Python; of the manifest's operators noOp and not, this says whether it is the latter.
    negated: bool
    referencedObjective: str
    measureThreshold: float


class SequencingRule(TypedDict):
    """SN 3.4."""

    action: str
    conditionCombination: str
    conditions: list[RuleCondition]


class SequencingRules(TypedDict):
    """SN 3.4."""

    preConditionRules: list[SequencingRule]
    exitConditionRules: list[SequencingRule]
    postConditionRules: list[SequencingRule]


class LimitConditions(TypedDict):
    """SN 3.5; of the limits, only this one has to be kept."""

    attemptLimit: int | None


class RollupCondition(TypedDict):
    """SN 3.7.3."""

    condition: str
    negated: bool


class RollupRule(TypedDict):
    """SN 3.7."""

    childActivitySet: str
    minimumCount: int
    minimumPercent: float
    conditionCombination: str
    conditions: list[RollupCondition]
    action: str


class RollupRules(TypedDict):
    """SN 3.7, 3.8."""

    rollupObjectiveSatisfied: bool
    rollupProgressCompletion: bool
    objectiveMeasureWeight: float
    rules: list[RollupRule]


class RollupConsiderations(TypedDict):
    """SN 3.9."""

    requiredForSatisfied: str
    requiredForNotSatisfied: str
    requiredForCompleted: str
    requiredForIncomplete: str
    measureSatisfactionIfActive: bool


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


class RandomizationControls(TypedDict):
    """SN 3.11, 3.12."""

    selectionTiming: str
    selectCount: int | None
    randomizationTiming: str
    reorderChildren: bool


class DeliveryControls(TypedDict):
    """SN 3.13."""

    tracked: bool
    completionSetByContent: bool
    objectiveSetByContent: bool


class SequencingDefinition(TypedDict):
    """What an activity says of its sequencing. The first of its objectives is the primary one."""

    controlMode: ControlMode
    constrainedChoiceConsiderations: ConstrainedChoice
    sequencingRules: SequencingRules
    limitConditions: LimitConditions
    rollupRules: RollupRules
    rollupConsiderations: RollupConsiderations
    objectives: list[Objective]
    deliveryControls: DeliveryControls
    randomizationControls: RandomizationControls


def read_sequencing(parts: Sequence[etree._Element]) -> SequencingDefinition:
    """The definition that these children of imsss:sequencing make; without any, the defaults."""
    by_name: dict[str, etree._Element] = {}
    for part in parts:
        by_name.setdefault(str(part.tag), part)
    imsss = {name: by_name.get(f"{{{IMSSS}}}{name}") for name in _PARTS}
    constrained = by_name.get(f"{{{ADLSEQ}}}constrainedChoiceConsiderations")
    considerations = by_name.get(f"{{{ADLSEQ}}}rollupConsiderations")
    control, limits, delivery = imsss["controlMode"], imsss["limitConditions"], imsss["deliveryControls"]
    chance = imsss["randomizationControls"]
    return {
        "controlMode": {
            "choice": yes(control, "choice", True),
            "choiceExit": yes(control, "choiceExit", True),
            "flow": yes(control, "flow", False),
            "forwardOnly": yes(control, "forwardOnly", False),
            "useCurrentAttemptObjectiveInfo": yes(control, "useCurrentAttemptObjectiveInfo", True),
            "useCurrentAttemptProgressInfo": yes(control, "useCurrentAttemptProgressInfo", True),
        },
        "constrainedChoiceConsiderations": {
            "preventActivation": yes(constrained, "preventActivation", False),
            "constrainChoice": yes(constrained, "constrainChoice", False),
        },
        "sequencingRules": _rules(imsss["sequencingRules"]),
        "limitConditions": {"attemptLimit": None if limits is None else count(limits.get("attemptLimit"))},
        "rollupRules": _rollup_rules(imsss["rollupRules"]),
        "rollupConsiderations": {
            "requiredForSatisfied": word(considerations, "requiredForSatisfied", "always"),
            "requiredForNotSatisfied": word(considerations, "requiredForNotSatisfied", "always"),
            "requiredForCompleted": word(considerations, "requiredForCompleted", "always"),
            "requiredForIncomplete": word(considerations, "requiredForIncomplete", "always"),
            "measureSatisfactionIfActive": yes(considerations, "measureSatisfactionIfActive", True),
        },
        "objectives": _objectives(imsss["objectives"], by_name.get(f"{{{ADLSEQ}}}objectives")),
        "deliveryControls": {
            "tracked": yes(delivery, "tracked", True),
            "completionSetByContent": yes(delivery, "completionSetByContent", False),
            "objectiveSetByContent": yes(delivery, "objectiveSetByContent", False),
        },
        "randomizationControls": {
            "selectionTiming": word(chance, "selectionTiming", "never"),
            "selectCount": None if chance is None else count(chance.get("selectCount")),
            "randomizationTiming": word(chance, "randomizationTiming", "never"),
            "reorderChildren": yes(chance, "reorderChildren", False),
        },
    }


_PARTS = (
    "controlMode",
    "sequencingRules",
    "limitConditions",
    "rollupRules",
    "objectives",
    "randomizationControls",
    "deliveryControls",
)


def _children(parent: etree._Element | None, local: str, namespace: str = IMSSS) -> Iterator[etree._Element]:
    if parent is not None:
        yield from parent.iterchildren(f"{{{namespace}}}{local}")


def _child(parent: etree._Element | None, local: str) -> etree._Element | None:
    return next(_children(parent, local), None)


def _rules(parent: etree._Element | None) -> SequencingRules:
    return {
        "preConditionRules": [_rule(each) for each in _children(parent, "preConditionRule")],
        "exitConditionRules": [_rule(each) for each in _children(parent, "exitConditionRule")],
        "postConditionRules": [_rule(each) for each in _children(parent, "postConditionRule")],
    }


def _rule(rule: etree._Element) -> SequencingRule:
    conditions = _child(rule, "ruleConditions")
    return {
        "action": word(_child(rule, "ruleAction"), "action", ""),
        "conditionCombination": word(conditions, "conditionCombination", "all"),
        "conditions": [
            {
                "condition": word(each, "condition", "always"),
                "negated": word(each, "operator", "noOp") == "not",
                "referencedObjective": word(each, "referencedObjective", ""),
                "measureThreshold": number(each.get("measureThreshold"), 0.0),
            }
            for each in _children(conditions, "ruleCondition")
        ],
    }


def _rollup_rules(parent: etree._Element | None) -> RollupRules:
    weight = None if parent is None else parent.get("objectiveMeasureWeight")
    return {
        "rollupObjectiveSatisfied": yes(parent, "rollupObjectiveSatisfied", True),
        "rollupProgressCompletion": yes(parent, "rollupProgressCompletion", True),
        "objectiveMeasureWeight": number(weight, 1.0),
        "rules": [_rollup_rule(each) for each in _children(parent, "rollupRule")],
    }


def _rollup_rule(rule: etree._Element) -> RollupRule:
    conditions = _child(rule, "rollupConditions")
    return {
        "childActivitySet": word(rule, "childActivitySet", "all"),
        "minimumCount": count(rule.get("minimumCount")) or 0,
        "minimumPercent": number(rule.get("minimumPercent"), 0.0),
        "conditionCombination": word(conditions, "conditionCombination", "any"),
        "conditions": [
            {"condition": word(each, "condition", ""), "negated": word(each, "operator", "noOp") == "not"}
            for each in _children(conditions, "rollupCondition")
        ],
        "action": word(_child(rule, "rollupAction"), "action", ""),
    }


def _objectives(parent: etree._Element | None, more: etree._Element | None) -> list[Objective]:
    """The primary objective first; an activity always has one (SN 3.10)."""
    primary = _child(parent, "primaryObjective")
    found = [] if primary is None else [_objective(primary, more)]
    if not found:
        found.append({"objectiveID": "", "satisfiedByMeasure": False, "minNormalizedMeasure": 1.0, "mapInfo": []})
    return found + [_objective(each, more) for each in _children(parent, "objective")]


def _objective(element: etree._Element, more: etree._Element | None) -> Objective:
    identifier = word(element, "objectiveID", "")
    maps: dict[str, ObjectiveMap] = {}
    for each in _children(element, "mapInfo"):
        _map(maps, each)
    for objective in _children(more, "objective", ADLSEQ):
        if identifier and word(objective, "objectiveID", "") == identifier:
            for each in _children(objective, "mapInfo", ADLSEQ):
                _map_more(maps, each)
    return {
        "objectiveID": identifier,
        "satisfiedByMeasure": yes(element, "satisfiedByMeasure", False),
        "minNormalizedMeasure": number(text_of(_child(element, "minNormalizedMeasure")), 1.0),
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
