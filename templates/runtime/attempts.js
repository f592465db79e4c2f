// Attempts at assessments: what is drawn, chosen, confirmed and handed in, and what comes of it.

import { drawingOrder, isDrawn } from "./draw.js";
import { packResponse, shareOf, unpackResponse } from "./responses.js";
import { assessmentQuestions, attemptsLeft, objectiveQuestions, partScores, scorePercent, storedSession } from "./scoring.js";
import { FIRST_DAY } from "./state.js";

/**
 * @typedef {import("./types.js").AttemptResult} AttemptResult
 * @typedef {import("./types.js").AttemptStatus} AttemptStatus
 * @typedef {import("./types.js").Moment} Moment
 * @typedef {import("./types.js").QuestionData} QuestionData
 * @typedef {import("./types.js").SessionData} SessionData
 * @typedef {import("./state.js").StoredSession} StoredSession
 * @typedef {import("./state.js").StoredState} StoredState
 */

/**
 * What attempts need of the record that they belong to.
 * @typedef {object} Desk
 * @property {boolean} readOnly
 * @property {() => number} now
 * @property {() => StoredState} state
 * @property {(id: string) => SessionData} sessionOf
 * @property {(session: SessionData) => StoredSession} ownSession
 * @property {(items: string[], seed: string) => string[]} shuffleBy
 * @property {(session: string, question: QuestionData, response: string[], attempt: number, latency: number, time?: number) => void} addInteraction
 * @property {(session: SessionData, own: StoredSession) => void} settle
 * @property {(urgent: boolean) => void} changed
 * @property {(moment: Moment) => void} happen
 */

/** @param {Desk} desk */
export function createAttempts(desk) {
  /** When answers of running attempts were chosen at this launch, by session and question. @type {Map<string, number>} */
  const chosenAt = new Map();

  /** @param {SessionData} session @param {import("./state.js").StoredAnswer[]} answers */
  function responsesOf(session, answers) {
    /** @type {Record<string, string[]>} */
    const responses = {};
    for (const question of assessmentQuestions(session)) {
      const answer = answers.find(({ slot }) => slot === question.slot);
      if (answer) responses[question.id] = unpackResponse(question, answer.response);
    }
    return responses;
  }

  /** The questions of some answers, where an attempt has some only; else all. @param {SessionData} session @param {{slot: number}[]} answers */
  function askedQuestions(session, answers) {
    const questions = assessmentQuestions(session);
    return isDrawn(session.assessment?.sections ?? []) ? questions.filter((question) => answers.some(({ slot }) => slot === question.slot)) : questions;
  }

  /** Ids in the order of an attempt: section by section. @param {SessionData} session @param {QuestionData[]} questions */
  function attemptOrder(session, questions) {
    const ids = questions.map(({ id }) => id);
    const sections = session.assessment?.sections ?? [];
    const parts = sections.length > 0 ? sections.map(({ groups }) => ids.filter((id) => groups.flat().includes(id))) : [ids];
    if (!session.assessment?.shuffleQuestions) return parts.flat();
    const seed = `${session.id} ${storedSession(desk.state(), session).finished}`;
    return parts.flatMap((part, at) => desk.shuffleBy(part, at > 0 ? `${seed} ${at}` : seed));
  }

  /** Has as many questions in the running attempt as each section asks. @param {SessionData} session @param {StoredSession} own */
  function draw(session, own) {
    const sections = session.assessment?.sections ?? [];
    if (!own.running || !isDrawn(sections)) return;
    const questions = assessmentQuestions(session);
    sections.forEach((section, at) => {
      const order = drawingOrder(section, desk.shuffleBy, `${session.id} draw ${own.finished} ${at}`).flatMap((id) => questions.filter((question) => question.id === id));
      const isIn = (/** @type {QuestionData} */ { slot }) => own.running?.some((answer) => answer.slot === slot);
      const lacking = (section.pick || order.length) - order.filter(isIn).length;
      const drawn = order.filter((question) => !isIn(question)).slice(0, Math.max(0, lacking));
      for (const question of drawn) own.running?.push({ slot: question.slot, confirmed: false, tenths: 0, response: packResponse(question, []) });
    });
  }

  /** @param {SessionData} session @param {StoredSession} known */
  function secondsLeft(session, known) {
    if (!known.running || !known.begun || !session.assessment) return null;
    return Math.max(0, session.assessment.timeLimit * 60 - (secondsNow() - known.begun));
  }

  /** From 2020 on, as they are stored. */
  function secondsNow() {
    return Math.max(1, Math.floor((desk.now() - FIRST_DAY) / 1000));
  }

  /** @param {QuestionData[]} questions @param {Record<string, string[]>} responses */
  function sharesOf(questions, responses) {
    return new Map(questions.map((question) => [question.id, shareOf(question, responses[question.id] ?? []) ?? 0]));
  }

  /** @param {SessionData} session @param {NonNullable<StoredSession["last"]>} last @returns {AttemptResult} */
  function lastResult(session, last) {
    const responses = responsesOf(session, last.answers);
    const questions = askedQuestions(session, last.answers);
    return { score: last.score / 100, passed: last.passed, responses, parts: partScores(session, questions, sharesOf(questions, responses)) };
  }

  /** @param {string} sessionId @returns {AttemptStatus} */
  function attempt(sessionId) {
    const session = desk.sessionOf(sessionId);
    const known = storedSession(desk.state(), session);
    const left = attemptsLeft(session, known);
    const running = known.running ?? [];
    const all = assessmentQuestions(session);
    const questions = known.running ? askedQuestions(session, running) : all;
    const sections = session.assessment?.sections ?? [];
    return {
      finished: known.finished,
      left: left !== null && known.running ? Math.max(0, left - 1) : left,
      running: known.running !== null,
      order: attemptOrder(session, questions),
      asked: sections.length > 0 ? sections.reduce((sum, { pick, groups }) => sum + (pick || groups.flat().length), 0) : all.length,
      secondsLeft: secondsLeft(session, known),
      responses: responsesOf(session, running),
      confirmed: questions.filter((question) => running.some(({ slot, confirmed }) => confirmed && slot === question.slot)).map(({ id }) => id),
      best: known.finished > 0 ? { score: known.best / 100, passed: known.passed, responses: null, parts: [] } : null,
      last: known.last && lastResult(session, known.last),
    };
  }

  /** @param {string} sessionId */
  function startAttempt(sessionId) {
    const session = desk.sessionOf(sessionId);
    const known = storedSession(desk.state(), session);
    if (desk.readOnly || !session.assessment || (!known.running && attemptsLeft(session, known) === 0)) return;
    const own = desk.ownSession(session);
    const before = own.running?.length ?? -1;
    if (!own.running) {
      own.running = [];
      own.begun = session.assessment.timeLimit > 0 ? secondsNow() : 0;
    }
    // One that runs may lack questions that the course has no longer.
    draw(session, own);
    if (own.running.length !== before) desk.changed(false);
  }

  /**
   * Changes one choice of the running attempt that is not confirmed.
   * @param {string} sessionId @param {string} questionId @param {string[] | null} response   null: as it is
   * @param {boolean} confirmed @param {number} latency   seconds; what is stored already counts where nothing is chosen anew
   */
  function setChoice(sessionId, questionId, response, confirmed, latency = 0) {
    const session = desk.sessionOf(sessionId);
    const own = desk.readOnly ? null : desk.state().sessions.find(({ slot }) => slot === session.slot);
    if (!own || !own.running || secondsLeft(session, own) === 0) return;
    const question = askedQuestions(session, own.running).find(({ id }) => id === questionId);
    if (!question) return;
    const known = own.running.find(({ slot }) => slot === question.slot);
    if (known?.confirmed || (!known && !response)) return;
    const packed = response ? packResponse(question, response) : known?.response ?? 0;
    if (known?.response === packed && !confirmed) return;
    const tenths = response ? Math.round(latency * 10) : known?.tenths ?? 0;
    own.running = [...own.running.filter((choice) => choice !== known), { slot: question.slot, confirmed, tenths, response: packed }];
    if (confirmed) desk.addInteraction(sessionId, question, unpackResponse(question, packed), own.finished + 1, tenths / 10);
    desk.changed(false);
  }

  /** @param {string} sessionId @returns {AttemptResult} */
  function finishAttempt(sessionId) {
    const session = desk.sessionOf(sessionId);
    const before = attempt(sessionId);
    const own = desk.readOnly ? null : desk.state().sessions.find(({ slot }) => slot === session.slot);
    if (!own || !own.running || !session.assessment) return before.last ?? { score: 0, passed: false, responses: null, parts: [] };
    const questions = askedQuestions(session, own.running);
    const shares = sharesOf(questions, before.responses);
    const score = scorePercent(questions, shares) ?? 0;
    const parts = partScores(session, questions, shares);
    const passed = score >= session.assessment.passMark && parts.every((part) => part.score >= part.passMark);
    const wasBest = own.best;
    own.finished += 1;
    own.best = Math.max(wasBest, Math.round(score * 100));
    own.passed = own.passed || passed;
    own.last = { score: Math.round(score * 100), passed, answers: own.running.map(({ slot, response }) => ({ slot, response })) };
    const took = own.running;
    own.running = null;
    own.begun = 0;
    for (const objective of session.objectives) {
      const percent = scorePercent(objectiveQuestions(session, objective).filter((question) => questions.includes(question)), shares);
      if (percent === null) continue;
      const known = own.objectives.find(({ slot }) => slot === objective.slot);
      const best = Math.max(known?.best ?? 0, Math.round(percent * 100));
      own.objectives = [...own.objectives.filter((entry) => entry !== known), { slot: objective.slot, best }];
    }
    for (const id of before.order) {
      const question = questions.find((candidate) => candidate.id === id);
      if (!question || before.confirmed.includes(id)) continue;
      const tenths = took.find(({ slot }) => slot === question.slot)?.tenths ?? 0;
      desk.addInteraction(sessionId, question, before.responses[id] ?? [], own.finished, tenths / 10, chosenAt.get(`${sessionId} ${id}`));
    }
    for (const id of before.order) chosenAt.delete(`${sessionId} ${id}`);
    const seconds = took.reduce((sum, { tenths }) => sum + tenths, 0) / 10;
    desk.happen({ on: passed ? "assessment-passed" : "assessment-failed", session: sessionId, score, passed, attempt: own.finished, seconds });
    desk.settle(session, own);
    desk.changed(true);
    return { score, passed, responses: before.responses, parts };
  }

  return {
    attempt,
    startAttempt,
    /** @param {string} sessionId @param {string} questionId @param {string[]} response @param {number} latency */
    choose(sessionId, questionId, response, latency) {
      chosenAt.set(`${sessionId} ${questionId}`, desk.now());
      setChoice(sessionId, questionId, response, false, latency);
    },
    /** @param {string} sessionId @param {string} questionId */
    confirm: (sessionId, questionId) => setChoice(sessionId, questionId, null, true),
    finishAttempt,
  };
}
