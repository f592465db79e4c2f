// Navigation requests and what they set going: ending attempts, delivering the next activity. OP.1, NB.2.1, TB.2, DB.1, DB.2
// and UP.3, UP.4 of the pseudo code (SN, appendix C).

import { commonAncestor, pathDown, pathUp } from "./activities.js";
import { arrange } from "./arrangement.js";
import { reasonFor } from "./reasons.js";
import { SEQUENCING_REQUESTS } from "./requests.js";
import { rollup } from "./rollup.js";
import { firedAction, isBarred } from "./rules.js";

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").TreeState} TreeState
 * @typedef {import("./types.js").Navigation} Navigation
 */

/** What is to end, and what is to come: a termination request and a sequencing request. @typedef {{ends: string, then: string} | {code: string}} Plan */

const POST_ACTIONS = ["exitParent", "exitAll", "retry", "retryAll", "continue", "previous"];

/** NB.2.1. @param {TreeState} state @param {string} request @param {ActivityNode | null} target @returns {Plan} */
function planOf(state, request, target) {
  const { current } = state;
  const exit = current?.isActive ? "exit" : "";
  const control = current?.parent?.sequencing.controlMode;
  switch (request) {
    case "start": return current ? { code: "NB.2.1-1" } : { ends: "", then: "start" };
    case "resumeAll": return current ? { code: "NB.2.1-1" } : state.suspended ? { ends: "", then: "resumeAll" } : { code: "NB.2.1-3" };
    case "continue":
      if (!current) return { code: "NB.2.1-2" };
      return control?.flow ? { ends: exit, then: "continue" } : { code: "NB.2.1-4" };
    case "previous":
      if (!current) return { code: "NB.2.1-2" };
      if (!current.parent) return { code: "NB.2.1-6" };
      return control?.flow && !control.forwardOnly ? { ends: exit, then: "previous" } : { code: "NB.2.1-5" };
    case "choice": return planOfChoice(state, target);
    case "jump": return target && target.parent?.children.includes(target) ? { ends: exit, then: "jump" } : { code: "NB.2.1-11" };
    // No request of the standard; LMSs have a button for it.
    case "retry": return current ? { ends: exit, then: "retry" } : { code: "NB.2.1-2" };
    case "exit": return !current ? { code: "NB.2.1-2" } : exit ? { ends: "exit", then: "exit" } : { code: "NB.2.1-12" };
    case "abandon": return !current ? { code: "NB.2.1-2" } : exit ? { ends: "abandon", then: "exit" } : { code: "NB.2.1-12" };
    case "exitAll": case "abandonAll": case "suspendAll": return current ? { ends: request, then: "exit" } : { code: "NB.2.1-2" };
    default: return { code: "NB.2.1-13" };
  }
}

/** @param {TreeState} state @param {ActivityNode | null} target @returns {Plan} */
function planOfChoice({ current }, target) {
  if (!target) return { code: "NB.2.1-11" };
  if (target.parent && !target.parent.sequencing.controlMode.choice) return { code: "NB.2.1-10" };
  if (!current) return { ends: "", then: "choice" };
  if (current !== target && current.parent !== target.parent) {
    const left = pathUp(current, commonAncestor(current, target));
    if (left.some((node) => node.isActive && !node.sequencing.controlMode.choiceExit)) return { code: "NB.2.1-8" };
  }
  return { ends: current.isActive ? "exit" : "", then: "choice" };
}

/** OP.1. @param {TreeState} state @param {string} request @param {string} targetId @returns {Navigation} */
export function process(state, request, targetId) {
  const target = state.byId.get(targetId) ?? null;
  const plan = planOf(state, request, target);
  if ("code" in plan) return refused(plan.code, false);
  const left = Boolean(plan.ends) && (state.current?.isActive ?? false);
  const ended = plan.ends ? terminate(state, plan.ends, plan.then) : { then: plan.then };
  if ("code" in ended) return refused(ended.code, false);
  const result = SEQUENCING_REQUESTS[ended.then]?.(state, target) ?? { code: "SB.2.12-1" };
  if (result.entered) {
    const ancestor = commonAncestor(state.current ?? state.root, result.entered);
    endDescendants(state, ancestor);
    state.current = result.entered;
  }
  if (result.end) {
    endDescendants(state, state.root);
    if (state.root.isActive) endAttempt(state, state.root);
    state.current = null;
    return { end: true, left };
  }
  if (!result.deliver) return result.code ? refused(result.code, left) : { left };
  const barrier = deliver(state, result.deliver);
  return barrier ? refused(barrier, left) : { deliver: result.deliver.id, left };
}

/**
 * The activities that a choice would deliver or open now. The state is changed: call it with a copy.
 * @param {TreeState} state @returns {Set<string>}
 */
export function choosable(state) {
  const plans = new Map(state.nodes.map((node) => [node, planOfChoice(state, node)]));
  const isLeft = state.current?.isActive ?? false;
  const ended = isLeft ? terminate(state, "exit", "choice") : { then: "choice" };
  if ("code" in ended) return new Set();
  // A rule after the exit may lead elsewhere, whatever was chosen.
  const elsewhere = ended.then === "choice" ? null : SEQUENCING_REQUESTS[ended.then]?.(state, null) ?? {};
  return new Set(state.nodes.filter((node) => {
    if ("code" in /** @type {Plan} */ (plans.get(node))) return false;
    const { deliver } = elsewhere ?? /** @type {import("./requests.js").Request} */ (SEQUENCING_REQUESTS.choice?.(state, node));
    return deliver !== undefined && barrierTo(state, deliver) === "";
  }).map(({ id }) => id));
}

/** @param {string} code @param {boolean} left @returns {Navigation} */
const refused = (code, left) => ({ refused: reasonFor(code), code, left });

/** TB.2.3: ends what has to end, and says which sequencing request follows. @param {TreeState} state @param {string} request @param {string} wanted @returns {{then: string} | {code: string}} */
function terminate(state, request, wanted) {
  if (!state.current) return { code: "TB.2.3-1" };
  switch (request) {
    case "exit": return exitCurrent(state, wanted);
    case "exitAll": return exitAll(state, wanted);
    case "suspendAll": return suspendAll(state);
    case "abandon":
      state.current.isActive = false;
      return { then: wanted };
    default:
      for (const node of state.current.lineage) node.isActive = false;
      state.current = state.root;
      return { then: "exit" };
  }
}

/** @param {TreeState} state @param {string} wanted @returns {{then: string} | {code: string}} */
function exitCurrent(state, wanted) {
  endAttempt(state, /** @type {ActivityNode} */ (state.current));
  applyExitRules(state);
  for (;;) {
    const current = /** @type {ActivityNode} */ (state.current);
    // TB.2.2. Nothing applies to what is only suspended.
    const action = current.isSuspended ? null : firedAction(state, current, current.sequencing.sequencingRules.postConditionRules, POST_ACTIONS);
    if (action === "exitAll") return exitAll(state, "exit");
    if (action === "retryAll") return exitAll(state, "retry");
    if (action !== "exitParent") return { then: current.parent === null && (action ?? wanted) !== "retry" ? "exit" : action ?? wanted };
    if (!current.parent) return { code: "TB.2.3-4" };
    state.current = current.parent;
    endAttempt(state, current.parent);
  }
}

/** TB.2.1: an exit rule above ends all below it. @param {TreeState} state */
function applyExitRules(state) {
  const current = /** @type {ActivityNode} */ (state.current);
  const found = pathDown(state.root, current).slice(0, -1).find((node) => firedAction(state, node, node.sequencing.sequencingRules.exitConditionRules, ["exit"]));
  if (!found) return;
  endDescendants(state, found);
  endAttempt(state, found);
  state.current = found;
}

/** @param {TreeState} state @param {string} then */
function exitAll(state, then) {
  if (state.current?.isActive) endAttempt(state, state.current);
  endDescendants(state, state.root);
  endAttempt(state, state.root);
  state.current = state.root;
  return { then };
}

/** @param {TreeState} state @returns {{then: string} | {code: string}} */
function suspendAll(state) {
  const current = /** @type {ActivityNode} */ (state.current);
  if (current.isActive || current.isSuspended) {
    rollup(state, current);
    state.suspended = current;
  } else if (current.parent) state.suspended = current.parent;
  else return { code: "TB.2.3-3" };
  for (const node of state.suspended.lineage) Object.assign(node, { isActive: false, isSuspended: true });
  state.current = state.root;
  return { then: "exit" };
}

/** UP.3: ends the attempts between where the learner is and an activity. @param {TreeState} state @param {ActivityNode} node */
function endDescendants(state, node) {
  if (!state.current) return;
  const ancestor = commonAncestor(state.current, node);
  for (const each of pathUp(state.current, ancestor).slice(1)) endAttempt(state, each);
}

/** UP.4. @param {TreeState} state @param {ActivityNode} node */
export function endAttempt(state, node) {
  if (node.isLeaf) {
    const { tracked, completionSetByContent, objectiveSetByContent } = node.sequencing.deliveryControls;
    if (tracked && !node.isSuspended) {
      // What the content does not say, the LMS takes for done.
      if (!completionSetByContent && node.completed === null) node.completed = true;
      if (!objectiveSetByContent && node.primary.satisfied === null && !node.primary.definition.satisfiedByMeasure) node.primary.satisfied = true;
    }
  } else {
    node.isSuspended = node.all.some((child) => child.isSuspended);
    if (node.isActive && !node.isSuspended) arrange(state, node);
  }
  node.isActive = false;
  rollup(state, node);
}

/** DB.1.1 and DB.2; "" or why it is not delivered. @param {TreeState} state @param {ActivityNode} node */
function deliver(state, node) {
  const barrier = barrierTo(state, node);
  if (barrier) return barrier;
  if (state.current?.isActive && state.current.isLeaf) return "DB.2-1";
  if (state.suspended && state.suspended !== node) clearSuspended(state, node);
  endDescendants(state, node);
  for (const each of pathDown(state.root, node)) {
    if (each.isActive) continue;
    if (each.isTracked && !each.isSuspended) beginAttempt(state, each);
    each.isSuspended = false;
    each.isActive = true;
  }
  state.current = node;
  state.suspended = null;
  return "";
}

/** DB.1.1. @param {TreeState} state @param {ActivityNode} node */
function barrierTo(state, node) {
  if (!node.isLeaf) return "DB.1.1-1";
  return pathDown(state.root, node).some((each) => isBarred(state, each)) ? "DB.1.1-3" : "";
}

/** A new attempt knows nothing; what children reached before counts only where it may (SN 3.2.6, 3.2.7). @param {TreeState} state @param {ActivityNode} node */
function beginAttempt(state, node) {
  node.attempts += 1;
  node.forget();
  if (node.attempts > 1) {
    const { useCurrentAttemptObjectiveInfo, useCurrentAttemptProgressInfo } = node.sequencing.controlMode;
    for (const child of node.all) {
      if (useCurrentAttemptObjectiveInfo) child.areObjectivesOver = true;
      if (useCurrentAttemptProgressInfo) child.isProgressOver = true;
    }
  }
}

/** DB.2.1: what was suspended elsewhere is so no more. @param {TreeState} state @param {ActivityNode} node */
function clearSuspended(state, node) {
  const suspended = /** @type {ActivityNode} */ (state.suspended);
  for (const each of pathUp(suspended, commonAncestor(suspended, node))) {
    if (each.isLeaf || !each.all.some((child) => child.isSuspended)) each.isSuspended = false;
  }
}
