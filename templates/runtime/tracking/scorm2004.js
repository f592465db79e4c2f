// SCORM 2004, 3rd and 4th edition. Knows the standard's words, limits and what LMSs make of them.
//
// Completion and success are always both sent. Neither goes back: completed > incomplete, passed > failed > unknown.
// Moodle sends everything anew at each commit, when a page closes as a multipart beacon, and loses all of it beyond
// 64 KiB. So answers are journalled, one interaction each, and the entries get slimmer as what we wrote comes nearer to
// that: without description, then without what the package says anyway (weighting, objectives). When it is full an answer
// takes the place of the last one to the same question, or of any that has a later one; a first answer that finds no place
// even then is in the stored state only.

import { findApi } from "./api_search.js";
import { knownCount, knownMode, knownNumber, naturalName, oneLine, openApi, plainNumber, plainWord, spanSeconds, twoDigits } from "./api_call.js";
import { pattern } from "./patterns.js";

/**
 * @typedef {import("../types.js").CourseData} CourseData
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").InteractionRecord} InteractionRecord
 * @typedef {import("../types.js").Launch} Launch
 * @typedef {import("../types.js").ObjectiveRecord} ObjectiveRecord
 * @typedef {import("../types.js").Outcome} Outcome
 * @typedef {import("../types.js").Tracker} Tracker
 */

const COMPLETION_RANKS = ["unknown", "not attempted", "incomplete", "completed"];
const SUCCESS_RANKS = ["unknown", "failed", "passed"];
const LOCATION_LIMIT = 1000;
const DESCRIPTION_LIMIT = 250;
const BEACON_BYTES = 65536;
const JOURNAL_BYTES = 52000;
const SLIM_BYTES = [30000, 42000];
const FULL_BYTES = 60000;
// What a multipart form adds to each element's name and value, and what an objective not yet written will take.
const FIELD_BYTES = 106;
const OBJECTIVE_BYTES = 1250;
// Undefined element, unimplemented element.
const UNSUPPORTED_CODES = ["401", "402"];

/** @param {Environment} environment @param {CourseData} course @returns {Tracker} */
export function createTracker(environment, course) {
  /** @type {ReturnType<typeof openApi> | null} */
  let lms = null;
  let writable = false;
  let changed = false;
  let completion = "";
  let success = "";
  let score = -1;
  let progress = -1;
  /** null: the LMS does not say. @type {number | null} */
  let count = null;
  let bytes = 0;
  /** Bytes of each element that the LMS holds. @type {Map<string, number>} */
  const sizes = new Map();
  /** @type {Map<number, {index: number, slim: number}>} */
  const places = new Map();
  /** Ids of interactions by index. @type {string[]} */
  let ids = [];
  /** @type {Map<string, {index: number, score: number, completion: string, success: string}>} */
  const objectives = new Map();

  /** @returns {Launch} */
  function start() {
    const api = findApi(environment.window, "API_1484_11", ["Initialize", "GetValue", "SetValue", "Commit"]);
    const opened = api && openApi(api, { set: "SetValue", get: "GetValue", error: "GetLastError" }, UNSUPPORTED_CODES);
    // 103: already initialised, by a page of ours that was reloaded.
    lms = opened && (opened.succeeds("Initialize", "") || opened.errorCode() === "103") ? opened : null;
    writable = false;
    changed = false;
    bytes = 0;
    ids = [];
    for (const known of [sizes, places, objectives]) known.clear();
    if (!lms) return { connected: false, learnerId: "", learnerName: "", mode: "normal", location: "", state: "", interactionCount: 0 };
    const mode = knownMode(lms.get("cmi.mode"));
    writable = mode === "normal";
    // Moodle gives data back only after "suspend".
    if (writable) put("cmi.exit", "suspend");
    const state = lms.get("cmi.suspend_data");
    completion = plainWord(lms.get("cmi.completion_status"));
    success = plainWord(lms.get("cmi.success_status"));
    score = knownNumber(lms.get("cmi.score.raw")) ?? -1;
    progress = knownNumber(lms.get("cmi.progress_measure")) ?? -1;
    if (writable && !state) setOutcome({ completed: false, passed: null, final: false, attempts: 0 });
    count = knownCount(lms.get("cmi.interactions._count"));
    if (writable) {
      findInteractions();
      findObjectives();
    }
    return {
      connected: true,
      learnerId: lms.get("cmi.learner_id"),
      learnerName: naturalName(lms.get("cmi.learner_name")),
      mode,
      location: lms.get("cmi.location"),
      state,
      interactionCount: count ?? 0,
      ...(course.xapi ? { launchData: lms.get("cmi.launch_data") } : {}),
    };
  }

  /** What earlier launches left counts for the beacon too. */
  function findInteractions() {
    for (let index = 0; index < (count ?? 0); index += 1) {
      const entry = `cmi.interactions.${index}`;
      const parts = ["id", "type", "timestamp", "weighting", "learner_response", "result", "latency", "description"];
      const values = parts.map((part) => [`${entry}.${part}`, lms?.get(`${entry}.${part}`) ?? ""]);
      for (const [list, part] of [["correct_responses", "pattern"], ["objectives", "id"]]) {
        const entries = knownCount(lms?.get(`${entry}.${list}._count`) ?? "") ?? 0;
        for (let at = 0; at < entries; at += 1) values.push([`${entry}.${list}.${at}.${part}`, lms?.get(`${entry}.${list}.${at}.${part}`) ?? ""]);
      }
      for (const [element, value] of values) if (element && value) weigh(element, value);
      ids[index] = String(values[0]?.[1]);
    }
  }

  function findObjectives() {
    const known = knownCount(lms?.get("cmi.objectives._count") ?? "") ?? 0;
    for (let index = 0; index < known; index += 1) {
      const entry = `cmi.objectives.${index}`;
      /** @param {string} part */
      const read = (part) => {
        const value = lms?.get(`${entry}.${part}`) ?? "";
        if (value) weigh(`${entry}.${part}`, value);
        return value;
      };
      // Some LMSs count entries and do not give their ids back: they are ours, in the order in which we write them.
      const id = read("id") || course.objectives[index]?.id;
      for (const part of ["score.min", "score.max", "score.scaled", "progress_measure", "description"]) read(part);
      const entryOfId = { index, score: knownNumber(read("score.raw")) ?? -1, completion: plainWord(read("completion_status")), success: plainWord(read("success_status")) };
      if (id && !objectives.has(id)) objectives.set(id, entryOfId);
    }
  }

  /** @param {string} element @param {string} value */
  function weigh(element, value) {
    const size = FIELD_BYTES + element.length + utf8Length(value);
    bytes += size - (sizes.get(element) ?? 0);
    sizes.set(element, size);
  }

  /** @param {string} element @param {string} value */
  function put(element, value) {
    if (!lms) return false;
    if (!writable) return true;
    if (lms.taken.get(element) !== value) changed = true;
    if (!lms.put(element, value)) return false;
    weigh(element, value);
    return true;
  }

  /** @param {[string, string][]} pairs   each is tried, whatever became of those before */
  function putAll(pairs) {
    return pairs.map(([element, value]) => put(element, value)).every(Boolean);
  }

  /** With room kept for objectives that have no status yet. */
  function bytesPlanned() {
    return bytes + OBJECTIVE_BYTES * course.objectives.filter(({ id }) => !objectives.get(id)?.completion).length;
  }

  /**
   * Index for an interaction and how slim it is to be, remembered for when it has to be sent again. Index -1: no room.
   * @param {InteractionRecord} interaction
   */
  function placeOf({ ordinal, id, objectives: linked }) {
    const known = places.get(ordinal);
    if (known) return known;
    const end = count === null ? ordinal : count;
    const filled = bytesPlanned();
    /** @param {number} index @param {string} part */
    const has = (index, part) => sizes.has(`cmi.interactions.${index}.${part}`);
    const last = ids.lastIndexOf(id);
    let place = { index: Math.min(ordinal, end), slim: SLIM_BYTES.filter((limit) => filled >= limit).length };
    // An LMS that does not say how many entries it has gets one for each answer: left out here, it would be a gap at the next
    // launch. Such LMSs (Open edX) are sent each value as it is set, and no beacon.
    if (count !== null && ordinal >= end && filled >= JOURNAL_BYTES && (last >= 0 || filled >= FULL_BYTES)) {
      // Links to objectives can be replaced but not taken away.
      const isFree = (/** @type {string} */ other, /** @type {number} */ at) => ids.lastIndexOf(other) > at && !has(at, `objectives.${linked.length}.id`);
      const index = last >= 0 ? last : ids.findIndex(isFree);
      place = { index, slim: has(index, "description") ? 0 : has(index, "weighting") ? 1 : 2 };
    }
    places.set(ordinal, place);
    return place;
  }

  /** @param {InteractionRecord} interaction */
  function recordInteraction(interaction) {
    const { index, slim } = placeOf(interaction);
    if (index < 0) return true;
    const entry = `cmi.interactions.${index}`;
    if (!put(`${entry}.id`, interaction.id)) return false;
    ids[index] = interaction.id;
    if (count !== null) count = Math.max(count, index + 1);
    const right = [interaction.correct, ...(slim < 1 ? interaction.others ?? [] : [])].filter((parts) => parts.length > 0);
    const links = interaction.objectives.map((id, at) => /** @type {[string, string]} */ ([`objectives.${at}.id`, id]));
    /** @type {[string, string][]} */
    const pairs = [
      ["type", interaction.type],
      ...(slim < 2 ? links : []),
      ["timestamp", timestamp(interaction.time)],
      ...right.map((parts, at) => /** @type {[string, string]} */ ([`correct_responses.${at}.pattern`, pattern(interaction.type, parts)])),
      ["learner_response", pattern(interaction.type, interaction.response)],
      ["result", interaction.isCorrect === null ? "neutral" : interaction.isCorrect ? "correct" : "incorrect"],
      ["latency", isoDuration(interaction.latency)],
    ];
    if (slim < 2) pairs.push(["weighting", plainNumber(interaction.weighting, 2)]);
    if (slim < 1 && interaction.description) pairs.push(["description", oneLine(interaction.description, DESCRIPTION_LIMIT)]);
    // In this order: without a type, nothing that follows is lawful.
    return pairs.every(([part, value]) => put(`${entry}.${part}`, value));
  }

  /** @param {ObjectiveRecord} objective */
  function setObjective(objective) {
    if (objective.score === null && !objective.completed) return true;
    const known = objectiveEntry(objective.id);
    if (!known) return false;
    const entry = `cmi.objectives.${known.index}`;
    let isTaken = true;
    if (objective.score !== null && objective.score >= known.score) {
      isTaken = putAll(scoreOf(`${entry}.score`, objective.score));
      if (isTaken) known.score = objective.score;
    }
    const completionNext = objective.completed ? "completed" : "incomplete";
    if (COMPLETION_RANKS.indexOf(completionNext) >= COMPLETION_RANKS.indexOf(known.completion)) {
      if (put(`${entry}.completion_status`, completionNext)) known.completion = completionNext;
      else isTaken = false;
    }
    const successNext = successWord(objective.passed);
    if (SUCCESS_RANKS.indexOf(successNext) >= SUCCESS_RANKS.indexOf(known.success)) {
      if (put(`${entry}.success_status`, successNext)) known.success = successNext;
      else isTaken = false;
    }
    return isTaken;
  }

  /** Makes entries for all objectives at once, so that their order is known where ids cannot be read. @param {string} wanted */
  function objectiveEntry(wanted) {
    for (const { id, title } of course.objectives) {
      if (objectives.has(id)) continue;
      const index = [...objectives.values()].reduce((end, entry) => Math.max(end, entry.index + 1), 0);
      if (!put(`cmi.objectives.${index}.id`, id)) break;
      objectives.set(id, { index, score: -1, completion: "", success: "" });
      put(`cmi.objectives.${index}.description`, oneLine(title, DESCRIPTION_LIMIT));
    }
    return objectives.get(wanted);
  }

  /** @param {number} percent */
  function setScore(percent) {
    if (percent < score) return true;
    const isTaken = putAll(scoreOf("cmi.score", percent));
    if (isTaken) score = percent;
    return isTaken;
  }

  /** @param {number} fraction */
  function setProgress(fraction) {
    if (fraction < progress) return true;
    if (!put("cmi.progress_measure", plainNumber(fraction, 4))) return false;
    progress = fraction;
    return true;
  }

  /** @param {Outcome} outcome */
  function setOutcome({ completed, passed }) {
    const completionNext = completed ? "completed" : "incomplete";
    const successNext = successWord(passed);
    let isTaken = true;
    if (COMPLETION_RANKS.indexOf(completionNext) >= COMPLETION_RANKS.indexOf(completion)) {
      isTaken = put("cmi.completion_status", completionNext);
      if (isTaken) completion = completionNext;
    }
    if (SUCCESS_RANKS.indexOf(successNext) >= SUCCESS_RANKS.indexOf(success)) {
      if (put("cmi.success_status", successNext)) success = successNext;
      else isTaken = false;
    }
    return isTaken;
  }

  function commit() {
    if (!lms) return false;
    if (!writable) return true;
    if (lms.succeeds("Commit", "")) {
      changed = false;
      return true;
    }
    return false;
  }

  function terminate() {
    const ending = lms;
    if (!ending) return false;
    // Few LMSs lose what was set when Terminate comes without a commit; but two beacons share one 64 KiB.
    const isKept = !changed || (bytes * 2 < BEACON_BYTES && commit());
    lms = null;
    return ending.has("Terminate") ? ending.succeeds("Terminate", "") : isKept;
  }

  return {
    start,
    setLocation: (location) => put("cmi.location", location.length > LOCATION_LIMIT ? "" : oneLine(location, LOCATION_LIMIT)),
    setState: (state) => put("cmi.suspend_data", state),
    recordInteraction,
    setObjective,
    setProgress,
    setScore,
    setOutcome,
    setSessionTime: (seconds) => put("cmi.session_time", isoDuration(seconds)),
    spentBefore: () => spanSeconds(lms?.get("cmi.total_time") ?? ""),
    forget: () => lms?.taken.clear(),
    commit,
    terminate,
  };
}

/** @param {string} prefix @param {number} percent @returns {[string, string][]} */
function scoreOf(prefix, percent) {
  return [
    [`${prefix}.min`, "0"],
    [`${prefix}.max`, "100"],
    [`${prefix}.raw`, plainNumber(percent, 2)],
    [`${prefix}.scaled`, plainNumber(percent / 100, 4)],
  ];
}

/** @param {boolean | null} passed */
function successWord(passed) {
  return passed === null ? "unknown" : passed ? "passed" : "failed";
}

/** YYYY-MM-DDThh:mm:ss: Moodle takes a zone only after decimals. @param {number} time */
function timestamp(time) {
  const at = new Date(time);
  const day = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join("-");
  return `${day}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(":")}`;
}

/** PTnHnMn.nnS @param {number} seconds */
function isoDuration(seconds) {
  const hundredths = Math.round(Math.max(seconds, 0) * 100);
  const whole = Math.floor(hundredths / 100);
  return `PT${Math.floor(whole / 3600)}H${Math.floor(whole / 60) % 60}M${plainNumber((hundredths % 6000) / 100, 2)}S`;
}

/** @param {string} text */
function utf8Length(text) {
  return new TextEncoder().encode(text).length;
}
