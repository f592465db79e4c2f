// A launch that speaks to an LRS: what its page must find again after a reload, and how long it waits to begin.

import { namedUuid } from "../xapi/compose.js";
import { parseJson } from "../xapi/lrs.js";

/** @typedef {import("../types.js").Environment} Environment */

/**
 * What a page must know after a reload.
 * @typedef {object} SessionFacts
 * @property {string} id
 * @property {string} token
 * @property {number} begun
 * @property {boolean} initialized
 * @property {boolean} judged               passed or failed was said
 * @property {boolean} ended
 */

const RELOAD_MILLISECONDS = 3000;
const LONGEST_ANSWER_MILLISECONDS = 8000;
const LONGEST_START_MILLISECONDS = 6000;

/**
 * Again while there is no answer that says anything, for as long as a learner can be made to wait.
 * @param {Environment} environment @param {() => Promise<{status: number, text: string}>} ask
 */
export async function insist(environment, ask) {
  const start = environment.now();
  /** @param {number} milliseconds @returns {Promise<{status: number, text: string}>} */
  const nothingIn = (milliseconds) => new Promise((resolve) => environment.setTimeout(() => resolve({ status: 0, text: "" }), milliseconds));
  for (let pause = 500; ; pause *= 2) {
    const answer = await Promise.race([ask(), nothingIn(LONGEST_ANSWER_MILLISECONDS)]);
    if ((answer.status !== 0 && answer.status !== 429 && answer.status < 500) || environment.now() + pause - start > LONGEST_START_MILLISECONDS) return answer;
    await nothingIn(pause);
  }
}

/** @param {Environment} environment */
function sessionKey({ window }) {
  return `scormkit launch ${namedUuid(window.location.search)}`;
}

/** What is known of this launch since before a reload. @param {Environment} environment @param {string} id @returns {SessionFacts} */
export function findSession(environment, id) {
  const fresh = { id, token: "", begun: environment.now(), initialized: false, judged: false, ended: false };
  try {
    return { ...fresh, ...parseJson(environment.tabStorage?.getItem(sessionKey(environment))) };
  } catch (denied) {
    return fresh;
  }
}

/** @param {Environment} environment @param {SessionFacts} session */
export function keepSession(environment, session) {
  try {
    environment.tabStorage?.setItem(sessionKey(environment), JSON.stringify(session));
  } catch (denied) {
    // Then a reload needs a new launch.
  }
}

/** Whether the page is about to be loaded anew, as far as pages are told. @param {Environment} environment */
export function watchReloads({ window, now, listen }) {
  let since = -Infinity;
  listen("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key === "F5" || ((ctrlKey || metaKey) && String(key).toLowerCase() === "r")) since = now();
  });
  window.navigation?.addEventListener("navigate", (/** @type {any} */ { navigationType }) => {
    if (navigationType === "reload") since = now();
  });
  return () => now() - since < RELOAD_MILLISECONDS;
}
