// Things to be done at work, and questionnaires: what is kept, what the LMS is told, what completes a session.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeStates } from "../../templates/runtime/merge.js";
import { completionParts } from "../../templates/runtime/scoring.js";
import { emptySession } from "../../templates/runtime/state.js";
import { scrambleKey } from "../../templates/runtime/key.js";
import { course, question } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner } from "./play.js";

const open = (id) => ({ points: 0, answerKey: scrambleKey(`s0_${id}`, { correct: [], feedback: {}, explanation: "" }), lmsId: `s0_${id}` });

function made(completeWhen = ["activities"]) {
  const made = course(1, { completeWhen });
  const blanks = [{ limit: 100, isNumber: false }, { limit: 1, isNumber: false }];
  made.sessions[0].pages[0].questions.push(question("s0", "walk", 6, [], { ...open("walk"), marks: [], form: "fields", type: "activity", interactionType: "long-fill-in", blanks }));
  made.sessions[0].pages.push({ id: "asked", slot: 3, title: "Asked", isAssessment: false, isQuestionnaire: true, html: "", questions: [question("s0", "why", 7, [], open("why"))] });
  return made;
}

for (const standard of ["1.2", "2004"]) {
  test(`a note is kept without being told; what is confirmed is told, and completes: SCORM ${standard}`, () => {
    const lms = new Lms(standard, "lenient");
    const learner = new Learner(lms, made());
    let { record } = learner.launch();
    assert.equal(record.answerCheck("s0", "walk", ["Half of it", ""], 0).isCorrect, null);
    assert.deepEqual([record.check("s0", "walk").response, record.session("s0").completed], [["Half of it", ""], false]);
    record.leave();
    ({ record } = learner.launch());
    assert.deepEqual(record.check("s0", "walk").response, ["Half of it", ""]);
    record.answerCheck("s0", "walk", ["All of it", "1"], 0);
    assert.deepEqual([record.check("s0", "walk").response, record.session("s0").completed], [["All of it", "1"], true]);
    record.answerCheck("s0", "walk", ["", "1"], 0);
    record.answerCheck("s0", "walk", ["", ""], 0);
    assert.equal(record.session("s0").completed, true);
    record.leave();
    const said = lms.entries("interactions").filter(({ id }) => id === "s0_walk");
    assert.deepEqual(said.map((entry) => entry.student_response ?? entry.learner_response), ["All of it", "confirmed"]);
    assert.deepEqual(lms.errors, []);
  });
}

test("neither an activity nor a questionnaire is a knowledge check", () => {
  const [session] = made(["checks"]).sessions;
  const checks = [0, 1].map((slot) => ({ slot, tries: 1, correct: true, response: 1 }));
  assert.deepEqual(completionParts(session, { ...emptySession(0), checks }), { done: 2, parts: 2 });
});

test("what is confirmed in one place is not lost to a note in another", () => {
  const state = (revision, check) => ({ revision, nonce: 1, ordinal: 0, completed: false, passed: false, location: null, sessions: [{ ...emptySession(0), checks: [check] }], media: [] });
  const confirmed = { slot: 6, tries: 1, correct: false, response: "done\u001f1" };
  const later = { slot: 6, tries: 0, correct: false, response: "note\u001f" };
  assert.deepEqual(mergeStates(state(1, confirmed), state(2, later)).sessions[0].checks, [confirmed]);
});
