// Random journeys with faults: requests lost before or after the LRS took them, refused, slow, late; tabs closed, killed,
// reloaded; no network for a while. In the end each moment has its statement, once, and a cmi5 LMS has refused nothing.
// JOURNEYS says how many are made (1,000 for the record), SEED where they begin, TARGETS for what; STATEMENTS names a file that
// gets every statement.

import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { test } from "node:test";
import { createTracker as trackerCmi5 } from "../../templates/runtime/tracking/cmi5.js";
import { createTracker as trackerNone } from "../../templates/runtime/tracking/none.js";
import { createTracker as tracker12 } from "../../templates/runtime/tracking/scorm12.js";
import { createTracker as tracker2004 } from "../../templates/runtime/tracking/scorm2004.js";
import { createTracker as trackerXapi } from "../../templates/runtime/tracking/xapi.js";
import { Cmi5Lms } from "../lrs/cmi5_lms.js";
import { MemoryLrs } from "../lrs/memory.js";
import { dice } from "./browser.js";
import { RIGHT, WRONG, course } from "./course.js";
import { Lms } from "./hosts.js";
import { Network, OnlineLearner, close, pass, rest, vanish, withXapi } from "./online.js";

const JOURNEYS = Number(process.env.JOURNEYS ?? 60);
const SEED = Number(process.env.SEED ?? 1);
const ORIGIN = "https://lms.example.org";
const ACTIONS = ["visit", "visit", "check", "check", "check", "attempt", "wait", "wait", "close", "kill", "reload", "exit", "second", "offline", "online", "trouble", "trouble", "mend", "hide"];
const TROUBLES = [
  () => ({ lost: "before" }), () => ({ lost: "after" }), () => ({ status: 500 }), () => ({ status: 503, headers: { "Retry-After": "20" } }),
  () => ({ status: 429, headers: { "Retry-After": "7" } }), () => ({ seconds: 3 }), () => ({ seconds: 40 }), () => ({ status: 401 }),
  // An LMS that forbids to read the preferences has been asked for them all the same.
  ({ path }) => (path === "agents/profile" ? null : { status: 403 }), ({ body }) => (body?.length > 4000 ? { status: 413 } : null),
];

class Journey {
  constructor(target, seed) {
    this.random = dice(seed);
    this.target = target;
    this.clock = { now: Date.UTC(2026, 10, 25, 9, 0, 0) };
    const now = () => this.clock.now;
    const isCmi5 = target === "cmi5";
    this.lms = isCmi5 ? new Cmi5Lms({ now, publisherId: "https://example.org/course/s0", ...(this.chance(0.5) ? { masteryScore: 0.6 } : {}) }) : new MemoryLrs({ now });
    this.lrs = isCmi5 ? this.lms.lrs : this.lms;
    this.network = new Network(this.clock);
    this.network.add(ORIGIN, this.lms);
    const made = withXapi(course(1, { assessment: { reveal: this.chance(0.5) ? "after-each" : "after-attempt", attempts: this.pick([0, 2]) } }), { lifecycle: ["cmi5", "xapi"].includes(target) });
    this.learner = new OnlineLearner(made, this.network, this.clock, { seed, hasDatabase: this.chance(0.7), hasLocks: this.chance(0.5) });
    this.scorm = { scorm12: new Lms("1.2", "strict"), "scorm2004": new Lms("2004", "strict") }[target];
    this.tracker = { cmi5: trackerCmi5, xapi: trackerXapi, web: trackerNone, scorm12: tracker12, scorm2004: tracker2004 }[target];
    this.search = "";
    /** Moments of pages that are gone, as their records told them. */
    this.past = [];
    this.log = [];
  }

  chance(share) {
    return this.random() < share;
  }

  pick(items) {
    return items[Math.floor(this.random() * items.length)];
  }

  async open(isNewTab = true) {
    if (isNewTab || !this.search) {
      this.search = this.target === "cmi5" ? this.lms.launch(ORIGIN, this.pick(["Normal", "Normal", "Normal", "Normal", "Browse", "Review"]))
        : new URLSearchParams({ endpoint: `${ORIGIN}/xAPI/`, auth: this.lrs.auth, actor: '{"mbox":"mailto:jo@example.org"}', registration: "00000000-0000-4000-8000-000000000001" }).toString();
    }
    const { tab, record, tracker: { left }, moments } = await this.learner.launch(this.tracker, this.search, { isNewTab, window: this.scorm?.launch() });
    // Who only looks at a record says nothing of it.
    Object.assign(this, { tab, record, left, moments: record.readOnly ? [] : moments });
  }

  /** Another tab with the same course, while this one stays open. An LMS of SCORM ends the session of the first then. */
  async second() {
    const { tab, record, left, moments, search } = this;
    const { items } = this.learner;
    await this.open();
    for (const action of ["visit", "check", "visit"]) {
      await this.act(action);
      await pass(this.tab, this.pick([0.2, 2]));
      await pass(tab, this.pick([0.2, 2]));
    }
    await this.end(this.pick(["close", "kill"]));
    Object.assign(this, { tab, record, left, moments, search });
    this.learner.items = items;
  }

  async step() {
    const action = this.pick(ACTIONS);
    this.log.push(action);
    await pass(this.tab, this.pick([0.2, 1, 3]));
    if (action === "second") return this.scorm ? undefined : this.second();
    if (action === "exit") {
      this.record.leave();
      void this.left?.();
      await pass(this.tab, this.pick([0.2, 3, 12]));
    }
    if (["close", "kill", "reload", "exit"].includes(action)) {
      await this.end(action);
      return this.open(action !== "reload");
    }
    return this.act(action);
  }

  async act(action) {
    const { tab, record } = this;
    if (action === "visit") record.visit("s0", this.pick(["", "one", "two", "test", "results"]));
    else if (action === "check") record.answerCheck("s0", this.pick(["k1", "k2"]), [this.pick(["a", "b"])], this.pick([1, 2.5]));
    else if (action === "attempt") {
      record.startAttempt("s0");
      for (const id of record.attempt("s0").order) if (this.chance(0.8)) record.choose("s0", id, this.pick([RIGHT, RIGHT, RIGHT, WRONG])[id], 3);
      if (this.chance(0.7)) record.finishAttempt("s0");
    } else if (action === "wait") await pass(tab, this.pick([5, 40]), 2);
    else if (action === "offline") tab.isOnline = false;
    else if (action === "online") {
      tab.isOnline = true;
      tab.fire("online");
    } else if (action === "trouble") {
      const trouble = this.pick(TROUBLES);
      const share = this.pick([0.3, 1]);
      this.network.fault = (asked) => (this.random() < share ? trouble(asked) : null);
    } else if (action === "mend") this.network.fault = () => null;
    else if (action === "hide") {
      tab.isHidden = true;
      tab.fire("visibilitychange");
      await pass(tab, 2);
      tab.isHidden = false;
      tab.fire("visibilitychange");
    }
  }

  async end(action) {
    if (this.scorm) this.scorm.closing = true;
    if (action === "reload" && this.chance(0.5)) this.tab.fire("keydown", { key: "F5" });
    if (action === "kill") {
      vanish(this.tab);
      this.tab.kill();
      await rest();
    } else await close(this.tab);
    this.past.push(...this.moments);
  }
}

/** Key and time of every moment that must have a statement, and of every statement. */
function differences(journey) {
  const happened = journey.past.filter(({ on }) => ["question-answered", "assessment-passed", "assessment-failed"].includes(on))
    .map(({ on, question, time }) => `${on === "question-answered" ? `answered ${question.id}` : on} ${time}`);
  const visited = journey.past.filter(({ on, page }) => on === "visit" && ["one", "two", "test"].includes(page)).map(({ page }) => page);
  const statements = [...journey.lrs.statements.values()];
  const said = statements.flatMap(({ verb, object, timestamp }) => {
    const word = verb.id.split("/").pop();
    const time = Date.parse(timestamp);
    if (word === "answered") return [`answered ${object.id.split("/").pop()} ${time}`];
    return object.id.endsWith("/assessment") ? [`assessment-${word} ${time}`] : [];
  });
  const pages = statements.filter(({ verb, object }) => verb.id.endsWith("/experienced") && /(one|two|test)$/.test(object.id)).map(({ object }) => object.id.split("/").pop());
  return { happened: happened.sort(), said: said.sort(), visited: visited.sort(), pages: pages.sort() };
}

for (const target of (process.env.TARGETS ?? "cmi5 xapi web scorm12 scorm2004").split(" ")) {
  test(`${target}: ${JOURNEYS} journeys, no statement lost, none twice`, async () => {
    const warn = console.warn;
    console.warn = () => undefined;
    let sent = 0;
    let repeated = 0;
    for (let seed = SEED; seed < SEED + JOURNEYS; seed += 1) {
      const journey = new Journey(target, seed);
      await journey.open();
      for (let count = 0; count < 14; count += 1) await journey.step();
      journey.network.fault = () => null;
      await journey.end("close");
      do await journey.open();
      while (journey.record.readOnly);
      await pass(journey.tab, 10);
      journey.record.leave();
      await pass(journey.tab, 12);
      journey.past.push(...journey.moments);
      // What was refused in one launch is tried again in the next.
      await close(journey.tab);
      do await journey.open();
      while (journey.record.readOnly);
      await pass(journey.tab, 8);
      journey.past.push(...journey.moments);
      const { happened, said, visited, pages } = differences(journey);
      const where = `${target}, seed ${seed}: ${journey.log.join(" ")}`;
      assert.deepEqual(said, happened, where);
      assert.deepEqual(pages, visited, where);
      assert.deepEqual(journey.lrs.refused, [], where);
      if (target === "cmi5") {
        assert.deepEqual(journey.lms.refused, [], where);
        const all = [...journey.lrs.statements.values()];
        const outcome = journey.lrs.document("scormkit");
        const says = (verb) => all.filter(({ verb: { id }, object }) => id.endsWith(`/${verb}`) && object.id === journey.lms.activityId).length;
        assert.equal(says("completed"), outcome.completed ? 1 : 0, where);
        assert.equal(says("passed"), outcome.passed ? 1 : 0, where);
        if (outcome.passed === false) assert.ok(says("failed") > 0, where);
      }
      if (journey.scorm) assert.deepEqual(journey.scorm.errors, [], where);
      if (process.env.STATEMENTS) for (const statement of journey.lrs.statements.values()) appendFileSync(process.env.STATEMENTS, `${JSON.stringify(statement)}\n`);
      sent += journey.lrs.statements.size;
      repeated += journey.lrs.repeated;
    }
    console.warn = warn;
    console.log(`${target}: ${sent} statements, ${repeated} sent again`);
  });
}
