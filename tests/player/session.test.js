// A session: states and their error codes, what is stored when, what a next launch finds, and what profiles change.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openLaunch } from "../../templates/player/lms/launching.js";
import { profileOf } from "./profiles.js";
import { launch } from "./again.js";

/** @param {string} standard @param {any} [more] @param {any} [host] */
function open(standard, more = {}, host = {}) {
  const stored = [];
  const calls = [];
  const session = openLaunch(launch(standard, more), { store: (values) => Boolean(stored.push(values)), watch: (call) => calls.push(call), now: () => 5, ...host });
  const prefix = standard === "scorm12" ? "LMS" : "";
  const names = { open: `${prefix}Initialize`, close: standard === "scorm12" ? "LMSFinish" : "Terminate", get: `${prefix}GetValue`, set: `${prefix}SetValue`, commit: `${prefix}Commit`, error: `${prefix}GetLastError` };
  const made = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, (...args) => session.api[name](...args)]));
  return { ...made, api: session.api, session, stored, calls, code: (result) => [result, made.error()] };
}

/** What a launch leaves for the next one. */
function visit(standard, values, more = {}, host = {}) {
  const lms = open(standard, more, host);
  lms.open("");
  for (const [element, value] of Object.entries(values)) assert.equal(lms.set(element, value), "true", element);
  lms.close("");
  return lms.stored[lms.stored.length - 1] ?? more.stored ?? {};
}

test("each method has its place (1.2 RTE 3.3.3, 2004 RTE 3.1.7)", () => {
  const table = {
    scorm12: { before: ["301", "301", "301", "301"], after: ["301", "301", "301", "301", "101"], twice: "101", argument: "201" },
    "scorm2004-3": { before: ["122", "132", "142", "112"], after: ["123", "133", "143", "113", "104"], twice: "103", argument: "201" },
  };
  for (const [standard, { before, after, twice, argument }] of Object.entries(table)) {
    const lms = open(standard);
    const element = standard === "scorm12" ? "cmi.core.lesson_location" : "cmi.location";
    const each = () => [lms.code(lms.get(element)), lms.code(lms.set(element, "a")), lms.code(lms.commit("")), lms.code(lms.close(""))];
    assert.deepEqual(each(), before.map((code, at) => [at === 0 ? "" : "false", code]));
    assert.deepEqual(lms.code(lms.open("x")), ["false", argument]);
    assert.deepEqual(lms.code(lms.open()), ["false", argument]);
    assert.deepEqual(lms.code(lms.open("")), ["true", "0"]);
    assert.deepEqual(lms.code(lms.open("")), ["false", twice]);
    assert.deepEqual(lms.code(lms.commit("x")), ["false", argument]);
    assert.deepEqual(lms.code(lms.commit("")), ["true", "0"]);
    assert.deepEqual(lms.code(lms.close("")), ["true", "0"]);
    assert.deepEqual([...each(), lms.code(lms.open(""))], after.map((code, at) => [at === 0 ? "" : "false", code]));
  }
});

test("asking for errors changes none, and unknown codes have no words", () => {
  const { api } = open("scorm2004-4");
  api.GetValue("cmi.mode");
  assert.deepEqual([api.GetLastError(), api.GetErrorString("122"), api.GetLastError()], ["122", "Retrieve data before initialization", "122"]);
  assert.deepEqual([api.GetErrorString("999"), api.GetErrorString("constructor"), api.GetErrorString()], ["", "", ""]);
  assert.match(api.GetDiagnostic(""), /before Initialize/);
  assert.match(api.GetDiagnostic("122"), /before Initialize/);
  assert.equal(api.GetDiagnostic("406"), "Data model element type mismatch");
});

test("a diagnostic says what is allowed", () => {
  const told = (standard, element, value) => {
    const lms = open(standard);
    lms.open("");
    lms.set("cmi.interactions.0.id", "a");
    lms.set("cmi.interactions.0.type", "choice");
    lms.set(element, value);
    return lms.calls[lms.calls.length - 1].diagnostic;
  };
  assert.equal(told("scorm12", "cmi.core.score.raw", "101"), "“101” is not allowed for cmi.core.score.raw: allowed is a decimal number from 0 to 100, or nothing.");
  assert.match(told("scorm12", "cmi.suspend_data", "x".repeat(5000)), /\(5,000 characters\).*up to 4,096 characters/);
  assert.match(told("scorm12", "cmi.interactions.0.student_response", "hello"), /for the type “choice”/);
  assert.match(told("scorm12", "CMI.core.lesson_status", "passed"), /It is written cmi\.core\.lesson_status\./);
  assert.match(told("scorm2004-4", "cmi.core.lesson_status", "passed"), /one of SCORM 1\.2/);
  assert.match(told("scorm2004-4", "cmi.interactions.2.id", "b"), /has 1 entry, so the next one is cmi\.interactions\.1/);
  assert.match(told("scorm2004-4", "cmi.objectives.0.score.raw", "1"), /needs cmi\.objectives\.0\.id to be set first/);
  assert.match(told("scorm2004-4", "cmi.score.scaled", "2"), /from -1 to 1/);
});

test("a call is reported whole", () => {
  const lms = open("scorm12", {}, { dismissed: () => true });
  lms.open("");
  lms.set("cmi.core.score.raw", 50);
  lms.set("cmi.core.score.raw", null);
  lms.set("cmi.core.score.raw", { a: 1 });
  lms.commit("");
  const [, number, nothing, object, commit] = lms.calls;
  assert.deepEqual(number.args, [{ type: "string", text: "cmi.core.score.raw" }, { type: "number", text: "50" }]);
  assert.match(number.remarks[0], /of type number/);
  assert.deepEqual([number.time, number.method, number.result, number.error, number.phase, number.dismissed, number.stored], [5, "LMSSetValue", "true", "0", "running", true, null]);
  assert.deepEqual([nothing.error, nothing.args[1].type, object.error, object.args[1]], ["405", "null", "405", { type: "object", text: '{"a":1}' }]);
  assert.equal(commit.stored, true);
});

test("SCORM 1.2: entry, and what is handed back (RTE 3.4.4)", () => {
  const first = open("scorm12");
  first.open("");
  assert.equal(first.get("cmi.core.entry"), "ab-initio");
  const suspended = visit("scorm12", { "cmi.core.exit": "suspend", "cmi.suspend_data": "a", "cmi.core.session_time": "00:01:00" });
  const left = visit("scorm12", { "cmi.core.exit": "", "cmi.suspend_data": "a", "cmi.core.session_time": "00:01:00" });
  for (const [stored, entry] of [[suspended, "resume"], [left, ""]]) {
    const lms = open("scorm12", { stored });
    lms.open("");
    assert.deepEqual([lms.get("cmi.core.entry"), lms.get("cmi.suspend_data"), lms.get("cmi.core.total_time")], [entry, "a", "0000:01:00.00"]);
    lms.set("cmi.core.session_time", "00:00:30.5");
    lms.commit("");
    lms.close("");
    assert.deepEqual(lms.stored.map((values) => values["cmi.core.total_time"]), ["0000:01:30.50", "0000:01:30.50"]);
    assert.equal(lms.stored[0]["cmi.core.exit"], undefined);
  }
});

test("SCORM 2004: without “suspend” the next launch is a new attempt (RTE 4.2.7, 4.2.8)", () => {
  const values = { "cmi.suspend_data": "a", "cmi.location": "p", "cmi.session_time": "PT1M" };
  const look = (stored, profile = "strict") => {
    const lms = open("scorm2004-4", { stored, profile: profileOf(profile) });
    lms.open("");
    return [lms.get("cmi.entry"), lms.get("cmi.suspend_data"), lms.get("cmi.total_time")];
  };
  assert.deepEqual(look(visit("scorm2004-4", { ...values, "cmi.exit": "suspend" })), ["resume", "a", "PT0H1M0S"]);
  assert.deepEqual(look(visit("scorm2004-4", { ...values, "cmi.exit": "normal" })), ["ab-initio", "", "PT0H0M0S"]);
  assert.deepEqual(look(visit("scorm2004-4", values)), ["ab-initio", "", "PT0H0M0S"]);
  assert.deepEqual(look(visit("scorm2004-4", { ...values, "adl.nav.request": "suspendAll" })), ["resume", "a", "PT0H1M0S"]);
  assert.deepEqual(look(visit("scorm2004-4", values), "ab-initio"), ["ab-initio", "a", "PT0H1M0S"]);
  const lms = open("scorm2004-4");
  lms.open("");
  lms.set("cmi.suspend_data", "a");
  lms.close("");
  assert.match(lms.calls[2].remarks.join(), /not handed back/);
});

test("what a learner prefers is stored only if the content set it", () => {
  const stored = visit("scorm2004-4", { "cmi.exit": "suspend", "cmi.learner_preference.audio_level": "0.5" }, { language: "de" });
  const lms = open("scorm2004-4", { stored, language: "fr" });
  lms.open("");
  assert.deepEqual([lms.get("cmi.learner_preference.language"), lms.get("cmi.learner_preference.audio_level")], ["fr", "0.5"]);
});

test("records go on where they ended", () => {
  const twelve = open("scorm12", { stored: visit("scorm12", { "cmi.interactions.0.id": "a", "cmi.interactions.0.correct_responses.0.pattern": "x" }) });
  twelve.open("");
  assert.deepEqual(["cmi.interactions._count", "cmi.interactions.0.correct_responses._count"].map((name) => twelve.get(name)), ["1", "1"]);
  const objectives = ["one", "two"];
  const stored = visit("scorm2004-4", { "cmi.objectives.1.success_status": "passed", "cmi.objectives.2.id": "own", "cmi.exit": "suspend" }, { objectives });
  const lms = open("scorm2004-4", { stored, objectives });
  lms.open("");
  assert.deepEqual(["cmi.objectives._count", "cmi.objectives.0.id", "cmi.objectives.1.success_status", "cmi.objectives.2.id"].map((name) => lms.get(name)), ["3", "one", "passed", "own"]);
});

test("objectives of the manifest begin as sequencing knows them", () => {
  const lms = open("scorm2004-4", { objectives: ["one"], objectiveStates: { one: { satisfied: false, measure: 0.25, completed: true, progress: 0.5 } } });
  lms.open("");
  assert.deepEqual(["success_status", "score.scaled", "completion_status", "progress_measure"].map((part) => lms.get(`cmi.objectives.0.${part}`)), ["failed", "0.25", "completed", "0.5"]);
});

test("what can be asked for next is what sequencing says", () => {
  const lms = open("scorm2004-4", {}, { requestValid: (request, target) => (request === "continue" || target === "a.b" ? "true" : "false") });
  lms.open("");
  assert.deepEqual(["continue", "previous", "choice.{target=a.b}", "jump.{target=c}"].map((name) => lms.get(`adl.nav.request_valid.${name}`)), ["true", "false", "true", "false"]);
});

test("review and browse: nothing counts, and in review nothing is kept", () => {
  for (const [mode, kept] of [["review", 0], ["browse", 1]]) {
    const lms = open("scorm12", { mode, masteryScore: 50 });
    lms.open("");
    assert.deepEqual([lms.get("cmi.core.lesson_mode"), lms.get("cmi.core.credit")], [mode, "no-credit"]);
    lms.set("cmi.core.score.raw", "10");
    assert.equal(lms.close(""), "true");
    assert.equal(lms.stored.length, kept);
    assert.equal(lms.session.values()["cmi.core.lesson_status"], mode === "browse" ? "browsed" : "completed");
  }
});

test("an LMS that says no: codes, and the session stays open", () => {
  for (const [standard, commit, close] of [["scorm12", "101", "101"], ["scorm2004-3", "391", "111"]]) {
    let isOffline = true;
    const lms = open(standard, {}, { store: () => !isOffline });
    lms.open("");
    assert.deepEqual([lms.code(lms.commit("")), lms.code(lms.close(""))], [["false", commit], ["false", close]]);
    assert.equal(lms.session.isRunning(), true);
    isOffline = false;
    assert.deepEqual(lms.code(lms.close("")), ["true", "0"]);
    assert.equal(lms.session.isRunning(), false);
  }
  const refused = open("scorm12", { profile: profileOf("commit-refused") });
  refused.open("");
  assert.deepEqual([refused.commit(""), refused.stored.length], ["false", 0]);
});

test("offline at exit: what was committed before is there", () => {
  const lms = open("scorm2004-4", { profile: profileOf("offline-at-exit") });
  lms.open("");
  lms.set("cmi.location", "kept");
  lms.commit("");
  lms.set("cmi.location", "lost");
  assert.equal(lms.close(""), "false");
  assert.deepEqual(lms.stored.map((values) => values["cmi.location"]), ["kept"]);
});

test("Moodle-like: beacons and reviews", () => {
  const profile = profileOf("moodle");
  const closing = (standard, state) => {
    const lms = open(standard, { profile }, { dismissed: () => true });
    lms.open("");
    lms.set("cmi.suspend_data", state);
    return [lms.commit(""), lms.stored[0]?.["cmi.suspend_data"]];
  };
  assert.deepEqual(closing("scorm12", "a\nb"), ["true", "a\r\nb"]);
  assert.deepEqual(closing("scorm2004-3", "ü".repeat(40000)), ["false", undefined]);
  const finished = visit("scorm12", { "cmi.core.lesson_status": "completed", "cmi.suspend_data": "x".repeat(5000) }, { profile });
  const lms = open("scorm12", { profile, stored: finished });
  lms.open("");
  assert.deepEqual([lms.get("cmi.core.lesson_mode"), lms.get("cmi.core.entry")], ["review", ""]);
  lms.set("cmi.core.lesson_status", "incomplete");
  lms.close("");
  assert.equal(lms.stored[0]["cmi.core.lesson_status"], "incomplete");
  assert.match(lms.calls[3].remarks.join(), /for nobody/);
});

test("Open edX-like: reads as nothing, stores at once, hides errors", () => {
  const lms = open("scorm2004-4", { profile: profileOf("openedx") });
  lms.open("");
  assert.deepEqual([lms.get("cmi.mode"), lms.get("cmi.learner_id"), lms.get("cmi.objectives._count")], ["", "u1", ""]);
  assert.deepEqual(lms.code(lms.set("cmi.score.scaled", "7")), ["true", "0"]);
  assert.equal(lms.stored.length, 1);
  assert.deepEqual([lms.calls[lms.calls.length - 2].verdict, lms.calls[lms.calls.length - 2].error], ["407", "0"]);
});

test("says yes to everything: keeps what it was told, whatever that is", () => {
  const profile = profileOf("lenient");
  const stored = visit("scorm12", { "cmi.core.student_id": "someone else", "cmi.nonsense": "1", __proto__: null }, { profile });
  const lms = open("scorm12", { profile, stored });
  assert.deepEqual([lms.open("anything"), lms.get("cmi.core.student_id"), lms.get("cmi.nonsense"), lms.get("cmi.core.entry"), lms.error()], ["true", "someone else", "1", "ab-initio", "0"]);
  assert.deepEqual(lms.calls.map(({ verdict }) => verdict), ["201", "0", "401", "0", "0"]);
});

test("slow: the page waits at beginning, commit and end", () => {
  const waits = [];
  const lms = open("scorm12", { profile: profileOf("slow") }, { pause: (milliseconds) => waits.push(milliseconds) });
  lms.open("");
  lms.set("cmi.suspend_data", "a");
  lms.commit("");
  lms.close("");
  assert.deepEqual(waits, [2000, 2000, 2000]);
});

test("a page that went without a word", () => {
  const lms = open("scorm12");
  lms.open("");
  lms.set("cmi.suspend_data", "a");
  assert.deepEqual([lms.session.abandon(), lms.session.abandon(), lms.stored.length, lms.session.phase()], [true, false, 0, "after"]);
});

test("how large the stored state is", () => {
  const lms = open("scorm12");
  lms.open("");
  lms.set("cmi.suspend_data", "ü".repeat(10));
  const { characters, limit, bytes } = lms.session.stateSize();
  assert.deepEqual([characters, limit, bytes > 20], [10, 4096, true]);
});
