// A page with something that must be played to its end counts when it was, and not before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner } from "./play.js";

test("a page counts when what is on it was watched, now and after a resume", () => {
  const made = course(1, { completeWhen: ["pages"] });
  made.sessions[0].pages[0].watch = true;
  const lms = new Lms("1.2", "strict");
  const learner = new Learner(lms, made);
  let { tab, record } = learner.launch();
  record.visit("s0", "two");
  record.visit("s0", "one");
  record.visit("s0", "one");
  assert.equal(record.seen("s0", "one"), false);
  assert.equal(record.session("s0").completed, false);
  tab.close(lms);

  ({ tab, record } = learner.launch());
  assert.deepEqual(record.location, { session: "s0", page: "one" });
  record.watched("s0", "one");
  record.watched("s0", "one");
  record.watched("s0", "nowhere");
  assert.equal(record.seen("s0", "one"), true);
  assert.equal(record.session("s0").completed, true);
  tab.close(lms);

  ({ tab, record } = learner.launch());
  assert.equal(record.seen("s0", "one"), true);
  tab.close(lms);
});
