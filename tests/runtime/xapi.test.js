// Statements on their way: whatever becomes of the network, the page and the tabs, each is there once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scrambleKey } from "../../templates/runtime/key.js";
import { createTracker as tracker12 } from "../../templates/runtime/tracking/scorm12.js";
import { createTracker as trackerWeb } from "../../templates/runtime/tracking/none.js";
import { fillTemplate, hooksFor, namedUuid } from "../../templates/runtime/xapi/compose.js";
import { MemoryLrs } from "../lrs/memory.js";
import { RIGHT, course, question } from "./course.js";
import { Lms } from "./hosts.js";
import { Network, OnlineLearner, close, pass, rest, vanish, withXapi } from "./online.js";
import { takeAssessment } from "./play.js";

const ORIGIN = "https://lrs.example.org";
const LAUNCH = new URLSearchParams({ endpoint: `${ORIGIN}/xAPI/`, auth: "Basic dGVzdGVyOnNlY3JldA==", actor: JSON.stringify({ name: ["Jo"], mbox: ["mailto:jo@example.org"] }) }).toString();

function setting({ lrs: options = {}, xapi = {}, browser = {} } = {}) {
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  const lrs = new MemoryLrs({ now: () => clock.now, ...options });
  const network = new Network(clock);
  network.add(ORIGIN, lrs);
  const learner = new OnlineLearner(withXapi(course(1), xapi), network, clock, browser);
  const launch = (search = LAUNCH, more) => learner.launch(trackerWeb, search, more);
  return { clock, lrs, network, learner, launch };
}

const verbsOf = (lrs) => [...lrs.statements.values()].map(({ verb }) => verb.id.split("/").pop());

test("templates: kinds are kept, what is not known is left out, braces are doubled", () => {
  const template = { a: "{n}", b: "of {n} in {{x}}", c: "{none}", d: { e: "{none}" }, f: ["{n}", "{none}"], g: "{none} of", h: true, i: null };
  assert.deepEqual(fillTemplate(template, { n: 3, none: null }), { a: 3, b: "of 3 in {x}", f: [3], h: true });
});

test("a session's hook replaces the course's, a block's comes besides, off is off", () => {
  const hook = (name, at, verb = true) => ({ on: "block-experienced", name, at, verb: verb && { id: name + at } });
  const things = { "block:s/p/b": { hooks: ["extra", "on"] }, "block:s/p/c": { hooks: "off" }, "block:t/p/b": { hooks: ["on"] }, "block:u/p/b": { hooks: "" }, "block:v/p/b": { hooks: ["extra"] } };
  const xapi = { things, hooks: [hook("", ""), hook("", "session:s"), hook("", "session:t", false), hook("extra", ""), hook("on", ""), hook("extra", "session:v")] };
  const names = (key) => hooksFor(xapi, "block-experienced", key).map(({ verb }) => verb.id);
  assert.deepEqual(names("block:s/p/b"), ["session:s", "extra"]);
  assert.deepEqual(names("block:s/p/c"), []);
  assert.deepEqual(names("block:t/p/b"), ["on"]);
  assert.deepEqual(names("block:u/p/b"), [""]);
  assert.deepEqual(names("block:v/p/b"), ["", "extrasession:v"]);
});

test("ids made of a text are lawful and differ", () => {
  const ids = new Set(Array.from({ length: 5000 }, (_, number) => namedUuid(`r ${number}`)));
  assert.equal(ids.size, 5000);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a statement carries framework, course and session, registration, language, and the answers in the standard's words", async () => {
  const { lrs, launch } = setting();
  const { tab, record } = await launch();
  record.visit("s0", "one");
  record.answerCheck("s0", "k1", ["a"], 2.345);
  record.visit("s0", "two");
  record.answerCheck("s0", "k2", ["f"], 1);
  takeAssessment(record, "s0", RIGHT);
  await pass(tab, 5);
  assert.deepEqual(lrs.refused, []);
  const all = [...lrs.statements.values()];
  const answered = all.find(({ object }) => object.id.endsWith("/one/k1"));
  assert.deepEqual(answered.actor, { objectType: "Agent", name: "Jo", mbox: "mailto:jo@example.org" });
  assert.deepEqual(answered.result, { success: true, response: "a", duration: "PT2.35S" });
  assert.deepEqual(answered.object.definition.correctResponsesPattern, ["a"]);
  assert.equal(answered.context.language, "en");
  assert.match(answered.context.registration, /^[0-9a-f-]{36}$/);
  assert.deepEqual(answered.context.contextActivities.parent.map(({ id }) => id), ["https://example.org/course/s0/one"]);
  assert.deepEqual(answered.context.contextActivities.grouping.map(({ id }) => id), ["https://example.org/course", "https://example.org/course/s0"]);
  assert.equal(answered.timestamp, "2026-11-25T09:00:00.000Z");
  const passed = all.find(({ object }) => object.id.endsWith("/assessment"));
  assert.deepEqual(passed.context.contextActivities.category.map(({ id }) => id), ["https://example.org/course/profile/1", "https://example.org/course/framework/2.4"]);
  assert.deepEqual(passed.result.score, { scaled: 1, raw: 100, min: 0, max: 100 });
  assert.deepEqual(all.find(({ object }) => object.id.endsWith("/q2")).result.response, "a[,]c");
  assert.deepEqual(all.find(({ object }) => object.id.endsWith("/k2")).result, { success: false, response: "false", duration: "PT1S" });
  assert.deepEqual(verbsOf(lrs).filter((verb) => verb === "progressed").length > 1, true);
});

test("where nothing is right or wrong, no statement says so; a reflection and a survey have moments of their own", async () => {
  const made = course(1);
  const open = { points: 0, answerKey: scrambleKey("s0_x", { correct: [], feedback: {}, explanation: "" }), lmsId: "s0_x" };
  made.sessions[0].pages[0].questions.push(
    question("s0", "note", 6, [], { ...open, form: "fields", type: "reflection", interactionType: "long-fill-in", blanks: [{ limit: 500, isNumber: false }] }),
    question("s0", "agree", 7, [], { ...open, type: "likert", interactionType: "likert" }),
    question("s0", "noted", 8, [], { ...open, form: "fields", type: "activity", interactionType: "long-fill-in", blanks: [{ limit: 90, isNumber: false }, { limit: 1, isNumber: false }] }));
  const prepared = withXapi(made);
  const hook = (on, verb, result) => ({ on, name: "", at: "", activityType: "", result, context: {}, verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } } });
  prepared.course.xapi.hooks.push(hook("reflection-written", "commented", {}), hook("survey-answered", "responded", { response: "{response}" }), hook("activity-confirmed", "confirmed", {}));
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  const lrs = new MemoryLrs({ now: () => clock.now });
  const network = new Network(clock);
  network.add(ORIGIN, lrs);
  const { tab, record } = await new OnlineLearner(prepared, network, clock, {}).launch(trackerWeb, LAUNCH);
  record.visit("s0", "one");
  assert.equal(record.answerCheck("s0", "note", ["mine"], 1).isCorrect, null);
  assert.equal(record.answerCheck("s0", "agree", ["b"], 1).isCorrect, null);
  record.answerCheck("s0", "noted", ["half of it", ""], 1);
  record.answerCheck("s0", "noted", ["done", "1"], 1);
  await pass(tab, 5);
  const told = [...lrs.statements.values()].filter(({ object }) => /note|agree/.test(object.id));
  assert.deepEqual(told.map(({ verb, result }) => [verb.id.split("/").pop(), result?.response, result?.success]), [
    ["answered", "mine", undefined], ["commented", undefined, undefined], ["answered", "b", undefined], ["responded", "b", undefined],
    ["answered", "done", undefined], ["confirmed", undefined, undefined],
  ]);
  for (const { object } of told) assert.equal(object.definition.correctResponsesPattern, undefined);
});

test("what is chosen in a scenario is said of its scene, the ending of the scenario, right or not", async () => {
  const made = course(1);
  const night = question("s0", "night", 6, ["a"], { form: "path", type: "scenario", marks: ["a", "b", "c"], answerKey: scrambleKey("s0_night", { correct: ["a", "b"], feedback: {}, explanation: "" }) });
  const open = { ...night, id: "day", slot: 7, lmsId: "s0_day", points: 0, answerKey: scrambleKey("s0_day", { correct: [], feedback: {}, explanation: "" }) };
  made.sessions[0].pages[0].questions.push(night, open);
  const prepared = withXapi(made);
  const { things, hooks } = prepared.course.xapi;
  things["question:s0/night/start"] = { ...things["question:s0/night"], activity: { ...things["question:s0/night"].activity, id: "https://example.org/course/s0/one/night_start" } };
  hooks.push({ ...hooks[0], on: "scenario-chosen", result: { response: "{response}" }, verb: { id: "http://id.tincanapi.com/verb/selected", display: { en: "selected" } } });
  hooks.push({ ...hooks[0], on: "survey-answered", result: {}, verb: { id: "http://adlnet.gov/expapi/verbs/responded", display: { en: "responded" } } });
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  const lrs = new MemoryLrs({ now: () => clock.now });
  const network = new Network(clock);
  network.add(ORIGIN, lrs);
  const { tab, record } = await new OnlineLearner(prepared, network, clock, {}).launch(trackerWeb, LAUNCH);
  record.visit("s0", "one");
  record.keepPath("s0", night, "x", { scene: { id: "start", text: "What now?" }, mark: "x", latency: 2, ending: "b", seconds: 7 });
  record.keepPath("s0", open, "x", { scene: { id: "none", text: "" }, mark: "x", latency: 2, ending: "c", seconds: 7 });
  await pass(tab, 5);
  assert.deepEqual(lrs.refused, []);
  const told = [...lrs.statements.values()].filter(({ object }) => /night|day/.test(object.id));
  assert.deepEqual(told.map(({ verb, object, result }) => [verb.id.split("/").pop(), object.id.split("/").pop(), result?.response, result?.success]), [
    ["selected", "night_start", "x", undefined], ["answered", "night", "b", true], ["answered", "day", "c", undefined],
  ]);
  assert.deepEqual(told[1].object.definition.correctResponsesPattern, ["a", "b"]);
  assert.equal(told[1].result.duration, "PT7S");
});

for (const hasDatabase of [true, false]) {
  const where = hasDatabase ? "IndexedDB" : "the browser's storage";
  test(`statements wait in ${where} while the LRS is down, and go at the next launch with their ids and times`, async () => {
    const { clock, lrs, network, learner, launch } = setting({ browser: { hasDatabase } });
    network.fault = () => ({ lost: "before" });
    let { tab, record } = await launch();
    record.visit("s0", "one");
    record.answerCheck("s0", "k1", ["a"], 1);
    await pass(tab, 20);
    tab.kill();
    assert.equal(lrs.statements.size, 0);
    clock.now += 86400000;
    network.fault = () => null;
    ({ tab, record } = await launch());
    await pass(tab, 5);
    assert.deepEqual(verbsOf(lrs).sort(), ["answered", "experienced", "experienced", "progressed", "progressed"]);
    for (const { timestamp } of lrs.statements.values()) assert.ok(timestamp < "2026-11-25T09:01");
    assert.deepEqual([...learner.storage.items.keys()].filter((key) => key.startsWith("scormkit xapi")), []);
    assert.equal(lrs.repeated, 0);
  });
}

test("what was sent while nobody heard the answer is sent again with the same ids, and is there once", async () => {
  const { lrs, network, launch } = setting();
  let isLost = true;
  network.fault = () => (isLost ? { lost: "after" } : null);
  const { tab, record } = await launch();
  record.visit("s0", "one");
  record.answerCheck("s0", "k1", ["a"], 1);
  await pass(tab, 2);
  isLost = false;
  await pass(tab, 30);
  assert.equal(lrs.statements.size, 4);
  assert.ok(lrs.repeated > 0);
});

test("a closing page sends what waits by keepalive, within 64 kB; the rest comes at the next launch", async () => {
  const { lrs, network, launch } = setting();
  let { tab, record } = await launch();
  await pass(tab, 2);
  record.visit("s0", "one");
  await pass(tab, 3);
  for (let number = 0; number < 200; number += 1) record.answerCheck("s0", "k1", ["b"], number);
  await close(tab);
  const last = network.log.filter(({ keepalive }) => keepalive);
  assert.equal(last.length, 1);
  assert.ok(last[0].size > 40000 && last[0].size <= 63000, String(last[0].size));
  assert.ok(lrs.statements.size > 20 && lrs.statements.size < 150);
  await rest(600);
  ({ tab } = await launch());
  await pass(tab, 10);
  assert.equal(verbsOf(lrs).filter((verb) => verb === "answered").length, 200);
  assert.equal(verbsOf(lrs).filter((verb) => verb === "experienced").length, 2);
});

test("413 halves the batch, 400 sets one aside, 409 of one is taken for success", async () => {
  const { lrs, network, launch } = setting({ lrs: { mostBytes: 9000 } });
  const { tab, record } = await launch();
  record.visit("s0", "one");
  for (let number = 0; number < 30; number += 1) record.answerCheck("s0", "k1", ["b"], number);
  await pass(tab, 5);
  assert.equal(verbsOf(lrs).filter((verb) => verb === "answered").length, 30);
  const poisoned = { count: 0 };
  network.fault = ({ body }) => (body?.includes('"PT77S"') ? ((poisoned.count += 1), { status: 400 }) : null);
  for (const seconds of [76, 77, 78]) record.answerCheck("s0", "k1", ["b"], seconds);
  await pass(tab, 60);
  assert.equal(verbsOf(lrs).filter((verb) => verb === "answered").length, 32);
  network.fault = ({ body }) => (body?.includes('"PT79S"') ? { status: 409 } : null);
  for (const seconds of [79, 80]) record.answerCheck("s0", "k1", ["b"], seconds);
  await pass(tab, 5);
  assert.equal(verbsOf(lrs).filter((verb) => verb === "answered").length, 33);
});

test("429 waits as long as it says, 5xx ever longer", async () => {
  const { clock, lrs, network, launch } = setting();
  const { tab, record } = await launch();
  await pass(tab, 2);
  const times = [];
  const start = clock.now;
  network.fault = () => (times.push(Math.round((clock.now - start) / 1000)), times.length === 1 ? { status: 429, headers: { "Retry-After": "30" } } : times.length < 5 ? { status: 500 } : null);
  record.visit("s0", "one");
  await pass(tab, 120);
  assert.deepEqual(times, [1, 31, 35, 43, 59]);
  assert.ok(lrs.statements.size > 0);
});

test("a broker is asked, and asked again when its token is no longer good", async () => {
  const { lrs, network, launch } = setting({ xapi: { broker: "https://broker.example.org/xAPI/token" } });
  const asked = [];
  network.add("https://broker.example.org", { answer: ({ body }) => {
    asked.push(JSON.parse(body));
    return { status: 200, body: { endpoint: `${ORIGIN}/xAPI/`, auth: asked.length > 1 ? lrs.auth : "Basic b2xk", actor: { account: { homePage: "https://staff.example.org", name: "7" } } } };
  } });
  const { tab, record } = await launch("");
  record.visit("s0", "one");
  await pass(tab, 20);
  assert.equal(asked.length, 2);
  assert.deepEqual(Object.keys(asked[0]), ["course", "activity", "learner", "registration"]);
  assert.deepEqual([...new Set([...lrs.statements.values()].map(({ actor }) => actor.account.name))], ["7"]);
});

test("401 and 403 without new credentials: kept for the next launch, the LRS is not besieged", async () => {
  for (const status of [401, 403]) {
    const { lrs, network, launch } = setting();
    network.fault = () => ({ status });
    let { tab, record } = await launch();
    record.visit("s0", "one");
    for (let number = 0; number < 10; number += 1) record.answerCheck("s0", "k1", ["b"], number);
    await pass(tab, 600, 5);
    assert.ok(network.log.length < 40, `${network.log.length} requests`);
    await close(tab);
    network.fault = () => null;
    ({ tab } = await launch());
    await pass(tab, 5);
    assert.equal(verbsOf(lrs).filter((verb) => verb === "answered").length, 10);
  }
});

test("a clock that is ahead of the LRS's is mended", async () => {
  const { clock, lrs, launch } = setting({ lrs: { now: () => Date.UTC(2026, 10, 25, 8, 0, 0) } });
  const { tab, record } = await launch();
  record.visit("s0", "one");
  record.answerCheck("s0", "k1", ["a"], 1);
  await pass(tab, 10);
  assert.ok(clock.now > Date.UTC(2026, 10, 25, 9));
  assert.equal(lrs.statements.size, 4);
  for (const { timestamp } of lrs.statements.values()) assert.match(timestamp, /^2026-11-25T0(8:00|7:59:59)/);
});

test("an LRS that takes only PUT gets PUT, one of xAPI 2.0 its version", async () => {
  for (const options of [{ isPutOnly: true }, { version: "2.0.0" }, { version: "2.0.0", isReticent: true }, { isReticent: true }]) {
    const { lrs, launch } = setting({ lrs: options });
    const { tab, record } = await launch();
    record.visit("s0", "one");
    record.answerCheck("s0", "k1", ["a"], 1);
    await pass(tab, 10);
    assert.equal(lrs.statements.size, 4);
  }
});

test("two tabs send each statement once, and take what the other one left", async () => {
  const { lrs, network, launch } = setting({ browser: { hasLocks: true } });
  network.fault = () => ({ lost: "before" });
  const first = await launch();
  first.record.visit("s0", "one");
  first.record.answerCheck("s0", "k1", ["a"], 1);
  const second = await launch();
  second.record.visit("s0", "two");
  second.record.answerCheck("s0", "k2", ["t"], 1);
  await pass(first.tab, 3);
  network.fault = () => null;
  for (let count = 0; count < 20; count += 1) {
    await pass(first.tab, 1);
    await pass(second.tab, 1);
  }
  await close(first.tab);
  await close(second.tab);
  assert.equal(verbsOf(lrs).filter((verb) => verb === "answered").length, 2);
  const pages = [...lrs.statements.values()].map(({ object }) => object.id).filter((id) => /one$|two$/.test(id));
  assert.deepEqual(pages.sort(), ["https://example.org/course/s0/one", "https://example.org/course/s0/two"]);
});

test("a visit in another tab that is still there is not over; that of a tab that died is", async () => {
  const { lrs, launch } = setting({ browser: { hasLocks: true } });
  const first = await launch();
  first.record.visit("s0", "one");
  await pass(first.tab, 20);
  const dead = await launch();
  dead.record.visit("s0", "test");
  await pass(dead.tab, 2);
  vanish(dead.tab);
  dead.tab.kill();
  const second = await launch();
  second.record.visit("s0", "two");
  await pass(second.tab, 10);
  await pass(first.tab, 10);
  await close(second.tab);
  await close(first.tab);
  await rest(100);
  const durations = Object.fromEntries([...lrs.statements.values()].filter(({ result }) => result?.duration).map(({ object, result }) => [object.id.split("/").pop(), result.duration]));
  assert.deepEqual(durations, { one: "PT42S", two: "PT20S", test: "PT0S" });
});

test("a learner whom nobody named is one person, the same at each launch, and not another's", async () => {
  const names = [];
  for (const seed of [1, 1, 2]) {
    const { lrs, launch, network } = setting({ xapi: { broker: "https://broker.example.org/xAPI/token" }, browser: { seed } });
    network.add("https://broker.example.org", { answer: () => ({ status: 200, body: { endpoint: `${ORIGIN}/xAPI/`, auth: lrs.auth } }) });
    for (let count = 0; count < 2; count += 1) {
      const { tab, record } = await launch("");
      record.visit("s0", "one");
      await pass(tab, 5);
      await close(tab);
    }
    const sent = network.log.filter(({ method, path }) => method === "POST" && path === "statements").flatMap(({ body }) => JSON.parse(body));
    names.push([...new Set(sent.map(({ actor }) => actor.account.name))].join());
  }
  assert.equal(names[0], names[1]);
  assert.notEqual(names[0], names[2]);
  assert.match(names[0], /^[0-9a-f-]{36}$/);
});

test("what an earlier attempt left goes with the next one of the same learner, as what it was", async () => {
  const { lrs, network, learner } = setting();
  const attempt = async (student, isDown) => {
    const lms = new Lms("1.2", "strict");
    const window = lms.launch();
    const get = window.API.LMSGetValue;
    const known = { "cmi.launch_data": JSON.stringify({ endpoint: `${ORIGIN}/xAPI/`, auth: lrs.auth }), "cmi.core.student_id": student };
    window.API.LMSGetValue = (element) => known[element] ?? get(element);
    network.fault = () => (isDown ? { status: 503 } : null);
    const { tab, record } = await learner.launch(tracker12, "", { window });
    record.visit("s0", isDown ? "one" : "two");
    await pass(tab, 5);
    record.leave();
    await close(tab);
  };
  await attempt("u1", true);
  await attempt("u2", false);
  const pages = () => [...lrs.statements.values()].filter(({ object }) => /(one|two)$/.test(object.id)).map(({ actor, object }) => `${actor.account.name} ${object.id.split("/").pop()}`);
  assert.deepEqual(pages(), ["u2 two"]);
  await attempt("u1", false);
  assert.deepEqual(pages().sort(), ["u1 one", "u1 two", "u2 two"]);
  const registrations = new Map([...lrs.statements.values()].map(({ object, context, actor }) => [`${actor.account.name} ${object.id}`, context.registration]));
  assert.equal(new Set(registrations.values()).size, 3);
});

test("credentials come from what the LMS passes on, and SCORM is the same whatever the LRS does", async () => {
  const results = [];
  const faults = [
    () => null, () => ({ lost: "before" }), () => ({ status: 500 }), () => ({ seconds: 45 }), () => ({ seconds: 1e9 }), () => ({ status: 200 }), () => ({ status: 302 }),
    () => ({ status: 429, headers: { "Retry-After": "999999999999" } }), () => ({ status: 503, headers: { "Retry-After": "soon", Date: "yesterday" } }), null, "no fetch", "throws",
  ];
  for (const fault of faults) {
    const made = setting();
    if (typeof fault === "function") made.network.fault = fault;
    const lms = new Lms("1.2", "strict");
    const window = lms.launch();
    const get = window.API.LMSGetValue;
    window.API.LMSGetValue = (element) => (element === "cmi.launch_data" ? (fault ? JSON.stringify({ endpoint: `${ORIGIN}/xAPI/`, auth: made.lrs.auth }) : "") : get(element));
    const { tab, record, notices } = await made.learner.launch(tracker12, "", { window });
    if (fault === "no fetch") delete window.fetch;
    if (fault === "throws") window.fetch = () => assert.fail("as a policy of the page has it");
    record.visit("s0", "one");
    record.answerCheck("s0", "k1", ["a"], 1);
    record.visit("s0", "two");
    record.answerCheck("s0", "k2", ["t"], 1);
    takeAssessment(record, "s0", RIGHT);
    await pass(tab, 60);
    record.leave();
    assert.deepEqual(lms.errors, []);
    assert.deepEqual(notices, []);
    if (results.length === 0) {
      assert.ok(made.lrs.statements.size > 8);
      assert.equal([...made.lrs.statements.values()][0].actor.account.name, "u1");
    }
    results.push(JSON.stringify([...lms.stored].filter(([element]) => !/session_time/.test(element))));
  }
  assert.equal(new Set(results).size, 1);
});

test("a database that never answers holds nothing up, nor does a sandbox that denies everything", async () => {
  const { lrs, learner, launch } = setting();
  learner.database = { open: () => ({}) };
  const denied = async () => Promise.reject(new Error("SecurityError"));
  learner.hasLocks = true;
  learner.locks = () => ({ query: denied, request: denied });
  const { tab, record } = await launch();
  record.visit("s0", "one");
  record.answerCheck("s0", "k1", ["a"], 1);
  await pass(tab, 8);
  assert.equal(verbsOf(lrs).filter((verb) => verb === "answered").length, 1);
});

test("nothing at all is known of an LRS: statements wait, nobody is asked for anything, nothing is told", async () => {
  const { network, launch } = setting();
  const { tab, record, notices } = await launch("");
  record.visit("s0", "one");
  await pass(tab, 100, 5);
  assert.deepEqual(network.log, []);
  assert.deepEqual(notices, []);
  await rest();
});
