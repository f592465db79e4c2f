// The order in which answers are offered: another one than the author's where that tells what is right, the same after a resume.

import assert from "node:assert/strict";
import { test } from "node:test";
import { course, question } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner } from "./play.js";

const LEARNERS = 200;
const MARKS = ["a", "b", "c"];

/** A check and a question of the assessment of each kind, for the learner with that number. */
function offered(number, more) {
  const made = course(1);
  const [session] = made.sessions;
  session.pages[0].questions.push(question("s0", "check", 8, ["a.x"], { marks: MARKS, targets: ["x", "y"], ...more }));
  session.pages[2].questions.push(question("s0", "asked", 9, ["a.x"], { marks: MARKS, targets: ["x", "y"], ...more }));
  const lms = new Lms("1.2", "strict");
  const learner = new Learner(lms, made, number);
  const { tab, record } = learner.launch();
  record.visit("s0", "one");
  record.startAttempt("s0");
  const orders = ["check", "asked"].map((id) => record.answerOrder("s0", id));
  tab.wait(5);
  tab.close(lms);
  const { record: again } = learner.launch();
  assert.deepEqual(["check", "asked"].map((id) => again.answerOrder("s0", id)), orders);
  return orders.map((order) => order.join(""));
}

for (const [form, shuffle] of [["pairs", true], ["order", false]]) {
  test(`what is to be sorted or put in order never lies as the author wrote it: ${form}`, () => {
    const all = Array.from({ length: LEARNERS }, (_, number) => offered(number, { form, shuffle })).flat();
    assert.deepEqual([...new Set(all)].sort(), ["acb", "bac", "bca", "cab", "cba"]);
  });
}

test("an author who wants no other order gets none, in an assessment that shuffles too", () => {
  for (const form of ["pairs", "picks"]) {
    assert.deepEqual(offered(1, { form, shuffle: false }), ["abc", "abc"]);
  }
});
