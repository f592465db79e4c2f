// The LMS of the tests refuses each thing that cmi5 forbids an AU, by the id of the requirement.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { Cmi5Lms } from "./cmi5_lms.js";

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

const BREACHES = {
  "9.3.0.0-4": ({ send, statement }) => send(statement("completed")),
  "9.3.0.0-5": ({ send, statement }) => send(statement("initialized"), statement("terminated"), statement("completed")),
  "9.3.0.0-2": ({ send, statement }) => send(statement("initialized"), statement("initialized")),
  "9.3.0.0-3": ({ send, statement }) => send(statement("initialized"), statement("failed"), statement("passed")),
  "9.3.4.0-2": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: true, duration: "PT1S", score: { scaled: 0.5 } } })),
  "9.3.5.0-2": ({ send, statement }) => send(statement("initialized"), statement("failed", { result: { success: false, duration: "PT1S", score: { scaled: 0.7 } } })),
  "9.5.4.1-1": ({ send, statement }) => send(statement("initialized"), statement("terminated", { result: {} })),
  "9.5.3.0-1": ({ send, statement }) => send(statement("initialized"), statement("completed", { result: { duration: "PT1S" } }, false)),
  "9.5.2.0-1": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: false, duration: "PT1S", score: { scaled: 0.8 } } })),
  "9.5.1.0-3": ({ send, statement }) => send(statement("initialized"), statement("passed", { result: { success: true, duration: "PT1S", score: { scaled: 0.8, raw: 80 } } })),
  "9.6.2.2-1": ({ send, statement }) => send(statement("initialized"), statement("completed", {}, false)),
  "9.6.2.2-2": ({ send, statement }) => send(statement("initialized", {}, true)),
  "8.1.5.0-6": ({ send, statement }) => send(statement("initialized", { object: { id: "https://example.org/other" } })),
  "8.1.3.0-3": ({ send, statement }) => send(statement("initialized", { actor: { objectType: "Agent", mbox: "mailto:a@example.org" } })),
  "9.7.0.0-2": ({ send, statement }) => send(statement("initialized", { timestamp: "2026-01-01T00:00:00+02:00" })),
  "9.6.1.0-1": ({ send, statement }) => send(statement("initialized", { context: {} })),
  "10.2.1.0-5": ({ lms, ask }) => ask("PUT", "activities/state", { activityId: lms.activityId, registration: lms.registration, agent: JSON.stringify(lms.actor), stateId: "LMS.LaunchData" }, {}),
  "8.1.2.0-4": ({ ask }) => ask("GET", "fetch", {}),
};

for (const [rule, breach] of Object.entries(BREACHES)) {
  test(`${rule} is seen to`, () => {
    assert.ok(rule in (requirements.default ?? requirements), "no such requirement");
    const made = setting();
    breach(made);
    assert.equal(made.lms.refused[0]?.split(" ")[0], rule);
  });
}

test("browse and review take initialized and terminated only (10.2.2.0-5); a token is good for its session", () => {
  const { lms, send, statement } = setting("Review");
  send(statement("initialized"), statement("passed"));
  assert.deepEqual(lms.refused.map((each) => each.split(" ")[0]), ["10.2.2.0-5"]);
  lms.launch("https://lms.example.org");
  assert.equal(send(statement("initialized")).status, 401);
});
