// Every adapter through the same sessions against every LMS: no call that a strict one refuses, and everything arrives.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Scorm12API, Scorm2004API } from "scorm-again";
import { RIGHT, WRONG, course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner, readSession, takeAssessment } from "./play.js";

/** npm's scorm-again, with what it stored handed back at the next launch. */
class ScormAgain {
  constructor(standard, objectives) {
    Object.assign(this, { standard, objectives, flavour: "scorm-again", errors: [], kept: null });
  }

  launch() {
    const is12 = this.standard === "1.2";
    const api = is12 ? new Scorm12API({ logLevel: 5, mastery_override: false }) : new Scorm2004API({ logLevel: 5 });
    if (this.kept) api.loadFromFlattenedJSON(this.kept);
    const prefix = is12 ? "LMS" : "";
    const error = () => api[`${prefix}GetLastError`]();
    const note = (name) => (...values) => {
      const answer = api[name](...values);
      const code = error();
      const isUnset = code === "403" && name.endsWith("GetValue");
      if (code !== "0" && code !== 0 && !isUnset) this.errors.push(`${code} ${name} ${values.join(" ").slice(0, 120)}`);
      if (/Commit|Finish|Terminate/.test(name)) this.kept = api.renderCMIToJSONString ? flat(JSON.parse(api.renderCMIToJSONString())) : {};
      return answer;
    };
    const names = is12 ? ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"] : ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"];
    const exposed = Object.fromEntries(names.map((name) => [name, note(name)]));
    exposed[`${prefix}GetLastError`] = () => String(error());
    if (this.kept) this.kept = { ...this.kept };
    return { [is12 ? "API" : "API_1484_11"]: exposed };
  }

  value(element) {
    return String(this.kept[element] ?? "");
  }

  entries(list) {
    const lms = new Lms(this.standard, "strict");
    for (const [element, value] of Object.entries(this.kept)) lms.stored.set(element, String(value));
    return lms.entries(list);
  }
}

function flat(value, prefix = "", into = {}) {
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (inner && typeof inner === "object") flat(inner, path, into);
    else if (!/(total_time|_threshold|_data\.|scaled_passing|max_time|time_limit|launch_data|preference|credit|entry|comments|progress_measure)/.test(path) || path === "cmi.progress_measure") into[path] = inner;
  }
  return into;
}

const HOSTS = [
  ...["strict", "moodle", "openedx", "wagtail", "scormhost", "scorm-again"].map((flavour) => ["1.2", flavour]),
  ...["strict", "moodle", "openedx", "scormhost", "scorm-again"].map((flavour) => ["2004", flavour]),
];

function host(standard, flavour, made) {
  const ids = made.course.objectives.map(({ id }) => id).reverse();
  return flavour === "scorm-again" ? new ScormAgain(standard) : new Lms(standard, flavour, flavour === "moodle" ? ids : []);
}

for (const [standard, flavour] of HOSTS) {
  const is12 = standard === "1.2";
  const status = (lms) => (is12 ? lms.value("cmi.core.lesson_status") : `${lms.value("cmi.completion_status")} ${lms.value("cmi.success_status")}`);
  const raw = (lms) => lms.value(is12 ? "cmi.core.score.raw" : "cmi.score.raw");

  test(`${standard} ${flavour}: read, fail, leave, come back, pass`, () => {
    const made = course(2);
    const lms = host(standard, flavour, made);
    const learner = new Learner(lms, made);

    let { tab, record, notices } = learner.launch();
    assert.equal(record.location, null);
    assert.equal(record.launch.learnerName, flavour === "scorm-again" ? "" : "Jo Doe");
    readSession(record, tab, "s0");
    assert.deepEqual(takeAssessment(record, "s0", WRONG), { score: 0, passed: false, responses: record.attempt("s0").last.responses, parts: [] });
    tab.wait(5);
    assert.equal(status(lms), is12 ? "incomplete" : "incomplete unknown");
    assert.equal(raw(lms), "0");
    record.startAttempt("s0");
    record.choose("s0", "q2", ["a", "c"], 3);
    record.choose("s0", "q1", ["b"], 3);
    record.choose("s0", "q1", ["a"], 3);
    const { order } = record.attempt("s0");
    const answers = record.answerOrder("s0", "q1");
    tab.close(lms);

    ({ tab, record, notices } = learner.launch());
    assert.deepEqual(notices, []);
    assert.deepEqual(record.location, { session: "s0", page: "test" });
    assert.deepEqual(record.attempt("s0").responses, { q1: ["a"], q2: ["a", "c"] });
    assert.deepEqual(record.attempt("s0").order, order);
    assert.deepEqual(record.answerOrder("s0", "q1"), answers);
    assert.deepEqual(record.check("s0", "k1"), { response: ["a"], isCorrect: true, tries: 2, triesLeft: null });
    assert.deepEqual(record.finishAttempt("s0"), { score: 60, passed: true, responses: { q1: ["a"], q2: ["a", "c"] }, parts: [] });
    assert.equal(record.session("s0").completed, true);
    assert.equal(record.course().score, 30);
    assert.equal(record.leave(), "saved");
    tab.close(lms);
    assert.equal(status(lms), is12 ? "incomplete" : "incomplete unknown");

    ({ tab, record, notices } = learner.launch());
    readSession(record, tab, "s1");
    takeAssessment(record, "s1", RIGHT);
    tab.wait(1);
    tab.close(lms);
    assert.deepEqual(record.course(), { fraction: 1, completed: true, passed: true, score: 80 });
    assert.equal(status(lms), is12 ? "passed" : "completed passed");
    assert.equal(raw(lms), "80");
    assert.equal(lms.value(is12 ? "cmi.core.score.max" : "cmi.score.max"), "100");
    if (!is12) assert.equal(lms.value("cmi.score.scaled"), "0.8");
    if (!is12) assert.equal(lms.value("cmi.progress_measure"), "1");

    const interactions = lms.entries("interactions");
    assert.equal(interactions.length, 3 + 4 + 2 + 3 + 4);
    assert.deepEqual(interactions.slice(0, 3).map((entry) => [entry.id, entry.type, entry[is12 ? "student_response" : "learner_response"], entry.result]), [
      ["s0_k1", "choice", "b", is12 ? "wrong" : "incorrect"],
      ["s0_k1", "choice", "a", "correct"],
      ["s0_k2", "true-false", is12 ? "t" : "true", "correct"],
    ]);
    const pair = interactions.find((entry, at) => at > 6 && entry.id === "s0_q2");
    assert.equal(pair["correct_responses.0.pattern"], is12 ? "a,c" : "a[,]c");
    assert.equal(pair.weighting, "2");
    assert.equal(pair["objectives.0.id"], "s0-goal");
    assert.match(interactions[3].latency, is12 ? /^(00)?00:00:04\.50?$/ : /^PT0H0M4\.5S$/);
    assert.match(pair.latency, is12 ? /^(00)?00:00:03(\.00)?$/ : /^PT0H0M3S$/, "also where an earlier launch chose it");
    const objectives = Object.fromEntries(lms.entries("objectives").map((entry) => [entry.id, entry]));
    assert.deepEqual(Object.keys(objectives).sort(), ["clcf-2-4", "s0-goal", "s1-goal"]);
    assert.equal(objectives["s0-goal"]["score.raw"], "60");
    assert.equal(objectives["clcf-2-4"]["score.raw"], "100");
    assert.equal(objectives["clcf-2-4"][is12 ? "status" : "success_status"], "passed");
    assert.equal(objectives["s0-goal"][is12 ? "status" : "completion_status"], "completed");
    assert.deepEqual(lms.errors, []);

    ({ tab, record, notices } = learner.launch());
    assert.equal(record.readOnly, flavour === "moodle");
    record.visit("s0", "one");
    record.answerCheck("s0", "k1", ["b"], 1);
    takeAssessment(record, "s0", WRONG);
    tab.wait(5);
    tab.close(lms);
    assert.equal(status(lms), is12 ? "passed" : "completed passed");
    assert.equal(raw(lms), "80");
    assert.equal(lms.entries("interactions").length, flavour === "moodle" ? 16 : 21);
    assert.deepEqual(lms.errors, []);
    assert.equal(learner.storage.items.size <= 1, true);
  });
}
