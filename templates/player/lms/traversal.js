// Moving through the tree: the flow and choice subprocesses of the pseudo code (SB.2.1 to SB.2.4, SB.2.9.1, SB.2.9.2; SN,
// appendix C). An exception of the pseudo code is its code as a string.

import { isBarred, precondition } from "./rules.js";

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").TreeState} TreeState
 * @typedef {"forward" | "backward"} Direction
 */

/** @typedef {{node: ActivityNode, direction: Direction} | {code: string, end?: boolean}} Step */

/**
 * SB.2.1, Flow Tree Traversal. `end`: the walk went past the last activity, which ends the session with the course.
 * @param {TreeState} state @param {ActivityNode} node @param {Direction} wanted @param {boolean} entersChildren @param {Direction | null} previous
 * @returns {Step}
 */
export function nextInTree(state, node, wanted, entersChildren, previous) {
  let direction = wanted;
  let isReversed = false;
  const siblings = node.parent?.children ?? [node];
  // A forward-only cluster that was entered from behind is walked from its first child, and back out of it.
  if (previous === "backward" && node === siblings[siblings.length - 1]) {
    direction = "backward";
    node = siblings[0] ?? node;
    isReversed = true;
  }
  const place = siblings.indexOf(node);
  if (direction === "forward") {
    if (node.parent === null && !entersChildren) return { code: "SB.2.1-1", end: true };
    if (node.isLeaf || !entersChildren) {
      const next = siblings[place + 1];
      if (next) return { node: next, direction };
      return node.parent ? nextInTree(state, node.parent, "forward", false, null) : { code: "SB.2.1-1", end: true };
    }
    const first = node.children[0];
    return first ? { node: first, direction } : { code: "SB.2.1-2" };
  }
  if (node.parent === null && !entersChildren) return { code: "SB.2.1-3" };
  if (node.isLeaf || !entersChildren) {
    if (!isReversed && node.parent?.sequencing.controlMode.forwardOnly) return { code: "SB.2.1-4" };
    const before = siblings[place - 1];
    if (before) return { node: before, direction };
    return node.parent ? nextInTree(state, node.parent, "backward", false, null) : { code: "SB.2.1-3" };
  }
  const [first] = node.children;
  const last = node.children[node.children.length - 1];
  if (!first || !last) return { code: "SB.2.1-2" };
  return node.sequencing.controlMode.forwardOnly ? { node: first, direction: "forward" } : { node: last, direction: "backward" };
}

/** @typedef {{node: ActivityNode, code: "" | string, end?: boolean}} Found   code "": the activity can be delivered */

/**
 * SB.2.2, Flow Activity Traversal: from a candidate on to the first leaf that can be delivered.
 * @param {TreeState} state @param {ActivityNode} node @param {Direction} direction @param {Direction | null} previous @returns {Found}
 */
function traverse(state, node, direction, previous) {
  if (node.parent && !node.parent.sequencing.controlMode.flow) return { node, code: "SB.2.2-1" };
  if (precondition(state, node, "skip")) {
    const next = nextInTree(state, node, direction, false, previous);
    if ("code" in next) return { node, ...next };
    return previous === "backward" && next.direction === "backward" ? traverse(state, next.node, "backward", null) : traverse(state, next.node, direction, previous);
  }
  if (isBarred(state, node)) return { node, code: "SB.2.2-2" };
  if (node.isLeaf) return { node, code: "" };
  const next = nextInTree(state, node, direction, true, null);
  if ("code" in next) return { node, ...next };
  return direction === "backward" && next.direction === "forward" ? traverse(state, next.node, "forward", "backward") : traverse(state, next.node, direction, null);
}

/** SB.2.3, Flow. @param {TreeState} state @param {ActivityNode} from @param {Direction} direction @param {boolean} entersChildren @returns {Found} */
export function flow(state, from, direction, entersChildren) {
  const next = nextInTree(state, from, direction, entersChildren, null);
  if ("code" in next) return { node: from, ...next };
  return traverse(state, next.node, next.direction, null);
}

/** SB.2.4, Choice Activity Traversal: "" or why a choice cannot pass this activity. @param {TreeState} state @param {ActivityNode} node @param {Direction} direction */
export function passing(state, node, direction) {
  if (direction === "forward") return precondition(state, node, "stopForwardTraversal") ? "SB.2.4-1" : "";
  if (!node.parent) return "SB.2.4-3";
  return node.parent.sequencing.controlMode.forwardOnly ? "SB.2.4-2" : "";
}

/** SB.2.9.1 with SB.2.9.2: the activity that flow would come to next, for constrainChoice. @param {ActivityNode} node @param {Direction} direction @returns {ActivityNode} */
export function neighbour(node, direction) {
  for (let at = node; at.parent; at = at.parent) {
    const place = at.parent.children.indexOf(at);
    const next = at.parent.children[direction === "forward" ? place + 1 : place - 1];
    if (next) return next;
  }
  return node;
}
