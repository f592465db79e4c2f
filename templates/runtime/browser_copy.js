// The copy of what the LMS has not acknowledged, in the browser's storage, which may be full, denied or absent.

import { hashText } from "./key.js";

/**
 * @typedef {import("./types.js").Environment} Environment
 * @typedef {import("./types.js").InteractionRecord} InteractionRecord
 */

/**
 * @typedef {object} Copy
 * @property {string} state
 * @property {boolean} acknowledged        whether the LMS ever had a state of this attempt
 * @property {InteractionRecord[]} interactions   those not acknowledged
 * @property {number[]} [sent]             hashes of the states that the LMS was given from here and may have
 */

/**
 * @typedef {object} Memory
 * @property {string} learnerId
 * @property {string} learnerName
 * @property {string} state
 * @property {boolean} acknowledged
 * @property {number[]} sent
 */

/**
 * All packages of an LMS share one storage: the key names course and learner (the latter not readably).
 * @param {Environment} environment @param {string} course @param {string} learner
 */
export function openCopy({ storage }, course, learner) {
  const key = `scormkit ${course} ${hashText(learner).toString(36)}${hashText(`${learner} ${course}`).toString(36)}`;
  let written = "";
  return {
    key,

    /** @returns {Copy | null} */
    read() {
      try {
        return parseCopy(storage?.getItem(key) ?? "");
      } catch (denied) {
        return null;
      }
    },

    /** Whether the copy is kept now. @param {Copy} copy */
    write(copy) {
      try {
        if (!storage) return false;
        written = JSON.stringify(copy);
        storage.setItem(key, written);
        return true;
      } catch (full) {
        return false;
      }
    },

    /** Unless another tab has written since. */
    clear() {
      try {
        if (!written || storage?.getItem(key) === written) storage?.removeItem(key);
      } catch (denied) {
        // Then nothing was kept either.
      }
    },
  };
}

/**
 * What this tab remembers of the launch, for a page that the learner loads anew after the LMS has ended its session.
 * @param {Environment} environment @param {string} course
 */
export function openMemory({ tabStorage, reloaded }, course) {
  const key = `scormkit ${course} launch`;
  return {
    /** @returns {Memory | null} */
    read() {
      try {
        const memory = reloaded() ? JSON.parse(tabStorage?.getItem(key) ?? "null") : null;
        return typeof memory?.state === "string" ? memory : null;
      } catch (deniedOrGarbled) {
        return null;
      }
    },

    /** @param {Memory} memory */
    write(memory) {
      try {
        tabStorage?.setItem(key, JSON.stringify(memory));
      } catch (full) {
        // Then a page loaded anew starts without it.
      }
    },
  };
}

/** @param {string | null} text @returns {Copy | null} */
export function parseCopy(text) {
  try {
    const copy = JSON.parse(text || "null");
    return copy && typeof copy.state === "string" && Array.isArray(copy.interactions) ? copy : null;
  } catch (garbled) {
    return null;
  }
}
