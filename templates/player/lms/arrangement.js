// Selection and randomization: which children an attempt has, in which order (SR.1, SR.2 of the pseudo code; SN 3.11, 3.12).

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./activities.js").TreeState} TreeState
 */

/** Before the first attempt on a cluster, and when one is over for the next. @param {TreeState} state @param {ActivityNode} node */
export function arrange(state, node) {
  const { selectionTiming, selectCount, randomizationTiming, reorderChildren } = node.sequencing.randomizationControls;
  const isDue = (/** @type {string} */ timing) => timing === "onEachNewAttempt" || (timing === "once" && !node.isArranged);
  if (selectCount !== null && selectCount < node.all.length && isDue(selectionTiming)) {
    const chosen = new Set(shuffled(node.all, state.random).slice(0, selectCount));
    node.children = node.all.filter((child) => chosen.has(child));
  }
  if (reorderChildren && isDue(randomizationTiming)) node.children = shuffled(node.children, state.random);
  node.isArranged = true;
}

/** @template T @param {T[]} items @param {() => number} random */
function shuffled(items, random) {
  const rest = [...items];
  return items.map(() => /** @type {T} */ (rest.splice(Math.floor(random() * rest.length), 1)[0]));
}
