// When the LMS is not there at the start, does not come back after a reload, or takes nothing: nothing is lost, and what
// the learner is told is true.

import assert from "node:assert/strict";
import { test } from "node:test";
import { course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner, takeAssessment } from "./play.js";

const answered = (lms) => lms.entries("interactions").map(({ id }) => id);

for (const [standard, host] of [["2004", "strict"], ["2004", "moodle"], ["1.2", "strict"], ["1.2", "moodle"]]) {
  test(`${standard}, ${host}: the page alone is loaded anew, and what follows is handed over`, () => {
    const lms = new Lms(standard, host);
    const learner = new Learner(lms, course(1));
    const window = lms.launch();
    const first = learner.launch(window);
    first.record.visit("s0", "one");
    first.record.answerCheck("s0", "k1", ["a"], 3);
    first.tab.wait(5);
    first.tab.close(lms);
    lms.closing = false;

    const again = learner.launch(window, first.tab);
    assert.equal(again.record.launch.learnerId, "u1");
    assert.deepEqual(again.record.check("s0", "k1").response, ["a"], "what was done before is shown");
    again.record.answerCheck("s0", "k2", ["t"], 3);
    again.tab.wait(1);
    again.record.answerCheck("s0", "k2", ["f"], 3);
    again.tab.close(lms);
    lms.closing = false;

    const last = learner.launch();
    last.tab.wait(5);
    assert.deepEqual(last.record.check("s0", "k2").response, ["f"]);
    last.tab.close(lms);
    assert.deepEqual(answered(lms), ["s0_k1", "s0_k2", "s0_k2"]);
    assert.deepEqual(lms.errors, []);
  });
}

test("after a reload that the LMS refuses, the learner is told where the work is", () => {
  const lms = new Lms("2004", "strict");
  const learner = new Learner(lms, course(1));
  const window = lms.launch();
  const first = learner.launch(window);
  first.tab.close(lms);
  const again = learner.launch(window, first.tab);
  assert.deepEqual(again.notices, ["detached"]);
  assert.equal(again.record.leave(), "kept");
});

test("a page that the LMS opens is nobody's until the LMS says whose, whatever the tab remembers", () => {
  const lms = new Lms("2004", "strict");
  const learner = new Learner(lms, course(1));
  const window = lms.launch();
  const first = learner.launch(window);
  first.record.answerCheck("s0", "k1", ["a"], 3);
  first.tab.close(lms);
  const next = learner.launch(window, first.tab);
  next.tab.isReloaded = false;
  assert.deepEqual(learner.launch(window).notices, ["no-lms"]);
});

test("work of a launch without the LMS is added if the learner says that it is theirs", () => {
  for (const isTheirs of [true, false]) {
    const lms = new Lms("1.2", "strict");
    const learner = new Learner(lms, course(1));
    Object.assign(lms, { offline: true, offlineAtStart: true });
    const away = learner.launch();
    away.record.answerCheck("s0", "k1", ["a"], 3);
    takeAssessment(away.record, "s0", { q1: ["a"] });
    away.tab.close(lms);
    Object.assign(lms, { offline: false, closing: false });

    const { record, tab, notices } = learner.launch();
    assert.ok(notices.includes("found"));
    record.answerCheck("s0", "k2", ["t"], 3);
    if (isTheirs) record.adoptFound();
    tab.wait(5);
    tab.close(lms);
    lms.closing = false;
    assert.deepEqual(answered(lms).sort(), isTheirs ? ["s0_k1", "s0_k2", "s0_q1"] : ["s0_k2"]);
    const later = learner.launch();
    assert.equal(later.notices.includes("found"), !isTheirs);
    assert.equal(later.record.attempt("s0").finished, isTheirs ? 1 : 0);
    assert.deepEqual(lms.errors, []);
  }
});

test("offline, an LMS that says yes is not believed", () => {
  const lms = new Lms("2004", "strict");
  const { tab, record, notices } = new Learner(lms, course(1)).launch();
  tab.wait(1);
  tab.isOnline = false;
  record.answerCheck("s0", "k1", ["a"], 3);
  tab.wait(5);
  assert.deepEqual(notices, ["saving-failed"]);
  tab.isOnline = true;
  tab.fire("online");
  tab.wait(5);
  assert.deepEqual(notices, ["saving-failed", "saved"]);
  tab.isOnline = false;
  record.answerCheck("s0", "k2", ["t"], 3);
  assert.equal(record.leave(), "kept");
});

test("where neither the LMS nor the browser takes anything, nobody says that it is kept", () => {
  const lms = new Lms("1.2", "strict");
  const learner = new Learner(lms, course(1));
  learner.storage.full = true;
  const { tab, record, notices } = learner.launch();
  tab.wait(1);
  lms.offline = true;
  record.answerCheck("s0", "k1", ["a"], 3);
  tab.wait(5);
  assert.ok(notices.includes("nothing-kept"));
  assert.ok(!notices.includes("storage-full"));
  assert.equal(record.leave(), "lost");
});

test("an LMS that has all and says no to the end has it all the same", () => {
  const lms = new Lms("1.2", "strict");
  const window = lms.launch();
  window.API.LMSFinish = () => "false";
  const { tab, record } = new Learner(lms, course(1)).launch(window);
  record.answerCheck("s0", "k1", ["a"], 3);
  tab.wait(5);
  assert.equal(record.leave(), "saved");
});

test("an answer keeps the seconds that it took, and the time at which it was chosen in the same launch", () => {
  const lms = new Lms("2004", "strict");
  const learner = new Learner(lms, course(1));
  const first = learner.launch();
  first.record.startAttempt("s0");
  first.record.choose("s0", "q1", ["a"], 9);
  first.tab.wait(5);
  first.tab.close(lms);
  lms.closing = false;
  const { tab, record } = learner.launch();
  record.choose("s0", "q3", ["b"], 7);
  const chosen = learner.clock.now;
  tab.wait(600);
  record.finishAttempt("s0");
  tab.wait(5);
  const entries = Object.fromEntries(lms.entries("interactions").map((entry) => [entry.id, entry]));
  assert.equal(entries.s0_q1.latency, "PT0H0M9S");
  assert.equal(entries.s0_q3.latency, "PT0H0M7S");
  const stamp = new Date(entries.s0_q3.timestamp).getTime();
  assert.ok(Math.abs(stamp - chosen) < 1000);
  assert.deepEqual(lms.errors, []);
});
