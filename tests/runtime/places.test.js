// Where video and sound go on: kept in the learner's state, for whoever comes back with another browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeStates } from "../../templates/runtime/merge.js";
import { decodeState, emptySession, encodeState } from "../../templates/runtime/state.js";
import { createTracker as trackerCmi5 } from "../../templates/runtime/tracking/cmi5.js";
import { Cmi5Lms } from "../lrs/cmi5_lms.js";
import { Storage } from "./browser.js";
import { course } from "./course.js";
import { Lms } from "./hosts.js";
import { Network, OnlineLearner, pass, withXapi } from "./online.js";
import { Learner, readSession } from "./play.js";

const TALK = "media/s0_talk.mp4";
const stateOf = (lms) => lms.stored.get("cmi.suspend_data");
const empty = () => ({ revision: 3, nonce: 7, ordinal: 0, completed: false, passed: false, location: null, sessions: [emptySession(0)], media: [] });

for (const standard of ["1.2", "2004"]) {
  test(`SCORM ${standard}: where somebody stopped is there in another browser, and gone when it was played to its end`, () => {
    const lms = new Lms(standard, "strict");
    const learner = new Learner(lms, course(1));
    let { tab, record } = learner.launch();
    record.visit("s0", "one");
    tab.wait(2);
    const before = stateOf(lms);
    assert.ok(before.startsWith("2"), "whoever plays nothing has the state that there always was");
    for (let seconds = 1; seconds <= 83; seconds += 1) {
      record.keepPlace(TALK, seconds, false);
      tab.wait(1);
    }
    assert.equal(stateOf(lms), before, "nothing is written for the sake of playing alone");
    record.keepPlace(TALK, 83, true);
    tab.wait(2);
    assert.ok(stateOf(lms).length <= before.length + 8, stateOf(lms));
    tab.kill();

    learner.storage = new Storage();
    ({ tab, record } = learner.launch());
    assert.equal(record.placeIn(TALK), 83);
    assert.equal(record.placeIn("media/s0_other.mp4"), 0);
    record.keepPlace(TALK, 97, false);
    tab.close(lms);

    learner.storage = new Storage();
    ({ tab, record } = learner.launch());
    assert.equal(record.placeIn(TALK), 97, "leaving keeps it too");
    record.keepPlace(TALK, 104, false);
    record.visit("s0", "two");
    tab.wait(2);
    tab.kill();

    learner.storage = new Storage();
    ({ tab, record } = learner.launch());
    assert.equal(record.placeIn(TALK), 104, "so does whatever else is saved");
    record.keepPlace(TALK, 0, true);
    tab.wait(2);
    assert.ok(stateOf(lms).startsWith("2"));
    assert.deepEqual(lms.errors, []);
  });
}

test("cmi5: where somebody stopped is there in another browser", async () => {
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  const lms = new Cmi5Lms({ now: () => clock.now, publisherId: "https://example.org/course/s0" });
  const network = new Network(clock);
  network.add("https://lms.example.org", lms);
  const learner = () => new OnlineLearner(withXapi(course(1), { lifecycle: true }), network, clock);
  const { tab, record, tracker } = await learner().launch(trackerCmi5, lms.launch("https://lms.example.org"));
  record.visit("s0", "one");
  await pass(tab, 3);
  record.keepPlace(TALK, 83, false);
  record.leave();
  void tracker.left?.();
  await pass(tab, 3);
  const again = await learner().launch(trackerCmi5, lms.launch("https://lms.example.org"));
  assert.equal(again.record.placeIn(TALK), 83);
});

test("where there is no room the oldest places are left out first, and nothing else", () => {
  const lms = new Lms("1.2", "strict");
  const made = course(1);
  const learner = new Learner(lms, made);
  const whole = learner.launch();
  readSession(whole.record, whole.tab, "s0");
  whole.tab.close(lms);
  const needed = stateOf(lms).length;
  made.course.stateLimit = needed + 11;

  const { tab, record, notices } = learner.launch();
  for (const name of ["a", "b", "c", "a"]) record.keepPlace(name, 100, true);
  tab.close(lms);
  assert.ok(stateOf(lms).length <= needed + 11);
  assert.deepEqual(notices, []);
  learner.storage = new Storage();
  const later = learner.launch().record;
  assert.deepEqual(["a", "b", "c"].map(later.placeIn), [100, 0, 0]);
  assert.equal(later.check("s0", "k1").tries, 2);
});

test("in a finished record nothing is kept", () => {
  const lms = new Lms("2004", "strict");
  lms.mode = "review";
  const { record } = new Learner(lms, course(1)).launch();
  record.keepPlace(TALK, 50, true);
  assert.equal(record.placeIn(TALK), 0);
});

test("of two states the newer says where a medium goes on, and what only the older knows stays", () => {
  const one = { ...empty(), media: [{ medium: 1, seconds: 10 }, { medium: 2, seconds: 20 }] };
  const other = { ...empty(), revision: 4, media: [{ medium: 3, seconds: 5 }, { medium: 1, seconds: 30 }] };
  const both = [{ medium: 2, seconds: 20 }, { medium: 3, seconds: 5 }, { medium: 1, seconds: 30 }];
  assert.deepEqual(mergeStates(one, other).media, both);
  assert.deepEqual(mergeStates(other, one).media, both);
});

test("a state with places is read again, with an attempt that has a time limit and without", () => {
  for (const begun of [0, 123456]) {
    const state = { ...empty(), sessions: [{ ...emptySession(0), running: [], begun }], media: [{ medium: 2 ** 20 - 1, seconds: 7 }] };
    assert.ok(encodeState(state).startsWith("4"));
    assert.deepEqual(decodeState(encodeState(state)), state);
  }
});
