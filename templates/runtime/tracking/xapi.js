// TinCan: the launch says endpoint, credentials and learner; state and statements go there.

import { namedUuid, newUuid } from "../xapi/compose.js";
import { authorizationOf, openLrs, parseJson } from "../xapi/lrs.js";
import { agentOf, launchParameters } from "../xapi/source.js";
import { createLrsTracker } from "./lrs_tracker.js";
import { findSession, keepSession } from "./session.js";

/** @param {import("../types.js").Environment} environment @param {import("../types.js").CourseData} course */
export function createTracker(environment, course) {
  return createLrsTracker(environment, course, async () => {
    const launched = launchParameters(environment);
    const actor = agentOf(parseJson(launched.actor));
    const auth = authorizationOf(launched.auth);
    if (!launched.endpoint || !actor || !auth) return null;
    const session = findSession(environment, newUuid(environment));
    // Nothing forbids to go on here after "terminated": that is a new session.
    if (session.ended) Object.assign(session, { id: newUuid(environment), begun: environment.now(), initialized: false, ended: false });
    keepSession(environment, session);
    return {
      lrs: openLrs(environment, launched.endpoint, auth),
      actor,
      registration: launched.registration || namedUuid(`${course.xapi?.base} ${JSON.stringify(actor)}`),
      activityId: launched.activity_id ?? "",
      context: {},
      isCmi5: false,
      mode: "normal",
      masteryScore: null,
      returnUrl: "",
      session,
    };
  });
}
