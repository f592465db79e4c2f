// Which questions an attempt has, where a section of the assessment asks only some of its own. scormkit/course/draws.py says
// what a draw is sure to ask, and proves it at build.

/** @typedef {import("./types.js").AssessmentSection} AssessmentSection */

/**
 * The questions of a section in the order in which they are drawn: one of each group, then a second of each, and so on.
 * @param {AssessmentSection} section
 * @param {(items: string[], seed: string) => string[]} shuffle   the same order for the same seed
 * @param {string} seed
 * @returns {string[]} ids
 */
export function drawingOrder({ groups }, shuffle, seed) {
  const inGroups = groups.map((group, index) => shuffle(group, `${seed} ${index}`));
  const turns = shuffle(groups.map((_, index) => String(index)), seed);
  const rounds = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => turns.flatMap((turn) => inGroups[Number(turn)]?.[round] ?? [])).flat();
}

/** Whether attempts have some of the questions only. @param {AssessmentSection[]} sections */
export function isDrawn(sections) {
  return sections.some(({ pick }) => pick > 0);
}
