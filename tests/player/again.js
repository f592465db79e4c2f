// npm's scorm-again and our pretend LMS, launched alike and given the same calls.

import { Scorm12API, Scorm2004API } from "scorm-again";
import { createScorm12 } from "../../templates/player/lms/scorm12.js";
import { createScorm2004 } from "../../templates/player/lms/scorm2004.js";
import { profileOf } from "./profiles.js";

const SILENT = 5;

/** @param {any} [more] */
export function launch(standard, more = {}) {
  return {
    standard, learnerId: "u1", learnerName: "Doe, Jo", language: "", mode: "normal", credit: true, stored: {}, launchData: "data", masteryScore: null,
    scaledPassingScore: null, completionThreshold: null, maxTimeAllowed: "", timeLimitAction: "", objectives: [], profile: profileOf("strict"), ...more,
  };
}

/** Both, launched alike. `call(method, ...args)` gives [result, error]. @param {any} start */
export function pair(start) {
  const is12 = start.standard === "scorm12";
  const stored = [];
  const ours = (is12 ? createScorm12 : createScorm2004)(start, { store: (values) => Boolean(stored.push(values)), now: () => 0 });
  const theirs = is12 ? again12(start) : again2004(start);
  const lastError = is12 ? "LMSGetLastError" : "GetLastError";
  const asked = (api) => (method, ...args) => [String(api[method](...args)), String(api[lastError]())];
  return {
    ours: { call: asked(ours.api), session: ours, stored, counts: () => countsOf((list) => lengthIn(ours.values(), list)) },
    theirs: { call: asked(theirs), api: theirs, counts: () => countsOf((list) => list.split(".").reduce((at, part) => (at?.childArray ? at.childArray[Number(part)] : at?.[part]), theirs)?.childArray?.length ?? 0) },
  };
}

const LISTS = ["cmi.interactions", "cmi.objectives", "cmi.comments_from_learner", "cmi.comments_from_lms", "adl.data"];

/** Takes away records that only they have: they come of values that were refused. @param {ReturnType<typeof pair>} both */
export function mend({ ours, theirs }) {
  const values = ours.session.values();
  const cut = (list, name) => {
    if (list?.childArray) list.childArray.length = Math.min(list.childArray.length, lengthIn(values, name));
  };
  for (const name of LISTS) cut(name.split(".").reduce((at, part) => at?.[part], theirs.api), name);
  theirs.api.cmi.interactions.childArray.forEach((interaction, at) => {
    for (const part of ["objectives", "correct_responses"]) cut(interaction[part], `cmi.interactions.${at}.${part}`);
  });
}

/** How long each list is, as text; lists inside lists too. @param {(list: string) => number} length */
function countsOf(length) {
  const inner = Array.from({ length: length("cmi.interactions") }, (_, at) => [`cmi.interactions.${at}.objectives`, `cmi.interactions.${at}.correct_responses`]).flat();
  return [...LISTS, ...inner].map((list) => `${list} ${length(list)}`).join(", ");
}

/** @param {Record<string, string>} values @param {string} list */
function lengthIn(values, list) {
  return Object.keys(values).filter((element) => element.startsWith(`${list}.`)).reduce((most, element) => Math.max(most, Number(element.slice(list.length + 1).split(".")[0]) + 1), 0);
}

function again12({ learnerId, learnerName, launchData, masteryScore }) {
  const api = new Scorm12API({ logLevel: SILENT });
  api.loadFromFlattenedJSON({
    "cmi.core.student_id": learnerId, "cmi.core.student_name": learnerName, "cmi.core.credit": "credit", "cmi.core.lesson_mode": "normal", "cmi.core.entry": "ab-initio",
    "cmi.launch_data": launchData, ...(masteryScore === null ? {} : { "cmi.student_data.mastery_score": String(masteryScore) }),
  });
  return api;
}

function again2004({ learnerId, learnerName, launchData, scaledPassingScore, completionThreshold }) {
  const api = new Scorm2004API({ logLevel: SILENT });
  api.loadFromFlattenedJSON({
    "cmi.learner_id": learnerId, "cmi.learner_name": learnerName, "cmi.credit": "credit", "cmi.mode": "normal", "cmi.entry": "ab-initio", "cmi.launch_data": launchData,
    ...(scaledPassingScore === null ? {} : { "cmi.scaled_passing_score": String(scaledPassingScore) }),
    ...(completionThreshold === null ? {} : { "cmi.completion_threshold": String(completionThreshold) }),
  });
  return api;
}
