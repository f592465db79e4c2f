// Objectives and what they share: local information first, then that of the global objective that is read (SN 3.10.3, 4.2.1).

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").ObjectiveInfo} ObjectiveInfo
 * @typedef {import("./activities.js").TreeState} TreeState
 * @typedef {import("./types.js").ObjectiveMap} ObjectiveMap
 */

/** Value → the fields of a map that let it be read and written. @type {Record<string, [keyof ObjectiveMap, keyof ObjectiveMap]>} */
const FIELDS = {
  satisfied: ["readSatisfiedStatus", "writeSatisfiedStatus"],
  measure: ["readNormalizedMeasure", "writeNormalizedMeasure"],
  completed: ["readCompletionStatus", "writeCompletionStatus"],
  progress: ["readProgressMeasure", "writeProgressMeasure"],
  raw: ["readRawScore", "writeRawScore"],
  min: ["readMinScore", "writeMinScore"],
  max: ["readMaxScore", "writeMaxScore"],
};

/**
 * A value as sequencing sees it: a global objective is read where nothing is known locally (SN 3.10.3).
 * @template {"satisfied" | "measure" | "completed" | "progress" | "raw" | "min" | "max"} Name
 * @param {TreeState} state @param {ObjectiveInfo} objective @param {Name} name @returns {ObjectiveInfo[Name]}
 */
function seen(state, objective, name) {
  if (objective[name] !== null && !objective.owner.areObjectivesOver) return objective[name];
  const field = /** @type {[keyof ObjectiveMap, keyof ObjectiveMap]} */ (FIELDS[name])[0];
  for (const map of objective.definition.mapInfo) {
    const value = map[field] ? state.globals.get(map.targetObjectiveID)?.[name] : undefined;
    if (value !== undefined && value !== null) return /** @type {ObjectiveInfo[Name]} */ (value);
  }
  return /** @type {ObjectiveInfo[Name]} */ (null);
}

/** @param {TreeState} state @param {ObjectiveInfo} objective */
export const measureOf = (state, objective) => seen(state, objective, "measure");

/** Where the measure decides, it decides here too, whoever supplied it (SN 3.10). @param {TreeState} state @param {ObjectiveInfo} objective */
export function satisfiedOf(state, objective) {
  const { satisfiedByMeasure, minNormalizedMeasure } = objective.definition;
  if (!satisfiedByMeasure) return seen(state, objective, "satisfied");
  if (objective.satisfied !== null && !objective.owner.areObjectivesOver) return objective.satisfied;
  const measure = measureOf(state, objective);
  return measure === null ? null : measure >= minNormalizedMeasure;
}

/** What a launch is told of its objectives. @param {TreeState} state @param {ActivityNode} node */
export function objectiveStates(state, node) {
  /** @type {Record<string, import("./types.js").ObjectiveStart>} */
  const states = {};
  for (const objective of node.objectives) {
    const { objectiveID } = objective.definition;
    if (!objectiveID) continue;
    /** @type {import("./types.js").ObjectiveStart} */
    const start = {};
    const satisfied = satisfiedOf(state, objective);
    const measure = measureOf(state, objective);
    const completed = seen(state, objective, "completed");
    const progress = seen(state, objective, "progress");
    if (satisfied !== null) start.satisfied = satisfied;
    if (measure !== null) start.measure = measure;
    if (completed !== null) start.completed = completed;
    if (progress !== null) start.progress = progress;
    states[objectiveID] = start;
  }
  return states;
}

/** Tells the global objectives what is known here, and says which of them changed. @param {TreeState} state @param {ActivityNode} node */
export function writeGlobals(state, node) {
  /** @type {Set<string>} */
  const changed = new Set();
  for (const objective of node.objectives) {
    for (const map of objective.definition.mapInfo) {
      for (const [name, [, write]] of Object.entries(FIELDS)) {
        const value = objective[/** @type {keyof typeof objective} */ (name)];
        if (!map[write] || value === null) continue;
        const shared = state.globals.get(map.targetObjectiveID) ?? {};
        if (shared[/** @type {keyof typeof shared} */ (name)] === value) continue;
        state.globals.set(map.targetObjectiveID, { ...shared, [name]: value });
        changed.add(map.targetObjectiveID);
      }
    }
  }
  return changed;
}

/** Activities that read one of these global objectives. @param {TreeState} state @param {Set<string>} targets */
export function readersOf(state, targets) {
  if (targets.size === 0) return [];
  return state.nodes.filter((node) => node.objectives.some(({ definition }) => definition.mapInfo.some((map) => targets.has(map.targetObjectiveID)
    && Object.values(FIELDS).some(([read]) => map[read]))));
}
