// What becomes of answers when the LMS is away, when tabs meet, when pages come back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeState } from "../../templates/runtime/state.js";
import { RIGHT, course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner, readSession, takeAssessment } from "./play.js";

const STANDARDS = ["1.2", "2004"];

function both(name, run) {
  for (const standard of STANDARDS) test(`${standard}: ${name}`, () => run(standard));
}

function setting(standard, flavour = "strict", made = course(2)) {
  const lms = new Lms(standard, flavour);
  return { lms, learner: new Learner(lms, made), made };
}

both("a failing commit is told once, retried at 2, 4, 8 … 60 seconds, and told when it is over", (standard) => {
  const { lms, learner } = setting(standard);
  const { tab, record, notices } = learner.launch();
  tab.wait(1);
  lms.offline = true;
  const start = learner.clock.now;
  record.answerCheck("s0", "k1", ["a"], 1);
  const attempts = [];
  const { commit } = lms.api;
  const name = standard === "1.2" ? "LMSCommit" : "Commit";
  const exposed = tab.environment.window.API ?? tab.environment.window.API_1484_11;
  exposed[name] = (argument) => (attempts.push(Math.round((learner.clock.now - start) / 1000)), commit(argument));
  tab.wait(200);
  assert.deepEqual(attempts, [1, 3, 7, 15, 31, 63, 123, 183]);
  assert.deepEqual(notices, ["saving-failed"]);
  assert.equal(learner.storage.items.size, 1);
  lms.offline = false;
  tab.wait(60);
  assert.deepEqual(notices, ["saving-failed", "saved"]);
  assert.equal(learner.storage.items.size, 0);
  assert.equal(lms.entries("interactions").length, 1);
  assert.deepEqual(lms.errors, []);
});

both("what the LMS did not take is handed over at the next launch, once", (standard) => {
  const { lms, learner } = setting(standard);
  let { tab, record, notices } = learner.launch();
  readSession(record, tab, "s0");
  lms.offline = true;
  takeAssessment(record, "s0", RIGHT);
  tab.kill();
  lms.offline = false;
  ({ tab, record, notices } = learner.launch());
  assert.deepEqual(notices, ["handed-over"]);
  assert.equal(record.session("s0").score, 100);
  tab.wait(1);
  assert.equal(lms.entries("interactions").length, 7);
  assert.equal(learner.storage.items.size, 0);
  tab.close(lms);
  ({ notices } = learner.launch());
  assert.deepEqual(notices, []);
});

both("a first launch that never reached the LMS is handed over; a new attempt of the LMS starts anew", (standard) => {
  const { lms, learner } = setting(standard);
  let { tab, record, notices } = learner.launch();
  lms.offline = true;
  record.answerCheck("s0", "k1", ["a"], 1);
  tab.kill();
  lms.offline = false;
  ({ tab, record, notices } = learner.launch());
  assert.deepEqual(notices, ["handed-over"]);
  tab.wait(1);
  lms.offline = true;
  record.answerCheck("s0", "k2", ["t"], 1);
  tab.kill();
  lms.offline = false;
  lms.stored.clear();
  ({ tab, record, notices } = learner.launch());
  assert.deepEqual(notices, []);
  assert.equal(record.check("s0", "k1").tries, 0);
});

both("a copy of another learner, or of nobody known, is left alone", (standard) => {
  const { lms, learner } = setting(standard, "scormhost");
  const nameless = () => {
    const window = lms.launch();
    const api = window.API ?? window.API_1484_11;
    const name = standard === "1.2" ? "LMSGetValue" : "GetValue";
    const get = api[name];
    api[name] = (element) => (/_id$/.test(element) && /student|learner/.test(element) ? "" : get(element));
    return window;
  };
  let { tab, record } = learner.launch(nameless());
  lms.offline = true;
  record.answerCheck("s0", "k1", ["a"], 1);
  tab.kill();
  lms.offline = false;
  assert.equal(learner.storage.items.size, 1);
  ({ tab, record } = learner.launch(nameless()));
  assert.equal(record.check("s0", "k1").tries, 0);
  ({ tab, record } = learner.launch());
  assert.equal(record.check("s0", "k1").tries, 0);
});

both("answers that were given elsewhere meanwhile and those of a waiting copy are both kept", (standard) => {
  const { lms, learner } = setting(standard);
  let { tab, record } = learner.launch();
  readSession(record, tab, "s0");
  lms.offline = true;
  record.answerCheck("s1", "k1", ["b"], 1);
  record.visit("s1", "one");
  tab.kill();
  lms.offline = false;
  const here = learner.storage.items;
  learner.storage.items = new Map();
  ({ tab, record } = learner.launch());
  record.answerCheck("s1", "k2", ["f"], 1);
  takeAssessment(record, "s0", RIGHT);
  tab.wait(1);
  tab.close(lms);
  learner.storage.items = here;
  ({ tab, record } = learner.launch());
  tab.wait(1);
  assert.equal(record.check("s1", "k1").tries, 1);
  assert.equal(record.check("s1", "k2").tries, 1);
  assert.equal(record.session("s0").score, 100);
  const ids = lms.entries("interactions").map(({ id }) => id);
  assert.equal(ids.length, 9);
  assert.equal(new Set(ids.map((id, at) => (at < 2 ? id + at : id))).size, 9);
  assert.deepEqual(lms.errors, []);
});

both("two tabs of one browser make one record", (standard) => {
  const { lms, learner } = setting(standard);
  const first = learner.launch();
  first.tab.wait(1);
  const firstApi = lms.api;
  const second = learner.launch();
  second.tab.wait(1);
  first.record.answerCheck("s0", "k1", ["a"], 1);
  first.tab.wait(2);
  second.record.answerCheck("s0", "k2", ["t"], 1);
  second.tab.wait(2);
  first.record.answerCheck("s1", "k1", ["b"], 1);
  second.record.answerCheck("s1", "k2", ["f"], 1);
  first.tab.wait(2);
  second.tab.wait(2);
  assert.ok(firstApi !== lms.api);
  assert.equal(first.record.session("s1").checksAnswered, 2);
  first.tab.close(lms);
  second.tab.close(lms);
  const { record } = learner.launch();
  for (const session of ["s0", "s1"]) assert.equal(record.session(session).checksAnswered, 2);
  assert.deepEqual(lms.entries("interactions").map(({ id }) => id).sort(), ["s0_k1", "s0_k2", "s1_k1", "s1_k2"]);
  assert.deepEqual(lms.errors, []);
});

both("a page that comes back from the browser's cache goes on, or says that it cannot", (standard) => {
  const { lms, learner } = setting(standard);
  const { tab, record, notices } = learner.launch();
  record.answerCheck("s0", "k1", ["a"], 1);
  tab.fire("pagehide", { persisted: true });
  assert.equal(lms.entries("interactions").length, 1);
  tab.fire("pageshow", { persisted: true });
  record.answerCheck("s0", "k2", ["t"], 1);
  tab.wait(2);
  assert.equal(lms.entries("interactions").length, standard === "1.2" ? 2 : 1);
  assert.deepEqual(notices, standard === "1.2" ? [] : ["saving-failed"]);
  tab.close(lms);
  const next = learner.launch();
  next.tab.wait(1);
  assert.equal(next.record.check("s0", "k2").tries, 1);
  assert.equal(lms.entries("interactions").length, 2);
  assert.deepEqual(lms.errors, []);
});

test("no LMS: told, and the browser keeps what was done", () => {
  const { learner } = setting("1.2");
  let { tab, record, notices } = learner.launch({});
  assert.deepEqual(notices, ["no-lms"]);
  readSession(record, tab, "s0");
  takeAssessment(record, "s0", RIGHT);
  assert.equal(record.session("s0").completed, true);
  assert.equal(record.leave(), "kept");
  tab.close({});
  ({ record, notices } = learner.launch({}));
  assert.deepEqual(notices, ["no-lms"]);
  assert.equal(record.session("s0").score, 100);
});

test("no LMS and no storage: the content works all the same", () => {
  const { learner } = setting("1.2");
  learner.storage.full = true;
  const { tab, record, notices } = learner.launch({});
  readSession(record, tab, "s0");
  assert.equal(record.session("s0").checksAnswered, 2);
  assert.equal(notices[0], "no-lms");
  assert.ok(notices.includes("nothing-kept"));
});

both("in review and browse mode nothing is written, and nothing changes", (standard) => {
  for (const mode of ["review", "browse"]) {
    const { lms, learner } = setting(standard);
    let { tab, record, notices } = learner.launch();
    readSession(record, tab, "s0");
    tab.close(lms);
    const before = new Map(lms.stored);
    lms.mode = mode;
    ({ tab, record, notices } = learner.launch());
    assert.deepEqual(notices, [mode]);
    assert.equal(record.readOnly, true);
    assert.equal(record.check("s0", "k1").tries, 2);
    record.answerCheck("s0", "k1", ["b"], 1);
    record.visit("s1", "one");
    assert.deepEqual(record.location, { session: "s1", page: "one" });
    takeAssessment(record, "s0", RIGHT);
    tab.wait(10);
    tab.close(lms);
    assert.equal(record.session("s0").score, null);
    assert.deepEqual(lms.stored, before);
    assert.deepEqual(lms.errors, []);
  }
});

both("a state that cannot be read is told; the LMS's status and score stay as they are", (standard) => {
  const { lms, learner } = setting(standard);
  let { tab, record, notices } = learner.launch();
  for (const session of ["s0", "s1"]) {
    readSession(record, tab, session);
    takeAssessment(record, session, RIGHT);
  }
  tab.close(lms);
  const score = standard === "1.2" ? "cmi.core.score.raw" : "cmi.score.raw";
  const status = standard === "1.2" ? "cmi.core.lesson_status" : "cmi.success_status";
  lms.stored.set("cmi.suspend_data", lms.state.slice(0, -7));
  ({ tab, record, notices } = learner.launch());
  assert.deepEqual(notices, ["state-unreadable"]);
  readSession(record, tab, "s0");
  tab.close(lms);
  assert.equal(lms.value(score), "100");
  assert.equal(lms.value(status), "passed");
  assert.equal(lms.entries("interactions").length, 17);
  assert.deepEqual(lms.errors, []);
});

both("a state of another version of the course: what matches stays, the rest goes, and the learner hears of it", (standard) => {
  const { lms, learner, made } = setting(standard);
  let { tab, record, notices } = learner.launch();
  readSession(record, tab, "s0");
  readSession(record, tab, "s1");
  takeAssessment(record, "s0", RIGHT);
  tab.close(lms);
  const [changed] = made.sessions;
  changed.pages[1].questions = [];
  changed.pages[2].questions = changed.pages[2].questions.slice(1);
  changed.pages.push({ ...changed.pages[0], id: "three", slot: 9, questions: [] });
  const { course: shorter } = course(1);
  learner.course = { ...shorter, kind: "course" };
  learner.sessions = [changed];
  ({ tab, record, notices } = learner.launch());
  assert.deepEqual(notices, ["partly-restored"]);
  assert.equal(record.session("s0").completed, true);
  assert.equal(record.session("s0").fraction, 1);
  assert.equal(record.session("s0").pagesSeen, 3);
  assert.equal(record.seen("s0", "three"), false);
  assert.equal(record.check("s0", "k1").isCorrect, true);
  assert.deepEqual(Object.keys(record.attempt("s0").last.responses).sort(), ["q2", "q3", "q4"]);
  tab.wait(1);
  tab.close(lms);
  ({ notices } = learner.launch());
  assert.deepEqual(notices, []);
  assert.deepEqual(lms.errors, []);
});

both("a refused value is sent again with the next save, an accepted one is not sent twice", (standard) => {
  const { lms, learner } = setting(standard);
  const window = lms.launch();
  const api = window.API ?? window.API_1484_11;
  const name = standard === "1.2" ? "LMSSetValue" : "SetValue";
  const location = standard === "1.2" ? "cmi.core.lesson_location" : "cmi.location";
  const set = api[name];
  const calls = [];
  let refuse = true;
  api[name] = (element, value) => {
    calls.push(`${element}=${value}`);
    return refuse && element === location ? "false" : set(element, value);
  };
  const { tab, record } = learner.launch(window);
  record.visit("s0", "one");
  tab.wait(1);
  refuse = false;
  tab.wait(3);
  assert.equal(lms.value(location), "s0/one");
  const before = calls.length;
  record.answerCheck("s0", "k1", ["a"], 1);
  tab.wait(2);
  const later = calls.slice(before).filter((call) => !/session_time|suspend_data|interactions|progress_measure/.test(call));
  assert.deepEqual(later, []);
  const others = calls.filter((call) => !call.startsWith(location));
  assert.equal(new Set(others).size, others.length);
});

both("the state goes before score and status, interactions before the state", (standard) => {
  const { lms, learner } = setting(standard, "strict", course(1, { completeWhen: ["passed"] }));
  const { tab, record } = learner.launch();
  tab.wait(1);
  const order = [];
  const { set } = lms.api;
  const exposed = tab.environment.window.API ?? tab.environment.window.API_1484_11;
  exposed[standard === "1.2" ? "LMSSetValue" : "SetValue"] = (element, value) => (order.push(element), set(element, value));
  takeAssessment(record, "s0", RIGHT);
  const at = (pattern) => order.findIndex((element) => pattern.test(element));
  assert.ok(at(/interactions/) < at(/suspend_data/));
  assert.ok(at(/suspend_data/) < at(/score\.raw/));
  assert.ok(at(/cmi\.(core\.)?score\.raw/) < at(/^cmi\.(core\.lesson_status|completion_status)/));
});

test("a state that would not fit is written without old answers, and the learner hears of it", () => {
  const { lms, learner } = setting("1.2", "strict", course(2, { stateLimit: 60 }));
  const { tab, record, notices } = learner.launch();
  for (const session of ["s0", "s1"]) {
    readSession(record, tab, session);
    takeAssessment(record, session, RIGHT);
  }
  tab.close(lms);
  assert.deepEqual(notices, ["storage-full"]);
  assert.ok(lms.state.length <= 60);
  assert.ok(decodeState(lms.state)?.sessions.every(({ best, passed }) => best === 10000 && passed));
});

test("2004 in Moodle: however many answers, the last beacon fits and no status is lost", () => {
  const made = course(12, { completeWhen: ["passed"] });
  const lms = new Lms("2004", "moodle", made.course.objectives.map(({ id }) => id));
  const learner = new Learner(lms, made);
  let launched = learner.launch();
  for (let round = 0; round < 3; round += 1) {
    for (const { id } of made.sessions.slice(0, 11)) {
      readSession(launched.record, launched.tab, id);
      takeAssessment(launched.record, id, RIGHT);
    }
    launched.tab.wait(2);
    launched.tab.close(lms);
    launched = learner.launch();
  }
  assert.deepEqual(lms.errors, []);
  assert.ok(lms.entries("interactions").length >= 20);
  for (const entry of lms.entries("interactions")) assert.ok(entry.id && entry.type && entry.learner_response && entry.result);
  assert.equal(lms.value("cmi.score.raw"), "91.67");
});
