// One scripted learner through every target: completion, success, score and results by objective are the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createTracker as trackerCmi5 } from "../../templates/runtime/tracking/cmi5.js";
import { createTracker as trackerNone } from "../../templates/runtime/tracking/none.js";
import { createTracker as tracker12, lessonStatus } from "../../templates/runtime/tracking/scorm12.js";
import { createTracker as tracker2004 } from "../../templates/runtime/tracking/scorm2004.js";
import { createTracker as trackerXapi } from "../../templates/runtime/tracking/xapi.js";
import { Cmi5Lms } from "../lrs/cmi5_lms.js";
import { MemoryLrs } from "../lrs/memory.js";
import { dice } from "./browser.js";
import { RIGHT, WRONG, course } from "./course.js";
import { Lms } from "./hosts.js";
import { Network, OnlineLearner, close, pass, withXapi } from "./online.js";

const JOURNEYS = Number(process.env.JOURNEYS ?? 40);
const ORIGIN = "https://lms.example.org";
const TARGETS = ["scorm12", "scorm2004-3", "scorm2004-4", "cmi5", "xapi", "web"];

/** What to do, drawn once and done everywhere. */
function script(seed) {
  const random = dice(seed);
  const pick = (items) => items[Math.floor(random() * items.length)];
  const steps = Array.from({ length: 12 }, () => {
    const kind = pick(["visit", "visit", "check", "check", "attempt", "attempt", "launch"]);
    const answers = Object.fromEntries(Object.keys(RIGHT).map((id) => [id, random() < 0.7 ? RIGHT[id] : WRONG[id]]));
    return { kind, page: pick(["one", "two", "test", "results"]), check: pick(["k1", "k2"]), mark: pick(["a", "b"]), answers, isHandedIn: random() < 0.8, isClosed: random() < 0.5 };
  });
  return { steps, attempts: pick([0, 2]), completeWhen: pick([["pages", "checks", "passed"], ["pages"], ["assessment"], ["passed"]]) };
}

/** @param {string} target @param {ReturnType<typeof script>} plan @param {number} seed @param {(asked: any) => any} fault   of the LRS */
async function results(target, { steps, attempts, completeWhen }, seed, fault = () => null) {
  const clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
  const now = () => clock.now;
  const made = withXapi(course(1, { completeWhen, assessment: { attempts } }), { lifecycle: ["cmi5", "xapi"].includes(target) });
  const scorm = target === "scorm12" ? new Lms("1.2", "strict") : target.startsWith("scorm2004") ? new Lms("2004", "strict") : null;
  const cmi5 = target === "cmi5" ? new Cmi5Lms({ now, publisherId: "https://example.org/course/s0", masteryScore: 0.6 }) : null;
  const lrs = cmi5?.lrs ?? new MemoryLrs({ now });
  const network = new Network(clock);
  network.add(ORIGIN, cmi5 ?? lrs);
  network.fault = fault;
  const learner = new OnlineLearner(made, network, clock, { seed });
  const tracker = { scorm12: tracker12, cmi5: trackerCmi5, xapi: trackerXapi, web: trackerNone }[target] ?? tracker2004;
  const tincan = new URLSearchParams({ endpoint: `${ORIGIN}/xAPI/`, auth: lrs.auth, actor: '{"mbox":"mailto:jo@example.org"}', registration: "00000000-0000-4000-8000-000000000001" }).toString();
  const launch = () => learner.launch(tracker, cmi5 ? cmi5.launch(ORIGIN) : target === "web" ? "" : tincan, { window: scorm?.launch() });
  const exit = async (page) => {
    page.record.leave();
    void page.tracker.left?.();
    await pass(page.tab, 4);
    page.tab.kill();
  };
  let page = await launch();
  for (const step of steps) {
    const { record, tab } = page;
    if (step.kind === "visit") record.visit("s0", step.page);
    else if (step.kind === "check") record.answerCheck("s0", step.check, [step.mark], 2);
    else if (step.kind === "attempt") {
      record.startAttempt("s0");
      for (const id of record.attempt("s0").order) record.choose("s0", id, step.answers[id], 1);
      if (step.isHandedIn) record.finishAttempt("s0");
    } else {
      await pass(tab, 4);
      if (scorm) scorm.closing = step.isClosed;
      if (step.isClosed) await close(tab);
      else await exit(page);
      page = await launch();
    }
    await pass(page.tab, 2);
  }
  await exit(page);
  // What was judged in a session in which something had been judged before comes with the next.
  page = await launch();
  await pass(page.tab, 2);
  await exit(page);
  assert.deepEqual([...(scorm?.errors ?? []), ...(cmi5?.refused ?? []), ...lrs.refused], []);
  return { ...normal(target, { scorm, cmi5, lrs, learner }), lrs, stored: scorm && JSON.stringify([...scorm.stored]) };
}

function normal(target, { scorm, cmi5, lrs, learner }) {
  if (scorm) {
    const is12 = target === "scorm12";
    const value = (element) => scorm.value(element);
    const number = (text) => (text === undefined || text === "" ? null : Number(text));
    const word = (text) => (text === "passed" ? true : text === "failed" ? false : null);
    const objectives = {};
    for (const entry of scorm.entries("objectives").filter(Boolean)) {
      const completed = is12 ? ["passed", "failed", "completed"].includes(entry.status) : entry.completion_status === "completed";
      if (entry["score.raw"] || completed) objectives[entry.id] = { score: number(entry["score.raw"]), completed, passed: word(is12 ? entry.status : entry.success_status) };
    }
    if (is12) return { status: value("cmi.core.lesson_status"), score: number(value("cmi.core.score.raw")), objectives };
    return { completed: value("cmi.completion_status") === "completed", passed: word(value("cmi.success_status")), score: number(value("cmi.score.raw")), objectives };
  }
  const document = target === "web" ? JSON.parse(learner.storage.items.get("scormkit web course")) : lrs.document("scormkit");
  const objectives = Object.fromEntries(Object.entries(document.objectives).filter(([, { score, completed }]) => score !== null || completed));
  const { completed, passed, score = null } = document;
  if (target !== "web") {
    // The statements say what the document says; a pass outweighs failures before it.
    const id = cmi5 ? cmi5.activityId : "https://example.org/course/s0";
    const said = new Set([...lrs.statements.values()].filter(({ object }) => object.id === id).map(({ verb }) => verb.id.split("/").pop()));
    assert.deepEqual({ completed: said.has("completed"), passed: said.has("passed") ? true : said.has("failed") ? false : null }, { completed, passed });
  }
  return { completed, passed, score, objectives };
}

test(`equal results in all targets, over ${JOURNEYS} journeys`, async () => {
  const seen = new Set();
  for (let seed = 1; seed <= JOURNEYS; seed += 1) {
    const plan = script(seed);
    const found = {};
    for (const target of TARGETS) {
      const { lrs, stored, ...result } = await results(target, plan, seed);
      found[target] = result;
    }
    const { completed, passed, score, objectives } = found.web;
    seen.add(`${completed} ${passed}`);
    for (const target of TARGETS.slice(1)) assert.deepEqual(found[target], found.web, `seed ${seed}, ${target}: ${JSON.stringify(plan.steps.map(({ kind }) => kind))}`);
    // SCORM 1.2 has one word for both; no attempt left is what makes a failure final.
    const statuses = [true, false].map((final) => lessonStatus({ completed, passed, final }, "passed-failed"));
    // Who had completed before anything was judged stays so: the word never gets worse.
    if (completed && passed === false) statuses.push("completed");
    assert.ok(statuses.includes(found.scorm12.status), `seed ${seed}: ${found.scorm12.status}, not ${statuses}`);
    assert.deepEqual({ score: found.scorm12.score, objectives: found.scorm12.objectives }, { score, objectives }, `seed ${seed}, scorm12`);
  }
  assert.ok(seen.size >= 4, [...seen].join(", "));
});

test(`what an LMS of SCORM gets is the same to the letter whatever the LRS does, over ${JOURNEYS} journeys`, async () => {
  const warn = console.warn;
  console.warn = () => undefined;
  const troubles = [
    { lost: "before" }, { lost: "after" }, { status: 500 }, { status: 401 }, { status: 403 }, { status: 413 }, { status: 200 }, { seconds: 40 }, { seconds: 3 },
    { status: 429, headers: { "Retry-After": "5" } }, null,
  ];
  let sent = 0;
  for (let seed = 1; seed <= JOURNEYS; seed += 1) {
    const plan = script(seed);
    for (const target of ["scorm12", "scorm2004-4"]) {
      const random = dice(seed + 5000);
      const calm = await results(target, plan, seed);
      const troubled = await results(target, plan, seed, () => troubles[Math.floor(random() * troubles.length)]);
      assert.equal(troubled.stored, calm.stored, `seed ${seed}, ${target}`);
      sent += calm.lrs.statements.size;
    }
  }
  console.warn = warn;
  assert.ok(sent > JOURNEYS * 10, String(sent));
});
