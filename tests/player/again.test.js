// Our pretend LMS against npm's scorm-again: the same random calls, the same answers and error codes, but for the rows of
// differences.js. SEQUENCES sets how many are played for each standard, SEED where they begin.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { dice } from "../runtime/browser.js";
import { launch, mend, pair } from "./again.js";
import { SCRIPTS, generator } from "./calls.js";
import { DIFFERENCES } from "./differences.js";

const SEQUENCES = Number(process.env.SEQUENCES ?? 1000);
const SEED = Number(process.env.SEED ?? 1);
const LENGTH = 40;

// scorm-again says aloud what it mends.
console.warn = () => {};

const met = new Map(DIFFERENCES.map((row) => [row, 0]));
/** Differences that are no answer: records that only they have after a value was refused. */
let phantoms = 0;

const words = (text) => [...text.split(",")].sort().join();

/** One call to both. Gives what differs, or null. */
function compare(both, standard, edition, call, lastError, retyped) {
  const [method, element = "", value] = call;
  const phase = both.ours.session.phase();
  const type = both.ours.session.values()[element.replace(/^(cmi\.interactions\.\d+)\..*/, "$1.type")] ?? "";
  const isReplacing = both.ours.session.values()[element] !== undefined;
  const ours = both.ours.call(...call);
  const theirs = both.theirs.call(...call);
  if (ours.join() === theirs.join()) return { theirs, difference: null };
  const difference = {
    standard, edition, phase, method, element, value, type, ours, theirs, isRetyped: retyped.has(element.split(".")[2]), isReplacing,
    name: element.replace(/\{target=.*\}/, "{target=t}").replace(/\.\d+(?=\.|$)/, ".n").replace(/\.\d+(?=\.|$)/, ".m"),
    isGet: method.endsWith("GetValue"), isSet: method.endsWith("SetValue"), stale: theirs[1] === lastError,
    sameResult: ours[0] === theirs[0], sameWords: words(ours[0]) === words(theirs[0]),
  };
  return { theirs, difference };
}

const rowFor = (difference) => DIFFERENCES.find((row) => row.standard === difference.standard && row.ours.includes(difference.ours[1])
  && (row.theirs === null || row.theirs.includes(difference.theirs[1])) && row.when(difference));

/** Plays one sequence; stops where one took what the other refused, since from there on they hold different things. */
function play(standard, seed, unexplained, script = null) {
  const random = dice(seed);
  const edition = standard === "scorm12" ? "scorm12" : random() < 0.3 ? "scorm2004-3" : "scorm2004-4";
  const chance = (value) => (random() < 0.3 ? value : null);
  const start = launch(edition, standard === "scorm12" ? { masteryScore: chance(50) } : {});
  const both = pair(start);
  let lastError = "0";
  /** Interactions that got another type. */
  const retyped = new Set();
  let compared = 0;
  for (const call of script ?? generator(edition, start, random)(LENGTH)) {
    const [, element = "", value] = call;
    const typeBefore = /^cmi\.interactions\.\d+\.type$/.test(element) ? both.ours.session.values()[element] : undefined;
    const { theirs, difference } = compare(both, standard, edition, call, lastError, retyped);
    if (typeBefore !== undefined && value !== undefined && typeBefore !== value) retyped.add(element.split(".")[2]);
    lastError = theirs[1];
    compared += 1;
    if (difference) {
      const row = rowFor(difference);
      if (!row) {
        unexplained.push(`seed ${seed}: ${call.map((part) => JSON.stringify(part).slice(0, 80)).join(" ")}: ours ${difference.ours}, theirs ${difference.theirs}, type “${difference.type}”, ${difference.phase}`);
        return compared;
      }
      met.set(row, met.get(row) + 1);
      if (!difference.isGet && difference.ours[0] !== difference.theirs[0]) return compared;
    }
    if (both.ours.counts() !== both.theirs.counts()) {
      assert.equal(both.ours.session.phase() === "running" && theirs[0] === "true", false, `seed ${seed}: ${both.ours.counts()} and ${both.theirs.counts()}`);
      phantoms += 1;
      mend(both);
    }
  }
  return compared;
}

for (const standard of ["scorm12", "scorm2004"]) {
  test(`${standard}: the same answers as scorm-again, or a reason`, (t) => {
    t.diagnostic(`${SEQUENCES} sequences from seed ${SEED}`);
    let compared = 0;
    const unexplained = [];
    for (let seed = SEED; seed < SEED + SEQUENCES; seed += 1) compared += play(standard, seed, unexplained);
    if (standard === "scorm2004") for (const script of SCRIPTS) compared += play(standard, 1, unexplained, script);
    t.diagnostic(`${compared} calls compared`);
    t.diagnostic(`seldom met: ${[...met].filter(([row, times]) => row.standard === standard && times < 6).map(([{ what }, times]) => `${what} (${times})`).join("; ")}`);
    assert.deepEqual(unexplained.slice(0, 30), [], `${unexplained.length} differences have no row`);
    assert.ok(compared > SEQUENCES * 10);
  });
}

/** What each makes of a status at the end, from every combination of what the content may have said. */
test("SCORM 1.2: what becomes of the status at the end", () => {
  for (const masteryScore of [null, 50]) {
    for (const status of [null, "passed", "completed", "failed", "incomplete", "browsed"]) {
      for (const raw of [null, "0", "49.5", "50", "100"]) {
        const both = pair(launch("scorm12", { masteryScore }));
        const values = [["cmi.core.lesson_status", status], ["cmi.core.score.raw", raw], ["cmi.core.session_time", "00:01:30.5"]];
        for (const each of [both.ours, both.theirs]) {
          each.call("LMSInitialize", "");
          for (const [element, value] of values) if (value !== null) each.call("LMSSetValue", element, value);
          assert.deepEqual(each.call("LMSFinish", ""), ["true", "0"]);
        }
        const where = `mastery score ${masteryScore}, status ${status}, raw ${raw}`;
        const [ours, theirs] = [both.ours.session.values()["cmi.core.lesson_status"], both.theirs.api.cmi.core.lesson_status];
        // RTE 3.4.4, cmi.core.lesson_status: where the content says nothing the LMS makes it “completed”; they leave it.
        if (status === null && ours === "completed") assert.equal(theirs, "not attempted", where);
        else assert.equal(ours, theirs, where);
      }
    }
  }
});

test("SCORM 2004: what the thresholds make of statuses", () => {
  for (const scaledPassingScore of [null, 0.5]) {
    for (const completionThreshold of [null, 0.5]) {
      for (const [completion, success] of [[null, null], ["completed", "failed"], ["incomplete", "passed"]]) {
        for (const scaled of [null, "0.49", "0.5"]) {
          for (const progress of [null, "0.49", "0.5"]) {
            const both = pair(launch("scorm2004-4", { scaledPassingScore, completionThreshold }));
            const values = [["cmi.completion_status", completion], ["cmi.success_status", success], ["cmi.score.scaled", scaled], ["cmi.progress_measure", progress]];
            for (const each of [both.ours, both.theirs]) {
              each.call("Initialize", "");
              for (const [element, value] of values) if (value !== null) each.call("SetValue", element, value);
            }
            for (const element of ["cmi.completion_status", "cmi.success_status"]) {
              const [ours, theirs] = [both.ours, both.theirs].map((each) => each.call("GetValue", element)[0]);
              assert.equal(ours, theirs, `${element}; passing score ${scaledPassingScore}, threshold ${completionThreshold}, ${JSON.stringify(values)}`);
            }
          }
        }
      }
    }
  }
});

after(() => {
  const stale = [...met].filter(([, times]) => times === 0).map(([{ standard, what }]) => `${standard}: ${what}`);
  assert.deepEqual(stale, [], "rows that no call met");
  assert.ok(phantoms > 0, "a refused value leaves no record any more");
});
