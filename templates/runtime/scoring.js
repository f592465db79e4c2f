// What a learner's answers are worth. Pure: the only place that decides scores, completion and success.
//
// A course: completed when every session is. Its score is the mean of the best scores over the sessions with an assessment,
// one not taken counting 0; null until an attempt was finished. Passed when every such session is passed; not passed when
// each has a finished attempt, or one has no attempts left, and not all are passed; not judged (null) before that.
// A result once reached stays, whatever a later version of the course asks for.

import { emptySession } from "./state.js";

/**
 * @typedef {import("./types.js").CourseData} CourseData
 * @typedef {import("./types.js").ObjectiveRecord} ObjectiveRecord
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").PageData} PageData
 * @typedef {import("./types.js").QuestionData} QuestionData
 * @typedef {import("./types.js").SessionData} SessionData
 * @typedef {import("./types.js").SessionObjective} SessionObjective
 * @typedef {import("./state.js").StoredSession} StoredSession
 * @typedef {import("./state.js").StoredState} StoredState
 */

/** @param {SessionData} session @returns {QuestionData[]} */
export function checksOf(session) {
  return session.pages.filter((page) => !page.isAssessment).flatMap((page) => page.questions);
}

/** @param {SessionData} session @returns {QuestionData[]} */
export function assessmentQuestions(session) {
  return session.assessment ? session.pages.filter((page) => page.isAssessment).flatMap((page) => page.questions) : [];
}

/** @param {StoredState} state @param {SessionData} session @returns {StoredSession} */
export function storedSession(state, session) {
  return state.sessions.find(({ slot }) => slot === session.slot) ?? emptySession(session.slot);
}

/**
 * Percent with two decimals of the points of those questions; null if there are no points to be had.
 * @param {QuestionData[]} questions
 * @param {Map<string, number>} shares   of the points of each question, by its id
 */
export function scorePercent(questions, shares) {
  const points = pointsOf(questions);
  const gained = questions.reduce((sum, question) => sum + question.points * (shares.get(question.id) ?? 0), 0);
  return points > 0 ? Math.round((gained / points) * 10000) / 100 : null;
}

/** @param {QuestionData[]} questions */
function pointsOf(questions) {
  return questions.reduce((sum, { points }) => sum + points, 0);
}

/**
 * The score of each part with a pass mark of its own that those questions are about.
 * @param {SessionData} session @param {QuestionData[]} questions @param {Map<string, number>} shares
 */
export function partScores(session, questions, shares) {
  return (session.assessment?.parts ?? []).flatMap(({ title, passMark, questions: ids }) => {
    const score = scorePercent(questions.filter(({ id }) => ids.includes(id)), shares);
    return score === null ? [] : [{ title, score, passMark }];
  });
}

/** @param {SessionData} session @param {SessionObjective} objective */
export function objectiveQuestions(session, objective) {
  return assessmentQuestions(session).filter(({ id }) => objective.questions.includes(id));
}

/** Attempts that may still be started; null: no limit. @param {SessionData} session @param {StoredSession} stored */
export function attemptsLeft(session, stored) {
  if (!session.assessment) return 0;
  return session.assessment.attempts === 0 ? null : Math.max(0, session.assessment.attempts - stored.finished);
}

/** @param {SessionData} session @param {StoredSession} stored @returns {boolean | null} */
export function sessionPassed(session, stored) {
  if (stored.passed) return true;
  return session.assessment && stored.finished > 0 ? false : null;
}

/** A scenario that was begun has no ending yet, and no tries. @param {StoredSession} stored @param {QuestionData} check */
export function isAnswered({ checks }, { slot }) {
  return checks.some((check) => check.slot === slot && check.tries > 0);
}

/** Of what completeWhen asks: parts done, and all. @param {SessionData} session @param {StoredSession} stored */
export function completionParts(session, stored) {
  const contentPages = session.pages.filter((page) => !page.isAssessment);
  const checks = checksOf(session).filter(({ required }) => required);
  let done = 0;
  let parts = 0;
  for (const condition of session.completeWhen) {
    if (condition === "pages") {
      done += contentPages.filter(({ slot }) => stored.seen.includes(slot)).length;
      parts += contentPages.length;
    } else if (condition === "checks") {
      done += checks.filter((check) => isAnswered(stored, check)).length;
      parts += checks.length;
    } else {
      done += (condition === "passed" ? stored.passed : stored.finished > 0) ? 1 : 0;
      parts += 1;
    }
  }
  return { done, parts };
}

/** 0 to 1; 1 only when completed. @param {SessionData} session @param {StoredSession} stored */
export function sessionFraction(session, stored) {
  if (stored.completed) return 1;
  const { done, parts } = completionParts(session, stored);
  return parts > 0 ? done / parts : 0;
}

/** Not passed, and no attempt is left. @param {SessionData} session @param {StoredSession} stored */
export function isOutOfAttempts(session, stored) {
  return session.assessment !== null && !stored.passed && !stored.running && attemptsLeft(session, stored) === 0;
}

/** Completed, or all that is open is to pass, for which no attempt is left. @param {SessionData} session @param {StoredSession} stored */
export function isExhausted(session, stored) {
  if (stored.completed) return true;
  const { done, parts } = completionParts(session, stored);
  const lost = session.completeWhen.filter((condition) => condition === "passed").length;
  return isOutOfAttempts(session, stored) && done === parts - lost;
}

/**
 * @param {SessionData[]} sessions
 * @param {StoredState} state
 * @returns {Outcome & {fraction: number, score: number | null}}
 */
export function courseResult(sessions, state) {
  const pairs = sessions.map((session) => ({ session, stored: storedSession(state, session) }));
  const assessed = pairs.filter(({ session }) => session.assessment);
  const taken = assessed.filter(({ stored }) => stored.finished > 0);
  const completed = state.completed || (pairs.length > 0 && pairs.every(({ stored }) => stored.completed));
  const allPassed = state.passed || (assessed.length > 0 && assessed.every(({ stored }) => stored.passed));
  const isLost = assessed.some(({ session, stored }) => isOutOfAttempts(session, stored));
  const isJudged = taken.length > 0 && (taken.length === assessed.length || isLost);
  const mean = assessed.reduce((sum, { stored }) => sum + stored.best, 0) / (assessed.length || 1);
  const done = pairs.reduce((sum, { session, stored }) => sum + sessionFraction(session, stored), 0) / (pairs.length || 1);
  return {
    completed,
    passed: allPassed ? true : isJudged ? false : null,
    final: isLost && !allPassed && pairs.every(({ session, stored }) => isExhausted(session, stored)),
    attempts: taken.reduce((sum, { stored }) => sum + stored.finished, 0),
    fraction: completed ? 1 : Math.min(done, 0.9999),
    score: taken.length > 0 ? Math.round(mean) / 100 : null,
  };
}

/**
 * An objective over all sessions that serve it: its score is the share of its questions' points, those of an attempt not
 * taken counting 0, of the best that each session saw. Completed when each of these sessions has a finished attempt; one
 * without questions is completed with the pages that teach it, or with its sessions.
 * @param {CourseData["objectives"][number]} tracked
 * @param {SessionData[]} sessions
 * @param {StoredState} state
 * @returns {ObjectiveRecord}
 */
export function objectiveResult(tracked, sessions, state) {
  let points = 0;
  let gained = 0;
  let taken = 0;
  let assessed = 0;
  let served = 0;
  let taught = 0;
  for (const session of sessions) {
    const stored = storedSession(state, session);
    for (const objective of session.objectives.filter(({ id }) => id === tracked.id)) {
      const own = pointsOf(objectiveQuestions(session, objective));
      const best = stored.objectives.find(({ slot }) => slot === objective.slot);
      const pages = session.pages.filter((page) => objective.pages.includes(page.id) && !page.isAssessment);
      served += 1;
      if (stored.completed || (pages.length > 0 && pages.every(({ slot }) => stored.seen.includes(slot)))) taught += 1;
      if (own <= 0) continue;
      assessed += 1;
      points += own;
      if (best) {
        taken += 1;
        gained += (own * best.best) / 100;
      }
    }
  }
  const score = taken > 0 ? Math.round((gained / points) * 100) / 100 : null;
  const completed = assessed > 0 ? taken === assessed : served > 0 && taught === served;
  const isPassed = tracked.passMark !== null && score !== null && score >= tracked.passMark;
  return {
    id: tracked.id,
    title: tracked.title,
    score,
    completed,
    passed: isPassed ? true : tracked.passMark !== null && completed && score !== null ? false : null,
  };
}
