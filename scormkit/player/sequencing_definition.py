"""imsss:sequencing → the sequencing definition model (SN 3), defaults filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from lxml import etree

from scormkit.player.objective_definition import Objective, read_objectives
from scormkit.player.xml_values import child_named, children_named, count, number, word, yes
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
        "objectives": read_objectives(imsss["objectives"], by_name.get(f"{{{ADLSEQ}}}objectives")),
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


def _rules(parent: etree._Element | None) -> SequencingRules:
    return {
        "preConditionRules": [_rule(each) for each in children_named(parent, "preConditionRule")],
        "exitConditionRules": [_rule(each) for each in children_named(parent, "exitConditionRule")],
        "postConditionRules": [_rule(each) for each in children_named(parent, "postConditionRule")],
    }


def _rule(rule: etree._Element) -> SequencingRule:
    conditions = child_named(rule, "ruleConditions")
    return {
        "action": word(child_named(rule, "ruleAction"), "action", ""),
        "conditionCombination": word(conditions, "conditionCombination", "all"),
        "conditions": [
            {
                "condition": word(each, "condition", "always"),
                "negated": word(each, "operator", "noOp") == "not",
                "referencedObjective": word(each, "referencedObjective", ""),
                "measureThreshold": number(each.get("measureThreshold"), 0.0),
            }
            for each in children_named(conditions, "ruleCondition")
        ],
    }


def _rollup_rules(parent: etree._Element | None) -> RollupRules:
    weight = None if parent is None else parent.get("objectiveMeasureWeight")
    return {
        "rollupObjectiveSatisfied": yes(parent, "rollupObjectiveSatisfied", True),
        "rollupProgressCompletion": yes(parent, "rollupProgressCompletion", True),
        "objectiveMeasureWeight": number(weight, 1.0),
        "rules": [_rollup_rule(each) for each in children_named(parent, "rollupRule")],
    }


def _rollup_rule(rule: etree._Element) -> RollupRule:
    conditions = child_named(rule, "rollupConditions")
    return {
        "childActivitySet": word(rule, "childActivitySet", "all"),
        "minimumCount": count(rule.get("minimumCount")) or 0,
        "minimumPercent": number(rule.get("minimumPercent"), 0.0),
        "conditionCombination": word(conditions, "conditionCombination", "any"),
        "conditions": [
            {"condition": word(each, "condition", ""), "negated": word(each, "operator", "noOp") == "not"}
            for each in children_named(conditions, "rollupCondition")
        ],
        "action": word(child_named(rule, "rollupAction"), "action", ""),
    }
