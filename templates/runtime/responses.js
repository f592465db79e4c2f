// What a learner answered, in parts that follow from the form of the question; what of it is right; how it is stored.
//
//   picks   marks                           stored as the sum of 2^i, i their place in stateMarks
//   order   all marks, in the order given   stored as one text
//   pairs   "a.f": a belongs to f           stored as "af…"
//   fields  a text for each blank           stored as one text
//   path    the mark of a scenario's ending stored as the way to it: see views/scenario.js
//
// An empty list is no answer.

import { readKey } from "./key.js";

/** @typedef {import("./types.js").QuestionData} QuestionData */
/** @typedef {import("./types.js").AnswerKey} AnswerKey */
/** @typedef {import("./state.js").StoredResponse} StoredResponse */

const BETWEEN_FIELDS = "\u001f";
/** Of patterns that an LMS is told for one question. */
const MOST_PATTERNS = 10;

/** @param {QuestionData} question @param {string[]} response @returns {StoredResponse} */
export function packResponse({ form, stateMarks }, response) {
  if (form === "order") return response.join("");
  if (form === "pairs") return response.map((pair) => pair.replace(".", "")).join("");
  if (form === "fields") return response.join(BETWEEN_FIELDS);
  return response.reduce((sum, mark) => sum + (stateMarks.includes(mark) ? 2 ** stateMarks.indexOf(mark) : 0), 0);
}

/** Marks that are offered no longer are left out. @param {QuestionData} question @param {StoredResponse} stored @returns {string[]} */
export function unpackResponse({ form, marks, targets, blanks, stateMarks }, stored) {
  if (form === "picks") {
    return typeof stored === "number" ? marks.filter((mark) => Math.floor(stored / 2 ** stateMarks.indexOf(mark)) % 2 === 1) : [];
  }
  if (typeof stored !== "string" || stored === "") return [];
  if (form === "path") return [stored];
  if (form === "fields") {
    const texts = stored.split(BETWEEN_FIELDS);
    return blanks.map((_, index) => texts[index] ?? "");
  }
  if (form === "order") {
    const known = [...new Set(stored)].filter((mark) => marks.includes(mark));
    return [...known, ...marks.filter((mark) => !known.includes(mark))];
  }
  return marks.flatMap((mark) => {
    const at = [...stored].findIndex((other, index) => index % 2 === 0 && other === mark);
    const target = at < 0 ? "" : stored.charAt(at + 1);
    return targets.includes(target) ? [`${mark}.${target}`] : [];
  });
}

/**
 * Whether a learner says that an activity was done; the note stands before that.
 * @param {QuestionData} question @param {string[] | null} response
 */
export function isConfirmed({ type }, response) {
  return type === "activity" && response?.[1] === "1";
}

/** A response as others are told it. @param {QuestionData} question @param {string[]} response @returns {string[]} */
export function toldResponse({ type, interactionType }, response) {
  if (type === "activity") return [response[0] || "confirmed"];
  return interactionType === "numeric" ? response.map(plainNumberText) : response;
}

/** Whether anything is right or wrong. @param {QuestionData} question */
export function isScored({ points }) {
  return points > 0;
}

/**
 * Which parts are right, one for each place: answer, pair or blank. For picks, those of the response.
 * @param {QuestionData} question @param {AnswerKey} key @param {string[]} response @returns {boolean[]}
 */
export function rightParts({ form, marks, blanks }, key, response) {
  if (form === "fields") return blanks.map((_, index) => isRightText(key.blanks?.[index], response[index] ?? ""));
  if (form === "pairs") return marks.map((mark) => response.some((pair) => pair.startsWith(`${mark}.`) && key.correct.includes(pair)));
  if (form === "order") return key.correct.map((mark, index) => response[index] === mark);
  return response.map((mark) => key.correct.includes(mark));
}

/** 0 to 1: how much of the points a response is worth; null where nothing is right or wrong. @param {QuestionData} question @param {string[]} response */
export function shareOf(question, response) {
  if (!isScored(question)) return null;
  const key = readKey(question);
  const parts = rightParts(question, key, response);
  const right = parts.filter(Boolean).length;
  // A wrong pick takes a right one away, so that ticking all is worth nothing.
  const [gained, all] = question.form === "picks" ? [2 * right - parts.length, key.correct.length] : [right, parts.length];
  if (response.length > 0 && gained === all) return 1;
  return question.partial && all > 0 ? Math.max(0, gained / all) : 0;
}

/**
 * Right answers, the first one first: each right ending of a scenario; the one that the key names, then other texts for a
 * blank.
 * @param {QuestionData} question @param {AnswerKey} key @returns {string[][]}
 */
export function rightPatterns({ form }, key) {
  if (form === "path") return key.correct.map((mark) => [mark]);
  const patterns = (key.blanks ?? []).flatMap(({ texts }, index) =>
    texts.slice(1).map((text) => key.correct.map((first, place) => (place === index ? text : first))));
  return [key.correct, ...patterns.slice(0, MOST_PATTERNS - 1)];
}

/** @param {{texts: string[], exact: boolean, low: number | null, high: number | null} | undefined} blank @param {string} text */
function isRightText(blank, text) {
  if (!blank) return false;
  if (blank.low !== null && blank.high !== null) {
    const number = Number(plainNumberText(text) || NaN);
    return number >= blank.low && number <= blank.high;
  }
  const same = (/** @type {string} */ one) => {
    const plain = one.normalize("NFC").replace(/[‘’]/g, "'").trim().replace(/\s+/g, " ");
    return blank.exact ? plain : plain.toLowerCase();
  };
  return blank.texts.some((right) => same(right) === same(text));
}

/** The number in a text as every standard writes it, "" for none; with a comma too. @param {string} text */
export function plainNumberText(text) {
  const plain = text.replace(/\s/g, "").replace("−", "-").replace(",", ".");
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? plain.replace("+", "") : "";
}
