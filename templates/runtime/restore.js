// A state that another version of the course wrote: what still matches is kept, the rest is dropped.

import { assessmentQuestions, checksOf } from "./scoring.js";

/**
 * @typedef {import("./types.js").SessionData} SessionData
 * @typedef {import("./state.js").StoredState} StoredState
 */

/** @param {StoredState} state @param {SessionData[]} sessions @returns {{state: StoredState, dropped: boolean}} */
export function fitState(state, sessions) {
  let dropped = false;
  /** @template T @param {T[]} items @param {(item: T) => boolean} matches */
  const keep = (items, matches) => {
    const kept = items.filter(matches);
    if (kept.length < items.length) dropped = true;
    return kept;
  };
  const fitted = keep(state.sessions, ({ slot }) => sessions.some((session) => session.slot === slot)).map((stored) => {
    const session = sessions.find(({ slot }) => slot === stored.slot);
    if (!session) return stored;
    const pages = new Set(session.pages.map(({ slot }) => slot));
    const checks = new Set(checksOf(session).map(({ slot }) => slot));
    const questions = new Set(assessmentQuestions(session).map(({ slot }) => slot));
    const objectives = new Set(session.objectives.map(({ slot }) => slot));
    const hasAssessment = session.assessment !== null;
    if (!hasAssessment && (stored.running || stored.last || stored.finished > 0)) dropped = true;
    return {
      ...stored,
      seen: keep(stored.seen, (slot) => pages.has(slot)),
      checks: keep(stored.checks, ({ slot }) => checks.has(slot)),
      finished: hasAssessment ? stored.finished : 0,
      best: hasAssessment ? stored.best : 0,
      objectives: keep(stored.objectives, ({ slot }) => objectives.has(slot)),
      running: hasAssessment && stored.running ? keep(stored.running, ({ slot }) => questions.has(slot)) : null,
      begun: hasAssessment && stored.running && session.assessment?.timeLimit ? stored.begun : 0,
      last: hasAssessment && stored.last ? { ...stored.last, answers: keep(stored.last.answers, ({ slot }) => questions.has(slot)) } : null,
    };
  });
  return { state: { ...state, sessions: fitted }, dropped };
}
