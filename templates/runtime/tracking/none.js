// No LMS: the browser keeps the learner's progress.

/** @param {import("../types.js").Environment} environment @param {import("../types.js").CourseData} course @returns {import("../types.js").Tracker} */
export function createTracker({ storage }, course) {
  const key = `scormkit web ${course.id}`;
  /** @type {Record<string, any>} */
  let kept = {};
  let isOpen = false;

  /** @returns {import("../types.js").Launch} */
  function start() {
    kept = {};
    isOpen = storage !== null;
    try {
      kept = JSON.parse(storage?.getItem(key) || "{}");
    } catch (deniedOrGarbled) {
      // A copy of it may be better.
    }
    return {
      connected: isOpen, learnerId: "", learnerName: "", mode: "normal", location: String(kept.location ?? ""), state: String(kept.state ?? ""),
      interactionCount: 0, alone: true,
    };
  }

  /** @param {string} part @param {any} value */
  function keep(part, value) {
    kept = { ...kept, [part]: value };
    return isOpen;
  }

  function commit() {
    try {
      storage?.setItem(key, JSON.stringify(kept));
      return isOpen;
    } catch (full) {
      return false;
    }
  }

  return {
    start,
    setLocation: (location) => keep("location", location),
    setState: (state) => keep("state", state),
    recordInteraction: () => isOpen,
    setObjective: ({ id, score, completed, passed }) => keep("objectives", { ...kept.objectives, [id]: { score, completed, passed } }),
    setProgress: (fraction) => keep("progress", fraction),
    setScore: (percent) => keep("score", percent),
    setOutcome: ({ completed, passed }) => keep("completed", completed) && keep("passed", passed),
    setSessionTime: () => isOpen,
    forget: () => undefined,
    commit,
    terminate: commit,
  };
}
