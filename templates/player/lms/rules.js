// Sequencing rules and limits: UP.1, UP.2 and UP.5 of the sequencing pseudo code (SN, appendix C).
//
// A condition can be true, false or unknown (null), and "not" leaves unknown what is unknown (UP.2.1): "not satisfied" does
// not fire before anybody has judged.

import { measureOf, satisfiedOf } from "./objectives.js";

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").ObjectiveInfo} ObjectiveInfo
 * @typedef {import("./activities.js").TreeState} TreeState
 * @typedef {import("./types.js").SequencingRule} SequencingRule
 */

/** @typedef {(state: TreeState, node: ActivityNode, objective: ObjectiveInfo, threshold: number) => boolean | null} Condition */

/** Conditions of sequencing rules and, but for the last three, of rollup rules (SN 3.4.1, 3.7.3). Time is not limited here. */
const CONDITIONS = new Map(Object.entries(/** @type {Record<string, Condition>} */ ({
  satisfied: (state, node, objective) => satisfiedOf(state, objective),
  objectiveStatusKnown: (state, node, objective) => satisfiedOf(state, objective) !== null,
  objectiveMeasureKnown: (state, node, objective) => measureOf(state, objective) !== null,
  completed: (state, node) => node.usableCompletion,
  activityProgressKnown: (state, node) => node.usableCompletion !== null,
  attempted: (state, node) => node.attempts > 0,
  attemptLimitExceeded: (state, node) => isLimitReached(node),
  timeLimitExceeded: () => false,
  outsideAvailableTimeRange: () => false,
  objectiveMeasureGreaterThan: (state, node, objective, threshold) => compared(measureOf(state, objective), (measure) => measure > threshold),
  objectiveMeasureLessThan: (state, node, objective, threshold) => compared(measureOf(state, objective), (measure) => measure < threshold),
  always: () => true,
})));

/** @param {number | null} measure @param {(measure: number) => boolean} holds */
function compared(measure, holds) {
  return measure === null ? null : holds(measure);
}

/** @param {ActivityNode} node */
function isLimitReached({ attempts, sequencing: { limitConditions } }) {
  return limitConditions.attemptLimit !== null && attempts >= limitConditions.attemptLimit;
}

/**
 * Conditions of one rule, put together.
 * @param {TreeState} state @param {ActivityNode} node @param {"all" | "any"} combination
 * @param {{condition: string, negated: boolean, referencedObjective?: string, measureThreshold?: number}[]} conditions
 * @returns {boolean | null}
 */
export function evaluate(state, node, combination, conditions) {
  const results = conditions.map(({ condition, negated, referencedObjective, measureThreshold }) => {
    const objective = node.objective(referencedObjective ?? "");
    const result = objective ? CONDITIONS.get(condition)?.(state, node, objective, measureThreshold ?? 0) ?? null : null;
    return result === null ? null : result !== negated;
  });
  if (results.length === 0) return null;
  const decisive = combination === "any";
  if (results.includes(decisive)) return decisive;
  return results.includes(null) ? null : !decisive;
}

/** UP.2: the first rule that applies. @param {TreeState} state @param {ActivityNode} node @param {SequencingRule[]} rules @param {string[]} actions */
export function firedAction(state, node, rules, actions) {
  const fired = rules.find(({ action, conditionCombination, conditions }) => actions.includes(action) && evaluate(state, node, conditionCombination, conditions) === true);
  return fired?.action ?? null;
}

/** A rule that is looked at before an activity is entered. @param {TreeState} state @param {ActivityNode} node @param {"skip" | "disabled" | "hiddenFromChoice" | "stopForwardTraversal"} action */
export function precondition(state, node, action) {
  return firedAction(state, node, node.sequencing.sequencingRules.preConditionRules, [action]) !== null;
}

/** UP.5 with UP.1: whether an activity must not be entered. @param {TreeState} state @param {ActivityNode} node */
export function isBarred(state, node) {
  if (precondition(state, node, "disabled")) return true;
  return node.isTracked && !node.isActive && !node.isSuspended && isLimitReached(node);
}
