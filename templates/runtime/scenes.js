// A way through a scenario: where it leads, and what it is worth. What is kept of it are the marks of the choices, in order.
// Twin of scormkit/course/scenario.py.

/** @typedef {import("./types.js").SceneData} SceneData */
/** @typedef {import("./types.js").WayData} WayData */

const MOST = 99;

/**
 * Follows a way from the first scene as far as it is offered: another version of the scenario may have written it.
 * @param {SceneData[]} scenes
 * @param {string} path
 */
export function followPath(scenes, path) {
  let scene = /** @type {SceneData} */ (scenes[0]);
  /** @type {Map<string, number>} */
  const values = new Map();
  /** @type {{scene: SceneData, choice: WayData}[]} */
  const steps = [];
  const valueOf = (/** @type {string} */ name) => values.get(name) ?? 0;
  const offered = () => scene.choices.filter(({ asks }) => asks.every(([name, how, number]) => {
    const value = valueOf(name);
    return how === ">=" ? value >= number : how === "<=" ? value <= number : (value === number) === (how === "=");
  }));
  for (const mark of path) {
    const choice = offered().find((other) => other.mark === mark);
    const next = choice && scenes[choice.to];
    if (!next) break;
    for (const [name, how, number] of choice.sets) {
      values.set(name, Math.min(MOST, Math.max(-MOST, number + (how === "+" ? valueOf(name) : 0))));
    }
    steps.push({ scene, choice });
    scene = next;
  }
  const taken = new Set(steps.map(({ choice }) => choice));
  return {
    scene,
    offered: offered(),
    steps,
    path: steps.map(({ choice }) => choice.mark).join(""),
    points: [...taken].reduce((sum, { points }) => sum + points, scene.points),
  };
}
