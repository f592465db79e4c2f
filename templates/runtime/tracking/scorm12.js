// SCORM 1.2. Knows the standard's words, limits and what LMSs make of them; decides nothing about a learner's progress.
//
// The one lesson_status that completion and success become ("final": nothing is left to do):
//
//   completed | passed        | passed-failed | passed-incomplete | completed-incomplete
//   ----------+---------------+---------------+-------------------+---------------------
//   yes       | yes           | passed        | passed            | completed
//   yes       | not judged    | completed     | completed         | completed
//   yes       | no            | failed        | incomplete        | completed
//   no        | no, final     | failed        | incomplete        | incomplete
//   no        | anything else | incomplete    | incomplete        | incomplete
//
// A learner who failed but may try again, or has other sessions before them, stays "incomplete": Moodle takes "failed" for
// the end and opens the course only for review from then on. A status never goes back: passed > completed > failed > incomplete.

import { findApi } from "./api_search.js";
import { knownCount, knownMode, knownNumber, naturalName, oneLine, openApi, plainNumber, plainWord, spanSeconds, twoDigits } from "./api_call.js";
import { oldPattern } from "./patterns.js";

/**
 * @typedef {import("../types.js").CourseData} CourseData
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").InteractionRecord} InteractionRecord
 * @typedef {import("../types.js").Launch} Launch
 * @typedef {import("../types.js").ObjectiveRecord} ObjectiveRecord
 * @typedef {import("../types.js").Outcome} Outcome
 * @typedef {import("../types.js").Tracker} Tracker
 */

const STATUS_RANKS = ["not attempted", "incomplete", "failed", "completed", "passed"];
const STRING_LIMIT = 255;
// Element not implemented; what is optional in SCORM 1.2 need not be there.
const UNSUPPORTED_CODES = ["401"];

/** @param {Environment} environment @param {CourseData} course @returns {Tracker} */
export function createTracker(environment, course) {
  /** @type {ReturnType<typeof openApi> | null} */
  let lms = null;
  let writable = false;
  let changed = false;
  let status = "";
  let score = -1;
  /** null: the LMS does not say. @type {number | null} */
  let count = null;
  /** @type {Map<number, number>} */
  const places = new Map();
  /** @type {Map<string, {index: number, score: number, status: string}>} */
  const objectives = new Map();

  /** @returns {Launch} */
  function start() {
    const api = findApi(environment.window, "API", ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit"]);
    const opened = api && openApi(api, { set: "LMSSetValue", get: "LMSGetValue", error: "LMSGetLastError" }, UNSUPPORTED_CODES);
    lms = opened && (opened.succeeds("LMSInitialize", "") || isRunning(opened)) ? opened : null;
    writable = false;
    changed = false;
    places.clear();
    if (!lms) return { connected: false, learnerId: "", learnerName: "", mode: "normal", location: "", state: "", interactionCount: 0 };
    const mode = knownMode(lms.get("cmi.core.lesson_mode"));
    writable = mode === "normal";
    if (writable) put("cmi.core.exit", "suspend");
    const state = lms.get("cmi.suspend_data");
    status = plainWord(lms.get("cmi.core.lesson_status"));
    score = knownNumber(lms.get("cmi.core.score.raw")) ?? -1;
    // Without a status LMSFinish makes "completed" of it. With a state, the record says what the status is.
    if (writable && !state && statusRank(status) < 1 && put("cmi.core.lesson_status", "incomplete")) status = "incomplete";
    count = knownCount(lms.get("cmi.interactions._count"));
    if (writable) findObjectives();
    return {
      connected: true,
      learnerId: lms.get("cmi.core.student_id"),
      learnerName: naturalName(lms.get("cmi.core.student_name")),
      mode,
      location: lms.get("cmi.core.lesson_location"),
      state,
      interactionCount: count ?? 0,
      ...(course.xapi ? { launchData: lms.get("cmi.launch_data") } : {}),
    };
  }

  /** Whether the LMS is in a session that a page before this one initialised. @param {ReturnType<typeof openApi>} opened */
  function isRunning(opened) {
    return opened.errorCode() === "101" && opened.get("cmi.core.student_id") !== "" && opened.errorCode() === "0";
  }

  function findObjectives() {
    objectives.clear();
    const known = knownCount(lms?.get("cmi.objectives._count") ?? "") ?? 0;
    for (let index = 0; index < known; index += 1) {
      const entry = `cmi.objectives.${index}`;
      // Some LMSs count entries and do not give their ids back: they are ours, in the order in which we write them.
      const id = lms?.get(`${entry}.id`) || course.objectives[index]?.id;
      if (!id || objectives.has(id)) continue;
      const raw = knownNumber(lms?.get(`${entry}.score.raw`) ?? "") ?? -1;
      objectives.set(id, { index, score: raw, status: plainWord(lms?.get(`${entry}.status`) ?? "") });
    }
  }

  /** @param {string} element @param {string} value */
  function put(element, value) {
    if (!lms) return false;
    if (!writable) return true;
    if (lms.taken.get(element) !== value) changed = true;
    return lms.put(element, value);
  }

  /** @param {[string, string][]} pairs   each is tried, whatever became of those before */
  function putAll(pairs) {
    return pairs.map(([element, value]) => put(element, value)).every(Boolean);
  }

  /** @param {InteractionRecord} interaction */
  function recordInteraction(interaction) {
    const end = count === null ? interaction.ordinal : count;
    const index = places.get(interaction.ordinal) ?? Math.min(interaction.ordinal, end);
    const entry = `cmi.interactions.${index}`;
    if (!put(`${entry}.id`, interaction.id)) return false;
    places.set(interaction.ordinal, index);
    if (count !== null) count = Math.max(count, index + 1);
    const when = new Date(interaction.time);
    const right = [interaction.correct, ...(interaction.others ?? [])].filter((parts) => parts.length > 0);
    const patterns = right.map((parts) => oldPattern(interaction.type, parts)).filter(Boolean);
    /** @type {[string, string][]} */
    const pairs = [
      ["type", interaction.type === "long-fill-in" ? "fill-in" : interaction.type],
      ...interaction.objectives.map((id, at) => /** @type {[string, string]} */ ([`objectives.${at}.id`, id])),
      ["time", [when.getHours(), when.getMinutes(), when.getSeconds()].map(twoDigits).join(":")],
      ...patterns.map((text, at) => /** @type {[string, string]} */ ([`correct_responses.${at}.pattern`, text])),
      ["weighting", plainNumber(interaction.weighting, 2)],
      ["student_response", oldPattern(interaction.type, interaction.response)],
      ["result", interaction.isCorrect === null ? "neutral" : interaction.isCorrect ? "correct" : "wrong"],
      ["latency", scormTimespan(interaction.latency)],
    ];
    // In this order: without a type, nothing that follows is lawful.
    return pairs.every(([part, value]) => put(`${entry}.${part}`, value));
  }

  /** @param {ObjectiveRecord} objective */
  function setObjective(objective) {
    if (objective.score === null && !objective.completed) return true;
    const known = objectiveEntry(objective.id);
    if (!known) return false;
    const entry = `cmi.objectives.${known.index}`;
    const next = objective.passed ? "passed" : objective.completed ? (objective.passed === false ? "failed" : "completed") : "incomplete";
    let isTaken = true;
    if (objective.score !== null && objective.score >= known.score) {
      isTaken = putAll([
        [`${entry}.score.min`, "0"],
        [`${entry}.score.max`, "100"],
        [`${entry}.score.raw`, plainNumber(objective.score, 2)],
      ]);
      if (isTaken) known.score = objective.score;
    }
    if (statusRank(next) >= statusRank(known.status)) {
      if (put(`${entry}.status`, next)) known.status = next;
      else isTaken = false;
    }
    return isTaken;
  }

  /** Makes entries for all objectives at once, so that their order is known where ids cannot be read. @param {string} wanted */
  function objectiveEntry(wanted) {
    for (const { id } of course.objectives) {
      if (objectives.has(id)) continue;
      const index = [...objectives.values()].reduce((end, entry) => Math.max(end, entry.index + 1), 0);
      if (!put(`cmi.objectives.${index}.id`, id)) break;
      objectives.set(id, { index, score: -1, status: "" });
    }
    return objectives.get(wanted);
  }

  /** @param {number} percent */
  function setScore(percent) {
    if (percent < score) return true;
    const isTaken = putAll([
      ["cmi.core.score.min", "0"],
      ["cmi.core.score.max", "100"],
      ["cmi.core.score.raw", plainNumber(percent, 2)],
    ]);
    if (isTaken) score = percent;
    return isTaken;
  }

  /** @param {Outcome} outcome */
  function setOutcome(outcome) {
    const next = lessonStatus(outcome, course.scorm12Status);
    if (statusRank(next) < statusRank(status)) return true;
    if (!put("cmi.core.lesson_status", next)) return false;
    status = next;
    return true;
  }

  function commit() {
    if (!lms) return false;
    if (!writable) return true;
    if (lms.succeeds("LMSCommit", "")) {
      changed = false;
      return true;
    }
    return false;
  }

  function terminate() {
    const ending = lms;
    if (!ending) return false;
    // Few LMSs lose what was set when LMSFinish comes without a commit; none minds one.
    const isKept = !changed || commit();
    lms = null;
    const method = ["LMSFinish", "LMSTerminate"].find(ending.has);
    return method ? ending.succeeds(method, "") : isKept;
  }

  return {
    start,
    setLocation: (location) => put("cmi.core.lesson_location", location.length > STRING_LIMIT ? "" : oneLine(location, STRING_LIMIT)),
    setState: (state) => put("cmi.suspend_data", state),
    recordInteraction,
    setObjective,
    setProgress: () => true,
    setScore,
    setOutcome,
    setSessionTime: (seconds) => put("cmi.core.session_time", scormTimespan(seconds)),
    spentBefore: () => spanSeconds(lms?.get("cmi.core.total_time") ?? ""),
    forget: () => lms?.taken.clear(),
    commit,
    terminate,
  };
}

/** See the table above. @param {Outcome} outcome @param {CourseData["scorm12Status"]} policy */
export function lessonStatus({ completed, passed, final }, policy) {
  if (policy === "completed-incomplete") return completed ? "completed" : "incomplete";
  if (passed === false) return policy === "passed-failed" && (completed || final) ? "failed" : "incomplete";
  if (!completed) return "incomplete";
  return passed ? "passed" : "completed";
}

/** @param {string} status */
function statusRank(status) {
  return STATUS_RANKS.indexOf(status);
}

/** HHHH:MM:SS.cc @param {number} seconds */
function scormTimespan(seconds) {
  const hundredths = Math.min(Math.round(Math.max(seconds, 0) * 100), 9999 * 360000);
  const whole = Math.floor(hundredths / 100);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${String(hours).padStart(4, "0")}:${twoDigits(minutes)}:${twoDigits(whole % 60)}.${twoDigits(hundredths % 100)}`;
}
