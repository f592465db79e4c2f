// Random courses, and random learners in them.

import { activity, map, objective, rule, tree } from "./trees.js";

const OF_CLUSTERS = ["always", "attempted", "not attempted"];
const CONDITIONS = ["satisfied", "not satisfied", "completed", "not completed", "attempted", "not attempted", "objectiveStatusKnown", "activityProgressKnown", "always"];

/** @param {() => number} random @param {{maps?: boolean, rollups?: boolean, post?: boolean}} features */
export function randomTree(random, features) {
  const pick = (items) => items[Math.floor(random() * items.length)];
  const chance = (share) => random() < share;
  let count = 0;
  const rules = (isRoot, isCluster) => ({
    preConditionRules: !isRoot && chance(0.25) ? [rule(pick(["skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"]), pick(isCluster ? OF_CLUSTERS : CONDITIONS))] : [],
    exitConditionRules: [],
    postConditionRules: features.post && !isCluster && chance(0.15) ? [rule(pick(["retry", "continue", "previous", "exitParent", "exitAll"]), pick(["not satisfied", "satisfied", "completed"]))] : [],
  });
  const rollup = () => ({ objectiveMeasureWeight: features.rollups ? pick([0.25, 0.5, 1]) : 1, rollupObjectiveSatisfied: chance(0.9), rollupProgressCompletion: chance(0.9) });
  const objectives = (id, isCluster) => [objective(`p_${id}`, {
    ...(!isCluster && chance(0.25) ? { satisfiedByMeasure: true, minNormalizedMeasure: pick([0.3, 0.6]) } : {}),
    ...(features.maps && chance(0.3) ? { mapInfo: [map(pick(["g1", "g2"]), pick([{ writeSatisfiedStatus: true, writeNormalizedMeasure: true, readSatisfiedStatus: false, readNormalizedMeasure: false }, {}]))] } : {}),
  })];
  const node = (depth) => {
    const id = depth === 0 ? "root" : `n${(count += 1)}`;
    const isCluster = depth === 0 || (depth < 3 && chance(0.35));
    const children = isCluster ? Array.from({ length: 2 + Math.floor(random() * 2) }, () => node(depth + 1)) : [];
    return activity(id, {
      controlMode: isCluster ? { flow: depth === 0 || chance(0.85), choice: chance(0.85), forwardOnly: chance(0.12), choiceExit: chance(0.9) } : {},
      rules: rules(depth === 0, isCluster), rollup: rollup(), objectives: objectives(id, isCluster), attemptLimit: !isCluster && chance(0.1) ? pick([1, 2]) : null,
    }, children);
  };
  return tree(node(0));
}

/** What a SCO says at its end. @param {() => number} random */
export function randomResult(random) {
  const pick = (items) => items[Math.floor(random() * items.length)];
  const values = {};
  const completion = pick(["completed", "completed", "incomplete", "unknown"]);
  const success = pick(["passed", "failed", "unknown"]);
  const scaled = pick([null, "0.2", "0.5", "1"]);
  if (completion !== "unknown") values["cmi.completion_status"] = completion;
  if (success !== "unknown") values["cmi.success_status"] = success;
  if (scaled !== null) values["cmi.score.scaled"] = scaled;
  return values;
}

/** A course in a few lines, for messages. */
export function brief({ identifier, children, sequencing }, depth = 0) {
  const { controlMode, sequencingRules, limitConditions, objectives } = sequencing;
  const rules = [...sequencingRules.preConditionRules, ...sequencingRules.postConditionRules].map(({ action, conditions: [first] }) => `${action} if ${first.negated ? "not " : ""}${first.condition}`);
  const modes = children.length ? ["flow", "choice", "forwardOnly", "choiceExit"].filter((name) => controlMode[name]) : [];
  const rest = [limitConditions.attemptLimit === null ? "" : `limit ${limitConditions.attemptLimit}`, objectives[0].satisfiedByMeasure ? `by measure ${objectives[0].minNormalizedMeasure}` : "", ...objectives[0].mapInfo.map(({ targetObjectiveID, writeSatisfiedStatus }) => `${writeSatisfiedStatus ? "writes" : "reads"} ${targetObjectiveID}`)];
  return [`${"  ".repeat(depth)}${identifier} ${[modes.join("+"), ...rules, ...rest].filter(Boolean).join(", ")}`, ...children.map((child) => brief(child, depth + 1))].join("\n");
}
