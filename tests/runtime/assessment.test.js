// Assessments that draw their questions, run against a clock, or ask for a pass mark in each part: attempts by chance, over
// several launches, against a computation of its own from what was answered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeState } from "../../templates/runtime/state.js";
import { dice } from "./browser.js";
import { course, question } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner } from "./play.js";

// 10,000 with SCORMKIT_SEARCH set; other ones each time then.
const SEARCH = process.env.SCORMKIT_SEARCH !== undefined;
const JOURNEYS = SEARCH ? 2000 : 60;
const FIRST = SEARCH ? Date.now() % 2 ** 31 : 1;

/** A session with sections, banks and parts, and what each question is worth, as its author would know it. */
function makeCourse(random) {
  const pick = (from) => from[Math.floor(random() * from.length)];
  const whole = (low, high) => low + Math.floor(random() * (high - low + 1));
  const made = course(1);
  const session = made.sessions[0];
  const facts = new Map();
  const sections = Array.from({ length: whole(1, 3) }, (_, at) => {
    const groups = Array.from({ length: whole(1, 4) }, (_, group) => Array.from({ length: whole(1, 4) }, (_, number) => `s${at}g${group}n${number}`));
    const ids = groups.flat();
    for (const id of ids) facts.set(id, { right: random() < 0.5 ? [pick(["a", "b", "c", "d"])] : ["a", "c"], points: pick([1, 1, 2, 2.5]), partial: random() < 0.4, section: at });
    return { title: "", html: "", pick: random() < 0.7 ? whole(1, ids.length) : 0, groups };
  });
  let slot = 10;
  const asked = [...facts].map(([id, fact]) => question("s0", id, (slot += whole(1, 3)), fact.right, { points: fact.points, partial: fact.partial, objectives: ["s0-goal"] }));
  session.pages[2].questions = asked;
  const part = { title: "A part", passMark: whole(0, 100), questions: asked.map(({ id }) => id).filter(() => random() < 0.5) };
  Object.assign(session.assessment, { sections, passMark: whole(0, 100), shuffleQuestions: random() < 0.5, reveal: pick(["after-attempt", "after-each"]), parts: random() < 0.5 && part.questions.length > 0 ? [part] : [] });
  session.objectives = [{ id: "s0-goal", slot: 0, questions: asked.map(({ id }) => id), pages: [] }];
  return { made, facts, sections, parts: session.assessment.parts, passMark: session.assessment.passMark, each: session.assessment.reveal === "after-each" };
}

/** What an answer is worth: all for just the right marks, with partial credit right less wrong ones. */
function worth({ right, points, partial }, given) {
  const good = given.filter((mark) => right.includes(mark)).length;
  if (given.length === right.length && good === right.length) return points;
  return partial ? (points * Math.max(0, good - (given.length - good))) / right.length : 0;
}

const percent = (facts, answers) => {
  const ids = [...answers.keys()];
  const all = ids.reduce((sum, id) => sum + facts.get(id).points, 0);
  return Math.round((ids.reduce((sum, id) => sum + worth(facts.get(id), answers.get(id)), 0) / all) * 10000) / 100;
};

test("scores of attempts by chance, resumed at any time, equal a computation of its own", () => {
  let attempts = 0;
  for (let seed = FIRST; seed < FIRST + JOURNEYS; seed += 1) {
    const random = dice(seed);
    const { made, facts, sections, parts, passMark, each } = makeCourse(random);
    const lms = new Lms(random() < 0.5 ? "1.2" : "2004", "strict");
    const learner = new Learner(lms, made, seed);
    let { tab, record } = learner.launch();
    const leave = () => {
      tab.wait(5);
      if (random() < 0.7) tab.close(lms);
      ({ tab, record } = learner.launch());
    };
    let best = 0;
    let passed = false;
    for (let attempt = 0; attempt < 5; attempt += 1, attempts += 1) {
      record.startAttempt("s0");
      const order = [...record.attempt("s0").order];
      assert.equal(new Set(order).size, order.length, `${seed}: nothing is asked twice`);
      sections.forEach(({ pick, groups }, at) => {
        const drawn = order.filter((id) => facts.get(id).section === at);
        assert.equal(drawn.length, pick || groups.flat().length, `${seed}: section ${at} asks as many as it is to`);
        const counts = groups.map((group) => group.filter((id) => drawn.includes(id)).length);
        groups.forEach((group, one) => assert.ok(counts[one] === group.length || counts[one] >= Math.max(...counts) - 1, `${seed}: groups are balanced`));
      });
      const answers = new Map(order.map((id) => [id, []]));
      for (const id of order) {
        if (random() < 0.1) {
          leave();
          record.startAttempt("s0");
          assert.deepEqual(record.attempt("s0").order, order, `${seed}: a draw is the same after a resume`);
        }
        if (random() < 0.1) continue;
        const given = random() < 0.5 ? facts.get(id).right : ["a", "b", "c", "d"].filter(() => random() < 0.4);
        record.choose("s0", id, given, 1);
        if (each && given.length > 0) record.confirm("s0", id);
        answers.set(id, given);
      }
      const score = percent(facts, answers);
      const partPassed = parts.every(({ passMark: mark, questions }) => {
        const those = new Map([...answers].filter(([id]) => questions.includes(id)));
        return those.size === 0 || percent(facts, those) >= mark;
      });
      best = Math.max(best, score);
      passed ||= score >= passMark && partPassed;
      const result = record.finishAttempt("s0");
      assert.equal(result.score, score, `${seed}: the score of an attempt`);
      assert.equal(result.passed, score >= passMark && partPassed, `${seed}: whether it is passed`);
      const known = Object.keys(record.attempt("s0").last.responses).sort();
      if (sections.some(({ pick }) => pick > 0)) assert.deepEqual(known, [...order].sort(), `${seed}: what was asked is known`);
      if (random() < 0.3) leave();
    }
    assert.equal(record.session("s0").score, best, `${seed}: the best attempt counts`);
    assert.equal(record.session("s0").passed, passed, `${seed}: passed once is passed`);
    tab.close(lms);
    const stored = lms.value(lms.standard === "1.2" ? "cmi.core.score.raw" : "cmi.score.raw");
    assert.equal(Number(stored), best, `${seed}: the LMS has that score`);
    assert.deepEqual(lms.errors, [], String(seed));
  }
  assert.ok(attempts >= JOURNEYS * 5);
});

/** One bank of six, three of which are asked. */
function bank(more = {}) {
  const made = course(1);
  const session = made.sessions[0];
  const asked = ["a", "b", "c", "d", "e", "f"].map((id, at) => question("s0", id, 10 + at));
  session.pages[2].questions = asked;
  session.objectives = [];
  Object.assign(session.assessment, { sections: [{ title: "", html: "", pick: 3, groups: [["a", "b"], ["c", "d"], ["e", "f"]] }], ...more });
  return made;
}

test("a drawn question that the course has no longer is made up for by another", () => {
  const lms = new Lms("2004", "strict");
  const learner = new Learner(lms, bank());
  const first = learner.launch();
  first.record.startAttempt("s0");
  const [gone, ...kept] = first.record.attempt("s0").order;
  first.record.choose("s0", kept[0], ["a"], 1);
  first.tab.close(lms);
  const changed = bank();
  const [session] = changed.sessions;
  session.pages[2].questions = session.pages[2].questions.filter(({ id }) => id !== gone);
  const [section] = session.assessment.sections;
  section.groups = section.groups.map((group) => group.filter((id) => id !== gone));
  Object.assign(learner, changed);
  const { tab, record, notices } = learner.launch();
  assert.ok(notices.includes("partly-restored"));
  record.startAttempt("s0");
  const { order, responses } = record.attempt("s0");
  assert.equal(order.length, 3);
  assert.ok(kept.every((id) => order.includes(id)));
  assert.deepEqual(responses[kept[0]], ["a"]);
  tab.close(lms);
});

test("two attempts draw anew, and over many each question comes", () => {
  const { record } = new Learner(new Lms("2004", "strict"), bank()).launch();
  const drawn = new Set();
  const seen = new Set();
  for (let attempt = 0; attempt < 30; attempt += 1) {
    record.startAttempt("s0");
    const { order } = record.attempt("s0");
    drawn.add([...order].sort().join());
    order.forEach((id) => seen.add(id));
    record.finishAttempt("s0");
  }
  assert.equal(seen.size, 6);
  assert.ok(drawn.size > 3);
});

test("a time limit runs on while the learner is away, and then nothing more is taken", () => {
  const lms = new Lms("1.2", "strict");
  const learner = new Learner(lms, bank({ timeLimit: 10 }));
  const first = learner.launch();
  assert.equal(first.record.attempt("s0").secondsLeft, null);
  first.record.startAttempt("s0");
  const [one, two] = first.record.attempt("s0").order;
  first.record.choose("s0", one, ["a"], 1);
  first.tab.wait(60);
  assert.equal(first.record.attempt("s0").secondsLeft, 540);
  first.tab.close(lms);
  assert.equal(decodeState(lms.value("cmi.suspend_data")).sessions[0].begun > 0, true);
  assert.equal(lms.value("cmi.suspend_data")[0], "3");
  learner.clock.now += 8 * 60_000;
  const second = learner.launch();
  assert.equal(second.record.attempt("s0").secondsLeft, 60);
  second.tab.wait(61);
  assert.equal(second.record.attempt("s0").secondsLeft, 0);
  second.record.choose("s0", two, ["a"], 1);
  assert.equal(second.record.finishAttempt("s0").score, 33.33);
  second.tab.close(lms);
  assert.equal(lms.value("cmi.suspend_data")[0], "2", "without an attempt that runs, the state is one that older versions read");
  assert.deepEqual(lms.errors, []);
});
