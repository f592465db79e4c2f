// Statements and documents in a real LRS, a process of its own over HTTP; what is read back is what was sent. Needs node's
// own `fetch`, so time is real here.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import "fake-indexeddb/auto";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { openRecord } from "../../templates/runtime/record.js";
import { createTracker as trackerXapi } from "../../templates/runtime/tracking/xapi.js";
import { watchMoments } from "../../templates/runtime/xapi/hooks.js";
import { Storage } from "../runtime/browser.js";
import { RIGHT, course } from "../runtime/course.js";
import { withXapi } from "../runtime/online.js";
import { takeAssessment } from "../runtime/play.js";

const validate = createRequire(import.meta.url)("@learninglocker/xapi-validation").default;
const AUTH = "Basic dGVzdGVyOnNlY3JldA==";
let lrs;
let endpoint = "";

before(async () => {
  const folder = mkdtempSync(join(tmpdir(), "lrs-"));
  lrs = spawn(process.execPath, [new URL("lrs.cjs", import.meta.url).pathname, "0"], { env: { ...process.env, LRS_DIR: folder, LRS_AUTH: "tester:secret" }, cwd: folder });
  endpoint = await new Promise((resolve, reject) => {
    lrs.stdout.on("data", (data) => /LRS (\S+)/.test(String(data)) && resolve(/LRS (\S+)/.exec(String(data))[1]));
    lrs.on("exit", (code) => reject(new Error(`the LRS ended with ${code}`)));
  });
});

after(() => lrs.kill());

/** A page, with real time and a real network. */
function page(storage, database, answered) {
  const listeners = [];
  const kept = new Map();
  const search = new URLSearchParams({ endpoint, auth: AUTH, actor: '{"mbox":"mailto:jo@example.org","name":"Jo"}', registration: "00000000-0000-4000-8000-000000000001", activity_id: "https://example.org/course/s0" });
  const window = {
    fetch: async (...asked) => {
      const answer = await fetch(...asked);
      answered.push([asked[1].method, answer.status, asked[1].body]);
      return answer;
    },
    location: { search: `?${search}`, origin: "https://content.example.org" }, indexedDB: database, IDBKeyRange, crypto: globalThis.crypto, navigator: {},
    get localStorage() {
      return Object.fromEntries(storage.items);
    },
  };
  const environment = {
    window, reloaded: () => false, tabStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) },
    storage: storage.forTab({ fire: () => undefined }), now: Date.now, random: Math.random, setTimeout, clearTimeout,
    listen: (type, listener) => listeners.push([type, listener]), hidden: () => false, online: () => true,
  };
  return { environment, fire: (type) => listeners.forEach(([wanted, listener]) => wanted === type && listener({})) };
}

async function open(made, storage, database, answered) {
  const { environment, fire } = page(storage, database, answered);
  const { course: data, sessions } = structuredClone(made);
  const tracker = trackerXapi(environment, data);
  await tracker.prepare(sessions);
  const record = openRecord(data, sessions, tracker, environment);
  watchMoments(environment, data, sessions, tracker, record);
  return { record, tracker, fire };
}

async function readBack() {
  const answer = await fetch(`${endpoint}statements?registration=00000000-0000-4000-8000-000000000001&limit=500&ascending=true`, { headers: { Authorization: AUTH, "X-Experience-API-Version": "1.0.3" } });
  return (await answer.json()).statements;
}

test("a session in a real LRS: statements read back are those that were sent, state comes back", async () => {
  const made = withXapi(course(1), { lifecycle: true });
  const [storage, database, answered] = [new Storage(), new IDBFactory(), []];
  let { record, tracker } = await open(made, storage, database, answered);
  for (const id of ["one", "two"]) record.visit("s0", id);
  record.answerCheck("s0", "k1", ["a"], 1);
  record.answerCheck("s0", "k2", ["t"], 1.25);
  takeAssessment(record, "s0", RIGHT);
  record.leave();
  await tracker.left();
  const sent = answered.filter(([method, , body]) => method === "POST" && body?.startsWith("[")).flatMap(([, , body]) => JSON.parse(body));
  const unique = new Map(sent.map((statement) => [statement.id, statement]));
  const known = new Map((await readBack()).map((statement) => [statement.id, statement]));
  assert.deepEqual([...known.keys()].sort(), [...unique.keys()].sort());
  for (const [id, statement] of unique) {
    assert.deepEqual(validate(statement), []);
    const { stored, authority, version, ...rest } = known.get(id);
    assert.deepEqual(rest.result, statement.result);
    assert.deepEqual(rest.verb, statement.verb);
    assert.equal(rest.context.registration, statement.context.registration);
    assert.deepEqual(rest.context.contextActivities.category.map((item) => item.id), statement.context.contextActivities.category.map((item) => item.id));
    assert.equal(rest.timestamp, statement.timestamp);
  }
  assert.deepEqual(answered.filter(([, status]) => status >= 400 && status !== 404), []);
  ({ record } = await open(made, storage, database, answered));
  assert.equal(record.session("s0").score, 100);
});

test("the same statements in two requests at once are there once", async () => {
  const statements = Array.from({ length: 20 }, (_, at) => ({
    id: `00000000-0000-4000-9000-${String(at).padStart(12, "0")}`, actor: { objectType: "Agent", mbox: "mailto:jo@example.org" },
    verb: { id: "http://adlnet.gov/expapi/verbs/answered" }, object: { id: "https://example.org/twice" }, timestamp: new Date().toISOString(),
  }));
  const post = (list) => fetch(`${endpoint}statements`, { method: "POST", body: JSON.stringify(list), headers: { Authorization: AUTH, "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3" } });
  await Promise.all([post(statements.slice(0, 12)), post(statements)]);
  assert.ok((await post(statements)).ok);
  const answer = await fetch(`${endpoint}statements?activity=https%3A%2F%2Fexample.org%2Ftwice&limit=500`, { headers: { Authorization: AUTH, "X-Experience-API-Version": "1.0.3" } });
  const found = (await answer.json()).statements.map(({ id }) => id);
  assert.equal(found.length, new Set(found).size);
  assert.equal(found.length, 20);
  const changed = { ...statements[0], timestamp: "2020-01-01T00:00:00Z" };
  assert.equal((await post([changed])).status, 409);
});

test("every statement of random journeys is taken, whatever the target", async () => {
  const file = process.env.SENT ?? join(mkdtempSync(join(tmpdir(), "sent-")), "statements.jsonl");
  if (!process.env.SENT) {
    const journeys = new URL("../runtime/statements.test.js", import.meta.url).pathname;
    // Else it would count as a part of this test, and not be run.
    const { NODE_TEST_CONTEXT, ...environment } = process.env;
    await promisify(execFile)(process.execPath, ["--test", journeys], { env: { ...environment, JOURNEYS: "6", SEED: "700", STATEMENTS: file } });
  }
  // Targets and journeys use the same registrations and ids; here each is one of its own.
  const all = new Map(readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line)).map((statement) => [statement.id, statement]));
  const statements = [...all.values()];
  assert.ok(statements.length > 150, String(statements.length));
  const headers = { Authorization: AUTH, "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3" };
  for (let at = 0; at < statements.length; at += 50) {
    const batch = statements.slice(at, at + 50);
    const answer = await fetch(`${endpoint}statements`, { method: "POST", headers, body: JSON.stringify(batch) });
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.deepEqual(await answer.json(), batch.map(({ id }) => id));
  }
  const [first] = statements;
  const answer = await fetch(`${endpoint}statements?statementId=${first.id}`, { headers });
  assert.deepEqual((await answer.json()).result, first.result);
});
