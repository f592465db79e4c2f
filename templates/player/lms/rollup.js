// Rollup: what becomes of clusters when something below them changes. RB.1.1 to RB.1.5 of the pseudo code (SN, appendix C).

import { measureOf, readersOf, writeGlobals } from "./objectives.js";
import { evaluate, precondition } from "./rules.js";

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").TreeState} TreeState
 */

/** Default rules, where an activity has none for either of the two actions (RB.1.2.b, RB.1.3.b). */
const DEFAULTS = {
  satisfied: "satisfied",
  notSatisfied: "objectiveStatusKnown",
  completed: "completed",
  incomplete: "activityProgressKnown",
};

/** RB.1.5, and again for the clusters around activities that read a global objective that changed. @param {TreeState} state @param {ActivityNode} from */
export function rollup(state, from) {
  const waiting = [from];
  /** @type {Set<ActivityNode>} */
  const seen = new Set();
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const each of node.lineage) {
      if (!each.isTracked) continue;
      if (!each.isLeaf) rollUpMeasures(state, each);
      rollUpObjective(state, each);
      rollUpProgress(state, each);
      waiting.push(...readersOf(state, writeGlobals(state, each)));
    }
  }
}

/** RB.1.1.a and b: weighted means; a child that has no value counts all the same. @param {TreeState} state @param {ActivityNode} node */
function rollUpMeasures(state, node) {
  const children = node.children.filter((child) => child.isTracked);
  node.primary.measure = mean(children.map((child) => [child.sequencing.rollupRules.objectiveMeasureWeight, measureOf(state, child.primary)]));
  node.progress = mean(children.map((child) => [child.definition.completionThreshold.progressWeight, child.usableProgress]));
}

/** @param {[number, number | null][]} weighted */
function mean(weighted) {
  const counted = weighted.reduce((sum, [weight]) => sum + weight, 0);
  if (counted === 0 || weighted.every(([, value]) => value === null)) return null;
  return weighted.reduce((sum, [weight, value]) => sum + weight * (value ?? 0), 0) / counted;
}

/** RB.1.2. @param {TreeState} state @param {ActivityNode} node */
function rollUpObjective(state, node) {
  const { primary } = node;
  const { satisfiedByMeasure, minNormalizedMeasure } = primary.definition;
  if (satisfiedByMeasure) {
    const measure = measureOf(state, primary);
    const isJudged = !node.isActive || node.sequencing.rollupConsiderations.measureSatisfactionIfActive;
    primary.satisfied = measure === null || !isJudged ? null : measure >= minNormalizedMeasure;
    return;
  }
  if (node.isLeaf) return;
  const hasRules = hasRulesFor(node, ["satisfied", "notSatisfied"]);
  if (isFired(state, node, "notSatisfied", hasRules)) primary.satisfied = false;
  if (isFired(state, node, "satisfied", hasRules)) primary.satisfied = true;
}

/** RB.1.3. @param {TreeState} state @param {ActivityNode} node */
function rollUpProgress(state, node) {
  const { completedByMeasure, minProgressMeasure } = node.definition.completionThreshold;
  if (completedByMeasure && state.tree.standard === "scorm2004-4") {
    node.completed = node.progress === null ? null : node.progress >= minProgressMeasure;
    return;
  }
  if (node.isLeaf) return;
  const hasRules = hasRulesFor(node, ["completed", "incomplete"]);
  if (isFired(state, node, "incomplete", hasRules)) node.completed = false;
  if (isFired(state, node, "completed", hasRules)) node.completed = true;
}

/** @param {ActivityNode} node @param {string[]} actions */
function hasRulesFor(node, actions) {
  return node.sequencing.rollupRules.rules.some(({ action }) => actions.includes(action));
}

/** RB.1.4. @param {TreeState} state @param {ActivityNode} node @param {keyof typeof DEFAULTS} action @param {boolean} hasRules */
function isFired(state, node, action, hasRules) {
  const ofDefault = { childActivitySet: "all", minimumCount: 0, minimumPercent: 0, conditionCombination: /** @type {const} */ ("any"), conditions: [{ condition: DEFAULTS[action], negated: false }] };
  const rules = hasRules ? node.sequencing.rollupRules.rules.filter((rule) => rule.action === action) : [ofDefault];
  const contributors = node.children.filter((child) => child.isTracked && contributes(state, child, action));
  if (contributors.length === 0) return false;
  return rules.some(({ childActivitySet, minimumCount, minimumPercent, conditionCombination, conditions }) => {
    const results = contributors.map((child) => evaluate(state, child, conditionCombination, conditions));
    const trues = results.filter((result) => result === true).length;
    switch (childActivitySet) {
      case "all": return trues === results.length;
      case "any": return trues > 0;
      case "none": return results.every((result) => result === false);
      case "atLeastCount": return trues >= minimumCount;
      default: return trues / results.length >= minimumPercent;
    }
  });
}

/** RB.1.4.2: whether a child counts. @param {TreeState} state @param {ActivityNode} child @param {keyof typeof DEFAULTS} action */
function contributes(state, child, action) {
  const { rollupRules, rollupConsiderations } = child.sequencing;
  const isSatisfaction = action === "satisfied" || action === "notSatisfied";
  if (!(isSatisfaction ? rollupRules.rollupObjectiveSatisfied : rollupRules.rollupProgressCompletion)) return false;
  const required = {
    satisfied: rollupConsiderations.requiredForSatisfied,
    notSatisfied: rollupConsiderations.requiredForNotSatisfied,
    completed: rollupConsiderations.requiredForCompleted,
    incomplete: rollupConsiderations.requiredForIncomplete,
  }[action];
  if (required === "ifNotSuspended") return child.attempts > 0 && !child.isSuspended;
  if (required === "ifAttempted") return child.attempts > 0;
  if (required === "ifNotSkipped") return !precondition(state, child, "skip");
  return true;
}

