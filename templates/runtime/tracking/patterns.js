// Responses and right answers as the standards write them.

/** @typedef {import("../types.js").InteractionRecord["type"]} InteractionType */

const LONGEST_OLD_TEXT = 255;

/**
 * SCORM 1.2 RTE, CMIFeedback; "" for what it has no form for.
 * @param {InteractionType} type @param {string[]} parts
 */
export function oldPattern(type, parts) {
  if (type === "numeric") return new Set(parts).size === 1 ? parts[0] ?? "" : "";
  if (type === "fill-in" || type === "long-fill-in") return parts.join(", ").replace(/\s+/g, " ").slice(0, LONGEST_OLD_TEXT);
  return parts.join(",");
}

/**
 * SCORM 2004 RTE 4.2.9.1 and 4.2.9.2; xAPI has the same forms.
 * @param {InteractionType} type @param {string[]} parts
 */
export function pattern(type, parts) {
  if (type === "true-false") return String(parts[0] === "t");
  if (type === "matching") return parts.map((pair) => pair.replace(".", "[.]")).join("[,]");
  // One part for what a learner said, two for what is right: the lowest and the highest.
  if (type === "numeric") return parts.join("[:]");
  // What separates, and what begins with a property, must not come from what a learner wrote.
  const safe = type === "fill-in" ? parts.map((text) => text.replace(/\[([,.:])\]/g, "($1)").replace(/^\{/, "(")) : parts;
  if (type === "long-fill-in") return parts.join(" ").replace(/^\{/, "(");
  return safe.join("[,]");
}
