// What answers are worth.

import assert from "node:assert/strict";
import { test } from "node:test";
import { courseResult, objectiveResult, scorePercent } from "../../templates/runtime/scoring.js";
import { emptySession } from "../../templates/runtime/state.js";
import { RIGHT, WRONG, course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner, readSession, takeAssessment } from "./play.js";

const state = (...sessions) => ({ revision: 0, nonce: 0, ordinal: 0, completed: false, passed: false, location: null, sessions: sessions.map((session, slot) => ({ ...emptySession(slot), ...session })), media: [] });
const pick = ({ completed, passed, final, score }) => [completed, passed, final, score];

test("a score is the share of points, with two decimals", () => {
  const questions = [{ id: "x", points: 1 }, { id: "y", points: 2 }];
  assert.equal(scorePercent(questions, new Map([["x", 1]])), 33.33);
  assert.equal(scorePercent(questions, new Map([["x", 1], ["y", 1]])), 100);
  assert.equal(scorePercent([], new Map()), null);
  assert.equal(scorePercent(Array.from({ length: 40 }, (_, id) => ({ id, points: 1 })), new Map(Array.from({ length: 32 }, (_, id) => [id, 1]))), 80);
});

test("a course is judged when there is something to judge", () => {
  const { sessions } = course(2, { assessment: { attempts: 2 } });
  const passed = { completed: true, passed: true, finished: 1, best: 8000 };
  const failed = { finished: 1, best: 4000 };
  assert.deepEqual(pick(courseResult(sessions, state())), [false, null, false, null]);
  assert.deepEqual(pick(courseResult(sessions, state(passed))), [false, null, false, 40]);
  assert.deepEqual(pick(courseResult(sessions, state(failed))), [false, null, false, 20]);
  assert.deepEqual(pick(courseResult(sessions, state(failed, passed))), [false, false, false, 60]);
  assert.deepEqual(pick(courseResult(sessions, state({ ...failed, finished: 2 }))), [false, false, false, 20]);
  assert.deepEqual(pick(courseResult(sessions, state({ ...failed, finished: 1, running: [] }, { ...failed, finished: 2 }))), [false, false, false, 40]);
  assert.deepEqual(pick(courseResult(sessions, state(passed, passed))), [true, true, false, 80]);
  assert.deepEqual(pick(courseResult(sessions, { ...state(passed), completed: true, passed: true })), [true, true, false, 40]);
});

test("a course ends as not passed when nothing is left to do, and not before", () => {
  const { sessions } = course(2, { assessment: { attempts: 1 } });
  const answered = { seen: [0, 1], checks: [0, 1].map((slot) => ({ slot, tries: 1, correct: true, response: 1 })) };
  const lost = { finished: 1, best: 4000 };
  const passed = { completed: true, passed: true, finished: 1, best: 8000 };
  const final = (...records) => courseResult(sessions, state(...records)).final;
  assert.ok(!final({ ...lost, ...answered }), "the second session has not begun");
  assert.ok(!final({ ...lost, ...answered }, answered), "an attempt is left in the second session");
  assert.ok(!final(lost, passed), "pages of the first session are left to read");
  assert.ok(final({ ...lost, ...answered }, passed));
  assert.ok(final({ ...lost, ...answered }, { ...lost, ...answered }));
  assert.ok(!final(passed, passed));
});

for (const host of ["strict", "moodle"]) {
  test(`SCORM 1.2, ${host}: one session that is lost does not lock the others`, () => {
    const learner = new Learner(new Lms("1.2", host), course(2, { assessment: { attempts: 1 }, completeWhen: ["pages", "assessment"] }));
    const first = learner.launch();
    readSession(first.record, first.tab, "s0");
    takeAssessment(first.record, "s0", WRONG);
    first.tab.close(learner.lms);
    assert.equal(learner.lms.stored.get("cmi.core.lesson_status"), "incomplete");
    const second = learner.launch();
    assert.ok(!second.record.readOnly);
    readSession(second.record, second.tab, "s1");
    takeAssessment(second.record, "s1", RIGHT);
    second.tab.close(learner.lms);
    assert.equal(learner.lms.stored.get("cmi.core.lesson_status"), "failed");
    assert.deepEqual(learner.lms.errors, []);
  });
}

test("an objective gathers its questions over the sessions", () => {
  const made = course(2);
  const teams = made.course.objectives[2];
  const taken = { finished: 1, best: 5000, objectives: [{ slot: 0, best: 5000 }, { slot: 1, best: 10000 }] };
  const results = [state(), state(taken), state(taken, taken)].map((each) => objectiveResult(teams, made.sessions, each));
  assert.deepEqual(results.map(({ score, completed, passed }) => [score, completed, passed]), [[null, false, null], [50, false, true], [100, true, true]]);
});

test("what was reached stays: a worse attempt lowers nothing", () => {
  const made = course(1);
  const learner = new Learner(new Lms("2004", "strict"), made);
  const { tab, record } = learner.launch();
  readSession(record, tab, "s0");
  assert.equal(takeAssessment(record, "s0", RIGHT).score, 100);
  assert.equal(takeAssessment(record, "s0", WRONG).score, 0);
  const status = record.session("s0");
  assert.deepEqual([status.score, status.passed, status.completed], [100, true, true]);
  assert.deepEqual(record.attempt("s0").best, { score: 100, passed: true, responses: null, parts: [] });
  assert.equal(record.attempt("s0").last.score, 0);
  assert.deepEqual(status.objectives.map(({ score }) => score), [100, 100]);
  tab.close(learner.lms);
  assert.deepEqual(learner.lms.errors, []);
});

test("attempts and tries run out", () => {
  const learner = new Learner(new Lms("1.2", "strict"), course(1, { assessment: { attempts: 1 } }));
  const { tab, record } = learner.launch();
  record.answerCheck("s0", "k2", ["f"], 1);
  record.answerCheck("s0", "k2", ["f"], 1);
  assert.deepEqual(record.answerCheck("s0", "k2", ["t"], 1), { response: ["f"], isCorrect: false, tries: 2, triesLeft: 0 });
  takeAssessment(record, "s0", WRONG);
  assert.deepEqual([record.attempt("s0").left, record.attempt("s0").finished], [0, 1]);
  record.startAttempt("s0");
  assert.equal(record.attempt("s0").running, false);
  tab.close(learner.lms);
  assert.equal(learner.lms.value("cmi.core.lesson_status"), "incomplete", "there are pages left to read");
  assert.equal(learner.lms.entries("interactions").length, 6);
  const again = learner.launch();
  readSession(again.record, again.tab, "s0");
  again.tab.close(learner.lms);
  assert.equal(learner.lms.value("cmi.core.lesson_status"), "failed");
});

test("the fraction counts what completion asks, and is whole only then", () => {
  const learner = new Learner(new Lms("1.2", "strict"), course(1));
  const { tab, record } = learner.launch();
  assert.equal(record.session("s0").fraction, 0);
  readSession(record, tab, "s0");
  assert.equal(record.session("s0").fraction, 4 / 5);
  takeAssessment(record, "s0", RIGHT);
  assert.equal(record.session("s0").fraction, 1);
  assert.equal(record.session("s0").completedOn, "2026-11-25");
});
