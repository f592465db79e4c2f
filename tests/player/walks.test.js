// Random learners in random courses: our sequencing delivers what scorm-again's delivers, or a clause says why not. COURSES
// sets how many there are, SEED where they begin. Their default rollup is another one (they fail a cluster at the first
// activity that is not satisfied, and leave out of the mean what has no measure; RB.1.1 and RB.1.2.b say otherwise), so
// clusters are compared where everything below is known; sequencing.test.js has the rest.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createSequencing } from "../../templates/player/lms/sequencing.js";
import { dice } from "../runtime/browser.js";
import { AgainCourse } from "./again_tree.js";
import { SEQUENCING_DIFFERENCES } from "./differences.js";
import { activity, objective, rule, tree } from "./trees.js";
import { brief, randomResult, randomTree } from "./walks.js";

const COURSES = Number(process.env.COURSES ?? 350);
const SEED = Number(process.env.SEED ?? 1);
const STEPS = 12;
const REQUESTS = [..."continue ".repeat(6).split(" "), ..."previous ".repeat(3).split(" "), ..."choice ".repeat(5).split(" "), "exitAll", "suspendAll"].filter(Boolean);

for (const channel of ["warn", "error", "log", "info", "debug"]) console[channel] = () => {};

/** What chance rarely comes to: back over a cluster that is skipped and goes forward only. */
const named = (id, more = {}, children = []) => activity(id, { objectives: [objective(`p_${id}`)], ...more }, children);
const BACKWARDS = {
  course: tree(named("root", { controlMode: { flow: true } }, [
    named("n1"),
    named("n2", { controlMode: { flow: true, forwardOnly: true }, rules: { preConditionRules: [rule("skip", "always")] } }, [named("n3"), named("n4")]),
    named("n5"),
  ])),
  requests: [{ request: "choice", target: "n5" }, { request: "previous", target: null }],
};

const met = new Map(SEQUENCING_DIFFERENCES.map((row) => [row, 0]));

const outcome = ({ deliver, end, code }) => deliver ?? (end ? "end" : code ?? "nothing");

/** An activity and those around it, from the root on. @returns {any[]} */
function pathTo(activity, id, above = []) {
  const path = [...above, activity];
  if (activity.identifier === id) return path;
  return activity.children.flatMap((child) => pathTo(child, id, path)).length ? activity.children.map((child) => pathTo(child, id, path)).find((found) => found.length) : [];
}

/** What an activity and all below it reached, in both. */
function stateOf(ours, theirs, activity) {
  const below = activity.children.flatMap((child) => stateOf(ours, theirs, child));
  const { id, completion, success, measure, attempts } = ours.get(activity.identifier);
  const mine = { id, completion: completion === "not attempted" ? "unknown" : completion, success, measure, attempts };
  const known = theirs.known(id);
  const compared = [["attempts", mine.attempts, known.attempts]];
  // Where no child counts they make a cluster incomplete; RB.1.4 changes nothing.
  const allKnown = (name, unknown, counts) => activity.children.every((child) => child.sequencing.rollupRules[counts] && below.some((each) => each.id === child.identifier && each.compared.has(name) && each[name] !== unknown));
  if (allKnown("completion", "unknown", "rollupProgressCompletion")) compared.push(["completion", mine.completion, known.completion]);
  // What an activity reads of another, they keep elsewhere.
  const isOwn = activity.sequencing.objectives[0].mapInfo.length === 0 && below.every((each) => each.isOwn);
  if (isOwn && allKnown("success", "unknown", "rollupObjectiveSatisfied")) compared.push(["success", mine.success, known.success]);
  if (isOwn && activity.children.length === 0) compared.push(["measure", mine.measure, known.measure]);
  return [...below, { id, isOwn, completion: mine.completion, success: mine.success, compared: new Set(compared.map(([name]) => name)), differs: compared.filter(([, one, other]) => one !== other) }];
}

/** @returns {number} steps that were compared */
function walk(seed, features, unexplained, script = null) {
  const random = dice(seed);
  const course = script?.course ?? randomTree(random, features);
  const ours = createSequencing(course);
  const theirs = new AgainCourse(course);
  const ids = ours.activities().map(({ id }) => id);
  const leaves = ours.activities().filter(({ isLaunchable }) => isLaunchable).map(({ id }) => id);
  const trail = [];
  const clusters = [];
  const collect = ({ children, sequencing }) => {
    if (children.length) clusters.push({ rules: sequencing.sequencingRules.preConditionRules });
    children.forEach(collect);
  };
  collect(course.root);
  const pick = (items) => items[Math.floor(random() * items.length)];

  /** What the learner asks for: mostly what can be had. */
  const asks = () => {
    for (let tries = 0; ; tries += 1) {
      const request = pick(REQUESTS);
      const target = request === "choice" ? pick(random() < 0.9 ? leaves : ids) : null;
      if (tries === 4 || random() < 0.25 || ours.isValid(request, target ?? "")) return { request, target };
    }
  };

  /** Whether both did the same. */
  const agree = (request, target, before, here, there) => {
    const one = outcome(here);
    if (one === there || (here.refused !== undefined && there === "refused")) return true;
    const attempts = new Map(ours.activities().map((each) => [each.id, each.attempts]));
    const hasPostRules = pathTo(course.root, before ?? "").at(-1)?.sequencing.sequencingRules.postConditionRules.length > 0;
    const involved = [before, there, here.deliver, target].flatMap((id) => pathTo(course.root, id ?? "")).map(({ identifier, sequencing, children }) => ({
      identifier, rules: sequencing.sequencingRules.preConditionRules, controlMode: children.length ? sequencing.controlMode : { choice: true, forwardOnly: false }, isCluster: children.length > 0, attempts: attempts.get(identifier),
      reads: sequencing.objectives[0].mapInfo.some(({ readSatisfiedStatus }) => readSatisfiedStatus),
    }));
    const difference = { request, ours: one, theirs: there, isOursDelivered: here.deliver !== undefined, isCluster: Boolean(target) && involved.at(-1)?.isCluster, involved, hasPostRules, nearby: clusters };
    const row = SEQUENCING_DIFFERENCES.find(({ when }) => when(difference));
    if (row) met.set(row, met.get(row) + 1);
    else unexplained.push(`seed ${seed}: ${request} ${target ?? ""} from ${before}: ours ${one}, theirs ${there}\n${trail.join("\n")}\n${brief(course.root)}`);
    return false;
  };

  if (!agree("start", null, null, ours.navigate("start"), theirs.start()) || !ours.current()) return 1;
  for (let step = 1; step < STEPS; step += 1) {
    const values = randomResult(random);
    ours.record(ours.current(), values);
    if (script && step > script.requests.length) return step;
    const { request, target } = script?.requests[step - 1] ?? asks();
    const asked = target ? `{target=${target}}choice` : request;
    trail.push(`${Object.entries(values).map((pair) => pair.join(" ")).join(", ")}: ${asked}`);
    const before = ours.current();
    const here = ours.navigateAs(asked);
    if (!agree(request, target, before, here, theirs.leave(values, asked)) || !here.deliver || (target && !leaves.includes(target))) return step;
    const table = new Map(ours.activities().map((each) => [each.id, each]));
    const differing = stateOf(table, theirs, course.root).filter(({ differs }) => differs.length > 0);
    if (differing.length > 0) {
      unexplained.push(`seed ${seed}: state after step ${step}, ${request}: ${differing.map(({ id, differs }) => `${id} ${differs.map((each) => each.join(" "))}`).join("; ")}\n${trail.join("\n")}\n${brief(course.root)}`);
      return step;
    }
  }
  return STEPS;
}

for (const [what, features] of Object.entries({ "preconditions, limits, control modes": {}, "rules after activities": { post: true }, "weights and objectives that are shared": { maps: true, rollups: true } })) {
  test(`the same walk as scorm-again: ${what}`, (t) => {
    const unexplained = [];
    let steps = 0;
    for (let seed = SEED; seed < SEED + COURSES; seed += 1) steps += walk(seed, features, unexplained);
    walk(SEED, features, unexplained, BACKWARDS);
    t.diagnostic(`${COURSES} courses from seed ${SEED}, ${steps} steps compared`);
    assert.deepEqual(unexplained.slice(0, 30), [], `${unexplained.length} differences have no row`);
  });
}

after(() => {
  assert.deepEqual([...met].filter(([, times]) => times === 0).map(([{ what }]) => what), [], "rows that no walk met");
});
