// The trackers' own decisions: finding the API, words of statuses, formats, LMSs that lack things.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findApi } from "../../templates/runtime/tracking/api_search.js";
import { naturalName, oneLine, plainNumber } from "../../templates/runtime/tracking/api_call.js";
import { createTracker as tracker12, lessonStatus } from "../../templates/runtime/tracking/scorm12.js";
import { createTracker as tracker2004 } from "../../templates/runtime/tracking/scorm2004.js";
import { Storage, Tab, dice } from "./browser.js";
import { course } from "./course.js";
import { Lms } from "./hosts.js";

const METHODS = ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit"];
const API = Object.fromEntries(METHODS.map((name) => [name, () => "true"]));
const find = (window) => findApi(window, "API", METHODS);

/** A window of the page itself: its parent and top are set, as in browsers. */
function page(members = {}, parent = null) {
  const window = { ...members };
  window.parent = parent ?? window;
  window.top = parent ? parent.top : window;
  return window;
}

/** A window of another origin: what browsers let through is there, all else throws. */
function foreign(window) {
  return new Proxy(window, {
    get(target, name) {
      if (["parent", "top", "opener", "closed", "self", "window", "length"].includes(String(name))) return target[name];
      throw new Error("SecurityError");
    },
  });
}

test("the API is found wherever an LMS may keep it", () => {
  assert.equal(find(page({ API })), API);
  assert.equal(find(page({}, page({ API }))), API);
  let deep = page({ API });
  for (let level = 0; level < 9; level += 1) deep = page({}, deep);
  assert.equal(find(deep), API);
  assert.equal(find(page({ opener: page({ API }) })), API);
  assert.equal(find(page({ opener: page({}, page({ API })) })), API);
  assert.equal(find(page({}, page({ opener: page({}, page({ API })) }))), API);
  assert.equal(find(page({ opener: page({ opener: page({ API }) }) })), API);
  assert.equal(find(page({}, foreign(page({}, page({ API }))))), API);
  assert.equal(find(page({ opener: foreign(page({}, page({ API }))) })), API);
});

test("where there is none, the search ends", () => {
  assert.equal(find(page()), null);
  assert.equal(find({}), null);
  assert.equal(find(page({ API: {} })), null);
  assert.equal(find(page({ API: null }, page({ API: { LMSInitialize: () => "true" } }))), null);
  const one = page();
  const other = page({ opener: one });
  one.opener = other;
  assert.equal(find(one), null);
  let endless = { depth: 0 };
  endless = new Proxy(endless, { get: (target, name) => (name === "parent" ? new Proxy({}, { get: (_, inner) => (inner === "parent" ? {} : undefined) }) : undefined) });
  assert.equal(find(endless), null);
  assert.equal(find(foreign(page({}, foreign(page())))), null);
});

test("an incomplete API in between does not hide the right one", () => {
  assert.equal(find(page({ API: { LMSInitialize: () => "true" } }, page({ API }))), API);
});

const yes = { completed: true, passed: true, final: false };
const TABLE = [
  [yes, "passed", "passed", "completed"],
  [{ completed: true, passed: null, final: false }, "completed", "completed", "completed"],
  [{ completed: true, passed: false, final: false }, "failed", "incomplete", "completed"],
  [{ completed: true, passed: false, final: true }, "failed", "incomplete", "completed"],
  [{ completed: false, passed: false, final: true }, "failed", "incomplete", "incomplete"],
  [{ completed: false, passed: false, final: false }, "incomplete", "incomplete", "incomplete"],
  [{ completed: false, passed: true, final: false }, "incomplete", "incomplete", "incomplete"],
  [{ completed: false, passed: null, final: false }, "incomplete", "incomplete", "incomplete"],
];

test("completion and success become one status of SCORM 1.2", () => {
  for (const [outcome, ...statuses] of TABLE) {
    const policies = ["passed-failed", "passed-incomplete", "completed-incomplete"];
    assert.deepEqual(policies.map((policy) => lessonStatus(outcome, policy)), statuses, JSON.stringify(outcome));
  }
});

test("numbers, names and lines as LMSs take them", () => {
  assert.equal(plainNumber(0.00001, 4), "0");
  assert.equal(plainNumber(100, 2), "100");
  assert.equal(plainNumber(33.333333, 2), "33.33");
  assert.equal(plainNumber(1 / 3, 4), "0.3333");
  assert.equal(naturalName("Doe, Jo"), "Jo Doe");
  assert.equal(naturalName("Jo Doe"), "Jo Doe");
  assert.equal(naturalName(""), "");
  assert.equal(oneLine("a\r\n b\tc", 20), "a b c");
  assert.equal(oneLine("abcdef", 4), "abc…");
  assert.equal(oneLine("ab😀def", 4), "ab…");
});

function start(standard, prepare = () => {}, flavour = "strict") {
  const lms = new Lms(standard, flavour);
  prepare(lms);
  const window = lms.launch();
  const made = course(1);
  const tab = new Tab(window, new Storage(), { now: Date.UTC(2026, 10, 25, 9) }, dice(1));
  const tracker = (standard === "1.2" ? tracker12 : tracker2004)(tab.environment, made.course);
  return { lms, tracker, window, api: window.API ?? window.API_1484_11 };
}

const ANSWER = {
  ordinal: 0, id: "s0_q1", type: "choice", description: "x", response: ["b", "d"], correct: ["a"], isCorrect: false, weighting: 1.5, latency: 3725.5, time: Date.UTC(2026, 10, 25, 9), objectives: ["one", "two"],
};

for (const standard of ["1.2", "2004"]) {
  const is12 = standard === "1.2";
  const completion = is12 ? "cmi.core.lesson_status" : "cmi.completion_status";

  test(`${standard}: exit is set and the status begins, once`, () => {
    const { lms, tracker } = start(standard);
    assert.equal(tracker.start().connected, true);
    assert.equal(tracker.commit(), true);
    assert.equal(lms.value(is12 ? "cmi.core.exit" : "cmi.exit"), "suspend");
    assert.equal(lms.value(completion), "incomplete");
    assert.equal(tracker.terminate(), true);
    assert.equal(tracker.terminate(), false);
    assert.equal(tracker.commit(), false);
    assert.equal(tracker.setState("1x"), false);
    assert.deepEqual(lms.errors, []);
  });

  test(`${standard}: no status and no score goes back, however an LMS spells it`, () => {
    const { lms, tracker } = start(standard, (before) => {
      before.stored.set(completion, is12 ? "Passed" : "Completed");
      before.stored.set("cmi.success_status", "PASSED");
      before.stored.set(is12 ? "cmi.core.score.raw" : "cmi.score.raw", "80.0");
      before.stored.set("cmi.suspend_data", "1whatever");
    }, "scormhost");
    tracker.start();
    assert.ok(tracker.setScore(79.99));
    assert.ok(tracker.setOutcome({ completed: false, passed: false, final: false }));
    tracker.commit();
    assert.equal(lms.value(completion), is12 ? "Passed" : "Completed");
    assert.equal(lms.value("cmi.success_status"), "PASSED");
    assert.equal(lms.value(is12 ? "cmi.core.score.raw" : "cmi.score.raw"), "80.0");
    assert.ok(tracker.setScore(90.5));
    tracker.commit();
    assert.equal(lms.value(is12 ? "cmi.core.score.raw" : "cmi.score.raw"), "90.5");
  });

  test(`${standard}: an interaction in the standard's words; sent again it takes the same place`, () => {
    const { lms, tracker } = start(standard);
    tracker.start();
    assert.ok(tracker.recordInteraction(ANSWER));
    assert.ok(tracker.recordInteraction({ ...ANSWER, ordinal: 1, type: "true-false", response: ["f"], correct: ["t"] }));
    tracker.forget();
    assert.ok(tracker.recordInteraction(ANSWER));
    assert.ok(tracker.recordInteraction({ ...ANSWER, ordinal: 7 }));
    tracker.commit();
    const entries = lms.entries("interactions");
    assert.equal(entries.length, 3);
    assert.equal(entries[0][is12 ? "student_response" : "learner_response"], is12 ? "b,d" : "b[,]d");
    assert.equal(entries[0].result, is12 ? "wrong" : "incorrect");
    assert.equal(entries[0].latency, is12 ? "0001:02:05.50" : "PT1H2M5.5S");
    assert.equal(entries[0]["objectives.1.id"], "two");
    assert.equal(entries[1]["correct_responses.0.pattern"], is12 ? "t" : "true");
    assert.deepEqual(lms.errors, []);
  });

  test(`${standard}: elements that an LMS does not have are no failure`, () => {
    const { tracker, api } = start(standard);
    tracker.start();
    const set = is12 ? "LMSSetValue" : "SetValue";
    const before = api[set];
    let code = "0";
    api[set] = (element, value) => {
      code = /interactions|objectives/.test(element) ? "401" : "0";
      return code === "401" ? "false" : before(element, value);
    };
    api[is12 ? "LMSGetLastError" : "GetLastError"] = () => code;
    assert.ok(tracker.recordInteraction(ANSWER));
    assert.ok(tracker.setObjective({ id: "s0-goal", title: "", score: 50, completed: true, passed: null }));
    code = "0";
    api[set] = () => "false";
    assert.equal(tracker.setScore(10), false);
  });

  test(`${standard}: an API that throws, or answers with true, 1 or nothing`, () => {
    for (const [answer, expected] of [[true, true], [1, true], ["True", true], [undefined, false], ["", false], ["false", false]]) {
      const { tracker, api } = start(standard);
      tracker.start();
      api[is12 ? "LMSCommit" : "Commit"] = () => answer;
      assert.equal(tracker.commit(), expected);
    }
    const { tracker, api } = start(standard);
    for (const name of Object.keys(api)) api[name] = () => { throw new Error("SecurityError"); };
    assert.equal(tracker.start().connected, false);
    assert.equal(tracker.setState("1"), false);
    assert.equal(tracker.terminate(), false);
  });

  test(`${standard}: an API that is running already is taken over`, () => {
    const { lms, tracker, api } = start(standard);
    api[is12 ? "LMSInitialize" : "Initialize"]("");
    assert.equal(tracker.start().connected, true);
    assert.equal(lms.errors.length, 1);
  });
}
