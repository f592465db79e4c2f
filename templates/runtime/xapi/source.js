// Where a package that something else tracks finds an LRS: in the parameters of its launch, at a token broker, in what the
// LMS passes on; in this order. Nothing of that is ever in the package.

import { namedUuid } from "./compose.js";
import { authorizationOf, openLrs, parseJson } from "./lrs.js";
import { createSender } from "./sender.js";

/**
 * @typedef {import("../types.js").CourseData} CourseData
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").LearnerRecord} LearnerRecord
 * @typedef {import("../types.js").XapiData} XapiData
 */

/** Parameters of the launch, by name. @param {Environment} environment @returns {Record<string, string>} */
export function launchParameters({ window }) {
  return Object.fromEntries(new URLSearchParams(window.location?.search ?? ""));
}

/** An agent as launches have it, some in the way of xAPI 0.95: with lists. @param {any} agent */
export function agentOf(agent) {
  if (!agent || typeof agent !== "object") return null;
  const flat = Object.fromEntries(Object.entries(agent).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
  const { account } = flat;
  if (account?.accountName) flat.account = { homePage: account.accountServiceHomePage, name: account.accountName };
  return { objectType: "Agent", ...flat };
}

/** @param {Environment} environment @param {CourseData} course @param {XapiData} xapi @param {LearnerRecord} record */
export function openSender(environment, course, xapi, record) {
  const { window } = environment;
  const launched = launchParameters(environment);
  const passed = parseJson(record.launch.launchData) ?? {};
  const { learnerId } = record.launch;
  const origin = String(window.location?.origin ?? "");
  const homePage = /^https?:/.test(origin) ? origin : xapi.base;
  const isLaunched = Boolean(launched.endpoint && launched.auth);
  const registration = launched.registration || passed.registration || namedUuid(`${xapi.base} ${homePage} ${learnerId} ${record.attemptNumber}`);
  // Two people whom nobody named are not the same one.
  const ownActor = agentOf(passed.actor) ?? { objectType: "Agent", account: { homePage, name: learnerId || registration } };
  // A broker may know the learner by another name.
  const actor = isLaunched ? agentOf(parseJson(launched.actor)) ?? ownActor : xapi.broker ? null : ownActor;
  /** @type {{lrs: import("./lrs.js").Lrs, actor: any} | null} */
  let connection = null;

  /** What the broker says; it knows the learner by the cookies of its own site. @returns {Promise<any>} */
  async function askBroker() {
    try {
      const answer = await window.fetch(xapi.broker, {
        method: "POST",
        credentials: "include",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ course: course.id, activity: xapi.base, learner: learnerId, registration }),
      });
      return answer.ok ? await answer.json() : null;
    } catch (unanswered) {
      return null;
    }
  }

  /** @param {any} found */
  function opened(found) {
    const auth = authorizationOf(found?.auth ?? found?.["auth-token"] ?? found?.token);
    if (!found?.endpoint || !auth) return null;
    connection = { lrs: openLrs(environment, String(found.endpoint), auth), actor: actor ?? agentOf(found.actor) ?? ownActor };
    return connection;
  }

  const sender = createSender(environment, xapi, {
    name: learnerId || registration,
    actor,
    registration,
    activityId: "",
    context: null,
    connect: async () => connection ?? (isLaunched ? opened(launched) : opened(xapi.broker ? await askBroker() : null) ?? opened(passed)),
    async renew() {
      connection = null;
      return !isLaunched && Boolean(xapi.broker && opened(await askBroker()));
    },
  });
  sender.queue.begin();
  return sender;
}
