// Scenarios: where a way leads, what is kept of it, what an LMS is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scrambleKey } from "../../templates/runtime/key.js";
import { unpackResponse } from "../../templates/runtime/responses.js";
import { followPath } from "../../templates/runtime/scenes.js";
import { decodeState } from "../../templates/runtime/state.js";
import { course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner, takeAssessment } from "./play.js";

const way = (mark, to, more = {}) => ({ mark, html: mark, to, points: 0, sets: [], asks: [], after: "", ...more });
const scene = (id, choices, more = {}) => ({ id, title: "", html: id, text: `What of ${id}?`, ending: "", mark: "", points: 0, choices, ...more });

const SCENES = [
  scene("start", [
    way("a", 1, { points: 2, sets: [["trust", "+", 1]] }),
    way("b", 0, { points: 3, sets: [["asked", "=", 1]] }),
    way("c", 3, { asks: [["trust", ">=", 2]] }),
  ]),
  scene("team", [way("a", 0), way("b", 2, { asks: [["asked", "!=", 0], ["trust", "<=", 1]] }), way("d", 3)]),
  scene("good", [], { ending: "good", mark: "a", points: 5 }),
  scene("bad", [], { ending: "bad", mark: "b", points: -1 }),
];

const at = (path) => {
  const { scene: { id }, offered, points, path: kept } = followPath(SCENES, path);
  return [id, offered.map(({ mark }) => mark).join(""), points, kept];
};

test("a way is followed as far as it is offered", () => {
  assert.deepEqual(at(""), ["start", "ab", 0, ""]);
  assert.deepEqual(at("a"), ["team", "ad", 2, "a"]);
  assert.deepEqual(at("bab"), ["good", "", 10, "bab"]);
  assert.deepEqual(at("aab"), ["start", "ab", 5, "aab"]);
  assert.deepEqual(at("aaac"), ["team", "ad", 2, "aaa"], "of what is not offered, nothing is followed");
  assert.deepEqual(at("xa"), ["start", "ab", 0, ""]);
});

test("a choice gives its points once, but changes variables whenever it is taken, within bounds", () => {
  assert.deepEqual(at("bbb"), ["start", "ab", 3, "bbb"]);
  assert.deepEqual(at("aaaac"), ["bad", "", 1, "aaaac"]);
  const round = [scene("start", [way("a", 0, { sets: [["n", "+", 50]] }), way("b", 1, { asks: [["n", "=", 99]] })]), scene("end", [], { ending: "mixed" })];
  assert.equal(followPath(round, "aaab").scene.id, "end");
});

function withScenario() {
  const made = course(1, { completeWhen: ["checks"] });
  const lmsId = "s0_night";
  const night = {
    ...made.sessions[0].pages[0].questions[0], id: "night", lmsId, slot: 9, type: "scenario", form: "path", marks: ["a", "b"], stateMarks: "", points: 1,
    answerKey: scrambleKey(lmsId, { correct: ["a"], feedback: {}, explanation: "", scenes: SCENES, most: 10, longest: 60 }),
  };
  made.sessions[0].pages[0].questions = [night];
  made.sessions[0].pages[1].questions = [];
  return { made, night };
}

for (const [standard, entries] of [["1.2", "student_response"], ["2004", "learner_response"]]) {
  test(`SCORM ${standard}: each choice and the ending are told, and a way that was begun goes on`, () => {
    const { made, night } = withScenario();
    const learner = new Learner(new Lms(standard, "strict"), made);
    const first = learner.launch();
    first.record.keepPath("s0", night, "b", { scene: SCENES[0], mark: "b", latency: 4, ending: "", seconds: 4 });
    assert.deepEqual(first.record.check("s0", "night"), { response: ["b"], isCorrect: false, tries: 0, triesLeft: null });
    assert.equal(first.record.session("s0").checksAnswered, 0);
    first.tab.close(learner.lms);

    const second = learner.launch();
    assert.deepEqual(second.record.check("s0", "night").response, ["b"]);
    second.record.keepPath("s0", night, "ba", { scene: SCENES[0], mark: "a", latency: 2, ending: "", seconds: 2 });
    second.record.keepPath("s0", night, "bab 10", { scene: SCENES[1], mark: "b", latency: 3, ending: "a", seconds: 9 });
    assert.equal(second.record.session("s0").checksAnswered, 1);
    assert.ok(second.record.session("s0").completed);
    second.record.keepPath("s0", night, " 10", null);
    second.record.keepPath("s0", night, "c 10", { scene: SCENES[0], mark: "c", latency: 3, ending: "b", seconds: 3 });
    assert.deepEqual(second.record.check("s0", "night"), { response: ["c 10"], isCorrect: true, tries: 2, triesLeft: null });
    second.tab.close(learner.lms);

    const stored = (part) => Array.from({ length: 6 }, (_, index) => learner.lms.stored.get(`cmi.interactions.${index}.${part}`));
    assert.deepEqual(stored("id"), ["s0_night_start", "s0_night_start", "s0_night_team", "s0_night", "s0_night_start", "s0_night"]);
    assert.deepEqual(stored(entries), ["b", "a", "b", "a", "c", "b"]);
    const wrong = standard === "1.2" ? "wrong" : "incorrect";
    assert.deepEqual(stored("result"), ["neutral", "neutral", "neutral", "correct", "neutral", wrong]);
    assert.equal(learner.lms.stored.get("cmi.interactions.3.correct_responses.0.pattern"), "a");
    assert.equal(learner.lms.stored.get("cmi.interactions.0.correct_responses.0.pattern"), undefined);
    const [check] = decodeState(learner.lms.stored.get("cmi.suspend_data")).sessions[0].checks;
    assert.deepEqual(check, { slot: 9, tries: 2, correct: true, response: "c 10" });
  });
}

test("what was chosen while the LMS was away is told, also when the learner went on elsewhere meanwhile", () => {
  const { made, night } = withScenario();
  const lms = new Lms("2004", "strict");
  const learner = new Learner(lms, made);
  let { tab, record } = learner.launch();
  tab.wait(1);
  lms.offline = true;
  record.keepPath("s0", night, "b", { scene: SCENES[0], mark: "b", latency: 4, ending: "", seconds: 4 });
  record.keepPath("s0", night, "bc", { scene: SCENES[0], mark: "c", latency: 4, ending: "b", seconds: 8 });
  tab.kill();
  lms.offline = false;
  const here = learner.storage.items;
  learner.storage.items = new Map();
  ({ tab, record } = learner.launch());
  takeAssessment(record, "s0", { q1: ["a"], q3: ["b"] });
  tab.wait(1);
  tab.close(lms);
  learner.storage.items = here;
  ({ tab, record } = learner.launch());
  tab.wait(1);
  assert.deepEqual(record.check("s0", "night"), { response: ["bc"], isCorrect: false, tries: 1, triesLeft: null });
  const ids = lms.entries("interactions").map(({ id }) => id);
  assert.ok(ids.includes("s0_night") && ids.includes("s0_night_start"), ids.join());
  assert.ok(ids.includes("s0_q1") && ids.includes("s0_q3"), ids.join());
  assert.deepEqual(lms.errors, []);
});

test("in a finished record nothing is kept", () => {
  const { made, night } = withScenario();
  const lms = new Lms("2004", "strict");
  const learner = new Learner(lms, made);
  lms.mode = "review";
  const { record } = learner.launch();
  assert.ok(record.readOnly);
  record.keepPath("s0", night, "b", { scene: SCENES[0], mark: "b", latency: 4, ending: "", seconds: 4 });
  assert.equal(record.check("s0", "night").response, null);
});

test("nothing is unpacked of a way that was never begun", () => {
  assert.deepEqual(unpackResponse({ form: "path" }, ""), []);
  assert.deepEqual(unpackResponse({ form: "path" }, 5), []);
  assert.deepEqual(unpackResponse({ form: "path" }, "ab 3"), ["ab 3"]);
});

const SCENE = Object.fromEntries(SCENES.map((each) => [each.id, each]));

/** Goes a way from where a record is, choice by choice, as the view does. @param {string} marks   `!`: begins anew */
function walk({ record }, night, marks) {
  for (const mark of marks) {
    const { scene: from, path } = followPath(SCENES, record.check("s0", "night").response?.[0] ?? "");
    if (mark === "!") {
      record.keepPath("s0", night, "", null);
      continue;
    }
    const { scene: to } = followPath(SCENES, path + mark);
    record.keepPath("s0", night, path + mark, { scene: from, mark, latency: 1, ending: to.mark, seconds: 1 });
  }
}

// Way before, which all know; way here, which the LMS never heard of; way elsewhere, which it did; how many choices here
// are like those elsewhere, which nobody can tell apart.
const AWAY = [
  ["nothing elsewhere in it", "", "b", "", 0],
  ["the same scene in another way", "", "b", "a", 0],
  ["one that goes on", "b", "a", "", 0],
  ["another one from the same scene", "b", "ab", "c", 0],
  ["elsewhere to an ending", "b", "a", "bad", 0],
  ["both to an ending, by other ways", "b", "ab", "bad", 0],
  ["both alike, and elsewhere more", "b", "a", "ab", 1],
  ["both alike at first", "b", "ab", "ad", 1],
  ["a second way here", "bab", "!a", "", 0],
  ["two ways here", "", "ad!ab", "", 0],
  ["two ways here, the first begun before", "a", "d!bab", "", 0],
];

for (const [name, before, here, elsewhere, alike] of AWAY) {
  test(`each choice is told once, whatever was chosen elsewhere: ${name}`, () => {
    const { made, night } = withScenario();
    const lms = new Lms("2004", "strict");
    const learner = new Learner(lms, made);
    const clocked = (page, marks) => [...marks].forEach((mark) => {
      learner.clock.now += 1000;
      walk(page, night, mark);
    });
    let page = learner.launch();
    clocked(page, before);
    page.tab.wait(2);
    lms.offline = true;
    clocked(page, here);
    page.tab.kill();
    lms.offline = false;
    const storage = learner.storage.items;
    learner.storage.items = new Map();
    page = learner.launch();
    clocked(page, elsewhere);
    // As many answers as fill the places of those that are waiting.
    for (let n = 0; n < 4; n += 1) takeAssessment(page.record, "s0", { q1: ["a"], q3: ["b"] });
    page.tab.wait(2);
    page.tab.close(lms);
    learner.storage.items = storage;
    page = learner.launch();
    page.tab.wait(2);
    const told = lms.entries("interactions").filter(({ id }) => id.startsWith("s0_night"));
    const endings = (marks) => [...marks].reduce(([path, count], mark) => {
      const next = mark === "!" ? "" : path + mark;
      return [next, count + (mark !== "!" && followPath(SCENES, next).scene.ending ? 1 : 0)];
    }, ["", 0])[1];
    const wanted = [before, here, elsewhere].join("").replaceAll("!", "").length + endings(before + here) + endings(before + elsewhere) - endings(before) - alike;
    assert.equal(told.length, wanted, told.map(({ id }) => id).join(" "));
    assert.equal(new Set(told.map(({ id, timestamp }) => `${id} ${timestamp}`)).size, wanted);
    assert.deepEqual(lms.errors, []);
    page.tab.close(lms);
  });
}

for (const [here, elsewhere] of [["b", ""], ["b", "a"], ["ba", "b"], ["ba", "b!a"], ["bab", "!c"], ["bab!b", "ab!c"], ["ad!ab", "b"]]) {
  test(`nothing is told twice of a copy that the LMS did get: ${here}, then ${elsewhere}`, () => {
    const { made, night } = withScenario();
    const lms = new Lms("2004", "strict");
    const learner = new Learner(lms, made);
    const clocked = (page, marks) => [...marks].forEach((mark) => {
      learner.clock.now += 1000;
      walk(page, night, mark);
    });
    let page = learner.launch();
    page.tab.wait(2);
    clocked(page, here);
    const copy = new Map(learner.storage.items);
    page.tab.wait(2);
    page.tab.kill();
    learner.storage.items = new Map();
    page = learner.launch();
    clocked(page, elsewhere);
    takeAssessment(page.record, "s0", { q1: ["a"], q3: ["b"] });
    page.tab.wait(2);
    page.tab.close(lms);
    const before = lms.entries("interactions").length;
    learner.storage.items = copy;
    page = learner.launch();
    page.tab.wait(2);
    assert.equal(lms.entries("interactions").length, before);
    page.tab.close(lms);
  });
}
