// Activity trees for tests, written briefly: what is not said has the standard's default.

/** @param {string} id @param {any} [more] @param {any[]} [children] */
export function activity(id, more = {}, children = []) {
  const { controlMode, rules, rollup, considerations, objectives, delivery, constrained, attemptLimit = null, random, threshold, ...rest } = more;
  return {
    identifier: id, title: id, isvisible: true, href: children.length ? "" : `${id}.html`, scormType: children.length ? "" : "sco", dataFromLMS: "",
    masteryscore: null, maxtimeallowed: "", timeLimitAction: "", prerequisites: "",
    completionThreshold: { completedByMeasure: false, minProgressMeasure: 1, progressWeight: 1, ...threshold }, hasCompletionThreshold: Boolean(threshold?.completedByMeasure),
    hideLMSUI: [], data: [], children, ...rest,
    sequencing: {
      controlMode: { choice: true, choiceExit: true, flow: false, forwardOnly: false, useCurrentAttemptObjectiveInfo: true, useCurrentAttemptProgressInfo: true, ...controlMode },
      constrainedChoiceConsiderations: { preventActivation: false, constrainChoice: false, ...constrained },
      sequencingRules: { preConditionRules: [], exitConditionRules: [], postConditionRules: [], ...rules },
      limitConditions: { attemptLimit },
      rollupRules: { rollupObjectiveSatisfied: true, rollupProgressCompletion: true, objectiveMeasureWeight: 1, rules: [], ...rollup },
      rollupConsiderations: { requiredForSatisfied: "always", requiredForNotSatisfied: "always", requiredForCompleted: "always", requiredForIncomplete: "always", measureSatisfactionIfActive: true, ...considerations },
      objectives: objectives ?? [objective("")],
      deliveryControls: { tracked: true, completionSetByContent: true, objectiveSetByContent: true, ...delivery },
      randomizationControls: { selectionTiming: "never", selectCount: null, randomizationTiming: "never", reorderChildren: false, ...random },
    },
  };
}

/** @param {string} objectiveID @param {any} [more] */
export function objective(objectiveID, more = {}) {
  return { objectiveID, satisfiedByMeasure: false, minNormalizedMeasure: 1, mapInfo: [], ...more };
}

/** @param {string} targetObjectiveID @param {any} [more] */
export function map(targetObjectiveID, more = {}) {
  const fields = ["RawScore", "MinScore", "MaxScore", "CompletionStatus", "ProgressMeasure"].flatMap((name) => [[`read${name}`, false], [`write${name}`, false]]);
  return { targetObjectiveID, readSatisfiedStatus: true, readNormalizedMeasure: true, writeSatisfiedStatus: false, writeNormalizedMeasure: false, ...Object.fromEntries(fields), ...more };
}

/** A rule with one condition: rule("skip", "satisfied"), rule("disabled", "not satisfied", { referencedObjective: "o" }). */
export function rule(action, text, more = {}) {
  const words = text.split(" ");
  return { action, conditionCombination: "all", conditions: [{ condition: words[words.length - 1], negated: words.length > 1, referencedObjective: "", measureThreshold: 0, ...more }] };
}

/** @param {any} root @param {any} [more] */
export function tree(root, more = {}) {
  return { standard: "scorm2004-4", identifier: root.identifier, title: root.title, objectivesGlobalToSystem: true, sharedDataGlobalToSystem: true, root, ...more };
}
