// The browser as the core of the runtime sees it. Each access that a locked-down browser may deny is guarded here.

/** @typedef {import("./types.js").Environment} Environment */

/** @returns {Environment} */
export function browserEnvironment() {
  /** @type {Storage | null} */
  let storage = null;
  try {
    storage = window.localStorage;
  } catch (denied) {
    storage = null;
  }
  return {
    window,
    storage,
    now: () => Date.now(),
    random: () => Math.random(),
    setTimeout: (callback, milliseconds) => window.setTimeout(callback, milliseconds),
    clearTimeout: (timer) => window.clearTimeout(timer),
    listen: (type, listener) => (type === "visibilitychange" ? document : window).addEventListener(type, listener),
    hidden: () => document.visibilityState === "hidden",
    online: () => navigator.onLine !== false,
  };
}
