// The data models, element by element: a value that each takes, and one that it does not, with the error code.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createScorm12 } from "../../templates/player/lms/scorm12.js";
import { rowsOf as rows12 } from "../../templates/player/lms/scorm12_model.js";
import { createScorm2004 } from "../../templates/player/lms/scorm2004.js";
import { rowsOf as rows2004 } from "../../templates/player/lms/scorm2004_model.js";
import { launch } from "./again.js";

const long = (length) => "x".repeat(length);

/** Element, a good value, a bad one. Everything wrong is 405. */
const SCORM12 = [
  ["cmi.core.lesson_location", long(255), long(256)],
  ["cmi.core.lesson_status", "incomplete", "not attempted"],
  ["cmi.core.score.raw", "99.5", "100.5"],
  ["cmi.core.score.max", "", "-1"],
  ["cmi.core.score.min", "0", "zero"],
  ["cmi.core.exit", "", "normal"],
  ["cmi.core.session_time", "00:59:59.99", "59:59"],
  ["cmi.suspend_data", long(4096), long(4097)],
  ["cmi.comments", long(4096), long(4097)],
  ["cmi.objectives.n.id", "obj-1_a", "obj 1"],
  ["cmi.objectives.n.score.raw", "0", "101"],
  ["cmi.objectives.n.score.max", "100", "1e2"],
  ["cmi.objectives.n.score.min", "", "x"],
  ["cmi.objectives.n.status", "not attempted", "unknown"],
  ["cmi.student_preference.audio", "-1", "-2"],
  ["cmi.student_preference.language", "English", long(256)],
  ["cmi.student_preference.speed", "100", "101"],
  ["cmi.student_preference.text", "1", "2"],
  ["cmi.interactions.n.id", "q1", ""],
  ["cmi.interactions.n.objectives.m.id", "obj-1", "a.b"],
  ["cmi.interactions.n.time", "23:59:59", "24:00:00"],
  ["cmi.interactions.n.type", "likert", "other"],
  ["cmi.interactions.n.correct_responses.m.pattern", long(255), long(256)],
  ["cmi.interactions.n.weighting", "-1.5", ""],
  ["cmi.interactions.n.student_response", "anything", long(256)],
  ["cmi.interactions.n.result", "wrong", "incorrect"],
  ["cmi.interactions.n.latency", "9999:00:00.1", "1:0:0"],
];

/** Element, a good value, a bad one, the code. */
const SCORM2004 = [
  ["cmi.comments_from_learner.n.comment", "{lang=de-AT}Gut.", "{lang=}Gut.", "406"],
  ["cmi.comments_from_learner.n.location", long(250), long(251), "406"],
  ["cmi.comments_from_learner.n.timestamp", "2026-11-29T10:00:00.5+01:00", "2026-11-29T10:00:00Z", "406"],
  ["cmi.completion_status", "not attempted", "passed", "406"],
  ["cmi.exit", "normal", "exit", "406"],
  ["cmi.interactions.n.id", "http://example.org/q?1#a", "q 1", "406"],
  ["cmi.interactions.n.type", "other", "essay", "406"],
  ["cmi.interactions.n.objectives.m.id", "urn:example:1", "urn:example", "406"],
  ["cmi.interactions.n.timestamp", "2024-02-29", "2026-02-29", "406"],
  ["cmi.interactions.n.correct_responses.m.pattern", long(4000), long(4001), "406"],
  ["cmi.interactions.n.weighting", "-1.5", "1,5", "406"],
  ["cmi.interactions.n.learner_response", long(4000), long(4001), "406"],
  ["cmi.interactions.n.result", "-0.5", "wrong", "406"],
  ["cmi.interactions.n.latency", "P1Y2M3DT4H5M6.78S", "PT6.789S", "406"],
  ["cmi.interactions.n.description", `{lang=en}${long(250)}`, long(251), "406"],
  ["cmi.learner_preference.audio_level", "0", "-0.1", "407"],
  ["cmi.learner_preference.language", "", "12", "406"],
  ["cmi.learner_preference.delivery_speed", "2.5", "fast", "406"],
  ["cmi.learner_preference.audio_captioning", "-1", "2", "406"],
  ["cmi.location", long(1000), long(1001), "406"],
  ["cmi.objectives.n.id", long(4000), long(4001), "406"],
  ["cmi.objectives.n.score.scaled", "-1", "1.1", "407"],
  ["cmi.objectives.n.score.raw", "-5", "", "406"],
  ["cmi.objectives.n.score.min", "0", "x", "406"],
  ["cmi.objectives.n.score.max", "1000000", "1e6", "406"],
  ["cmi.objectives.n.success_status", "unknown", "completed", "406"],
  ["cmi.objectives.n.completion_status", "unknown", "failed", "406"],
  ["cmi.objectives.n.progress_measure", "0.5", "-0.5", "407"],
  ["cmi.objectives.n.description", "", long(251), "406"],
  ["cmi.progress_measure", "1", "1.01", "407"],
  ["cmi.score.scaled", "1", "x", "406"],
  ["cmi.score.raw", "0.1234567", ".5", "406"],
  ["cmi.score.min", "-10", "+1", "406"],
  ["cmi.score.max", "10", " 10", "406"],
  ["cmi.session_time", "PT0S", "P", "406"],
  ["cmi.success_status", "passed", "Passed", "406"],
  ["cmi.suspend_data", long(64000), long(64001), "406"],
  ["adl.nav.request", "{target=a b}jump", "jump", "406"],
  ["adl.data.n.store", long(64000), long(64001), "406"],
];

/** Type, then answers and right answers that are of it, and some that are not. */
const ANSWERS12 = {
  "true-false": [["0", "1", "t", "f"], ["true", "2", ""]],
  choice: [["a", "a,b", "{a,b}", ""], ["A", "ab", "a;b", "a, b"]],
  "fill-in": [["any text", ""], [long(256)]],
  numeric: [["3.5", "-1"], ["x", "", "1:3"]],
  likert: [["a", "5", ""], ["10"]],
  matching: [["1.c", "1.c,2.b", "{1.c,2.b}"], ["1", "1-c", "1.c,2"]],
  performance: [["any text"], [long(256)]],
  sequencing: [["c,a,b"], ["c, a", "ca"]],
};
const ANSWERS2004 = {
  "true-false": { good: ["true", "false"], bad: ["t", "", "True"] },
  choice: { good: ["a", "a[,]b", "", "urn:a:b"], bad: ["a[,]a", "a b", "a[,]", "a[.]b"] },
  "fill-in": { good: ["a", "{lang=en}a[,]b", "a[,]a"], bad: [long(251)], goodPatterns: ["{case_matters=true}{order_matters=false}a[,]b"], badPatterns: ["{case_matters=yes}a"] },
  "long-fill-in": { good: ["a[,]b", long(4000), ""], bad: [long(4001)], goodPatterns: ["{case_matters=false}{lang=en}a"], badPatterns: ["{order_matters=true}a"] },
  matching: { good: ["a[.]b", "a[.]b[,]c[.]d", ""], bad: ["a", "a[.]b[.]c", "[.]b", "a[.]b[,]c"] },
  performance: { good: ["[.]did it", "step[.]", "a[.]1[,]b[.]two words"], bad: ["step", "[.]", "a[.]1[.]2", "a b[.]1", ""], goodPatterns: ["{order_matters=false}a[.]1[:]2", "a[.][:]2"], badPatterns: ["a[.]2[:]1", "a[.]x[:]y"] },
  sequencing: { good: ["b[,]a", "a[,]a", ""], bad: ["a b", "b[,]"] },
  likert: { good: ["a", "likert_3"], bad: ["", "a[,]b"] },
  numeric: { good: ["3.5", "-1"], bad: ["x", "", "1[:]3"], goodPatterns: ["1[:]3", "[:]3", "1[:]", "[:]", "2[:]2"], badPatterns: ["3[:]1", "3.5", "1[:]x"], patternsOnly: true },
  other: { good: ["a[,]b", "", long(4000)], bad: [long(4001)] },
};

const at = (name) => name.replace(".n.", ".0.").replace(".m.", ".0.");
const settable = (rows) => rows.filter(({ access }) => access === "rw" || access === "wo").map(({ name }) => name).sort();

/** A running session; its calls answer [result, error]. */
function open(create, start) {
  const session = create(start, { store: () => true });
  const [open, get, set, error] = create === createScorm12 ? ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSGetLastError"] : ["Initialize", "GetValue", "SetValue", "GetLastError"];
  session.api[open]("");
  const call = (method) => (...args) => [session.api[method](...args), session.api[error]()];
  return { get: call(get), set: call(set), session };
}

test("SCORM 1.2: every element that can be set takes what it allows, and nothing else", () => {
  const start = launch("scorm12");
  assert.deepEqual(SCORM12.map(([name]) => name).sort(), settable(rows12(start)));
  for (const [name, good, bad] of SCORM12) {
    const { set, get } = open(createScorm12, start);
    assert.deepEqual(set(at(name), bad), ["false", "405"], `${name} ${bad}`);
    assert.deepEqual(set(at(name), good), ["true", "0"], `${name} ${good}`);
    const isReadable = rows12(start).find((row) => row.name === name).access === "rw";
    assert.deepEqual(get(at(name)), isReadable ? [good, "0"] : ["", "404"], name);
  }
});

test("SCORM 2004: every element that can be set takes what it allows, and nothing else", () => {
  const start = launch("scorm2004-4", { sharedData: [{ id: "store", readable: true, writable: true, value: null }] });
  assert.deepEqual(SCORM2004.map(([name]) => name).sort(), settable(rows2004(start)));
  for (const [name, good, bad, code] of SCORM2004) {
    const { set, get } = open(createScorm2004, start);
    for (const part of rows2004(start).find((row) => row.name === name).needs) set(at(name).replace(/(\.0)\..*/, `$1.${part}`), part === "type" ? "other" : "a");
    assert.deepEqual(set(at(name), bad), ["false", code], `${name} ${bad}`);
    assert.deepEqual(set(at(name), good), ["true", "0"], `${name} ${good}`);
    const isReadable = rows2004(start).find((row) => row.name === name).access === "rw";
    assert.deepEqual(get(at(name)), isReadable ? [good, "0"] : ["", "405"], name);
  }
});

test("what only the LMS says can be read and not set", () => {
  for (const [create, standard, rows, codes] of [[createScorm12, "scorm12", rows12, { ro: "403", keyword: "402" }], [createScorm2004, "scorm2004-4", rows2004, { ro: "404", keyword: "404" }]]) {
    const start = launch(standard);
    const { set, get } = open(create, start);
    for (const { name, access } of rows(start)) {
      if (access !== "ro" && access !== "keyword") continue;
      assert.deepEqual(set(at(name), "x"), ["false", codes[access]], name);
      if (!name.includes(".n.")) assert.ok(["0", "403"].includes(get(name)[1]), name);
    }
  }
});

test("SCORM 1.2: answers are of their interaction's type", () => {
  for (const [type, [good, bad]] of Object.entries(ANSWERS12)) {
    for (const part of ["student_response", "correct_responses.0.pattern"]) {
      const { set } = open(createScorm12, launch("scorm12"));
      set("cmi.interactions.0.type", type);
      for (const value of good) assert.deepEqual(set(`cmi.interactions.0.${part}`, value), ["true", "0"], `${type} ${part} ${value}`);
      for (const value of bad) assert.deepEqual(set(`cmi.interactions.0.${part}`, value), ["false", "405"], `${type} ${part} ${value}`);
    }
  }
});

test("SCORM 2004: answers and right answers are of their interaction's type", () => {
  for (const [type, { good, bad, goodPatterns = [], badPatterns = [], patternsOnly = false }] of Object.entries(ANSWERS2004)) {
    const judge = (part, goods, bads) => {
      for (const value of goods) assert.deepEqual(opened().set(`cmi.interactions.0.${part}`, value), ["true", "0"], `${type} ${part} ${value}`);
      for (const value of bads) assert.deepEqual(opened().set(`cmi.interactions.0.${part}`, value), ["false", "406"], `${type} ${part} ${value}`);
    };
    const opened = () => {
      const made = open(createScorm2004, launch("scorm2004-4"));
      made.set("cmi.interactions.0.id", "a");
      made.set("cmi.interactions.0.type", type);
      return made;
    };
    judge("learner_response", good, bad);
    judge("correct_responses.0.pattern", [...(patternsOnly ? [] : good), ...goodPatterns], [...(patternsOnly ? [] : bad), ...badPatterns]);
  }
});

test("the limits of editions and profiles", () => {
  const state = (standard, more = {}) => [500, 501, 4000, 4001, 4096, 4097, 64000, 64001].filter((length) => {
    const { set } = open(standard === "scorm12" ? createScorm12 : createScorm2004, launch(standard, more));
    return set("cmi.suspend_data", long(length))[0] === "true";
  }).pop();
  assert.deepEqual(["scorm12", "scorm2004-2", "scorm2004-3", "scorm2004-4"].map((standard) => state(standard)), [4096, 4000, 64000, 64000]);
  assert.equal(state("scorm12", { profile: { ...launch("scorm12").profile, stateLimit: 64000 } }), 64000);
  assert.equal(open(createScorm2004, launch("scorm2004-2")).get("cmi.objectives._children")[0].includes("progress_measure"), false);
  assert.deepEqual(open(createScorm2004, launch("scorm2004-3")).get("adl.data._count"), ["", "401"]);
});

test("shared data are read and written as the manifest lets them be", () => {
  const sharedData = [["rw", true, true], ["ro", true, false], ["wo", false, true]].map(([id, readable, writable]) => ({ id, readable, writable, value: "kept" }));
  const { get, set } = open(createScorm2004, launch("scorm2004-4", { sharedData }));
  assert.deepEqual(get("adl.data._count"), ["3", "0"]);
  assert.deepEqual([0, 1, 2].map((index) => get(`adl.data.${index}.store`)), [["kept", "0"], ["kept", "0"], ["", "405"]]);
  assert.deepEqual([0, 1, 2].map((index) => set(`adl.data.${index}.store`, "new")), [["true", "0"], ["false", "404"], ["true", "0"]]);
  assert.deepEqual(set("adl.data.3.store", "more"), ["false", "351"]);
});
