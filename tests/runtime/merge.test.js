// Two states of one attempt made one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeStates } from "../../templates/runtime/merge.js";
import { encodeState, emptySession } from "../../templates/runtime/state.js";
import { dice } from "./browser.js";
import { RIGHT, WRONG, course } from "./course.js";
import { Lms } from "./hosts.js";
import { Learner } from "./play.js";

const state = (revision, session) => ({ revision, nonce: 7, ordinal: revision, completed: false, passed: false, location: null, sessions: [{ ...emptySession(3), ...session }], media: [] });
const merged = (one, other) => mergeStates(state(1, one), state(2, other)).sessions[0];
const check = (tries, response) => ({ slot: 1, tries, correct: false, response });

test("the fuller entry wins, whichever state is newer", () => {
  for (const turn of [(one, other) => merged(one, other), (one, other) => merged(other, one)]) {
    assert.deepEqual(turn({ checks: [check(3, 1)] }, { checks: [check(2, 2)] }).checks, [check(3, 1)]);
    assert.deepEqual(turn({ seen: [0, 4] }, { seen: [2] }).seen, [0, 2, 4]);
    assert.equal(turn({ finished: 1, best: 9000 }, { finished: 2, best: 100 }).best, 9000);
    assert.equal(turn({ finished: 1, best: 9000 }, { finished: 2, best: 100 }).finished, 2);
    assert.equal(turn({ passed: true }, {}).passed, true);
    assert.equal(turn({ completed: true, day: 9 }, { completed: true, day: 7 }).day, 7);
    assert.equal(turn({ completed: true, day: 9 }, {}).day, 9);
  }
});

test("a running attempt is kept unless the other has finished it", () => {
  const choice = (slot, response, confirmed = false) => ({ slot, confirmed, tenths: 5, response });
  assert.deepEqual(merged({ running: [choice(1, 1)] }, {}).running, [choice(1, 1)]);
  assert.deepEqual(merged({ running: [choice(1, 1)] }, { finished: 1 }).running, null);
  assert.deepEqual(merged({ finished: 1 }, { running: [choice(1, 1)] }).running, null);
  assert.deepEqual(merged({ running: [choice(1, 1), choice(2, 1, true)] }, { running: [choice(1, 2), choice(2, 2)] }).running, [choice(1, 2), choice(2, 1, true)]);
});

test("merging with itself changes nothing", () => {
  const one = { ...state(5, { checks: [check(2, 2)], seen: [1, 2], finished: 1, best: 5, running: [] }), location: { session: 4, page: 3 } };
  assert.equal(encodeState(mergeStates(one, one)), encodeState(one));
});

for (const standard of ["1.2", "2004"]) {
  test(`${standard}: three tabs at once, opened and closed at random: each answer arrives once`, () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = dice(seed);
      const pick = (items) => items[Math.floor(random() * items.length)];
      const lms = new Lms(standard, pick(["strict", "scormhost"]));
      const learner = new Learner(lms, course(2), seed);
      const tabs = [learner.launch()];
      tabs[0].tab.wait(1);
      const given = [];
      const log = [];
      // Fewer answers than fill the journal of SCORM 2004.
      for (let step = 0; step < 18; step += 1) {
        const action = pick(["check", "check", "check", "open", "close", "kill", "attempt", "wait", "offline", "online"]);
        const at = Math.floor(random() * tabs.length);
        const { record } = tabs[at];
        const session = pick(["s0", "s1"]);
        log.push(`${action} ${at}`);
        for (const { tab } of tabs) tab.wait(0.1);
        learner.clock.now += 1000;
        if (action === "check") {
          const id = pick(["k1", "k2"]);
          if (record.check(session, id).triesLeft === 0) continue;
          record.answerCheck(session, id, [id === "k1" ? "a" : "t"], 1);
          given.push(`${session}_${id}`);
        } else if (action === "attempt") {
          record.startAttempt(session);
          const answers = pick([RIGHT, WRONG]);
          for (const id of Object.keys(answers)) record.choose(session, id, answers[id], 1);
          record.finishAttempt(session);
          given.push(...Object.keys(answers).map((id) => `${session}_${id}`));
        } else if (action === "open" && tabs.length < 3) {
          tabs.push(learner.launch());
        } else if ((action === "close" || action === "kill") && tabs.length > 1) {
          const [{ tab }] = tabs.splice(at, 1);
          if (action === "close") tab.close({});
          else tab.kill();
          learner.storage.tabs = learner.storage.tabs.filter((other) => other !== tab);
        } else if (action === "wait") {
          for (const { tab } of tabs) tab.wait(3);
        } else {
          lms.offline = action === "offline";
        }
      }
      lms.offline = false;
      for (const { tab } of tabs) tab.wait(130);
      for (const { tab } of tabs) tab.close({});
      const last = learner.launch();
      last.tab.wait(5);
      const found = lms.entries("interactions").map(({ id }) => id);
      assert.deepEqual(found.sort(), given.sort(), `seed ${seed} ${lms.flavour}\n${log.join("\n")}`);
      assert.deepEqual(lms.errors, []);
    }
  });
}
