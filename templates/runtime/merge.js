// Two states of one attempt made one: nothing that a learner did is dropped. Needed when the browser's copy is newer than
// what the LMS has, when two tabs are open, and when a learner went on elsewhere while a copy was waiting here.

import { assessmentQuestions, checksOf, storedSession } from "./scoring.js";

/**
 * @typedef {import("./types.js").InteractionRecord} InteractionRecord
 * @typedef {import("./types.js").SessionData} SessionData
 * @typedef {import("./state.js").StoredSession} StoredSession
 * @typedef {import("./state.js").StoredState} StoredState
 */

/** @param {StoredState} one @param {StoredState} other @returns {StoredState} */
export function mergeStates(one, other) {
  const [older, newer] = one.revision > other.revision ? [other, one] : [one, other];
  return {
    ...newer,
    ordinal: Math.max(one.ordinal, other.ordinal),
    completed: one.completed || other.completed,
    passed: one.passed || other.passed,
    location: newer.location ?? older.location,
    sessions: unionBySlot(older.sessions, newer.sessions, mergeSessions),
    media: [...older.media.filter(({ medium }) => newer.media.every((other) => other.medium !== medium)), ...newer.media],
  };
}

/** @param {StoredSession} older @param {StoredSession} newer @returns {StoredSession} */
function mergeSessions(older, newer) {
  const ahead = older.finished > newer.finished ? older : newer;
  const behind = ahead === older ? newer : older;
  const days = [older, newer].filter(({ completed }) => completed).map(({ day }) => day);
  const isLevel = older.finished === newer.finished;
  return {
    slot: newer.slot,
    completed: days.length > 0,
    day: days.length > 0 ? Math.min(...days) : 0,
    passed: older.passed || newer.passed,
    seen: [...new Set([...older.seen, ...newer.seen])].sort((a, b) => a - b),
    checks: unionBySlot(older.checks, newer.checks, (old, fresh) => (old.tries > fresh.tries ? old : fresh)),
    finished: ahead.finished,
    best: Math.max(older.best, newer.best),
    objectives: unionBySlot(older.objectives, newer.objectives, (old, fresh) => (old.best > fresh.best ? old : fresh)),
    running: isLevel && behind.running && ahead.running
      ? unionBySlot(behind.running, ahead.running, (old, fresh) => (old.confirmed ? old : fresh))
      : ahead.running ?? (isLevel ? behind.running : null),
    begun: isLevel && older.begun && newer.begun ? Math.min(older.begun, newer.begun) : ahead.begun || (isLevel ? behind.begun : 0),
    last: ahead.last ?? (isLevel ? behind.last : null),
  };
}

/** @template {{slot: number}} T @param {T[]} older @param {T[]} newer @param {(older: T, newer: T) => T} merge @returns {T[]} */
function unionBySlot(older, newer, merge) {
  const bySlot = new Map(older.map((item) => [item.slot, item]));
  for (const item of newer) {
    const known = bySlot.get(item.slot);
    bySlot.set(item.slot, known ? merge(known, item) : item);
  }
  return [...bySlot.values()].sort((a, b) => a.slot - b.slot);
}

/**
 * Interactions of a copy that the LMS lacks, where its state did not come from here. Those with places that it has filled
 * are in it, unless the learner went on elsewhere meanwhile: then its state counts fewer answers to a question than the
 * copy does, and the last ones of the copy get new places.
 * @param {SessionData[]} sessions
 * @param {StoredState} own                what the LMS has
 * @param {StoredState} other              what the copy says
 * @param {InteractionRecord[]} interactions   of the copy
 * @param {import("./types.js").Features["lackingChoices"]} lackingChoices
 */
export function missingInteractions(sessions, own, other, interactions, lackingChoices) {
  const missing = interactions.filter(({ ordinal }) => ordinal >= own.ordinal);
  const filled = interactions.filter(({ ordinal }) => ordinal < own.ordinal);
  const ofScenarios = lackingChoices?.(sessions, own, other, interactions);
  const strays = filled.filter((interaction, at) => {
    const { id } = interaction;
    const isLacking = ofScenarios?.get(interaction);
    if (isLacking !== undefined) return isLacking;
    const lacking = timesAnswered(sessions, other, id) - timesAnswered(sessions, own, id) - missing.filter((known) => known.id === id).length;
    return filled.slice(at).filter((later) => later.id === id).length <= lacking;
  });
  const end = Math.max(own.ordinal, ...missing.map(({ ordinal }) => ordinal + 1));
  return [...missing, ...strays.map((interaction, at) => ({ ...interaction, ordinal: end + at }))];
}

/** @param {SessionData[]} sessions @param {StoredState} state @param {string} lmsId */
function timesAnswered(sessions, state, lmsId) {
  for (const session of sessions) {
    const known = storedSession(state, session);
    const check = checksOf(session).find((question) => question.lmsId === lmsId);
    if (check) return known.checks.find(({ slot }) => slot === check.slot)?.tries ?? 0;
    const question = assessmentQuestions(session).find((other) => other.lmsId === lmsId);
    if (!question) continue;
    const isConfirmed = known.running?.some(({ slot, confirmed }) => slot === question.slot && confirmed);
    return known.finished + (isConfirmed ? 1 : 0);
  }
  return 0;
}
