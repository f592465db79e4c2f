// What cmi5 and TinCan packages share: the learner's state is a document of the LRS, what they reach becomes statements.
//
// Statements that may be made once only have ids that follow from what they say, so that none can be there twice. What was
// said is remembered in the document once the LRS has it, and in the browser from the start.
//
// A launch ends with Exit, or with its page: both say "terminated", after which cmi5 allows nothing. A page that is loaded
// anew by the keyboard or by a script goes on with its session; by the browser's own button, it cannot be told from one that
// is closed. Then the session is over: what a learner does until the next launch is kept, and becomes part of that.
// "failed" waits for the last attempt or for the end, whichever comes first: after it, cmi5 allows no "passed" in the same
// session.

import { joinContexts, namedUuid, scoreValues, spanText, titleOf } from "../xapi/compose.js";
import { parseJson } from "../xapi/lrs.js";
import { createSender } from "../xapi/sender.js";
import { insist, keepSession, watchReloads } from "./session.js";

/**
 * @typedef {import("../types.js").CourseData} CourseData
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").Launch} Launch
 * @typedef {import("../types.js").Outcome} Outcome
 * @typedef {import("../types.js").SessionData} SessionData
 * @typedef {import("../types.js").Tracker} Tracker
 * @typedef {import("../types.js").XapiMoment} XapiMoment
 * @typedef {import("../xapi/lrs.js").Lrs} Lrs
 * @typedef {import("./session.js").SessionFacts} SessionFacts
 */

/**
 * A launch as its parameters say it, and what there is of it already.
 * @typedef {object} Opening
 * @property {Lrs | null} lrs               null: not to be reached, or the launch is over
 * @property {any} actor
 * @property {string} registration
 * @property {string} activityId
 * @property {any} context                  what each statement has in its context; null: not known
 * @property {boolean} isCmi5
 * @property {Launch["mode"]} mode
 * @property {number | null} masteryScore   0 to 1
 * @property {string} returnUrl
 * @property {SessionFacts} session
 */

const STATE_ID = "scormkit";
const CMI5 = "https://w3id.org/xapi/cmi5/context/";
const NO_SUCH_THING = [404, 405, 501];
const LONGEST_EXIT_MILLISECONDS = 8000;

/**
 * @param {Environment} environment
 * @param {CourseData} course
 * @param {(sessions: SessionData[]) => Promise<Opening | null>} open   null: there was no launch
 * @returns {Tracker}
 */
export function createLrsTracker(environment, course, open) {
  const { xapi } = course;
  /** @type {Opening | null} */
  let opening = null;
  /** @type {ReturnType<typeof createSender> | null} */
  let sender = null;
  /** @type {Launch} */
  let launch = { connected: false, learnerId: "", learnerName: "", mode: "normal", location: "", state: "", interactionCount: 0 };
  /** The document, as it is to be. @type {Record<string, any>} */
  let wanted = {};
  let taken = "";
  let sending = "";
  /** Something has changed since: one document after the other, for nobody knows which of two at once comes last. */
  let isBehind = false;
  let isLasting = false;
  /** @type {(() => void)[]} */
  const settled = [];
  let hasFailed = false;
  let hasParts = false;
  let hasStates = true;
  /** Whether this page said "initialized". */
  let isFirst = false;
  /** `failed`: attempts by then. */
  let said = { completed: false, passed: false, failed: 0 };
  /** What of it the LRS has for sure. */
  let heard = said;
  /** @type {number | null} */
  let score = null;
  /** @type {Outcome} */
  let outcome = { completed: false, passed: null, final: false, attempts: 0 };
  /** @type {((isTaken: boolean) => void)[]} */
  const listeners = [];
  let notesKey = "";
  const isReloading = watchReloads(environment);

  /** What we call that which is launched. */
  const publisherId = String(xapi?.things[xapi.publisher]?.activity.id);
  /** Some LMSs call all of a course's AUs the same. @param {string} verb @param {string | number} [count] */
  const idOf = (verb, count = "") => namedUuid(`${opening?.registration} ${opening?.activityId} ${publisherId} ${verb} ${count}`);

  /** @param {SessionData[]} sessions */
  async function prepare(sessions) {
    opening = xapi && (await open(sessions));
    if (!xapi || !opening) return;
    hasParts = sessions.some(({ assessment }) => assessment?.parts.length);
    const { lrs, actor, registration, activityId, context, mode, session } = opening;
    const name = JSON.stringify(actor);
    notesKey = `scormkit said ${namedUuid(`${name} ${idOf("")}`)}`;
    said = { ...said, ...notes().said };
    sender = createSender(environment, xapi, {
      // An LMS of cmi5 takes what belongs to the registration that was launched.
      name: [name, activityId, opening.isCmi5 ? registration : "", mode === "normal" ? "" : session.id].join(" "),
      actor, registration, activityId, context, lrs, adopt,
      ...(opening.isCmi5 ? { first: idOf("initialized", session.id) } : {}),
      // Without "initialized" cmi5 allows nothing: then all waits for a launch that goes better.
      connect: async () => (lrs && (launch.connected || !opening?.isCmi5) ? { lrs, actor } : null),
    });
    const known = lrs ? await readDocument(lrs) : null;
    launch = {
      ...launch, mode, connected: Boolean(known), learnerId: name, learnerName: String(actor.name ?? ""),
      state: String(known?.state ?? ""), location: String(known?.location ?? ""),
    };
    heard = { ...heard, ...known?.said };
    said = { completed: said.completed || heard.completed, passed: said.passed || heard.passed, failed: Math.max(said.failed, heard.failed) };
  }

  /** What the LRS has, or the browser where the LRS keeps no documents; null: nobody knows. @param {Lrs} lrs */
  async function readDocument(lrs) {
    const { status, text } = await insist(environment, () => lrs.request("GET", "activities/state", documentParameters()));
    const found = status === 200 ? parseJson(text) : null;
    // Some LRSs answer whatever they are asked, and keep nothing.
    hasStates = status === 404 || typeof found?.state === "string";
    return hasStates ? found ?? {} : status === 200 || NO_SUCH_THING.includes(status) ? notes().document ?? {} : null;
  }

  /** @returns {Record<string, string>} */
  function documentParameters() {
    return {
      activityId: opening?.activityId || publisherId,
      agent: JSON.stringify(opening?.actor),
      registration: String(opening?.registration),
      stateId: STATE_ID,
    };
  }

  /** @returns {any} */
  function notes() {
    try {
      return parseJson(environment.storage?.getItem(notesKey)) ?? {};
    } catch (denied) {
      return {};
    }
  }

  /** @param {any} document */
  function note(document = notes().document) {
    try {
      environment.storage?.setItem(notesKey, JSON.stringify({ said, document }));
    } catch (full) {
      // The LRS knows it soon.
    }
  }

  /**
   * A statement of an earlier launch that no LRS has: what was of that launch only is let go, the rest becomes part of this
   * one. What a learner did keeps the time at which it happened; what was said of it then is said now.
   * @param {any} statement
   */
  function adopt(statement) {
    const { context } = statement;
    if (!opening?.context || !opening.isCmi5) return statement;
    // Of this session, from before a reload: behind "initialized" if that was said only now.
    const sessionId = `${CMI5}extensions/sessionid`;
    if (context?.extensions?.[sessionId] === opening.context.extensions?.[sessionId]) return isFirst ? { ...statement } : statement;
    const verb = /** @type {"completed" | "passed"} */ (String(statement.verb?.id).split("/").pop());
    const isDefined = context?.contextActivities?.category?.some((/** @type {any} */ { id }) => id === `${CMI5}categories/cmi5`);
    if (isDefined && statement.result?.success === false) {
      said.failed = heard.failed;
      note();
    }
    // What cmi5 defines has to be behind "initialized" in time, too (9.7).
    if (isDefined) return heard[verb] === false ? { ...renewed(statement), timestamp: sender?.timestamp() } : null;
    return renewed(statement);
  }

  /** @param {any} statement */
  function renewed(statement) {
    return { ...statement, context: joinContexts(opening?.context, statement.context) };
  }

  /** @returns {Launch} */
  function start() {
    if (opening?.session.ended) launch = { ...launch, connected: false };
    if (opening && launch.connected && !opening.session.initialized) {
      opening.session.initialized = true;
      isFirst = true;
      say("initialized", idOf("initialized", opening.session.id), {});
    }
    sender?.queue.begin();
    return launch;
  }

  /** @param {XapiMoment} on @param {string} id @param {Record<string, any>} facts */
  function say(on, id, facts) {
    const hook = xapi?.hooks.find((known) => known.on === on && !known.name && !known.at);
    if (!xapi || !sender || !opening || !hook) return;
    const { isCmi5, masteryScore, session } = opening;
    const isJudgement = on === "passed" || on === "failed";
    const categories = [{ id: `${CMI5}categories/cmi5` }, ...(isJudgement || on === "completed" ? [{ id: `${CMI5}categories/moveon` }] : [])];
    const extensions = isJudgement && masteryScore !== null ? { [`${CMI5}extensions/masteryscore`]: masteryScore } : {};
    sender.queue.add(sender.statement(hook, xapi.publisher, {
      course_title: course.title,
      course_version: course.version,
      title: titleOf(xapi, xapi.publisher),
      duration: spanText((environment.now() - session.begun) / 1000),
      ...facts,
    }, { id, context: isCmi5 ? { contextActivities: { category: categories }, extensions } : {} }), true, on === "terminated");
    keepSession(environment, session);
  }

  /** Says what is to be said of the outcome; at the end also what might have changed till then. @param {boolean} isEnd */
  function conclude(isEnd) {
    if (!opening || !launch.connected || launch.mode !== "normal") return;
    const { masteryScore, session } = opening;
    if (outcome.completed && !said.completed) {
      said.completed = true;
      note();
      say("completed", idOf("completed"), { completed: true });
    }
    const reached = masteryScore === null || score === null ? outcome.passed : score / 100 >= masteryScore;
    // Who has the score, and not a part that has a mark of its own, has not passed.
    const lacksPart = hasParts && outcome.passed === false && reached === true;
    const passed = outcome.passed === null ? null : lacksPart ? false : reached;
    if (passed === null || said.passed || session.judged) return;
    if (!passed && (outcome.attempts <= said.failed || !(isEnd || outcome.final))) return;
    session.judged = opening.isCmi5;
    if (passed) said.passed = true;
    else said.failed = outcome.attempts;
    note();
    say(passed ? "passed" : "failed", passed ? idOf("passed") : idOf("failed", outcome.attempts), {
      // cmi5 9.3.5: a score in “failed” is below the mastery score.
      ...scoreValues(lacksPart && masteryScore !== null ? null : score), passed, pass_mark: masteryScore === null ? null : masteryScore * 100,
    });
  }

  /** @param {boolean} isLast */
  function commit(isLast) {
    if (!opening?.lrs || !launch.connected) return false;
    if (launch.mode !== "normal") return true;
    const waits = (/** @type {string} */ id) => sender?.queue.waits(id) === true;
    heard = {
      completed: heard.completed || (said.completed && !waits(idOf("completed"))),
      passed: heard.passed || (said.passed && !waits(idOf("passed"))),
      failed: waits(idOf("failed", said.failed)) ? heard.failed : said.failed,
    };
    const document = { ...wanted, said: heard };
    const text = JSON.stringify(document);
    isBehind = sending !== "" && text !== sending && !isLast;
    // A request that is under way dies with its page, unless it was made to outlive it.
    if (isBehind || text === (sending ? !(isLast && !isLasting) && sending : taken)) return true;
    isLasting = isLast;
    launch = { ...launch, state: String(wanted.state ?? ""), location: String(wanted.location ?? "") };
    if (!hasStates) note(document);
    sending = text;
    void opening.lrs.request("POST", "activities/state", documentParameters(), text, isLast).then(({ status }) => {
      if (sending !== text) return;
      sending = "";
      const isMissing = NO_SUCH_THING.includes(status);
      hasFailed = !isMissing && (status < 200 || status > 299);
      if (!hasFailed) taken = text;
      if (isMissing) {
        hasStates = false;
        note(document);
      }
      if (isBehind && !hasFailed) commit(false);
      isBehind = false;
      for (const listener of listeners) listener(!hasFailed);
      if (!sending) settled.splice(0).forEach((tell) => tell());
    });
    return true;
  }

  /** @param {boolean} [isExit] */
  function terminate(isExit) {
    if (!opening || !launch.connected) return false;
    conclude(true);
    commit(true);
    if (isExit && !isReloading()) {
      opening.session.ended = true;
      say("terminated", idOf("terminated", opening.session.id), {});
    }
    return !hasFailed;
  }

  /** When no document is under way, at the latest after a while. @param {number} milliseconds @returns {Promise<void>} */
  function stateSettled(milliseconds) {
    return new Promise((resolve) => {
      if (!sending) return resolve();
      settled.push(resolve);
      environment.setTimeout(resolve, milliseconds);
    });
  }

  /** @param {string} part @param {any} value */
  function keep(part, value) {
    wanted = { ...wanted, [part]: value };
    return true;
  }

  return {
    prepare,
    start,
    sender: () => sender,
    onSettled: (listener) => void listeners.push(listener),
    pending: () => sending !== "",
    async left() {
      // Where nothing is written nothing was to be ended, but the launch.
      if (launch.connected && !opening?.session.ended) terminate(true);
      if (launch.connected) await Promise.all([stateSettled(LONGEST_EXIT_MILLISECONDS), sender?.queue.drained(LONGEST_EXIT_MILLISECONDS)]);
      return { address: opening?.returnUrl ?? "", isSaved: launch.connected && !hasFailed && !sending };
    },
    setLocation: (location) => keep("location", location),
    setState: (state) => keep("state", state),
    recordInteraction: () => true,
    setObjective: ({ id, score: percent, completed, passed }) => keep("objectives", { ...wanted.objectives, [id]: { score: percent, completed, passed } }),
    setProgress: (fraction) => keep("progress", fraction),
    setScore(percent) {
      score = percent;
      return keep("score", percent);
    },
    setOutcome(next) {
      outcome = next;
      conclude(false);
      return keep("completed", next.completed) && keep("passed", next.passed);
    },
    setSessionTime: () => true,
    forget() {
      taken = "";
    },
    commit: () => commit(environment.hidden()),
    terminate,
  };
}
