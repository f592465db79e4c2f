// The browser as the core of the runtime sees it. Each access that a locked-down browser may deny is guarded here.

/** @typedef {import("./types.js").Environment} Environment */

/** @returns {Environment} */
export function browserEnvironment() {
  return {
    window,
    storage: allowed(() => window.localStorage),
    tabStorage: allowed(() => window.sessionStorage),
    reloaded: () => performance.getEntriesByType("navigation").some((entry) => /** @type {any} */ (entry).type === "reload"),
    now: () => Date.now(),
    random: () => Math.random(),
    setTimeout: (callback, milliseconds) => window.setTimeout(callback, milliseconds),
    clearTimeout: (timer) => window.clearTimeout(timer),
    listen: (type, listener) => (type === "visibilitychange" ? document : window).addEventListener(type, listener),
    hidden: () => document.visibilityState === "hidden",
    online: () => navigator.onLine !== false,
  };
}

/** @param {() => Storage} open @returns {Storage | null} */
function allowed(open) {
  try {
    return open();
  } catch (denied) {
    return null;
  }
}
