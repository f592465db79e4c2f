// SCORM 2004 sequencing for the page: one object that holds a course's tree and says what each navigation does. SCORM 1.2
// goes the same way with a tree in which everything may be chosen.

import { TreeState } from "./activities.js";
import { arrange } from "./arrangement.js";
import { choosable, process } from "./navigation.js";
import { objectiveStates, satisfiedOf, measureOf } from "./objectives.js";
import { recordValues } from "./recording.js";
import { rollup } from "./rollup.js";
import { precondition } from "./rules.js";

/**
 * @typedef {import("./activities.js").ActivityNode} ActivityNode
 * @typedef {import("./types.js").ActivityTree} ActivityTree
 * @typedef {import("./types.js").GlobalObjective} GlobalObjective
 * @typedef {import("./types.js").Navigation} Navigation
 * @typedef {import("./types.js").ShownActivity} ShownActivity
 * @typedef {import("./types.js").TreeSnapshot} TreeSnapshot
 */

/**
 * `globals` are global objectives that other courses left (objectivesGlobalToSystem); `tracking` is what `toJSON` gave when
 * the learner was last here, and has global objectives of its own.
 * @param {ActivityTree} tree @param {{globals?: Record<string, GlobalObjective>, tracking?: TreeSnapshot | null, random?: () => number}} [options]
 */
export function createSequencing(tree, { globals = {}, tracking = null, random = Math.random } = {}) {
  const state = new TreeState(tree, random);
  if (tracking) state.restore(tracking);
  else for (const node of state.nodes) arrange(state, node);
  state.share({ ...tracking?.globals, ...globals });
  if (tracking) {
    // The page went without a word: nobody is at any activity now.
    if (state.current) interrupt(state);
  }

  /** For trying things. */
  const copy = new TreeState(tree, () => 0);

  /** @param {string} request @param {string} [target] */
  const isValid = (request, target = "") => {
    copy.restore(state.snapshot());
    const outcome = process(copy, request, target);
    return outcome.deliver !== undefined || (outcome.refused === undefined && !["continue", "previous", "choice", "jump", "retry"].includes(request));
  };

  function choices() {
    copy.restore(state.snapshot());
    return choosable(copy);
  }

  return {
    /**
     * What the learner or the content asks for: start, resumeAll, continue, previous, choice, jump, retry, exit, exitAll,
     * abandon, abandonAll, suspendAll. Record what the activity reached before.
     * @param {string} request @param {string} [target] @returns {Navigation}
     */
    navigate: (request, target = "") => process(state, request, target),

    /** The same for adl.nav.request: "continue", "{target=ID}choice"; "_none_" asks for nothing. @param {string} request @returns {Navigation} */
    navigateAs(request) {
      const asked = /^\{target=(.*)\}(choice|jump)$/.exec(request);
      if (asked) return process(state, String(asked[2]), String(asked[1]));
      return request === "" || request === "_none_" ? { left: false } : process(state, request, "");
    },

    isValid,

    /** For adl.nav.request_valid: the third party that Host.requestValid asks. @param {string} request @param {string} target @returns {"true" | "false"} */
    requestValid: (request, target) => (isValid(request, target) ? "true" : "false"),

    /**
     * What follows when a SCO is over: what it asked for, or what its exit stands for (2004 RTE 4.2.8); "" for nothing.
     * @param {Record<string, string>} values
     */
    requestAfter(values) {
      const asked = values["adl.nav.request"] ?? "_none_";
      if (asked !== "_none_") return asked;
      const exit = values["cmi.exit"] ?? "";
      return exit === "time-out" || exit === "logout" ? "exitAll" : "";
    },

    /** What can be asked for now; `choice` are the ids of what can be chosen. */
    validity: () => ({
      ...Object.fromEntries(["start", "resumeAll", "continue", "previous", "retry", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"].map((request) => [request, isValid(request)])),
      choice: [...choices()],
    }),

    /** What an activity's session reached, as its run-time data say it; also while it runs. @param {string} id @param {Record<string, string>} values */
    record(id, values) {
      const node = state.byId.get(id);
      if (!node || !node.isTracked) return;
      recordValues(node, values);
      const exit = values["cmi.exit"] ?? values["cmi.core.exit"];
      node.isSuspended = exit === "suspend";
      rollup(state, node);
    },

    /** For a launch: what is known of an activity's objectives. @param {string} id */
    objectiveStates(id) {
      const node = state.byId.get(id);
      return node ? objectiveStates(state, node) : {};
    },

    /** The tree as a table of contents. @returns {ShownActivity[]} */
    activities() {
      const available = choices();
      return state.nodes.map((node) => shown(node, available.has(node.id)));
    },

    current: () => state.current?.id ?? null,
    suspended: () => state.suspended?.id ?? null,

    /** The buttons that the current activity does not want to be shown (adlnav:hideLMSUI). */
    hidden: () => state.current?.definition.hideLMSUI ?? [],

    /** Global objectives as they are now, for other courses. */
    globals: () => state.snapshot().globals,

    toJSON: () => state.snapshot(),
  };

  /** @param {ActivityNode} node @param {boolean} available @returns {ShownActivity} */
  function shown(node, available) {
    const satisfied = satisfiedOf(state, node.primary);
    return {
      id: node.id,
      title: node.definition.title,
      depth: node.lineage.length - 1,
      isVisible: node.lineage.every((each) => each.definition.isvisible && !precondition(state, each, "hiddenFromChoice")),
      isLaunchable: node.definition.href !== "",
      completion: node.usableCompletion === null ? (node.attempts > 0 ? "unknown" : "not attempted") : node.usableCompletion ? "completed" : "incomplete",
      success: satisfied === null ? "unknown" : satisfied ? "passed" : "failed",
      measure: measureOf(state, node.primary),
      isCurrent: node === state.current,
      isSuspended: node.isSuspended,
      attempts: node.attempts,
      available,
    };
  }
}

/** A session that broke off counts as suspended, so that the learner can go on. @param {TreeState} state */
function interrupt(state) {
  const { current } = state;
  if (current?.isActive) {
    state.suspended = current;
    for (const node of current.lineage) Object.assign(node, { isActive: false, isSuspended: true });
  }
  state.current = null;
}

