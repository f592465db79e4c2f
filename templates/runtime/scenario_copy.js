// What was chosen in scenarios while the LMS was away, where the learner went on elsewhere meanwhile: which of it the LMS
// lacks. Its state says how many endings were reached, and the last way. What is not certain counts as told, for nothing is
// to be told twice.

import { readKey } from "./key.js";
import { checksOf, storedSession } from "./scoring.js";
import { followPath } from "./scenes.js";

/** @typedef {import("./types.js").InteractionRecord} InteractionRecord */
/** @typedef {import("./types.js").QuestionData} QuestionData */
/** @typedef {import("./types.js").SessionData} SessionData */
/** @typedef {import("./state.js").StoredState} StoredState */

/**
 * Of the interactions of a copy those on scenarios, each with whether the LMS lacks it.
 * @param {SessionData[]} sessions
 * @param {StoredState} own      as the LMS has it
 * @param {StoredState} other    as the copy has it
 * @param {InteractionRecord[]} interactions
 */
export function lackingChoices(sessions, own, other, interactions) {
  /** @type {Map<InteractionRecord, boolean>} */
  const found = new Map();
  for (const session of sessions) {
    for (const question of checksOf(session)) {
      if (question.form !== "path") continue;
      // What is chosen in the scenes of a scenario is named after it; no id holds an underscore.
      const chosen = interactions.filter(({ id }) => id === question.lmsId || id.startsWith(`${question.lmsId}_`));
      const lacking = lackingOf(question, lastWay(question, session, own), lastWay(question, session, other), chosen);
      for (const each of chosen) found.set(each, lacking.includes(each));
    }
  }
  return found;
}

/** The last way, whether it is over, and how many endings were reached before it. @param {QuestionData} question @param {SessionData} session @param {StoredState} state */
function lastWay(question, session, state) {
  const check = storedSession(state, session).checks.find(({ slot }) => slot === question.slot);
  const { path, scene } = followPath(readKey(question).scenes ?? [], String(check?.response ?? "").split(" ")[0] ?? "");
  const isOver = scene.ending !== "";
  return { path, isOver, before: (check?.tries ?? 0) - Number(isOver) };
}

/**
 * @param {QuestionData} question
 * @param {ReturnType<typeof lastWay>} theirs    of the LMS
 * @param {ReturnType<typeof lastWay>} ours
 * @param {InteractionRecord[]} chosen
 */
function lackingOf(question, theirs, ours, chosen) {
  /** @type {InteractionRecord[][]} */
  const ways = [[]];
  for (const each of chosen) {
    ways[ways.length - 1]?.push(each);
    if (each.id === question.lmsId) ways.push([]);
  }
  if (ours.isOver) ways.pop();
  return ways.flatMap((way, at) => {
    const later = ways.length - 1 - at;
    const before = ours.before - later;
    if (before !== theirs.before) return before > theirs.before ? way : [];
    if (theirs.path === "") return way;
    const choices = way.filter(({ id }) => id !== question.lmsId);
    // Of a way that was followed by others, only what is in the copy is known.
    const path = later ? choices.map(({ response }) => response[0]).join("") : ours.path;
    let same = path.length;
    while (later ? !theirs.path.includes(path.slice(0, same)) : !theirs.path.startsWith(path.slice(0, same))) same -= 1;
    if (same === path.length && theirs.isOver) return [];
    return way.slice(Math.max(0, choices.length - (path.length - same)));
  });
}
