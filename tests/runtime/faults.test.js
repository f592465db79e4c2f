// Random journeys with faults: commits refused, values refused, tabs killed, pages reloaded, the LMS away for a while.
// Whatever happens, in the end the LMS has each answer once, and no status or score ever went back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dice } from "./browser.js";
import { RIGHT, WRONG, course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner } from "./play.js";

const JOURNEYS = Number(process.env.JOURNEYS ?? 200);
const SESSIONS = ["s0", "s1"];

class Journey {
  constructor(standard, seed) {
    this.random = dice(seed);
    const made = course(2, { assessment: { reveal: "after-each" } });
    const flavour = ["strict", "moodle", "scormhost"][Math.floor(this.random() * 3)];
    this.lms = new Lms(standard, flavour, flavour === "moodle" ? made.course.objectives.map(({ id }) => id) : []);
    this.learner = new Learner(this.lms, made, seed);
    /** Answers given, in order. */
    this.given = [];
    /** What the record must say. */
    this.tries = new Map();
    this.finished = new Map(SESSIONS.map((id) => [id, 0]));
    this.best = new Map(SESSIONS.map((id) => [id, 0]));
    this.seen = new Set();
    this.log = [];
  }

  chance(share) {
    return this.random() < share;
  }

  pick(items) {
    return items[Math.floor(this.random() * items.length)];
  }

  open() {
    this.window = this.lms.launch();
    this.show(this.learner.launch(this.window));
  }

  /** The learner loads the page anew, of which the LMS knows nothing. */
  reload() {
    this.tab.close(this.lms);
    this.lms.closing = false;
    this.show(this.learner.launch(this.window, this.tab));
  }

  show(launched) {
    Object.assign(this, launched);
    /** When the open choices of this launch were made. */
    this.chosen = new Map();
    this.verify();
  }

  note(session, id, time = this.learner.clock.now) {
    this.given.push({ id: `${session}_${id}`, time });
  }

  step() {
    const { record, tab, lms } = this;
    const session = this.pick(SESSIONS);
    const action = this.pick(["visit", "check", "check", "start", "choose", "choose", "confirm", "finish", "wait", "wait", "close", "kill", "offline", "offline", "online", "refuse", "hide", "reload"]);
    this.log.push(`${action} ${session}`);
    tab.wait(1 + Math.floor(this.random() * 3));
    const running = record.attempt(session).running;
    if (action === "visit") {
      const page = this.pick(["one", "two", "test", "", "results"]);
      record.visit(session, page);
      if (!record.readOnly && ["one", "two", "test"].includes(page)) this.seen.add(`${session} ${page}`);
    } else if (action === "check" && !record.readOnly) {
      const id = this.pick(["k1", "k2"]);
      if (record.check(session, id).triesLeft === 0) return;
      record.answerCheck(session, id, [this.pick(id === "k1" ? ["a", "b"] : ["t", "f"])], 3);
      this.tries.set(`${session} ${id}`, (this.tries.get(`${session} ${id}`) ?? 0) + 1);
      this.note(session, id);
    } else if (action === "start") {
      record.startAttempt(session);
    } else if (action === "choose" && running) {
      const id = this.pick(Object.keys(RIGHT));
      record.choose(session, id, this.chance(0.7) ? RIGHT[id] : WRONG[id], 5);
      this.chosen.set(`${session} ${id}`, this.learner.clock.now);
    } else if (action === "confirm" && running && !record.readOnly) {
      const status = record.attempt(session);
      const open = Object.keys(status.responses).filter((id) => !status.confirmed.includes(id));
      if (open.length === 0) return;
      record.confirm(session, open[0]);
      this.note(session, open[0]);
    } else if (action === "finish" && running && !record.readOnly) {
      const status = record.attempt(session);
      const result = record.finishAttempt(session);
      for (const id of status.order) if (status.responses[id] && !status.confirmed.includes(id)) this.note(session, id, this.chosen.get(`${session} ${id}`));
      this.finished.set(session, this.finished.get(session) + 1);
      this.best.set(session, Math.max(this.best.get(session), result.score));
    } else if (action === "wait") {
      tab.wait(this.pick([1, 3, 30, 100]));
    } else if (action === "close") {
      if (this.chance(0.3)) record.leave();
      tab.close(lms);
      this.open();
    } else if (action === "reload") {
      this.reload();
    } else if (action === "kill") {
      tab.kill();
      this.open();
    } else if (action === "offline") {
      lms.offline = true;
    } else if (action === "online") {
      lms.offline = false;
      lms.refusal = () => false;
    } else if (action === "refuse") {
      const odds = this.pick([0.02, 0.3, 1]);
      const own = dice(this.random() * 2 ** 32);
      lms.refusal = () => own() < odds;
    } else if (action === "hide") {
      tab.isHidden = !tab.isHidden;
      lms.closing = tab.isHidden;
      tab.fire("visibilitychange");
    }
  }

  /** What a launch shows is what was done. */
  verify() {
    const { record } = this;
    if (record.readOnly) return;
    for (const [key, tries] of this.tries) {
      const [session, id] = key.split(" ");
      assert.equal(record.check(session, id).tries, tries, key);
    }
    for (const key of this.seen) assert.ok(record.seen(...key.split(" ")), key);
    for (const session of SESSIONS) {
      assert.equal(record.attempt(session).finished, this.finished.get(session), `attempts of ${session}`);
      if (this.finished.get(session) > 0) assert.equal(record.session(session).score, this.best.get(session));
    }
  }

  run() {
    this.open();
    const steps = 10 + Math.floor(this.random() * 60);
    for (let step = 0; step < steps; step += 1) this.step();
    this.lms.offline = false;
    this.lms.refusal = () => false;
    this.lms.closing = false;
    this.tab.isHidden = false;
    // What was done after a reload that the LMS refused waits for its next launch.
    if (this.chance(0.5) || this.record.launch.detached) {
      this.tab.kill();
      this.open();
    }
    this.tab.wait(150);
    this.tab.close(this.lms);
    this.tab.kill();
    this.open();
    const stored = this.lms.entries("interactions");
    const is12 = this.lms.standard === "1.2";
    const found = stored.map((entry) => `${entry.id} ${is12 ? entry.time : entry.timestamp.slice(11)}`);
    const two = (number) => String(number).padStart(2, "0");
    const expected = this.given.map(({ id, time }) => {
      const at = new Date(time);
      return `${id} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":")}`;
    });
    assert.deepEqual(found.sort(), expected.sort());
    assert.deepEqual(this.lms.errors, []);
    const score = this.lms.value(is12 ? "cmi.core.score.raw" : "cmi.score.raw");
    const isTaken = [...this.finished.values()].some((times) => times > 0);
    const mean = Math.round(((this.best.get("s0") + this.best.get("s1")) / 2) * 100) / 100;
    assert.equal(score, isTaken ? String(mean) : "");
  }
}

for (const standard of ["1.2", "2004"]) {
  test(`${standard}: ${JOURNEYS} journeys with faults lose nothing and double nothing`, () => {
    for (let seed = 1; seed <= JOURNEYS; seed += 1) {
      const journey = new Journey(standard, seed);
      try {
        journey.run();
      } catch (error) {
        error.message = `seed ${seed} (${journey.lms.flavour}): ${error.message}\n${journey.log.join("\n")}`;
        throw error;
      }
    }
  });
}
