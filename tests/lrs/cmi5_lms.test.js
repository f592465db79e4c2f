// The LMS of the tests refuses each thing that cmi5 forbids an AU, by the id of the requirement.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Cmi5Lms } from "./cmi5_lms.js";

const later = (seconds) => new Date(Date.now() + seconds * 1000).toISOString();
const requirements = createRequire(import.meta.url)("@cmi5/requirements");
const CONTEXT = "https://w3id.org/xapi/cmi5/context/";
let made = 0;

function setting(mode = "Normal") {
  const lms = new Cmi5Lms({ masteryScore: 0.6 });
  const search = new URLSearchParams(lms.launch("https://lms.example.org", mode));
  const session = lms.sessions[0];
  const ask = (method, path, query, body) => lms.answer({ method, path, query, headers: { authorization: `Basic ${session.token}`, "x-experience-api-version": "1.0.3" }, body: body ? JSON.stringify(body) : "" });
  lms.answer({ method: "POST", path: "fetch", query: { session: session.id }, headers: {}, body: "" });
  ask("GET", "agents/profile", { agent: search.get("actor"), profileId: "cmi5LearnerPreferences" });
  const statement = (verb, more = {}, isMoveOn = ["completed", "passed", "failed"].includes(verb)) => {
    made += 1;
    const results = { completed: { completion: true }, passed: { success: true, score: { scaled: 0.8 } }, failed: { success: false, score: { scaled: 0.2 } } };
    const extensions = { ...lms.template.extensions, ...(["passed", "failed"].includes(verb) ? { [`${CONTEXT}extensions/masteryscore`]: 0.6 } : {}) };
    return {
      id: `00000000-0000-4000-a000-${String(made).padStart(12, "0")}`, actor: lms.actor, timestamp: new Date().toISOString(), object: { objectType: "Activity", id: lms.activityId },
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
      ...(verb === "initialized" ? {} : { result: { duration: "PT1S", ...results[verb] } }),
      context: { registration: lms.registration, extensions, contextActivities: { ...lms.template.contextActivities, category: [{ id: `${CONTEXT}categories/cmi5` }, ...(isMoveOn ? [{ id: `${CONTEXT}categories/moveon` }] : [])] } },
      ...more,
    };
  };
  return { lms, ask, statement, send: (...list) => ask("POST", "statements", {}, list) };
}

test("a lawful session is taken", () => {
  const { lms, send, statement } = setting();
  for (const verb of ["initialized", "passed", "completed", "terminated"]) send(statement(verb));
  assert.deepEqual(lms.refused, []);
  assert.equal(lms.lrs.statements.size, 4);
});

/** An "initialized" with another context. */
function context({ send, statement }, change) {
  const made = statement("initialized");
  send({ ...made, context: change(made.context) });
}

/** One verb in a session, another in the next of the same registration. */
function twoSessions({ lms, send, statement }, first, second) {
  send(statement("initialized"), statement(first), statement("terminated"));
  lms.launch("https://lms.example.org");
  // One token for both, since `send` knows no other.
  const [{ token }] = lms.sessions.splice(0, 1);
  Object.assign(lms.sessions[0], { isFetched: true, preferencesRead: true, token });
  send(statement("initialized"), statement(second));
}

const BREACHES = {
  "9.3.0.0-4": ({ send, statement }) => send(statement("completed")),
  "9.3.0.0-5": ({ send, statement }) => send(statement("initialized"), statement("terminated"), statement("completed")),
  "9.3.0.0-2": ({ send, statement }) => send(statement("initialized"), statement("initialized")),
  "9.3.0.0-3": ({ send, statement }) => send(statement("initialized"), statement("failed"), statement("passed")),
  "9.3.0.0-1": ({ send, statement }) => send(statement("initialized"), statement("progressed")),
  "9.3.0.0-6": (made) => twoSessions(made, "completed", "completed"),
  "9.3.0.0-7": (made) => twoSessions(made, "passed", "passed"),
  "9.3.0.0-8": (made) => twoSessions(made, "passed", "failed"),
  "9.3.8.0-2": ({ send, statement }) => send(statement("initialized"), statement("completed", { timestamp: later(2) })) && send(statement("terminated", { timestamp: later(1) })),
  "9.3.4.0-2": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: true, duration: "PT1S", score: { scaled: 0.5 } } })),
  "9.3.5.0-2": ({ send, statement }) => send(statement("initialized"), statement("failed", { result: { success: false, duration: "PT1S", score: { scaled: 0.7 } } })),
  "9.5.4.1-1": ({ send, statement }) => send(statement("initialized"), statement("terminated", { result: {} })),
  "9.5.4.1-2": ({ send, statement }) => send(statement("initialized"), statement("completed", { result: { completion: true } })),
  "9.5.4.1-3": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: true } })),
  "9.5.4.1-4": ({ send, statement }) => send(statement("initialized"), statement("failed", { result: { success: false, duration: "1 minute" } })),
  "9.5.3.0-1": ({ send, statement }) => send(statement("initialized"), statement("completed", { result: { duration: "PT1S" } }, false)),
  "9.5.3.0-2": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: true, completion: true, duration: "PT1S", score: { scaled: 0.8 } } })),
  "9.5.2.0-1": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: false, duration: "PT1S", score: { scaled: 0.8 } } })),
  "9.5.2.0-2": ({ send, statement }) => send(statement("initialized"), statement("failed", { result: { duration: "PT1S" } }, false)),
  "9.5.2.0-3": ({ send, statement }) => send(statement("initialized"), statement("completed", { result: { completion: true, success: true, duration: "PT1S" } })),
  "9.5.1.0-3": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: true, duration: "PT1S", score: { scaled: 0.8, raw: 80 } } })),
  "9.5.1.0-2": ({ send, statement }) => send(statement("initialized"), statement("completed", { result: { completion: true, duration: "PT1S", score: { scaled: 1 } } })),
  "9.6.2.2-1": ({ send, statement }) => send(statement("initialized"), statement("completed", {}, false)),
  "9.6.2.2-2": ({ send, statement }) => send(statement("initialized", {}, true)),
  "8.1.5.0-6": ({ send, statement }) => send(statement("initialized", { object: { id: "https://example.org/other" } })),
  "8.1.3.0-3": ({ send, statement }) => send(statement("initialized", { actor: { objectType: "Agent", mbox: "mailto:a@example.org" } })),
  "9.7.0.0-2": ({ send, statement }) => send(statement("initialized", { timestamp: "2026-01-01T00:00:00+02:00" })),
  "9.7.0.0-1": ({ send, statement }) => send(statement("initialized", { timestamp: later(5) }), statement("completed")),
  "9.1.0.0-1": ({ send, statement }) => send(statement("initialized", { id: undefined })),
  "9.6.1.0-1": ({ send, statement }) => send(statement("initialized", { context: {} })),
  "9.6.2.0-1": (made) => context(made, ({ contextActivities: { other, ...activities }, ...rest }) => ({ ...rest, contextActivities: activities })),
  "9.6.3.1-4": (made) => context(made, (before) => ({ ...before, extensions: { "https://lms.example.org/extensions/tenant": "north" } })),
  "9.6.3.2-2": ({ lms, send, statement }) => send(statement("initialized"), ((passed) => ({ ...passed, context: { ...passed.context, extensions: lms.template.extensions } }))(statement("passed"))),
  "10.2.1.0-6": (made) => context(made, ({ extensions: { "https://lms.example.org/extensions/tenant": gone, ...left }, ...rest }) => ({ ...rest, extensions: left })),
  "10.2.1.0-7": (made) => context(made, (before) => ({ ...before, extensions: { ...before.extensions, "https://lms.example.org/extensions/tenant": "south" } })),
  "11.0.0.0-3": (made) => {
    made.lms.sessions[0].preferencesRead = false;
    made.send(made.statement("initialized"));
  },
  "11.0.0.0-4": ({ lms, ask }) => ask("GET", "agents/profile", { agent: JSON.stringify(lms.actor), profileId: "preferences" }),
  "8.1.4.0-3": ({ lms, ask }) => ask("GET", "activities/state", { activityId: lms.activityId, agent: JSON.stringify(lms.actor), registration: "00000000-0000-4000-8000-00000000beef", stateId: "x" }),
  "10.2.1.0-5": ({ lms, ask }) => ask("PUT", "activities/state", { activityId: lms.activityId, registration: lms.registration, agent: JSON.stringify(lms.actor), stateId: "LMS.LaunchData" }, {}),
  "8.1.2.0-4": ({ ask }) => ask("GET", "fetch", {}),
  "8.1.2.0-2": ({ lms, ask }) => {
    lms.sessions[0].isFetched = false;
    ask("GET", "statements", {});
  },
  "8.1.2.0-5": ({ lms }) => lms.answer({ method: "GET", path: "statements", query: {}, headers: {}, body: "" }),
};

for (const [rule, breach] of Object.entries(BREACHES)) {
  test(`${rule} is seen to`, () => {
    assert.ok(rule in (requirements.default ?? requirements), "no such requirement");
    const made = setting();
    breach(made);
    assert.equal(made.lms.refused[0]?.split(" ")[0], rule);
  });
}

test("browse and review take initialized and terminated only; a token is good for its session", () => {
  for (const [mode, rule] of [["Browse", "10.2.2.0-2"], ["Review", "10.2.2.0-3"]]) {
    const { lms, send, statement } = setting(mode);
    send(statement("initialized"), statement("passed"));
    assert.deepEqual(lms.refused.map((each) => each.split(" ")[0]), [rule]);
  }
  const { lms, send, statement } = setting();
  lms.launch("https://lms.example.org");
  assert.equal(send(statement("initialized")).status, 401);
});
