"""Sequencing that is lawful or nearly so, and does not do what was meant: rollup, limits, control modes, actions."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import local_name
from scormkit.targets.manifest import Manifest, reference
from scormkit.targets.scorm2004.writer import IMSCP, IMSSS

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CAM = "SCORM 2004 CAM 5.1"
_SEQUENCING = f"{{{IMSSS}}}sequencing"
_HONOURED = {"attemptLimit", "attemptAbsoluteDurationLimit"}


@RULES.check(
    "SK8232",
    Severity.ERROR,
    why="An organization has neither a parent nor a previous activity.",
    fix="Use exitAll, retry, retryAll or continue.",
    reference=f"{_CAM} (postConditionRule)",
)
def action_impossible_at_root(manifest: Manifest) -> Faults:
    """An organization is not left for its parent or for what precedes it."""
    for organization in manifest.all("organization"):
        sequencing = organization.find(f"{{{IMSSS}}}sequencing")
        for rule in () if sequencing is None else sequencing.iter(f"{{{IMSSS}}}postConditionRule"):
            for action in rule.iterchildren(f"{{{IMSSS}}}ruleAction"):
                if action.get("action") in ("exitParent", "previous"):
                    yield manifest.fault(action, f"the organization has the action {action.get('action')}")


@RULES.check(
    "SK8233",
    Severity.WARNING,
    why="Without its number the rule never holds, or always.",
    fix="Write minimumCount with atLeastCount, and minimumPercent with atLeastPercent.",
    reference=f"{_CAM} (rollupRule)",
)
def rollup_number_missing(manifest: Manifest) -> Faults:
    """A rollup rule that counts says how many."""
    for rule in manifest.root.iter(f"{{{IMSSS}}}rollupRule"):
        kind = rule.get("childActivitySet", "")
        wanted = {"atLeastCount": "minimumCount", "atLeastPercent": "minimumPercent"}.get(kind)
        if wanted and rule.get(wanted) is None:
            yield manifest.fault(rule, f"childActivitySet is {kind}, and there is no {wanted}")


@RULES.check(
    "SK8234",
    Severity.WARNING,
    why="LMSs need not honour it, and most do not.",
    fix="Use attemptLimit and attemptAbsoluteDurationLimit only.",
    reference=f"{_CAM} (limitConditions)",
)
def limit_not_honoured(manifest: Manifest) -> Faults:
    """Limits are those that LMSs must know."""
    for limits in manifest.root.iter(f"{{{IMSSS}}}limitConditions"):
        for attribute in map(str, limits.attrib):
            if "}" not in attribute and attribute not in _HONOURED:
                yield manifest.fault(limits, f"there is the limit {attribute}")


@RULES.check(
    "SK8235",
    Severity.WARNING,
    why="ADL took them out of what LMSs must do; each does as it likes.",
    fix="Use conditions of attempts and measures, and let the content keep time.",
    reference=f"{_CAM} (ruleCondition, auxiliaryResources)",
)
def condition_without_meaning(manifest: Manifest) -> Faults:
    """Conditions have a meaning that LMSs share."""
    for local in ("ruleCondition", "rollupCondition"):
        for condition in manifest.root.iter(f"{{{IMSSS}}}{local}"):
            if condition.get("condition") in ("timeLimitExceeded", "outsideAvailableTimeRange"):
                yield manifest.fault(condition, f"there is the condition {condition.get('condition')}")
    for element in manifest.root.iter(f"{{{IMSSS}}}auxiliaryResources"):
        yield manifest.fault(element, "there are auxiliaryResources")


@RULES.check(
    "SK8236",
    Severity.WARNING,
    why="The learner can neither choose nor go on: what it launches can never be reached.",
    fix="Set choice or flow to true.",
    reference="SCORM 2004 SN 3.2 (control modes)",
)
def nothing_can_be_reached(manifest: Manifest) -> Faults:
    """A heading or an organization lets learners choose what it launches, or flow to it."""
    for element, mode in _control_modes(manifest):
        # Below a heading learners may choose again, so only what is launched here is out of reach.
        launches = any(reference(child) for child in element.iterchildren(f"{{{IMSCP}}}item"))
        if launches and _is_off(mode, "choice", default=True) and _is_off(mode, "flow", default=False):
            yield manifest.fault(mode, f"the {local_name(element)} has neither choice nor flow")


@RULES.check(
    "SK8237",
    Severity.WARNING,
    why="Continue leads nowhere, and what a learner has left cannot be chosen again: few will have meant that.",
    fix="Set flow to true, or leave forwardOnly out.",
    reference="SCORM 2004 SN 3.2.3 and 3.2.4 (Sequencing Control Flow, Forward Only)",
)
def forward_only_without_flow(manifest: Manifest) -> Faults:
    """Where learners can only go forward, there is a flow that takes them there."""
    for element, mode in _control_modes(manifest):
        is_stuck = _is_off(mode, "flow", default=False) and not _is_off(mode, "choice", default=True)
        if is_stuck and (mode.get("forwardOnly") or "").strip() in ("true", "1"):
            yield manifest.fault(mode, f"the {local_name(element)} has forwardOnly and no flow")


def _control_modes(manifest: Manifest) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each organization and item that has items, with its control mode, be it of the collection."""
    collected = {
        reference(one, "ID"): one
        for collection in manifest.root.iter(f"{{{IMSSS}}}sequencingCollection")
        for one in collection.iterchildren(_SEQUENCING)
    }
    for local in ("organization", "item"):
        for element in manifest.all(local):
            own = element.find(_SEQUENCING)
            referred = None if own is None else collected.get(reference(own, "IDRef"))
            modes = [one.find(f"{{{IMSSS}}}controlMode") for one in (own, referred) if one is not None]
            mode = next((one for one in modes if one is not None), None)
            if mode is not None and element.find(f"{{{IMSCP}}}item") is not None:
                yield element, mode


def _is_off(mode: etree._Element, attribute: str, *, default: bool) -> bool:
    """Whether a control mode is off; of one that is no boolean the schema says so, and nothing follows from it."""
    value = mode.get(attribute)
    return not default if value is None else value.strip() in ("false", "0")
