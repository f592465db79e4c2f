// A shuffled order that is the same each time it is asked for, so that a learner who comes back finds it again.

/**
 * @template T
 * @param {readonly T[]} items
 * @param {string} seed
 * @returns {T[]}
 */
export function shuffled(items, seed) {
  let state = 2166136261;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    // Xorshift: three shifts of the state give the next number.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (index + 1);
    [result[index], result[other]] = [/** @type {T} */ (result[other]), /** @type {T} */ (result[index])];
  }
  return result;
}
