// Right answers and feedback are not to be read in the page's source: they travel scrambled. This keeps honest people
// honest and no more; whoever can run the page can unscramble it. Twin of scormkit/render/key.py.

/** @typedef {import("./types.js").AnswerKey} AnswerKey */
/** @typedef {import("./types.js").QuestionData} QuestionData */

/** @param {Pick<QuestionData, "lmsId" | "answerKey">} question @returns {AnswerKey} */
export function readKey(question) {
  const bytes = Uint8Array.from(atob(question.answerKey), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(withKeystream(bytes, question.lmsId)));
}

/** What the build does; here for tests. @param {string} lmsId @param {AnswerKey} key */
export function scrambleKey(lmsId, key) {
  const bytes = withKeystream(new TextEncoder().encode(JSON.stringify(key)), lmsId);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** @param {Uint8Array} bytes @param {string} seed */
function withKeystream(bytes, seed) {
  let word = hashText(seed) || 1;
  return bytes.map((byte) => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return byte ^ (word & 255);
  });
}

/** FNV-1a of 32 bits over the character codes. @param {string} text @returns {number} */
export function hashText(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
