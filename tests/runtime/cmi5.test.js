// cmi5 and TinCan launches: what is said, in which order, and what a learner finds again. The LMS of tests/lrs refuses what the
// specification forbids.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createTracker as trackerCmi5 } from "../../templates/runtime/tracking/cmi5.js";
import { createTracker as trackerXapi } from "../../templates/runtime/tracking/xapi.js";
import { Cmi5Lms } from "../lrs/cmi5_lms.js";
import { MemoryLrs } from "../lrs/memory.js";
import { RIGHT, WRONG, course } from "./course.js";
import { Network, OnlineLearner, close, pass, withXapi } from "./online.js";
import { readSession, takeAssessment } from "./play.js";

const ORIGIN = "https://lms.example.org";

function setting(options = {}, made = course(1)) {
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  const lms = new Cmi5Lms({ now: () => clock.now, publisherId: "https://example.org/course/s0", ...options });
  const network = new Network(clock);
  network.add(ORIGIN, lms);
  const learner = new OnlineLearner(withXapi(made, { lifecycle: true }), network, clock);
  const launch = (mode) => learner.launch(trackerCmi5, lms.launch(ORIGIN, mode));
  return { clock, lms, network, learner, launch };
}

const verbs = (session) => session.verbs.join(" ");

async function exit({ record, tracker, tab }, seconds = 3) {
  record.leave();
  let end = null;
  tracker.left().then((found) => (end = found));
  await pass(tab, seconds);
  return end;
}

test("a whole session: initialized, completed, passed, terminated; back to the LMS", async () => {
  const { lms, launch } = setting({ masteryScore: 0.6, returnURL: "https://lms.example.org/back" });
  const page = await launch();
  assert.equal(page.record.launch.learnerName, "Jo Doe");
  readSession(page.record, page.tab, "s0");
  takeAssessment(page.record, "s0", RIGHT);
  await pass(page.tab, 3);
  assert.deepEqual(await exit(page), { address: "https://lms.example.org/back", isSaved: true });
  assert.deepEqual(lms.refused, []);
  assert.equal(verbs(lms.sessions[0]), "initialized completed passed terminated");
  const passed = lms.sessions[0].statements.find(({ verb, object }) => verb.id.endsWith("/passed") && object.id === lms.activityId);
  assert.deepEqual(passed.result.score, { scaled: 1, raw: 100, min: 0, max: 100 });
  assert.equal(passed.context.extensions["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"], 0.6);
  assert.equal(lms.sessions[0].statements.at(-1).verb.id, "http://adlnet.gov/expapi/verbs/terminated");
  assert.equal(lms.lrs.document("scormkit").score, 100);
  assert.deepEqual(page.notices, ["saved"].slice(1));
});

test("the mastery score of the launch data decides, not the course's pass mark", async () => {
  const { lms, launch } = setting({ masteryScore: 0.9 });
  const page = await launch();
  takeAssessment(page.record, "s0", { ...RIGHT, q1: ["b"] });
  assert.equal(page.record.session("s0").score, 80);
  assert.equal(page.record.session("s0").passed, false);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.equal(verbs(lms.sessions[0]), "initialized failed terminated");
});

test("who has the score but not a part has failed, and no score says otherwise (cmi5 9.3.5)", async () => {
  const made = course(1, { assessment: { parts: [{ title: "Part", passMark: 100, questions: ["q1"] }] } });
  const { lms, launch } = setting({ masteryScore: 0.6 }, made);
  const page = await launch();
  takeAssessment(page.record, "s0", { ...RIGHT, q1: ["b"] });
  assert.equal(page.record.session("s0").score, 80);
  assert.equal(page.record.session("s0").passed, false);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.equal(verbs(lms.sessions[0]), "initialized failed terminated");
  const failed = lms.sessions[0].statements.find(({ verb, object }) => verb.id.endsWith("/failed") && object.id === lms.activityId);
  assert.equal(failed.result.success, false);
  assert.equal(failed.result.score, undefined);
});

test("who fails and passes in one session has passed; who fails and leaves has failed, once for each new try", async () => {
  const { lms, launch } = setting();
  let page = await launch();
  takeAssessment(page.record, "s0", WRONG);
  await exit(page);
  page = await launch();
  await exit(page);
  page = await launch();
  takeAssessment(page.record, "s0", WRONG);
  takeAssessment(page.record, "s0", RIGHT);
  await exit(page);
  page = await launch();
  takeAssessment(page.record, "s0", WRONG);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized failed terminated", "initialized terminated", "initialized passed terminated", "initialized terminated"]);
});

test("state comes back at the next launch; nothing is said twice", async () => {
  const { lms, launch } = setting();
  let page = await launch();
  readSession(page.record, page.tab, "s0");
  takeAssessment(page.record, "s0", RIGHT);
  await pass(page.tab, 5);
  await close(page.tab);
  page = await launch();
  assert.equal(page.record.session("s0").score, 100);
  assert.deepEqual(page.record.location, { session: "s0", page: "test" });
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized completed passed terminated", "initialized terminated"]);
});

test("a reload goes on in the same session: the token is not fetched again, initialized is not repeated", async () => {
  const { lms, network, learner } = setting();
  const search = lms.launch(ORIGIN);
  let page = await learner.launch(trackerCmi5, search);
  readSession(page.record, page.tab, "s0");
  await pass(page.tab, 3);
  page.tab.fire("keydown", { key: "R", ctrlKey: true });
  await close(page.tab);
  page = await learner.launch(trackerCmi5, search, { isNewTab: false });
  assert.equal(page.record.launch.connected, true);
  assert.equal(page.record.session("s0").checksAnswered, 2);
  takeAssessment(page.record, "s0", RIGHT);
  await exit(page);
  assert.equal(network.log.filter(({ path }) => path === "fetch").length, 1);
  assert.deepEqual(lms.refused, []);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized completed passed terminated"]);
  page = await learner.launch(trackerCmi5, search, { isNewTab: false });
  assert.equal(page.record.launch.connected, false);
  await pass(page.tab, 5);
  assert.deepEqual(lms.refused, []);
});

test("a reload that cannot be told from closing ends the session; what is done then is part of the next", async () => {
  const { lms, learner, launch } = setting();
  const search = lms.launch(ORIGIN);
  let page = await learner.launch(trackerCmi5, search);
  page.record.visit("s0", "one");
  await pass(page.tab, 3);
  await close(page.tab);
  page = await learner.launch(trackerCmi5, search, { isNewTab: false });
  assert.deepEqual(page.notices, ["detached"]);
  readSession(page.record, page.tab, "s0");
  takeAssessment(page.record, "s0", RIGHT);
  await pass(page.tab, 5);
  await close(page.tab);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized terminated"]);
  page = await launch();
  assert.deepEqual(page.notices, ["handed-over"]);
  await pass(page.tab, 5);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized terminated", "initialized completed passed terminated"]);
  const all = lms.sessions.flatMap(({ statements }) => statements).map(({ verb, object }) => `${verb.id.split("/").pop()} ${object.id.split("/").pop()}`);
  assert.equal(all.filter((said) => said.startsWith("answered")).length, 7);
  assert.equal(all.filter((said) => said === "experienced one").length, 2);
});

test("a page that goes into the browser's cache is not over, and says so when it is", async () => {
  const { lms, launch } = setting();
  const page = await launch();
  page.record.visit("s0", "one");
  await pass(page.tab, 3);
  page.tab.fire("pagehide", { persisted: true });
  await pass(page.tab, 3);
  page.tab.fire("pageshow", { persisted: true });
  page.record.visit("s0", "two");
  await pass(page.tab, 3);
  await close(page.tab);
  assert.deepEqual(lms.refused, []);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized terminated"]);
  assert.equal(lms.sessions[0].statements.at(-2).object.id.endsWith("/two"), true);
});

for (const mode of ["Browse", "Review"]) {
  test(`${mode}: initialized and terminated, nothing is written`, async () => {
    const { lms, launch } = setting();
    let page = await launch();
    readSession(page.record, page.tab, "s0");
    await exit(page);
    const before = JSON.stringify(lms.lrs.document("scormkit"));
    page = await launch(mode);
    assert.equal(page.record.readOnly, true);
    assert.deepEqual(page.notices, [mode.toLowerCase()]);
    page.record.visit("s0", "two");
    takeAssessment(page.record, "s0", RIGHT);
    await exit(page);
    assert.deepEqual(lms.refused, []);
    assert.equal(verbs(lms.sessions[1]), "initialized terminated");
    assert.equal(lms.sessions[1].statements.length, 2);
    assert.equal(JSON.stringify(lms.lrs.document("scormkit")), before);
  });
}

test("a token that was used before, no launch data, no LRS: the learner can read, all is kept and handed over", async () => {
  const { lms, network, learner, launch } = setting();
  const search = lms.launch(ORIGIN);
  lms.sessions[0].isFetched = true;
  let page = await learner.launch(trackerCmi5, search);
  assert.deepEqual(page.notices, ["no-lms"]);
  readSession(page.record, page.tab, "s0");
  await close(page.tab);
  network.fault = ({ path }) => (path === "fetch" ? null : { status: 503 });
  page = await launch();
  assert.deepEqual(page.notices, ["no-lms"]);
  takeAssessment(page.record, "s0", RIGHT);
  await pass(page.tab, 3);
  await close(page.tab);
  network.fault = () => null;
  lms.refused = [];
  page = await launch();
  assert.deepEqual(page.notices, ["handed-over"]);
  await pass(page.tab, 5);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.equal(verbs(lms.sessions.at(-1)), "initialized completed passed terminated");
  const answered = lms.sessions.at(-1).statements.filter(({ verb }) => verb.id.endsWith("/answered"));
  assert.equal(answered.length, 7);
});

test("what is not saved is told, and told again when it is", async () => {
  const { lms, network, launch } = setting();
  const page = await launch();
  await pass(page.tab, 3);
  network.fault = () => ({ status: 500 });
  page.record.visit("s0", "one");
  await pass(page.tab, 5);
  assert.deepEqual(page.notices, ["saving-failed"]);
  network.fault = () => null;
  await pass(page.tab, 30);
  assert.deepEqual(page.notices, ["saving-failed", "saved"]);
  assert.equal(typeof lms.lrs.document("scormkit").state, "string");
});

test("one state after the other: a slow answer to an old one never comes behind a new one", async () => {
  const { lms, network, launch } = setting();
  const page = await launch();
  await pass(page.tab, 3);
  const order = [];
  network.fault = ({ method, path, body }) => {
    if (method !== "POST" || path !== "activities/state") return null;
    order.push(JSON.parse(body).location);
    return { seconds: order.length === 1 ? 5 : 0.5 };
  };
  for (const id of ["one", "two", "test"]) {
    page.record.visit("s0", id);
    await pass(page.tab, 1.5, 0.5);
  }
  assert.deepEqual(order, ["s0/one"]);
  await pass(page.tab, 10);
  assert.deepEqual(order, ["s0/one", "s0/test"]);
  assert.equal(lms.lrs.document("scormkit").location, "s0/test");
  assert.deepEqual(page.notices, []);
});

test("Exit: saved only once the LRS has all; if it does not answer the work is kept, and the learner does not wait for long", async () => {
  const { lms, network, launch } = setting({ returnURL: "javascript:alert(1)" });
  let page = await launch();
  await pass(page.tab, 3);
  network.fault = () => ({ seconds: 2 });
  page.record.visit("s0", "one");
  assert.equal(page.record.leave(), "kept");
  let end = null;
  page.tracker.left().then((found) => (end = found));
  await pass(page.tab, 1);
  assert.equal(end, null);
  await pass(page.tab, 5);
  assert.deepEqual(end, { address: "", isSaved: true });
  await close(page.tab);
  network.fault = () => null;
  page = await launch();
  await pass(page.tab, 3);
  network.fault = () => ({ lost: "before" });
  page.record.visit("s0", "two");
  assert.deepEqual(await exit(page, 9), { address: "", isSaved: false });
  await close(page.tab);
  network.fault = () => null;
  page = await launch();
  assert.equal(page.record.seen("s0", "two"), true);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized terminated", "initialized", "initialized terminated"]);
});

test("the token is asked for once more if nothing is heard, and an answer that comes late has it for a reload", async () => {
  const { lms, network, learner } = setting();
  const search = lms.launch(ORIGIN);
  network.fault = ({ path }) => (path === "fetch" ? { seconds: 20 } : null);
  let page = await learner.launch(trackerCmi5, search);
  assert.deepEqual(page.notices, ["no-lms"]);
  await pass(page.tab, 30);
  await close(page.tab);
  page = await learner.launch(trackerCmi5, search, { isNewTab: false });
  assert.equal(page.record.launch.connected, true);
  await exit(page);
  assert.equal(network.log.filter(({ path }) => path === "fetch").length, 1);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized terminated"]);
});

test("a clock that is wrong by hours: all statements of a session have the LRS's time, in order", async () => {
  const made = setting();
  const { lms, learner, network, clock } = made;
  const hour = 3600000;
  lms.lrs.now = () => clock.now - 3 * hour;
  let jitter = 0;
  const answer = lms.answer.bind(lms);
  lms.answer = (asked) => {
    const given = answer(asked);
    jitter = (jitter + 700) % 2000;
    return { ...given, headers: { ...given.headers, Date: new Date(clock.now - 3 * hour - jitter).toUTCString() } };
  };
  const page = await learner.launch(trackerCmi5, lms.launch(ORIGIN));
  readSession(page.record, page.tab, "s0");
  takeAssessment(page.record, "s0", RIGHT);
  await pass(page.tab, 3);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.equal(verbs(lms.sessions[0]), "initialized completed passed terminated");
  const times = lms.sessions[0].statements.map(({ timestamp }) => timestamp);
  assert.deepEqual(times, [...times].sort());
  assert.ok(Math.abs(Date.parse(times[0]) - (Date.UTC(2026, 10, 25, 9) - 3 * hour)) < 5000, times[0]);
  assert.equal(network.log.filter(({ path, method }) => path === "statements" && method === "POST").length < 10, true);
});

test("who wants no sound gets none until they turn it on", async () => {
  for (const audioPreference of ["off", "on"]) {
    const { lms, learner } = setting({ preferences: { languagePreference: "en-GB,fr", audioPreference } });
    globalThis.HTMLMediaElement = class {
      muted = false;
      played = [];
      closest() {
        return null;
      }
    };
    const played = [];
    const document = { querySelectorAll: () => [], addEventListener: (type, listener) => type === "play" && played.push(listener) };
    const page = await learner.launch(trackerCmi5, lms.launch(ORIGIN), { window: { document } });
    const video = new globalThis.HTMLMediaElement();
    const play = () => played.forEach((listener) => listener({ target: video }));
    play();
    assert.equal(video.muted, audioPreference === "off");
    video.muted = false;
    play();
    assert.equal(video.muted, false);
    delete globalThis.HTMLMediaElement;
    await exit(page);
    assert.deepEqual(lms.refused, []);
  }
});

test("completed on another device while this one was offline: it is said once", async () => {
  const { lms, network, clock } = setting();
  const made = withXapi(course(1), { lifecycle: true });
  const [here, there] = [1, 2].map((seed) => new OnlineLearner(made, network, clock, { seed }));
  let page = await here.launch(trackerCmi5, lms.launch(ORIGIN));
  await pass(page.tab, 3);
  network.fault = () => ({ lost: "before" });
  readSession(page.record, page.tab, "s0");
  takeAssessment(page.record, "s0", RIGHT);
  await close(page.tab);
  network.fault = () => null;
  page = await there.launch(trackerCmi5, lms.launch(ORIGIN));
  readSession(page.record, page.tab, "s0");
  takeAssessment(page.record, "s0", RIGHT);
  await pass(page.tab, 5);
  page.record.visit("s0", "one");
  await pass(page.tab, 5);
  await exit(page);
  page = await here.launch(trackerCmi5, lms.launch(ORIGIN));
  await pass(page.tab, 10);
  await exit(page);
  assert.deepEqual(lms.refused, []);
  assert.deepEqual(lms.sessions.map(verbs), ["initialized", "initialized completed passed terminated", "initialized terminated"]);
});

test("an LMS that says yes to everything and keeps next to nothing: each statement by PUT, the rest in the browser", async () => {
  // As openedx-cmi5-xblock does: no session id, no documents but the launch data, POST answered and lost.
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  const network = new Network(clock);
  const taken = new Map();
  const registration = "2af01743-8d97-423e-988a-25c69fa4ea66";
  const launchData = { contextTemplate: { registration, contextActivities: { parent: [{ id: "https://example.org/course" }] } }, launchMode: "Normal", launchParameters: "" };
  network.add(ORIGIN, { answer({ method, path, query, body }) {
    if (path === "fetch") return { status: 200, body: { "auth-token": "dG9rZW4=" } };
    if (query.statementId && method === "PUT") {
      taken.set(query.statementId, JSON.parse(body));
      return { status: 204 };
    }
    return { status: 200, body: query.stateId === "LMS.LaunchData" ? launchData : { success: true } };
  } });
  const learner = new OnlineLearner(withXapi(course(1), { lifecycle: true }), network, clock);
  const actor = JSON.stringify({ objectType: "Agent", name: "jo", account: { homePage: ORIGIN, name: registration } });
  const search = new URLSearchParams({ fetch: `${ORIGIN}/fetch`, endpoint: `${ORIGIN}/xAPI`, actor, activityId: "https://example.org/course", registration }).toString();
  const launch = () => learner.launch(trackerCmi5, search);
  let page = await launch();
  assert.deepEqual(page.notices, []);
  readSession(page.record, page.tab, "s0");
  takeAssessment(page.record, "s0", RIGHT);
  await pass(page.tab, 5);
  await exit(page);
  page = await launch();
  assert.equal(page.record.session("s0").score, 100);
  await exit(page);
  const isDefined = ({ context }) => context.contextActivities.category.some(({ id }) => id.endsWith("/categories/cmi5"));
  const said = [...taken.values()].filter(isDefined).map(({ verb }) => verb.id.split("/").pop());
  assert.deepEqual(said, ["initialized", "completed", "passed", "terminated", "initialized", "terminated"]);
  for (const { context } of taken.values()) assert.equal(context.registration, registration);
});

test("TinCan: parameters, state and statements, again at the next launch", async () => {
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  for (const hasStates of [true, false]) {
    const lrs = new MemoryLrs({ now: () => clock.now, hasStates });
    const network = new Network(clock);
    network.add("https://lrs.example.org", lrs);
    const learner = new OnlineLearner(withXapi(course(2), { lifecycle: true }), network, clock);
    const search = new URLSearchParams({ endpoint: "https://lrs.example.org/xAPI", auth: lrs.auth, actor: '{"mbox":"mailto:jo@example.org","name":"Jo"}', activity_id: "https://example.org/course", registration: "00000000-0000-4000-8000-000000000001" }).toString();
    let page = await learner.launch(trackerXapi, search);
    assert.deepEqual(page.notices, []);
    for (const session of ["s0", "s1"]) {
      readSession(page.record, page.tab, session);
      takeAssessment(page.record, session, RIGHT);
    }
    await pass(page.tab, 5);
    await exit(page);
    page = await learner.launch(trackerXapi, search);
    assert.equal(page.record.course().score, 100);
    await exit(page);
    assert.deepEqual(lrs.refused, []);
    const all = [...lrs.statements.values()].filter(({ object }) => object.id === "https://example.org/course").map(({ verb }) => verb.id.split("/").pop());
    assert.deepEqual(all, ["initialized", "completed", "passed", "terminated", "initialized", "terminated"]);
  }
});
