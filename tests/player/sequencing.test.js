// Sequencing, case by case: each test names the process of the pseudo code (SN, appendix C) that it looks at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createSequencing } from "../../templates/player/lms/sequencing.js";
import { activity, map, objective, rule, tree } from "./trees.js";

const FLOW = { controlMode: { flow: true } };
const PASSED = { "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.scaled": "1" };
const FAILED = { "cmi.completion_status": "completed", "cmi.success_status": "failed", "cmi.score.scaled": "0.2" };

/** Three activities in a row. */
const row = (more = {}, root = FLOW) => tree(activity("root", root, ["a", "b", "c"].map((id) => activity(id, more[id]))));

const deliveries = (sequencing, ...requests) => requests.map((request) => {
  const [name, target] = request.split(" ");
  const { deliver, end, code } = sequencing.navigate(name, target);
  return deliver ?? (end ? "end" : code ?? "nothing");
});

const status = (sequencing, id) => {
  const { completion, success, measure } = sequencing.activities().find((each) => each.id === id);
  return [completion, success, measure];
};

test("flow goes through the leaves and ends the session after the last (SB.2.3, SB.2.1)", () => {
  const deep = tree(activity("root", FLOW, [activity("x", FLOW, [activity("a"), activity("b")]), activity("y", FLOW, [activity("c")])]));
  const sequencing = createSequencing(deep);
  assert.deepEqual(deliveries(sequencing, "start", "continue", "continue", "previous", "continue", "continue"), ["a", "b", "c", "b", "c", "end"]);
  assert.equal(sequencing.current(), null);
});

test("where flow is off, going on is refused and choice is not (NB.2.1, SB.2.9)", () => {
  const sequencing = createSequencing(row({}, {}));
  assert.deepEqual(deliveries(sequencing, "start", "continue", "previous", "choice c", "choice a"), ["a", "NB.2.1-4", "NB.2.1-5", "c", "a"]);
});

test("where choice is off, choosing is refused", () => {
  const sequencing = createSequencing(row({}, { controlMode: { flow: true, choice: false } }));
  assert.deepEqual(deliveries(sequencing, "start", "choice b", "continue"), ["a", "NB.2.1-10", "b"]);
  assert.deepEqual(sequencing.validity().choice, ["root"]);
});

test("forward only (NB.2.1, SB.2.4-2)", () => {
  const sequencing = createSequencing(row({}, { controlMode: { flow: true, forwardOnly: true } }));
  assert.deepEqual(deliveries(sequencing, "start", "continue", "previous", "choice a", "continue"), ["a", "b", "NB.2.1-5", "SB.2.4-2", "c"]);
});

test("a forward-only cluster that is entered backwards is begun at its first activity (SB.2.1)", () => {
  const forward = { controlMode: { flow: true, forwardOnly: true } };
  const sequencing = createSequencing(tree(activity("root", FLOW, [activity("x", forward, [activity("a"), activity("b")]), activity("c")])));
  assert.deepEqual(deliveries(sequencing, "choice c", "previous"), ["c", "a"]);
});

test("choiceExit keeps the learner inside (NB.2.1-8)", () => {
  const inside = { controlMode: { flow: true, choiceExit: false } };
  const sequencing = createSequencing(tree(activity("root", FLOW, [activity("x", inside, [activity("a"), activity("b")]), activity("c")])));
  assert.deepEqual(deliveries(sequencing, "start", "choice c", "choice b", "continue"), ["a", "NB.2.1-8", "b", "c"]);
});

test("skipped activities are passed over in both directions (SB.2.2)", () => {
  const sequencing = createSequencing(row({ b: { rules: { preConditionRules: [rule("skip", "always")] } } }));
  assert.deepEqual(deliveries(sequencing, "start", "continue", "previous", "choice b"), ["a", "c", "a", "b"]);
});

test("disabled activities stop flow and are no choice (UP.5)", () => {
  const sequencing = createSequencing(row({ b: { rules: { preConditionRules: [rule("disabled", "always")] } } }));
  assert.deepEqual(deliveries(sequencing, "start", "continue", "choice b", "choice c"), ["a", "SB.2.2-2", "DB.1.1-3", "c"]);
});

test("hidden from choice, and stopped on the way there (SB.2.9-3, SB.2.4-1)", () => {
  const sequencing = createSequencing(row({ b: { rules: { preConditionRules: [rule("hiddenFromChoice", "always"), rule("stopForwardTraversal", "always")] } } }));
  assert.deepEqual(deliveries(sequencing, "start", "choice b", "choice c"), ["a", "SB.2.9-3", "SB.2.4-1"]);
  assert.equal(sequencing.activities().find(({ id }) => id === "b").isVisible, false);
});

test("“not satisfied” is unknown while nobody has judged (UP.2.1)", () => {
  const sequencing = createSequencing(row({ a: { rules: { preConditionRules: [rule("disabled", "not satisfied")] } } }));
  assert.deepEqual(deliveries(sequencing, "start"), ["a"]);
  sequencing.record("a", FAILED);
  assert.deepEqual(deliveries(sequencing, "continue", "choice a"), ["b", "DB.1.1-3"]);
});

test("an activity waits for another's objective (mapInfo, SN 3.10.3)", () => {
  const sequencing = createSequencing(row({
    a: { objectives: [objective("own", { mapInfo: [map("shared", { readSatisfiedStatus: false, writeSatisfiedStatus: true })] })] },
    b: { objectives: [objective(""), objective("read", { mapInfo: [map("shared")] })], rules: { preConditionRules: [
      { action: "disabled", conditionCombination: "any", conditions: [
        { condition: "satisfied", negated: true, referencedObjective: "read", measureThreshold: 0 },
        { condition: "objectiveStatusKnown", negated: true, referencedObjective: "read", measureThreshold: 0 }] }] } },
  }));
  assert.deepEqual(deliveries(sequencing, "start"), ["a"]);
  assert.equal(sequencing.isValid("choice", "b"), false);
  sequencing.record("a", PASSED);
  assert.equal(sequencing.isValid("choice", "b"), true);
  assert.deepEqual(sequencing.objectiveStates("b"), { read: { satisfied: true } });
  assert.deepEqual(sequencing.globals(), { shared: { satisfied: true } });
  assert.deepEqual(deliveries(sequencing, "choice b"), ["b"]);
});

test("a limit of attempts (UP.1)", () => {
  const sequencing = createSequencing(row({ a: { attemptLimit: 1 } }));
  assert.deepEqual(deliveries(sequencing, "start", "continue", "previous", "choice a", "choice c"), ["a", "b", "SB.2.2-2", "DB.1.1-3", "c"]);
});

test("what the content does not say is taken for done (UP.4)", () => {
  const silent = { delivery: { completionSetByContent: false, objectiveSetByContent: false } };
  const sequencing = createSequencing(row({ a: silent, b: silent, c: silent }));
  deliveries(sequencing, "start", "continue");
  assert.deepEqual(status(sequencing, "a"), ["completed", "passed", null]);
  assert.deepEqual(status(sequencing, "root"), ["unknown", "unknown", null]);
  deliveries(sequencing, "continue", "continue");
  assert.deepEqual(status(sequencing, "root"), ["completed", "passed", null]);
});

test("default rollup (RB.1.1 to RB.1.3)", () => {
  const sequencing = createSequencing(row());
  const results = [["a", PASSED], ["b", FAILED], ["c", PASSED]].map(([id, values]) => {
    sequencing.navigate("choice", id);
    sequencing.record(id, values);
    return status(sequencing, "root");
  });
  assert.deepEqual(results[0], ["unknown", "unknown", 1 / 3]);
  assert.deepEqual(results[2], ["completed", "failed", 2.2 / 3]);
});

test("weights and a passing measure decide (RB.1.1.a, RB.1.2.a)", () => {
  const root = { ...FLOW, objectives: [objective("", { satisfiedByMeasure: true, minNormalizedMeasure: 0.5 })] };
  const sequencing = createSequencing(tree(activity("root", root, [activity("a", { rollup: { objectiveMeasureWeight: 0.25 } }), activity("b", { rollup: { objectiveMeasureWeight: 0.75 } })])));
  sequencing.navigate("start");
  sequencing.record("a", PASSED);
  assert.deepEqual(status(sequencing, "root"), ["unknown", "failed", 0.25]);
  sequencing.navigate("continue");
  sequencing.record("b", PASSED);
  assert.deepEqual(status(sequencing, "root"), ["completed", "passed", 1]);
});

test("progress decides completion in the 4th edition only (RB.1.1.b, RB.1.3.a)", () => {
  const root = { ...FLOW, threshold: { completedByMeasure: true, minProgressMeasure: 0.5 } };
  const made = (standard) => createSequencing(tree(activity("root", root, [activity("a", { threshold: { progressWeight: 1 } }), activity("b", { threshold: { progressWeight: 3 } })]), { standard }));
  for (const [standard, expected] of [["scorm2004-4", "completed"], ["scorm2004-3", "unknown"]]) {
    const sequencing = made(standard);
    sequencing.navigate("choice", "b");
    sequencing.record("b", { "cmi.progress_measure": "0.8", "cmi.completion_status": "incomplete" });
    assert.equal(status(sequencing, "root")[0], expected);
  }
});

test("rollup rules: any, at least, none, and who counts (RB.1.4)", () => {
  const rolled = (childActivitySet, more, children = {}) => {
    const rules = [{ childActivitySet, minimumCount: 0, minimumPercent: 0, conditionCombination: "any", conditions: [{ condition: "completed", negated: false }], action: "completed", ...more }];
    const sequencing = createSequencing(row(children, { ...FLOW, rollup: { rules } }));
    for (const [id, values] of [["a", PASSED], ["b", { "cmi.completion_status": "incomplete" }]]) {
      sequencing.navigate("choice", id);
      sequencing.record(id, values);
    }
    return status(sequencing, "root")[0];
  };
  assert.equal(rolled("any", {}), "completed");
  assert.equal(rolled("all", {}), "unknown");
  assert.equal(rolled("none", {}), "unknown");
  assert.equal(rolled("atLeastCount", { minimumCount: 1 }), "completed");
  assert.equal(rolled("atLeastCount", { minimumCount: 2 }), "unknown");
  assert.equal(rolled("atLeastPercent", { minimumPercent: 0.33 }), "completed");
  assert.equal(rolled("atLeastPercent", { minimumPercent: 0.5 }), "unknown");
  const optional = { rollup: { rollupProgressCompletion: false } };
  assert.equal(rolled("all", {}, { b: optional, c: optional }), "completed");
  const ifAttempted = { considerations: { requiredForCompleted: "ifAttempted" } };
  assert.equal(rolled("all", {}, { b: optional, c: ifAttempted }), "completed");
  const skipped = { considerations: { requiredForCompleted: "ifNotSkipped" }, rules: { preConditionRules: [rule("skip", "always")] } };
  assert.equal(rolled("all", {}, { b: optional, c: skipped }), "completed");
});

test("what is not tracked counts nowhere", () => {
  const sequencing = createSequencing(row({ b: { delivery: { tracked: false } }, c: { delivery: { tracked: false } } }));
  sequencing.navigate("start");
  sequencing.record("a", PASSED);
  sequencing.record("b", FAILED);
  assert.deepEqual(status(sequencing, "root"), ["completed", "passed", 1]);
});

test("rules after an activity: retry, go on, leave, end (TB.2.2)", () => {
  const after = (action, children = {}) => createSequencing(row({ a: { rules: { postConditionRules: [rule(action, "not satisfied")] } }, ...children }));
  const retried = after("retry");
  retried.navigate("start");
  retried.record("a", FAILED);
  assert.deepEqual(deliveries(retried, "continue"), ["a"]);
  assert.equal(retried.activities()[1].attempts, 2);
  retried.record("a", PASSED);
  assert.deepEqual(deliveries(retried, "continue"), ["b"]);
  for (const [action, expected] of [["continue", "b"], ["exitAll", "end"], ["exitParent", "end"], ["retryAll", "a"]]) {
    const sequencing = after(action);
    sequencing.navigate("start");
    sequencing.record("a", FAILED);
    assert.deepEqual(deliveries(sequencing, "exit"), [expected], action);
  }
  const back = createSequencing(row({ b: { rules: { postConditionRules: [rule("previous", "always")] } } }));
  assert.deepEqual(deliveries(back, "choice b", "continue"), ["b", "a"]);
});

test("an exit rule above ends everything below (TB.2.1)", () => {
  const cluster = { ...FLOW, rules: { exitConditionRules: [rule("exit", "satisfied")] }, rollup: { rules: [
    { childActivitySet: "any", minimumCount: 0, minimumPercent: 0, conditionCombination: "any", conditions: [{ condition: "satisfied", negated: false }], action: "satisfied" }] } };
  const sequencing = createSequencing(tree(activity("root", FLOW, [activity("x", cluster, [activity("a"), activity("b")]), activity("c")])));
  sequencing.navigate("start");
  sequencing.record("a", PASSED);
  assert.deepEqual(deliveries(sequencing, "continue"), ["c"]);
});

test("leaving, and coming back to where one was (suspendAll, resumeAll)", () => {
  const made = row();
  const sequencing = createSequencing(made);
  assert.deepEqual(deliveries(sequencing, "start", "continue", "suspendAll"), ["a", "b", "end"]);
  const later = createSequencing(made, { tracking: JSON.parse(JSON.stringify(sequencing)) });
  assert.equal(later.suspended(), "b");
  assert.deepEqual(deliveries(later, "resumeAll", "exitAll", "resumeAll"), ["b", "end", "NB.2.1-3"]);
  assert.equal(later.activities().find(({ id }) => id === "b").attempts, 1);
});

test("a page that vanished counts as suspended", () => {
  const made = row();
  const sequencing = createSequencing(made);
  deliveries(sequencing, "start", "continue");
  const later = createSequencing(made, { tracking: JSON.parse(JSON.stringify(sequencing)) });
  assert.deepEqual([later.current(), ...deliveries(later, "resumeAll")], [null, "b"]);
});

test("a SCO that suspends itself goes on with its attempt", () => {
  const sequencing = createSequencing(row());
  sequencing.navigate("start");
  sequencing.record("a", { "cmi.exit": "suspend", "cmi.completion_status": "incomplete" });
  assert.deepEqual(deliveries(sequencing, "continue", "choice a"), ["b", "a"]);
  assert.equal(sequencing.activities()[1].attempts, 1);
});

test("abandoning takes nothing for done", () => {
  const sequencing = createSequencing(row({ a: { delivery: { completionSetByContent: false } } }));
  deliveries(sequencing, "start", "abandon");
  assert.equal(status(sequencing, "a")[0], "unknown");
  assert.deepEqual(deliveries(sequencing, "abandonAll", "start"), ["end", "a"]);
});

test("prevented activation and constrained choice (SB.2.9-6, SB.2.9-8)", () => {
  const closed = { ...FLOW, constrained: { preventActivation: true } };
  const prevented = createSequencing(tree(activity("root", FLOW, [activity("a"), activity("x", closed, [activity("b")])])));
  assert.deepEqual(deliveries(prevented, "start", "choice b", "continue"), ["a", "SB.2.9-6", "b"]);
  const near = { ...FLOW, constrained: { constrainChoice: true } };
  const cluster = (id, more) => activity(id, more, [activity(`${id}1`)]);
  const constrained = createSequencing(tree(activity("root", FLOW, [cluster("x", near), cluster("y", FLOW), cluster("z", FLOW)])));
  assert.deepEqual(deliveries(constrained, "start", "choice z1", "choice y1"), ["x1", "SB.2.9-8", "y1"]);
});

test("a chosen cluster delivers its first activity, if flow is on inside (SB.2.9-9)", () => {
  const sequencing = createSequencing(tree(activity("root", FLOW, [activity("a"), activity("x", FLOW, [activity("b")]), activity("y", {}, [activity("c")])])));
  assert.deepEqual(deliveries(sequencing, "start", "choice x", "choice y", "choice c"), ["a", "b", "SB.2.9-9", "c"]);
});

test("jump asks no rule but those of delivery (SB.2.13)", () => {
  const sequencing = createSequencing(row({ c: { rules: { preConditionRules: [rule("hiddenFromChoice", "always")] } } }, { controlMode: { choice: false } }));
  assert.deepEqual(sequencing.navigate("start").code, "SB.2.5-2");
  const flowing = createSequencing(row({ c: { rules: { preConditionRules: [rule("hiddenFromChoice", "always")] } } }, { controlMode: { flow: true, choice: false } }));
  assert.deepEqual(deliveries(flowing, "start", "jump c", "jump nowhere"), ["a", "c", "NB.2.1-11"]);
});

test("a new attempt on a cluster forgets what its children reached, where it says so (SN 3.2.6)", () => {
  for (const [isForgotten, expected] of [[true, "unknown"], [false, "completed"]]) {
    const root = { controlMode: { flow: true, useCurrentAttemptProgressInfo: isForgotten, useCurrentAttemptObjectiveInfo: isForgotten } };
    const sequencing = createSequencing(row({}, root));
    sequencing.navigate("start");
    sequencing.record("a", PASSED);
    deliveries(sequencing, "exitAll", "choice b");
    assert.equal(status(sequencing, "a")[0], expected);
  }
});

test("selection and random order (SR.1, SR.2)", () => {
  const root = { ...FLOW, random: { selectionTiming: "once", selectCount: 2, randomizationTiming: "onEachNewAttempt", reorderChildren: true } };
  const sequencing = createSequencing(row({}, root), { random: () => 0.99 });
  const walked = deliveries(sequencing, "start", "continue", "continue");
  assert.deepEqual(walked, ["c", "b", "end"]);
  assert.equal(deliveries(sequencing, "choice a")[0], "SB.2.9-2");
});

test("what a SCO asks for when it ends (SN 5.6, RTE 4.2.8)", () => {
  const sequencing = createSequencing(row());
  sequencing.navigate("start");
  assert.equal(sequencing.requestAfter({ "adl.nav.request": "continue", "cmi.exit": "logout" }), "continue");
  assert.equal(sequencing.requestAfter({ "adl.nav.request": "_none_", "cmi.exit": "time-out" }), "exitAll");
  assert.equal(sequencing.requestAfter({ "cmi.exit": "suspend" }), "");
  assert.deepEqual(sequencing.navigateAs("_none_"), { left: false });
  assert.equal(sequencing.navigateAs("{target=c}choice").deliver, "c");
  assert.equal(sequencing.navigateAs("{target=a}jump").deliver, "a");
});

test("asking what would be valid changes nothing", () => {
  const sequencing = createSequencing(row({ a: { rules: { postConditionRules: [rule("retry", "always")] } } }));
  sequencing.navigate("start");
  const before = JSON.stringify(sequencing);
  sequencing.validity();
  sequencing.activities();
  assert.equal(JSON.stringify(sequencing), before);
});

test("SCORM 1.2: any SCO may be chosen, and one status says both", () => {
  const made = tree(activity("root", FLOW, [activity("a"), activity("b")]), { standard: "scorm12" });
  const sequencing = createSequencing(made);
  assert.deepEqual(deliveries(sequencing, "start", "choice b", "previous", "continue"), ["a", "b", "a", "b"]);
  sequencing.record("b", { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80" });
  assert.deepEqual(status(sequencing, "b"), ["completed", "passed", 0.8]);
});

test("names that strangers write do no harm", () => {
  const ids = ["__proto__", "constructor", "toString"];
  const made = tree(activity("root", FLOW, ids.map((id) => activity(id, { objectives: [objective("o", { mapInfo: [map("__proto__", { writeSatisfiedStatus: true })] })], rules: { preConditionRules: [rule("skip", "constructor")] } }))));
  const sequencing = createSequencing(made);
  assert.deepEqual(deliveries(sequencing, "start", "continue"), ["__proto__", "constructor"]);
  sequencing.record("constructor", PASSED);
  assert.equal({}.satisfied, undefined);
  const later = createSequencing(made, { tracking: JSON.parse(JSON.stringify(sequencing)) });
  assert.equal(later.navigate("resumeAll").deliver, "constructor");
});

test("a thousand activities are shown in no time", () => {
  const wide = tree(activity("root", FLOW, Array.from({ length: 40 }, (_, x) => activity(`x${x}`, FLOW, Array.from({ length: 25 }, (__, y) => activity(`x${x}y${y}`))))));
  const sequencing = createSequencing(wide);
  sequencing.navigate("start");
  const start = performance.now();
  assert.equal(sequencing.activities().filter(({ available }) => available).length, 1041);
  assert.ok(performance.now() - start < 500, `${performance.now() - start} ms`);
});
