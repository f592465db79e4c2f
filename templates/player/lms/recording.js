// From run-time data to tracking: which element means what for sequencing (2004 RTE 4.2.4, 4.2.17 to 4.2.22; SN 4.2.1).

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").ObjectiveInfo} ObjectiveInfo
 */

/** @param {ActivityNode} node @param {Record<string, string>} values */
export function recordValues(node, values) {
  if ("cmi.core.lesson_status" in values) return recordLessonStatus(node, values);
  const count = Object.keys(values).reduce((most, element) => Math.max(most, Number(/^cmi\.objectives\.(\d+)\./.exec(element)?.[1] ?? -1) + 1), 0);
  for (let index = 0; index < count; index += 1) {
    const id = values[`cmi.objectives.${index}.id`];
    const objective = id ? node.objective(id) : null;
    if (objective) recordObjective(objective, values, `cmi.objectives.${index}`);
  }
  const completion = values["cmi.completion_status"];
  if (completion && completion !== "unknown") node.completed = completion === "completed";
  node.progress = numberOf(values["cmi.progress_measure"]) ?? node.progress;
  recordObjective(node.primary, values, "cmi");
}

/** What is unknown stays as it was. @param {ObjectiveInfo} objective @param {Record<string, string>} values @param {string} prefix */
function recordObjective(objective, values, prefix) {
  const success = values[`${prefix}.success_status`];
  if (success === "passed" || success === "failed") objective.satisfied = success === "passed";
  const completion = values[`${prefix}.completion_status`];
  if (completion && completion !== "unknown") objective.completed = completion === "completed";
  objective.measure = numberOf(values[`${prefix}.score.scaled`]) ?? objective.measure;
  objective.progress = numberOf(values[`${prefix}.progress_measure`]) ?? objective.progress;
  objective.raw = numberOf(values[`${prefix}.score.raw`]) ?? objective.raw;
  objective.min = numberOf(values[`${prefix}.score.min`]) ?? objective.min;
  objective.max = numberOf(values[`${prefix}.score.max`]) ?? objective.max;
  const { satisfiedByMeasure, minNormalizedMeasure } = objective.definition;
  if (satisfiedByMeasure && objective.measure !== null) objective.satisfied = objective.measure >= minNormalizedMeasure;
}

/** SCORM 1.2: one status for both; passed and failed are completed (1.2 RTE 3.4.4). @param {ActivityNode} node @param {Record<string, string>} values */
function recordLessonStatus(node, values) {
  const status = values["cmi.core.lesson_status"];
  const raw = numberOf(values["cmi.core.score.raw"]);
  if (status && status !== "not attempted") node.completed = ["passed", "failed", "completed"].includes(status);
  node.primary.satisfied = status === "passed" ? true : status === "failed" ? false : null;
  node.primary.measure = raw === null ? null : raw / 100;
}

/** @param {string | undefined} text */
function numberOf(text) {
  return text === undefined || text.trim() === "" || !Number.isFinite(Number(text)) ? null : Number(text);
}
