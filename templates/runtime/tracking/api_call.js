// What the adapters for SCORM's two APIs share: guarded calls, and sending each element only when it changed.

import { hasMethod } from "./api_search.js";

/**
 * Calls methods of an LMS's API. Nothing here throws.
 * @param {any} api
 * @param {{set: string, get: string, error: string}} names
 * @param {string[]} unsupportedCodes   error codes that mean: this LMS does not have that element
 */
export function openApi(api, names, unsupportedCodes) {
  /** Values that the LMS took, by element. @type {Map<string, string>} */
  const taken = new Map();

  /** @param {string} method @param {string[]} values @returns {unknown} */
  function call(method, ...values) {
    try {
      return api[method](...values);
    } catch (thrown) {
      return undefined;
    }
  }

  return {
    call,
    taken,

    /** @param {string} method @param {string[]} values */
    succeeds: (method, ...values) => isTrue(call(method, ...values)),

    /** @param {string} method */
    has: (method) => hasMethod(api, method),

    /** "" for anything that cannot be read. @param {string} element */
    get(element) {
      const value = call(names.get, element);
      return value === undefined || value === null ? "" : String(value);
    },

    errorCode: () => String(call(names.error) ?? ""),

    /**
     * Sets an element unless the LMS has that value from us. An element that the LMS does not have counts as set.
     * @param {string} element @param {string} value
     */
    put(element, value) {
      if (taken.get(element) === value) return true;
      if (!isTrue(call(names.set, element, value)) && !unsupportedCodes.includes(String(call(names.error)))) return false;
      taken.set(element, value);
      return true;
    },
  };
}

/** LMSs answer "true", true or 1. @param {unknown} answer */
function isTrue(answer) {
  return ["true", "1"].includes(String(answer).toLowerCase());
}

/** "Doe, Jo" as "Jo Doe". @param {string} name */
export function naturalName(name) {
  const parts = name.split(",").map((part) => part.trim());
  return parts.length === 2 ? `${parts[1]} ${parts[0]}`.trim() : name.trim();
}

/** Any status or mode as the standards spell it: some LMSs capitalise. @param {string} word */
export function plainWord(word) {
  return word.trim().toLowerCase();
}

/** @param {string} mode @returns {"normal" | "review" | "browse"} */
export function knownMode(mode) {
  const word = plainWord(mode);
  return word === "review" || word === "browse" ? word : "normal";
}

/** A count as the LMS says it, or null where it says none. @param {string} text */
export function knownCount(text) {
  return /^\d+$/.test(text.trim()) ? Number(text) : null;
}

/** A number as the LMS says it, or null. @param {string} text */
export function knownNumber(text) {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}

/** Seconds of a time span as either standard writes it; null for none that can be read. @param {string} text */
export function spanSeconds(text) {
  const parts = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text) ?? /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text);
  return parts ? Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0) : null;
}

/** A number in plain digits with at most that many decimals. @param {number} value @param {number} decimals */
export function plainNumber(value, decimals) {
  return value.toFixed(decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

/** Without line breaks, which LMSs refuse or change, and cut to a length. @param {string} text @param {number} limit */
export function oneLine(text, limit) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= limit ? line : line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "") + "…";
}

/** @param {number} number */
export function twoDigits(number) {
  return String(number).padStart(2, "0");
}
