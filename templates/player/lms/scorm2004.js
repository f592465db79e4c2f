// The LMS's side of SCORM 2004, 2nd to 4th edition (Run-Time Environment; navigation data model: Sequencing and Navigation 5.6).

import { shown } from "./access.js";
import { duration, hundredthsOfDuration } from "./durations.js";
import { DIFFERENT_PATTERNS, ONE_PATTERN } from "./scorm2004_formats.js";
import { rowsOf, stateLimit } from "./scorm2004_model.js";
import { openSession } from "./session.js";

/**
 * @typedef {import("./data_model.js").DataModel} DataModel
 * @typedef {import("./data_model.js").Place} Place
 * @typedef {import("./types.js").Host} Host
 * @typedef {import("./types.js").Launch} Launch
 * @typedef {import("./types.js").Session} Session
 * @typedef {import("./types.js").Standard} Standard
 */

/** RTE 3.1.7: the codes and their names. */
const ERRORS = {
  0: "No error",
  101: "General exception",
  102: "General initialization failure",
  103: "Already initialized",
  104: "Content instance terminated",
  111: "General termination failure",
  112: "Termination before initialization",
  113: "Termination after termination",
  122: "Retrieve data before initialization",
  123: "Retrieve data after termination",
  132: "Store data before initialization",
  133: "Store data after termination",
  142: "Commit before initialization",
  143: "Commit after termination",
  201: "General argument error",
  301: "General get failure",
  351: "General set failure",
  391: "General commit failure",
  401: "Undefined data model element",
  402: "Unimplemented data model element",
  403: "Data model element value not initialized",
  404: "Data model element is read only",
  405: "Data model element is write only",
  406: "Data model element type mismatch",
  407: "Data model element value out of range",
  408: "Data model dependency not established",
};

/** @type {Standard} */
const SCORM2004 = {
  methods: {
    initialize: "Initialize", terminate: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit",
    lastError: "GetLastError", errorString: "GetErrorString", diagnostic: "GetDiagnostic",
  },
  errors: ERRORS,
  codes: {
    argument: "201", initializedTwice: "103", initializedAfterEnd: "104",
    before: { terminate: "112", get: "122", set: "132", commit: "142" },
    after: { terminate: "113", get: "123", set: "133", commit: "143" },
    commitFailed: "391", terminateFailed: "111", noNameGet: "301", noNameSet: "351", undefinedElement: "401",
    noChildren: "301", noCount: "301", noVersion: "301", writeOnly: "405", readOnly: "404", keyword: "404",
    beyondEnd: "301", gap: "351", dependency: "408", type: "406", range: "407", unlawful: "351", noValue: "403",
  },
  rows: rowsOf,
  names: { state: "cmi.suspend_data", exit: "cmi.exit", sessionTime: "cmi.session_time", totalTime: "cmi.total_time", entry: "cmi.entry" },
  hundredths: hundredthsOfDuration,
  timeText: duration,
  stateLimit,
  isFinished: (stored) => stored["cmi.completion_status"] === "completed",

  decided({ values, launch }, element, host) {
    if (element === "cmi.completion_status") return completion(values, launch);
    if (element === "cmi.success_status") return success(values, launch);
    const asked = /^adl\.nav\.request_valid\.(\w+)(?:\.\{target=(.*)\})?$/.exec(element);
    return asked ? host.requestValid?.(String(asked[1]), asked[2] ?? "") ?? "unknown" : null;
  },

  barred({ launch }, { element, indices }) {
    if (!/^adl\.data\.\d+\.store$/.test(element)) return "";
    const bucket = launch.sharedData?.[Number(indices[0])];
    return !bucket ? "" : bucket.readable ? (bucket.writable ? "" : "readOnly") : bucket.writable ? "writeOnly" : "both";
  },

  unlawful(model, place, value) {
    const { name } = place.row;
    if (name === "cmi.objectives.n.id") return unlawfulObjective(model, place, value);
    if (name === "cmi.interactions.n.objectives.m.id") return twice(model, place, "id", (other) => other === value, value);
    if (name === "cmi.interactions.n.correct_responses.m.pattern") return unlawfulPattern(model, place, value);
    return "";
  },

  end(model) {
    const { values, launch } = model;
    const remarks = [];
    const exit = values.get("cmi.exit") ?? "";
    // A learner who suspends the whole course comes back to where he was (RTE 4.2.8, SN 5.6).
    if (values.get("adl.nav.request") === "suspendAll") values.set("cmi.exit", "suspend");
    else if (launch.mode === "normal" && exit !== "suspend" && values.get("cmi.suspend_data")) {
      remarks.push(`cmi.exit is “${exit}”, not “suspend”: the next launch is a new attempt, and what is in cmi.suspend_data is not handed back.`);
    }
    if (!values.has("cmi.session_time")) remarks.push("cmi.session_time was never set: this session adds nothing to the total time.");
    for (const [element, decided] of /** @type {[string, string | null][]} */ ([["cmi.completion_status", completion(values, launch)], ["cmi.success_status", success(values, launch)]])) {
      const set = values.get(element) ?? "unknown";
      if (decided === null || decided === set) continue;
      if (set !== "unknown") remarks.push(`The content set ${element} to “${set}”; the manifest's threshold makes it “${decided}”.`);
    }
    return remarks;
  },
};

/** RTE 4.2.4.1: a threshold decides, and while there is no progress nothing is known. @param {Map<string, string>} values @param {Launch} launch */
function completion(values, { completionThreshold }) {
  const progress = values.get("cmi.progress_measure");
  if (completionThreshold === null) return null;
  return progress === undefined ? "unknown" : Number(progress) >= completionThreshold ? "completed" : "incomplete";
}

/** RTE 4.2.22.1: a passing score decides, and while there is no score nothing is known. @param {Map<string, string>} values @param {Launch} launch */
function success(values, { scaledPassingScore }) {
  const score = values.get("cmi.score.scaled");
  if (scaledPassingScore === null) return null;
  return score === undefined ? "unknown" : Number(score) >= scaledPassingScore ? "passed" : "failed";
}

/** RTE 4.2.17.1: an id is there once, and stays. @param {DataModel} model @param {Place} place @param {string} value */
function unlawfulObjective(model, place, value) {
  const known = model.values.get(place.element);
  if (known !== undefined && known !== value) return `${place.element} is ${shown(known)} already; an objective keeps its id.`;
  return twice(model, place, "id", (other) => other === value, value);
}

/** RTE 4.2.9.1. @param {DataModel} model @param {Place} place @param {string} value */
function unlawfulPattern(model, place, value) {
  const type = model.record(place)("type") ?? "";
  if (ONE_PATTERN.includes(type) && Number(place.indices[1]) > 0) return `An interaction of type “${type}” has one right answer: correct_responses.0.`;
  if (!DIFFERENT_PATTERNS.includes(type)) return "";
  const normal = (/** @type {string} */ pattern) => (type === "choice" ? pattern.split("[,]").sort().join("[,]") : pattern);
  return twice(model, place, "pattern", (other) => normal(other) === normal(value), value);
}

/** Whether another entry of the list holds the same. @param {DataModel} model @param {Place} place @param {string} part @param {(other: string) => boolean} isSame @param {string} value */
function twice(model, { lists, indices }, part, isSame, value) {
  const list = String(lists[lists.length - 1]);
  const own = Number(indices[indices.length - 1]);
  for (let index = 0; index < model.count(list); index += 1) {
    const other = model.values.get(`${list}.${index}.${part}`);
    if (index !== own && other !== undefined && isSame(other)) return `${shown(value)} is ${list}.${index}.${part} already.`;
  }
  return "";
}

/** @param {Launch} launch @param {Host} host @returns {Session} */
export function createScorm2004(launch, host) {
  return openSession(SCORM2004, launch, host);
}
