// Value spaces that both standards share. Each says what it allows, in words that a developer can act on.

/** @typedef {import("./types.js").Format} Format */

/** @param {string} allowed @param {(value: string) => boolean} holds @returns {Format} */
export function format(allowed, holds) {
  return { allowed, fault: (value) => (holds(value) ? "" : "type") };
}

/** @param {string} allowed @param {RegExp} pattern */
export const matching = (allowed, pattern) => format(allowed, (value) => pattern.test(value));

/** Words are told apart by case. @param {string[]} words */
export const oneOf = (...words) => format(`one of ${words.map((word) => `“${word}”`).join(", ")}`, (value) => words.includes(value));

/** @param {number} limit */
export const text = (limit) => format(`a text of up to ${limit.toLocaleString("en")} characters`, (value) => value.length <= limit);

/**
 * A number within limits. @param {Format} number @param {number} low @param {number} high @returns {Format}
 */
export function between(number, low, high) {
  const limits = high === Infinity ? `of ${low} or more` : `from ${low} to ${high}`;
  return {
    allowed: `${number.allowed}, ${limits}`,
    fault: (value, record) => number.fault(value, record) || (Number(value) >= low && Number(value) <= high ? "" : "range"),
  };
}

/** @param {Format[]} formats   the first whose words apply describes them all @param {string} allowed @returns {Format} */
export function either(allowed, ...formats) {
  return { allowed, fault: (value, record) => (formats.some((each) => !each.fault(value, record)) ? "" : "type") };
}

/** For what only an LMS sets: nothing to judge. */
export const given = format("nothing: only the LMS sets it", () => true);
