// The learner's record: what the views read and tell. It owns the stored state and has it delivered to the LMS.

import { createAttempts } from "./attempts.js";
import { openCopy, openMemory, parseCopy } from "./browser_copy.js";
import { createDelivery } from "./delivery.js";
import { hashText, readKey } from "./key.js";
import { mergeStates, missingInteractions } from "./merge.js";
import { FIRST_DAY, MOST_TRIES, decodeState, emptySession, encodeState, encodeWithin } from "./state.js";
import { fitState } from "./restore.js";
import { isConfirmed, isScored, packResponse, rightPatterns, shareOf, toldResponse, unpackResponse } from "./responses.js";
import { assessmentQuestions, checksOf, courseResult, isAnswered, objectiveResult, sessionFraction, sessionPassed, storedSession, completionParts, isExhausted } from "./scoring.js";

/**
 * @typedef {import("./browser_copy.js").Copy} Copy
 * @typedef {import("./types.js").CheckStatus} CheckStatus
 * @typedef {import("./types.js").CourseData} CourseData
 * @typedef {import("./types.js").Environment} Environment
 * @typedef {import("./types.js").InteractionRecord} InteractionRecord
 * @typedef {import("./types.js").LearnerRecord} LearnerRecord
 * @typedef {import("./types.js").Moment} Moment
 * @typedef {import("./types.js").Notice} Notice
 * @typedef {import("./types.js").QuestionData} QuestionData
 * @typedef {import("./types.js").SessionData} SessionData
 * @typedef {import("./types.js").SessionStatus} SessionStatus
 * @typedef {import("./types.js").Tracker} Tracker
 * @typedef {import("./state.js").StoredSession} StoredSession
 * @typedef {import("./state.js").StoredState} StoredState
 */

// Pages of the stored location; those of a session follow with their slot.
const PLAYER_PAGES = ["", "results", "certificate"];
const DAY_MILLISECONDS = 86400000;

/**
 * @param {CourseData} course
 * @param {SessionData[]} sessions
 * @param {Tracker} tracker
 * @param {Environment} environment
 * @param {import("./types.js").Features["lackingChoices"]} [lackingChoices]
 * @returns {LearnerRecord}
 */
export function openRecord(course, sessions, tracker, environment, lackingChoices) {
  /** @type {Notice[]} */
  const told = [];
  /** @type {((notice: Notice) => void)[]} */
  const noticeListeners = [];
  /** @type {(() => void)[]} */
  const changeListeners = [];
  /** @type {((moment: Moment) => void)[]} */
  const momentListeners = [];

  const memory = openMemory(environment, course.id);
  const launch = startOrRemember();
  const readOnly = launch.mode !== "normal";
  const copy = openCopy(environment, course.id, launch.learnerId);
  const foundCopy = openCopy(environment, course.id, "");
  if (!launch.connected) tell(launch.detached ? "detached" : "no-lms");
  if (launch.mode !== "normal") tell(launch.mode);
  const restored = restore();
  let stored = restored.state;
  // Before anything is ended, for what is said of a visit has its place before the end.
  environment.listen("pagehide", ({ persisted }) => persisted || happen({ on: "left" }));
  const delivery = createDelivery({
    tracker,
    environment,
    copy,
    read: snapshot,
    tell,
    remember: (state, acknowledged, sent) => memory.write({ learnerId: launch.learnerId, learnerName: launch.learnerName, state, acknowledged, sent }),
    sent: restored.sent,
    onReopened: (state) => join({ state, acknowledged: true, interactions: [] }),
    connected: launch.connected && !readOnly,
    acknowledged: restored.acknowledged,
    unsaved: restored.unsaved,
    interactions: restored.interactions,
    ordinal: restored.ordinal,
  });
  const attempts = createAttempts({ readOnly, now: environment.now, state: () => stored, sessionOf, ownSession, shuffleBy, addInteraction, settle, changed, happen });
  environment.listen("storage", (event) => {
    const other = !readOnly && event.key === copy.key ? parseCopy(event.newValue) : null;
    if (other) join(other);
  });

  if (launch.connected && !readOnly && launch.learnerId && foundWork()) tell("found");

  /**
   * An LMS that has ended the session does not begin it again for a page that the learner loads anew (SCORM 2004 RTE 3.1.3,
   * error 104): then this tab remembers whose work it is, and it is handed over at the next launch.
   * @returns {import("./types.js").Launch}
   */
  function startOrRemember() {
    const started = tracker.start();
    const known = started.connected ? null : memory.read();
    return known ? { ...started, ...known, detached: true } : started;
  }

  /** Work without a name, done while no LMS was there to say whose it is; only the learner can tell. */
  function foundWork() {
    const kept = foundCopy.read();
    const state = kept && decodeState(kept.state);
    return kept && state && state.sessions.length > 0 ? { state, interactions: kept.interactions } : null;
  }

  /** What there is of earlier launches: from the LMS, and from the browser if the LMS has not had it all. */
  function restore() {
    const own = launch.state ? decodeState(launch.state) : null;
    if (launch.state && !own) tell("state-unreadable");
    const kept = readOnly ? null : copy.read();
    const keptState = kept && decodeState(kept.state);
    const isSame = keptState && (own ? own.nonce === keptState.nonce : isOfThisAttempt(kept));
    const fromLms = own ?? null;
    /** @type {InteractionRecord[]} */
    let interactions = [];
    let state = fromLms ?? (isSame ? keptState : null);
    if (kept && keptState && isSame) {
      if (fromLms) state = mergeStates(fromLms, keptState);
      const isOurs = launch.detached || kept.sent?.includes(hashText(launch.state));
      interactions = !fromLms ? kept.interactions
        : isOurs ? kept.interactions.filter(({ ordinal }) => ordinal >= fromLms.ordinal)
          : missingInteractions(sessions, fromLms, keptState, kept.interactions, lackingChoices);
      const isNewer = !fromLms || keptState.revision > fromLms.revision || interactions.length > 0;
      if (isNewer && launch.connected) tell("handed-over");
      if (!isNewer && launch.connected) copy.clear();
    }
    const isNew = !state;
    const fit = fitState(state ?? freshState(), sessions);
    if (fit.dropped) tell("partly-restored");
    const last = interactions[interactions.length - 1];
    return {
      state: fit.state,
      acknowledged: launch.detached ? launch.acknowledged === true : Boolean(fromLms) || Boolean(kept && isSame && kept.acknowledged),
      unsaved: !readOnly && (isNew || fit.dropped || Boolean(kept && isSame)),
      interactions,
      sent: [...(launch.sent ?? []), ...((isSame && kept?.sent) || []), ...(launch.detached ? [] : [hashText(launch.state)])],
      ordinal: Math.max(fit.state.ordinal, last ? last.ordinal + 1 : 0),
    };
  }

  /**
   * Whether a copy may be taken where the LMS has nothing. It may not if the LMS has had something of that attempt: then
   * this one is new. Nor if nobody knows whose it is.
   * @param {Copy | null} kept
   */
  function isOfThisAttempt(kept) {
    return Boolean(kept) && !launch.state && (!launch.connected || (launch.learnerId !== "" && !kept?.acknowledged));
  }

  /** @returns {StoredState} */
  function freshState() {
    const nonce = Math.floor(environment.random() * 2 ** 24);
    return { revision: 0, nonce, ordinal: launch.interactionCount, completed: false, passed: false, location: null, sessions: [], media: [] };
  }

  /** Takes in what another tab, or an LMS that was left and opened again, knows. @param {Copy} other */
  function join(other) {
    const state = decodeState(other.state);
    if (!state || state.nonce !== stored.nonce) return;
    const before = encodeState(stored);
    // Those with places filled before this launch are in the LMS.
    const isAdopted = delivery.adopt(missingInteractions(sessions, { ...stored, ordinal: restored.ordinal }, state, other.interactions, lackingChoices));
    stored = fitState(mergeStates(stored, state), sessions).state;
    // Saving nothing new would make two tabs answer each other for ever.
    if (encodeState(stored) === before && !isAdopted) return;
    for (const session of sessions) settle(session, ownSession(session));
    delivery.changed(false);
    happen({ on: "joined" });
    for (const listener of changeListeners) listener();
  }

  /** @param {Moment} moment */
  function happen(moment) {
    for (const listener of momentListeners) listener(moment);
  }

  /** @param {Notice} notice */
  function tell(notice) {
    told.push(notice);
    for (const listener of noticeListeners) listener(notice);
  }

  /** @param {number} ordinal @returns {import("./delivery.js").Snapshot} */
  function snapshot(ordinal) {
    const result = courseResult(sessions, stored);
    const place = location();
    return {
      location: place ? `${place.session}/${place.page}` : "",
      state: encodeForLms({ ...stored, ordinal }),
      objectives: course.objectives.map((objective) => objectiveResult(objective, sessions, stored)),
      score: result.score,
      fraction: result.fraction,
      outcome: { completed: result.completed, passed: result.passed, final: result.final, attempts: result.attempts },
    };
  }

  /** @param {StoredState} state */
  function encodeForLms(state) {
    const { text, isCut } = encodeWithin(state, course.stateLimit);
    if (isCut && !told.includes("storage-full")) tell("storage-full");
    return text;
  }

  /** @param {string} id */
  function sessionOf(id) {
    const session = sessions.find((candidate) => candidate.id === id);
    if (!session) throw new Error(`no session "${id}"`);
    return session;
  }

  /** The entry in the state, made if need be. @param {SessionData} session */
  function ownSession(session) {
    let own = stored.sessions.find(({ slot }) => slot === session.slot);
    if (!own) {
      own = emptySession(session.slot);
      stored.sessions.push(own);
    }
    return own;
  }

  /** @param {boolean} urgent */
  function changed(urgent) {
    stored.revision += 1;
    delivery.changed(urgent);
    happen({ on: "changed" });
    for (const listener of changeListeners) listener();
  }

  /** Draws the conclusions of a change; what was reached stays. @param {SessionData} session @param {StoredSession} own */
  function settle(session, own) {
    const { done, parts } = completionParts(session, own);
    if (!own.completed && parts > 0 && done === parts) {
      own.completed = true;
      // The day that the learner's own calendar shows.
      const now = new Date(environment.now());
      own.day = Math.max(0, Math.floor((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - FIRST_DAY) / DAY_MILLISECONDS));
    }
    const result = courseResult(sessions, stored);
    stored.completed = result.completed;
    stored.passed = result.passed === true;
  }

  /**
   * @param {string} session @param {QuestionData} question @param {string[]} response @param {number} attempt
   * @param {number} latency @param {number} time
   */
  function addInteraction(session, question, response, attempt, latency, time = environment.now()) {
    // An attempt may end with a question left open: nothing was answered then.
    if (response.length === 0) return;
    const [correct = [], ...others] = rightPatterns(question, readKey(question));
    const share = shareOf(question, response);
    const isCorrect = share === null ? null : share === 1;
    delivery.add({
      id: question.lmsId,
      type: question.interactionType,
      description: question.text,
      response: toldResponse(question, response),
      correct,
      others,
      isCorrect,
      weighting: question.points,
      latency,
      time,
      objectives: question.objectives,
    });
    happen({ on: "question-answered", session, question, response, isCorrect, attempt, seconds: latency });
  }

  /** Another one at each attempt. @param {SessionData} session @param {QuestionData} question */
  function shuffleSeed(session, question) {
    return `${question.lmsId} ${assessmentQuestions(session).includes(question) ? storedSession(stored, session).finished : 0}`;
  }

  /** The same order whenever it is asked for; a new item does not move the others. @param {string[]} items @param {string} seed */
  function shuffleBy(items, seed) {
    /** @param {string} item */
    const rank = (item) => Math.imul(hashText(`${stored.nonce} ${seed} ${item}`) ^ 0x5bd1e995, 0x9e3779b1) >>> 0;
    return [...items].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  }

  /** @returns {LearnerRecord["location"]} */
  function location() {
    if (!stored.location) return null;
    const { session: place, page } = stored.location;
    const session = sessions.find(({ slot }) => slot === place - 1);
    if (!session) return { session: "", page: "" };
    const special = PLAYER_PAGES[page];
    return { session: session.id, page: special ?? session.pages.find(({ slot }) => slot === page - PLAYER_PAGES.length)?.id ?? "" };
  }

  /** @param {string} sessionId @param {string} pageId */
  function visit(sessionId, pageId) {
    const session = sessions.find(({ id }) => id === sessionId);
    const page = session?.pages.find(({ id }) => id === pageId);
    const special = Math.max(0, PLAYER_PAGES.indexOf(pageId));
    const next = { session: session ? session.slot + 1 : 0, page: page ? page.slot + PLAYER_PAGES.length : session ? special : 0 };
    const isSeen = !session || !page || storedSession(stored, session).seen.includes(page.slot);
    const isHere = stored.location?.session === next.session && stored.location.page === next.page;
    stored.location = next;
    happen({ on: "visit", session: sessionId, page: page ? pageId : "" });
    if (readOnly || (isHere && isSeen)) return;
    if (session && page && !isSeen && !page.watch) see(session, page);
    changed(false);
  }

  /** @param {SessionData} session @param {import("./types.js").PageData} page */
  function see(session, page) {
    const own = ownSession(session);
    own.seen = [...own.seen, page.slot].sort((one, other) => one - other);
    settle(session, own);
  }

  /** @param {string} sessionId @param {string} questionId @returns {CheckStatus} */
  function check(sessionId, questionId) {
    const session = sessionOf(sessionId);
    const question = checksOf(session).find(({ id }) => id === questionId);
    const known = question && storedSession(stored, session).checks.find(({ slot }) => slot === question.slot);
    const tries = known?.tries ?? 0;
    return {
      response: question && known ? unpackResponse(question, known.response) : null,
      isCorrect: known && question && isScored(question) ? known.correct : null,
      tries,
      triesLeft: question && question.attempts > 0 ? Math.max(0, question.attempts - tries) : null,
    };
  }

  /** @param {string} sessionId @param {string} questionId @param {string[]} response @param {number} latency */
  function answerCheck(sessionId, questionId, response, latency) {
    const session = sessionOf(sessionId);
    const question = checksOf(session).find(({ id }) => id === questionId);
    const status = check(sessionId, questionId);
    if (readOnly || !question || status.triesLeft === 0) return status;
    const own = ownSession(session);
    const correct = shareOf(question, response) === 1;
    // A note on something that is not done yet is kept, and nobody is told.
    const counts = question.type !== "activity" || isConfirmed(question, response);
    const answer = { slot: question.slot, tries: Math.min(status.tries + Number(counts), MOST_TRIES), correct, response: packResponse(question, response) };
    own.checks = [...own.checks.filter(({ slot }) => slot !== question.slot), answer];
    if (counts) addInteraction(sessionId, question, response, answer.tries, latency);
    settle(session, own);
    changed(false);
    return check(sessionId, questionId);
  }

  /** @type {LearnerRecord["keepPath"]} */
  function keepPath(sessionId, question, path, step) {
    if (readOnly) return;
    const session = sessionOf(sessionId);
    const own = ownSession(session);
    const { slot, lmsId, objectives } = question;
    const known = own.checks.find((other) => other.slot === slot);
    const kept = { slot, tries: known?.tries ?? 0, correct: known?.correct ?? false, response: path };
    if (step) {
      const { scene, mark, latency, ending, seconds } = step;
      delivery.add({ id: `${lmsId}_${scene.id}`, type: "choice", description: scene.text, response: [mark], correct: [], isCorrect: null, weighting: 0, latency, time: environment.now(), objectives });
      happen({ on: "scenario-chosen", session: sessionId, question, scene: scene.id, response: mark });
      if (ending) {
        kept.tries = Math.min(kept.tries + 1, MOST_TRIES);
        kept.correct ||= shareOf(question, [ending]) === 1;
        addInteraction(sessionId, question, [ending], kept.tries, seconds);
      }
    }
    own.checks = [...own.checks.filter((other) => other !== known), kept];
    settle(session, own);
    changed(false);
  }

  /** @param {string} sessionId @returns {SessionStatus} */
  function sessionStatus(sessionId) {
    const session = sessionOf(sessionId);
    const known = storedSession(stored, session);
    const checks = checksOf(session);
    return {
      pagesSeen: session.pages.filter(({ slot }) => known.seen.includes(slot)).length,
      pages: session.pages.length,
      checksAnswered: checks.filter((one) => isAnswered(known, one)).length,
      checks: checks.length,
      fraction: sessionFraction(session, known),
      started: known.seen.length > 0 || known.checks.length > 0 || known.finished > 0 || known.running !== null,
      completed: known.completed,
      passed: sessionPassed(session, known),
      score: session.assessment && known.finished > 0 ? known.best / 100 : null,
      ended: !known.completed && isExhausted(session, known),
      completedOn: known.completed ? new Date(FIRST_DAY + known.day * DAY_MILLISECONDS).toISOString().slice(0, 10) : "",
      objectives: session.objectives.flatMap((objective) => {
        const tracked = course.objectives.find(({ id }) => id === objective.id);
        if (!tracked) return [];
        const { id, title, score, completed, passed } = objectiveResult(tracked, [session], stored);
        const { code, kind, framework } = tracked;
        return [{ id, title, code, kind, framework, score, completed, passed, pages: objective.pages }];
      }),
    };
  }

  return {
    launch,
    readOnly,
    onNotice(listener) {
      told.forEach(listener);
      noticeListeners.push(listener);
    },
    onChange: (listener) => void changeListeners.push(listener),
    get location() {
      return location();
    },
    visit,
    watched(sessionId, pageId) {
      const session = sessionOf(sessionId);
      const page = session.pages.find(({ id }) => id === pageId);
      if (readOnly || !page || storedSession(stored, session).seen.includes(page.slot)) return;
      see(session, page);
      changed(false);
    },
    seen(sessionId, pageId) {
      const session = sessionOf(sessionId);
      const page = session.pages.find(({ id }) => id === pageId);
      return Boolean(page && storedSession(stored, session).seen.includes(page.slot));
    },
    placeIn: (file) => stored.media.find(({ medium }) => medium === mediumOf(file))?.seconds ?? 0,
    keepPlace(file, seconds, isStopped) {
      if (readOnly) return;
      const medium = mediumOf(file);
      const others = stored.media.filter((other) => other.medium !== medium);
      stored.media = seconds > 0 ? [...others, { medium, seconds }] : others;
      if (!isStopped) return;
      stored.revision += 1;
      delivery.changed(false);
    },
    check,
    answerCheck,
    keepPath,
    answerOrder(sessionId, questionId) {
      const session = sessionOf(sessionId);
      const inAssessment = assessmentQuestions(session).find(({ id }) => id === questionId);
      const question = inAssessment ?? checksOf(session).find(({ id }) => id === questionId);
      if (!question) return [];
      const { form, marks, shuffle } = question;
      if (!shuffle && form !== "order") return marks;
      const order = shuffleBy(marks, shuffleSeed(session, question));
      // As the author wrote them, they are in the right order, or lie group by group.
      const isTelling = form !== "picks" && order.join() === marks.join();
      return isTelling ? [...order.slice(1), ...order.slice(0, 1)] : order;
    },
    ...attempts,
    session: sessionStatus,
    course() {
      const { fraction, completed, passed, score } = courseResult(sessions, stored);
      return { fraction, completed, passed, score };
    },
    adoptFound() {
      const found = readOnly ? null : foundWork();
      if (!found) return;
      delivery.adopt(found.interactions);
      stored = fitState(mergeStates(stored, { ...found.state, nonce: stored.nonce, ordinal: stored.ordinal }), sessions).state;
      foundCopy.clear();
      for (const session of sessions) settle(session, ownSession(session));
      changed(true);
    },
    leave() {
      happen({ on: "left" });
      return delivery.leave();
    },
    onMoment: (listener) => void momentListeners.push(listener),
    attemptNumber: stored.nonce,
  };
}

/** The number that the state knows a video or sound by. @param {string} file */
function mediumOf(file) {
  return hashText(file) % 2 ** 20;
}
