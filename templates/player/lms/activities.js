// The activity tree at run time: activities with what is tracked of them (SN 4.2), and how they lie to each other.

/**
 * @typedef {import("./types.js").Activity} Activity
 * @typedef {import("./types.js").ActivityTree} ActivityTree
 * @typedef {import("./types.js").GlobalObjective} GlobalObjective
 * @typedef {import("./types.js").Objective} Objective
 */

/**
 * What is known of an objective; null is "not known" (the standard's Objective Progress Status and Measure Status false).
 * @typedef {object} ObjectiveInfo
 * @property {Objective} definition
 * @property {ActivityNode} owner
 * @property {boolean | null} satisfied
 * @property {number | null} measure
 * @property {boolean | null} completed      4th edition, and so are those that follow
 * @property {number | null} progress
 * @property {number | null} raw
 * @property {number | null} min
 * @property {number | null} max
 */

export const OBJECTIVE_VALUES = /** @type {const} */ (["satisfied", "measure", "completed", "progress", "raw", "min", "max"]);

export class ActivityNode {
  /** @param {Activity} definition @param {ActivityNode | null} parent */
  constructor(definition, parent) {
    this.definition = definition;
    this.parent = parent;
    this.id = definition.identifier;
    this.sequencing = definition.sequencing;
    /** @type {ActivityNode[]} */
    this.all = definition.children.map((child) => new ActivityNode(child, this));
    /** The Available Children: those that selection and randomization left, in their order. */
    this.children = this.all;
    /** The first is the primary one. @type {ObjectiveInfo[]} */
    this.objectives = definition.sequencing.objectives.map((each) => ({ definition: each, owner: this, satisfied: null, measure: null, completed: null, progress: null, raw: null, min: null, max: null }));
    /** Attempt Progress and Completion Status; null: not known. @type {boolean | null} */
    this.completed = null;
    /** Attempt Completion Amount. @type {number | null} */
    this.progress = null;
    /** Activity Attempt Count; its being more than 0 is the Activity Progress Status. */
    this.attempts = 0;
    this.isActive = false;
    this.isSuspended = false;
    // What belongs to an attempt on the parent that is over counts no more, until the activity is begun anew (SN 3.2.6, 3.2.7).
    this.areObjectivesOver = false;
    this.isProgressOver = false;
    /** Whether selection and randomization that are to happen once have happened. */
    this.isArranged = false;
  }

  get primary() {
    return /** @type {ObjectiveInfo} */ (this.objectives[0]);
  }

  get isLeaf() {
    return this.all.length === 0;
  }

  get isTracked() {
    return this.sequencing.deliveryControls.tracked;
  }

  /** From here up to the root. @returns {ActivityNode[]} */
  get lineage() {
    /** @type {ActivityNode[]} */
    const found = [];
    for (let node = /** @type {ActivityNode | null} */ (this); node; node = node.parent) found.push(node);
    return found;
  }

  /** Itself and all below, in the order of the tree. @returns {ActivityNode[]} */
  get subtree() {
    return [this, ...this.all.flatMap((child) => child.subtree)];
  }

  /** An objective by its id; "" is the primary one. @param {string} id */
  objective(id) {
    return id === "" ? this.primary : this.objectives.find(({ definition }) => definition.objectiveID === id) ?? null;
  }

  /** Attempt Completion Status as rules and the parent may use it. */
  get usableCompletion() {
    return this.isProgressOver ? null : this.completed;
  }

  get usableProgress() {
    return this.isProgressOver ? null : this.progress;
  }

  forget() {
    for (const each of this.objectives) for (const name of OBJECTIVE_VALUES) each[name] = null;
    this.completed = null;
    this.progress = null;
    this.areObjectivesOver = false;
    this.isProgressOver = false;
  }
}

/** Everything that changes. */
export class TreeState {
  /** @param {ActivityTree} tree @param {() => number} random */
  constructor(tree, random) {
    this.tree = tree;
    this.root = new ActivityNode(tree.root, null);
    this.nodes = this.root.subtree;
    this.byId = new Map(this.nodes.map((node) => [node.id, node]));
    /** Global objectives by id; a map, since ids are what strangers wrote. @type {Map<string, GlobalObjective>} */
    this.globals = new Map();
    this.random = random;
    /** @type {ActivityNode | null} */
    this.current = null;
    /** @type {ActivityNode | null} */
    this.suspended = null;
  }

  /** Takes these global objectives instead of those that it has. @param {Record<string, GlobalObjective>} globals */
  share(globals) {
    this.globals = new Map(Object.entries(globals).map(([id, values]) => [id, { ...values }]));
  }

  /** @returns {import("./types.js").TreeSnapshot} */
  snapshot() {
    return {
      current: this.current?.id ?? null,
      suspended: this.suspended?.id ?? null,
      globals: Object.fromEntries([...this.globals].map(([id, values]) => [id, { ...values }])),
      activities: Object.fromEntries(this.nodes.map((node) => [node.id, {
        objectives: node.objectives.map((each) => Object.fromEntries(OBJECTIVE_VALUES.map((name) => [name, each[name]]))),
        children: node.children.map(({ id }) => id),
        completed: node.completed, progress: node.progress, attempts: node.attempts,
        isActive: node.isActive, isSuspended: node.isSuspended, isArranged: node.isArranged,
        areObjectivesOver: node.areObjectivesOver, isProgressOver: node.isProgressOver,
      }])),
    };
  }

  /** @param {import("./types.js").TreeSnapshot} snapshot */
  restore(snapshot) {
    this.current = this.byId.get(snapshot.current ?? "") ?? null;
    this.suspended = this.byId.get(snapshot.suspended ?? "") ?? null;
    this.share(snapshot.globals);
    for (const node of this.nodes) {
      const kept = snapshot.activities[node.id];
      // An activity that a new version of the package added has nothing tracked.
      if (!kept) continue;
      node.objectives.forEach((each, at) => Object.assign(each, kept.objectives[at] ?? {}));
      const { completed, progress, attempts, isActive, isSuspended, isArranged, areObjectivesOver, isProgressOver } = kept;
      Object.assign(node, { completed, progress, attempts, isActive, isSuspended, isArranged, areObjectivesOver, isProgressOver });
      const known = new Map(node.all.map((child) => [child.id, child]));
      const children = kept.children.flatMap((id) => known.get(id) ?? []);
      node.children = children.length > 0 ? children : node.all;
    }
  }
}

/** @param {ActivityNode} one @param {ActivityNode} other */
export function commonAncestor(one, other) {
  const line = new Set(one.lineage);
  return /** @type {ActivityNode} */ (other.lineage.find((node) => line.has(node)));
}

/** From an activity up to, and without, one of its ancestors. @param {ActivityNode} from @param {ActivityNode} ancestor */
export function pathUp(from, ancestor) {
  const line = from.lineage;
  const end = line.indexOf(ancestor);
  return end < 0 ? line : line.slice(0, end);
}

/** From an ancestor down to, and with, an activity. @param {ActivityNode} ancestor @param {ActivityNode} to */
export function pathDown(ancestor, to) {
  const line = to.lineage;
  return line.slice(0, line.indexOf(ancestor) + 1).reverse();
}

/** Whether one activity lies after another in the order of the tree. @param {ActivityNode} one @param {ActivityNode} other */
export function isAfter(one, other) {
  const ancestor = commonAncestor(one, other);
  if (ancestor === other) return one !== other;
  if (ancestor === one) return false;
  const [here, there] = [one, other].map((node) => pathDown(ancestor, node)[1]);
  return ancestor.children.indexOf(/** @type {ActivityNode} */ (here)) > ancestor.children.indexOf(/** @type {ActivityNode} */ (there));
}
