// Sequencing requests: which activity is to be delivered. SB.2.5 to SB.2.13 of the pseudo code (SN, appendix C).

import { commonAncestor, isAfter, pathDown, pathUp } from "./activities.js";
import { precondition } from "./rules.js";
import { flow, neighbour, passing } from "./traversal.js";

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").TreeState} TreeState
 */

/**
 * A delivery request, or why there is none. `end`: the session with the course is over. `entered`: a cluster that was
 * chosen and delivers nothing, which is where the learner is then (SB.2.9-9).
 * @typedef {{deliver?: ActivityNode, code?: string, end?: boolean, entered?: ActivityNode}} Request
 */

/** @param {import("./traversal.js").Found} found @returns {Request} */
function delivered({ node, code, end }) {
  if (code === "") return { deliver: node };
  return end ? { end: true } : { code };
}

/** @type {Record<string, (state: TreeState, target: ActivityNode | null) => Request>} */
export const SEQUENCING_REQUESTS = {
  // SB.2.5. Where flow is off, an LMS shows the choices; this one takes the first, so that something is on the screen.
  start(state) {
    if (state.current) return { code: "SB.2.5-1" };
    if (state.root.isLeaf) return { deliver: state.root };
    const found = delivered(flow(state, state.root, "forward", true));
    if (found.deliver || found.end) return found;
    const first = state.nodes.find((node) => node.isLeaf && choice(state, node).deliver);
    return first ? { deliver: first } : { code: "SB.2.5-2" };
  },

  // SB.2.6
  resumeAll(state) {
    if (state.current) return { code: "SB.2.6-1" };
    return state.suspended ? { deliver: state.suspended } : { code: "SB.2.6-2" };
  },

  // SB.2.7
  continue(state) {
    if (!state.current) return { code: "SB.2.7-1" };
    if (state.current.parent && !state.current.parent.sequencing.controlMode.flow) return { code: "SB.2.7-2" };
    return delivered(flow(state, state.current, "forward", false));
  },

  // SB.2.8
  previous(state) {
    if (!state.current) return { code: "SB.2.8-1" };
    if (state.current.parent && !state.current.parent.sequencing.controlMode.flow) return { code: "SB.2.8-2" };
    return delivered(flow(state, state.current, "backward", false));
  },

  choice: (state, target) => (target ? choice(state, target) : { code: "SB.2.9-1" }),

  // SB.2.10
  retry(state) {
    const { current } = state;
    if (!current) return { code: "SB.2.10-1" };
    if (current.isActive || current.isSuspended) return { code: "SB.2.10-2" };
    if (current.isLeaf) return { deliver: current };
    const found = flow(state, current, "forward", true);
    return found.code === "" ? { deliver: found.node } : { code: "SB.2.10-3" };
  },

  // SB.2.11
  exit(state) {
    if (!state.current) return { code: "SB.2.11-1" };
    if (state.current.isActive) return { code: "SB.2.11-2" };
    return state.current.parent ? {} : { end: true };
  },

  // SB.2.13, 4th edition
  jump: (state, target) => (state.current && target ? { deliver: target } : { code: "SB.2.13-1" }),
};

/** SB.2.9. @param {TreeState} state @param {ActivityNode} target @returns {Request} */
function choice(state, target) {
  for (const node of pathDown(state.root, target)) {
    if (node.parent && !node.parent.children.includes(node)) return { code: "SB.2.9-2" };
    if (precondition(state, node, "hiddenFromChoice")) return { code: "SB.2.9-3" };
  }
  if (target.parent && !target.parent.sequencing.controlMode.choice) return { code: "SB.2.9-4" };
  const from = state.current ?? state.root;
  const ancestor = commonAncestor(from, target);
  const code = obstacle(state, from, target, ancestor);
  if (code) return { code };
  if (target.isLeaf) return { deliver: target };
  const found = flow(state, target, "forward", true);
  return found.code === "" ? { deliver: found.node } : { code: "SB.2.9-9", entered: target };
}

/** What is in the way from where the learner is to the target. @param {TreeState} state @param {ActivityNode} from @param {ActivityNode} target @param {ActivityNode} ancestor */
function obstacle(state, from, target, ancestor) {
  if (from === target) return "";
  if (from.parent && from.parent === target.parent) return obstacleBeside(state, from, target);
  if (from === ancestor) return obstacleDown(state, ancestor, target, true);
  if (target === ancestor) return pathUp(from, ancestor).some((node) => !node.sequencing.controlMode.choiceExit) ? "SB.2.9-7" : "";
  const up = pathUp(from, ancestor);
  if (up.some((node) => !node.sequencing.controlMode.choiceExit)) return "SB.2.9-7";
  const isForward = isAfter(target, from);
  const constrained = up.find((node) => node.sequencing.constrainedChoiceConsiderations.constrainChoice);
  if (constrained) {
    const reach = neighbour(constrained, isForward ? "forward" : "backward");
    if (!target.lineage.includes(reach) && !target.lineage.includes(constrained)) return "SB.2.9-8";
  }
  return obstacleDown(state, ancestor, target, isForward);
}

/** Between siblings, each one that is passed has to let the learner by. @param {TreeState} state @param {ActivityNode} from @param {ActivityNode} target */
function obstacleBeside(state, from, target) {
  const siblings = from.parent?.children ?? [];
  const [start, end] = [siblings.indexOf(from), siblings.indexOf(target)];
  const passed = end > start ? siblings.slice(start, end) : siblings.slice(end + 1, start + 1);
  for (const node of passed) {
    const code = passing(state, node, end > start ? "forward" : "backward");
    if (code) return code;
  }
  return "";
}

/** From the common ancestor down to the target, which is not looked at itself. @param {TreeState} state @param {ActivityNode} ancestor @param {ActivityNode} target @param {boolean} isForward */
function obstacleDown(state, ancestor, target, isForward) {
  for (const node of pathDown(ancestor, target).slice(0, -1)) {
    const code = isForward ? passing(state, node, "forward") : "";
    if (code) return code;
    if (!node.isActive && node !== ancestor && node.sequencing.constrainedChoiceConsiderations.preventActivation) return "SB.2.9-6";
  }
  return "";
}
