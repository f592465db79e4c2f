// cmi5: what a launch consists of. The token is fetched once; a reload finds it in the browser's storage for this tab.

import { newUuid } from "../xapi/compose.js";
import { authorizationOf, openLrs, parseJson } from "../xapi/lrs.js";
import { launchParameters } from "../xapi/source.js";
import { createLrsTracker } from "./lrs_tracker.js";
import { findSession, insist, keepSession } from "./session.js";

/**
 * @typedef {import("../types.js").CourseData} CourseData
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").SessionData} SessionData
 * @typedef {import("./lrs_tracker.js").Opening} Opening
 * @typedef {import("./session.js").SessionFacts} SessionFacts
 */

const SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";

/** @param {Environment} environment @param {CourseData} course */
export function createTracker(environment, course) {
  const { window } = environment;

  /** There is one token for the launch: an answer that comes late, after another was asked for, has it all the same. @param {string} address @param {SessionFacts} session */
  async function fetchToken(address, session) {
    await insist(environment, async () => {
      try {
        const response = await window.fetch(address, { method: "POST", cache: "no-store" });
        const text = await response.text();
        session.token = session.token || String(parseJson(text)?.["auth-token"] ?? "");
        if (session.token) keepSession(environment, session);
        return { status: response.status, text };
      } catch (unanswered) {
        return { status: 0, text: "" };
      }
    });
  }

  /** @param {SessionData[]} sessions @returns {Promise<Opening | null>} */
  async function open(sessions) {
    const { endpoint, fetch, actor: agent = "", registration, activityId } = launchParameters(environment);
    const actor = parseJson(agent);
    if (!endpoint || !fetch || !actor || !registration || !activityId) return null;
    const session = findSession(environment, "");
    /** @type {Opening} */
    const opening = { lrs: null, actor, registration, activityId, context: null, isCmi5: true, mode: "normal", masteryScore: null, returnUrl: "", session };
    if (session.ended) return opening;
    if (!session.token) await fetchToken(fetch, session);
    if (!session.token) return opening;
    // A token of the Basic scheme, whatever it looks like.
    const lrs = openLrs(environment, endpoint, authorizationOf(session.token));
    const launch = await insist(environment, () =>
      lrs.request("GET", "activities/state", { activityId, agent, registration, stateId: "LMS.LaunchData" }));
    const data = launch.status === 200 ? parseJson(launch.text) : null;
    if (!data?.contextTemplate) return opening;
    const preferences = await insist(environment, () => lrs.request("GET", "agents/profile", { agent, profileId: "cmi5LearnerPreferences" }));
    // Nothing may be said before they were asked for (11.0); that there are none is an answer.
    if ([0, 401, 429].includes(preferences.status) || preferences.status >= 500) return opening;
    if (preferences.status === 200 && parseJson(preferences.text)?.audioPreference === "off") startMuted();
    // Some LMSs give none; what is said once for a session needs one all the same.
    session.id = String(data.contextTemplate.extensions?.[SESSION_ID] || session.id || newUuid(environment));
    keepSession(environment, session);
    const mastery = typeof data.masteryScore === "number" ? data.masteryScore : null;
    if (mastery !== null) for (const each of sessions) if (each.assessment) each.assessment.passMark = Number((mastery * 100).toFixed(4));
    const mode = /** @type {const} */ (["review", "browse"]).find((word) => word === String(data.launchMode).toLowerCase()) ?? "normal";
    return { ...opening, lrs, context: data.contextTemplate, mode, masteryScore: mastery, returnUrl: addressOf(data.returnURL) };
  }

  /** Where a browser may be sent. @param {unknown} address */
  function addressOf(address) {
    return /^(https?:|\.{0,2}\/)/i.test(String(address)) ? String(address) : "";
  }

  /** Who wants no sound gets none until they ask for it. */
  function startMuted() {
    const known = new WeakSet();
    window.document?.addEventListener("play", (/** @type {Event} */ { target }) => {
      if (!(target instanceof HTMLMediaElement) || known.has(target)) return;
      known.add(target);
      target.muted = true;
    }, true);
  }

  return createLrsTracker(environment, course, open);
}
