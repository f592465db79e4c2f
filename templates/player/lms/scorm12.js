// The LMS's side of SCORM 1.2 (Run-Time Environment, October 2001).

import { hundredthsOfTimespan, timespan } from "./durations.js";
import { rowsOf } from "./scorm12_model.js";
import { openSession } from "./session.js";

/**
 * @typedef {import("./types.js").Host} Host
 * @typedef {import("./types.js").Launch} Launch
 * @typedef {import("./types.js").Session} Session
 * @typedef {import("./types.js").Standard} Standard
 */

/** RTE 3.3.3: the codes and their names. */
const ERRORS = {
  0: "No error",
  101: "General exception",
  201: "Invalid argument error",
  202: "Element cannot have children",
  203: "Element not an array: cannot have count",
  301: "Not initialized",
  401: "Not implemented error",
  402: "Invalid set value, element is a keyword",
  403: "Element is read only",
  404: "Element is write only",
  405: "Incorrect data type",
};

/** A session that is over is not initialized any more (RTE 3.2.2): the same code as before LMSInitialize. */
const NOT_INITIALIZED = { terminate: "301", get: "301", set: "301", commit: "301" };

/** @type {Standard} */
const SCORM12 = {
  methods: {
    initialize: "LMSInitialize", terminate: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit",
    lastError: "LMSGetLastError", errorString: "LMSGetErrorString", diagnostic: "LMSGetDiagnostic",
  },
  errors: ERRORS,
  codes: {
    argument: "201", initializedTwice: "101", initializedAfterEnd: "101", before: NOT_INITIALIZED, after: NOT_INITIALIZED,
    commitFailed: "101", terminateFailed: "101", noNameGet: "201", noNameSet: "201", undefinedElement: "401",
    noChildren: "202", noCount: "203", noVersion: "401", writeOnly: "404", readOnly: "403", keyword: "402",
    beyondEnd: "201", gap: "201", dependency: "101", type: "405", range: "405", unlawful: "101", noValue: null,
  },
  rows: rowsOf,
  names: { state: "cmi.suspend_data", exit: "cmi.core.exit", sessionTime: "cmi.core.session_time", totalTime: "cmi.core.total_time", entry: "cmi.core.entry" },
  hundredths: hundredthsOfTimespan,
  timeText: timespan,
  decided: () => null,
  barred: () => "",
  unlawful: () => "",
  stateLimit: () => 4096,
  isFinished: (stored) => ["passed", "failed", "completed"].includes(stored["cmi.core.lesson_status"] ?? ""),

  /** What becomes of the status (RTE 3.4.4, cmi.core.lesson_status). */
  end({ values, launch: { mode, masteryScore } }) {
    const remarks = [];
    const status = values.get("cmi.core.lesson_status");
    const raw = values.get("cmi.core.score.raw");
    if (!values.has("cmi.core.session_time")) remarks.push("cmi.core.session_time was never set: this session adds nothing to the total time.");
    if (status === "not attempted") {
      const becomes = mode === "browse" ? "browsed" : "completed";
      values.set("cmi.core.lesson_status", becomes);
      remarks.push(`The content set no cmi.core.lesson_status, so the LMS makes it “${becomes}”.`);
    }
    if (values.get("cmi.core.credit") === "credit" && masteryScore !== null && raw) {
      const judged = Number(raw) >= masteryScore ? "passed" : "failed";
      if (status !== judged) remarks.push(`Mastery score ${masteryScore}, raw score ${raw}: the LMS makes “${status}” “${judged}”.`);
      values.set("cmi.core.lesson_status", judged);
    }
    return remarks;
  },
};

/** @param {Launch} launch @param {Host} host @returns {Session} */
export function createScorm12(launch, host) {
  return openSession(SCORM12, launch, host);
}
