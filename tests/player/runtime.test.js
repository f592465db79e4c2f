// Our own content in the pretend LMS, under every profile: no illegal call, and the end that the content reached.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openLaunch } from "../../templates/player/lms/launching.js";
import { isIllegal } from "../../templates/player/lms/verdicts.js";
import { PROFILES, profileOf } from "./profiles.js";
import { RIGHT, WRONG, course } from "../runtime/course.js";
import { Learner, readSession, takeAssessment } from "../runtime/play.js";
import { launch } from "./again.js";

/** The pretend LMS as tests of the runtime want one: what is stored, launch after launch. */
class PlayerLms {
  /** @param {string} standard @param {string} profile @param {any} [more] */
  constructor(standard, profile, more = {}) {
    Object.assign(this, { edition: standard, standard: standard === "scorm12" ? "1.2" : "2004", profile: profileOf(profile), more, stored: {}, calls: [], pauses: 0, closing: false });
  }

  launch() {
    this.closing = false;
    const start = launch(this.edition, { profile: this.profile, stored: this.stored, ...this.more });
    this.session = openLaunch(start, {
      store: (values) => {
        this.stored = values;
        return true;
      },
      watch: (call) => this.calls.push(call),
      dismissed: () => this.closing,
      pause: () => {
        this.pauses += 1;
      },
    });
    return { [this.edition === "scorm12" ? "API" : "API_1484_11"]: this.session.api };
  }

  get illegal() {
    return this.calls.filter(isIllegal).map(({ method, args, verdict, diagnostic }) => `${method} ${args.map(({ text }) => text).join(" ")} ${verdict} ${diagnostic}`);
  }

  get remarks() {
    return this.calls.flatMap(({ remarks }) => remarks);
  }
}

const STANDARDS = ["scorm12", "scorm2004-3", "scorm2004-4"];
const status = (lms) => (lms.edition === "scorm12" ? lms.stored["cmi.core.lesson_status"] : `${lms.stored["cmi.completion_status"]} ${lms.stored["cmi.success_status"]}`);

/** Two launches: reads and leaves by closing the page; comes back and takes the assessment. */
function twoLaunches(lms, answers) {
  const made = course(1);
  const learner = new Learner(lms, made);
  const first = learner.launch();
  readSession(first.record, first.tab, "s0");
  first.tab.close(lms);
  const second = learner.launch();
  second.tab.wait(3);
  takeAssessment(second.record, "s0", answers);
  second.tab.wait(30);
  second.tab.close(lms);
  return { first, second };
}

for (const { name } of PROFILES) {
  for (const standard of STANDARDS) {
    test(`${standard}, ${name}: no illegal call, and the learner's end`, () => {
      for (const [answers, expected] of [[RIGHT, ["passed", "completed passed"]], [WRONG, ["incomplete", "incomplete failed"]]]) {
        const lms = new PlayerLms(standard, name);
        const { second } = twoLaunches(lms, answers);
        assert.deepEqual(lms.illegal, []);
        if (name === "commit-refused") {
          assert.deepEqual(lms.stored, {});
          assert.ok(second.notices.length > 0, "the learner is told");
          continue;
        }
        assert.equal(status(lms), expected[standard === "scorm12" ? 0 : 1]);
        assert.equal(lms.pauses > 0, name === "slow");
      }
    });
  }
}

test("the content makes no remark necessary", () => {
  for (const standard of STANDARDS) {
    const lms = new PlayerLms(standard, "strict");
    twoLaunches(lms, RIGHT);
    assert.deepEqual(lms.remarks, []);
  }
});

test("time adds up over launches", () => {
  for (const standard of STANDARDS) {
    const lms = new PlayerLms(standard, "strict");
    twoLaunches(lms, RIGHT);
    const [total, session] = standard === "scorm12" ? ["cmi.core.total_time", "cmi.core.session_time"] : ["cmi.total_time", "cmi.session_time"];
    assert.equal(lms.stored[total], standard === "scorm12" ? "0000:01:20.00" : "PT0H1M20S");
    assert.notEqual(lms.stored[session], lms.stored[total]);
  }
});
