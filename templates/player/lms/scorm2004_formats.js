// SCORM 2004: data types (RTE 4.1.1.7), and what answers look like for each type of interaction (RTE 4.2.9.1, 4.2.9.2).
//
// A smallest permitted maximum (SPM) is the least that an LMS has to keep. Content that counts on more will lose it
// somewhere, so this LMS refuses what goes beyond.

import { between, format, matching, oneOf, text } from "./formats.js";

/** @typedef {import("./types.js").Format} Format */

export const real = matching("a decimal number such as 2, -2.5 or 0.75", /^-?\d+(\.\d+)?$/);
export const scaled = between(real, -1, 1);
export const fraction = between(real, 0, 1);
export const atLeastZero = between(real, 0, Infinity);

/** timeinterval(second,10,2): at least one part, and one after T if there is a T. */
export const timeinterval = matching(
  "a duration such as PT1H5M30.25S (up to two decimals)",
  /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/,
);

const DATE = /^(19[7-9]\d|20[0-2]\d|203[0-8])(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:\.\d{1,2}(?:Z|[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?)?)?)?)?)?)?$/;

/** time(second,10,0), 1970 to 2038. */
export const timestamp = format("YYYY-MM-DDThh:mm:ss, 1970 to 2038; a zone (Z, +hh:mm) only after decimals of the second, of which there are two at most", (value) => {
  const parts = DATE.exec(value);
  if (!parts) return false;
  return !parts[3] || Number(parts[3]) <= new Date(Date.UTC(Number(parts[1]), Number(parts[2]), 0)).getUTCDate();
});

const LANGUAGE = /^([A-Za-z]{2,3}|i|x)(-[A-Za-z0-9]{2,8})*$/;
export const language = format("a language tag such as en or de-AT, or nothing", (value) => value === "" || LANGUAGE.test(value));

/** A text that may begin with its language, {lang=en}. @param {number} limit */
export const localized = (limit) => format(`a text of up to ${limit.toLocaleString("en")} characters, {lang=en} or the like in front if you wish`, (value) => isLocalized(value, limit));

/** @param {string} value @param {number} limit */
function isLocalized(value, limit) {
  const tagged = /^\{lang=([^}]*)\}/.exec(value);
  if (tagged && !LANGUAGE.test(String(tagged[1]))) return false;
  return value.length - (tagged?.[0].length ?? 0) <= limit;
}

/** An identifier: a URI (RFC 3986; brackets belong to IP addresses only), and if it is a URN, a whole one (RFC 2141). @param {number} limit */
export const identifier = (limit) => format(`an identifier of up to ${limit.toLocaleString("en")} characters: no blanks, nothing but what a URI may hold`, (value) => isIdentifier(value, limit));

/** @param {string} value @param {number} limit */
function isIdentifier(value, limit) {
  if (value.length === 0 || value.length > limit || !/^([A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/.test(value)) return false;
  return !/^urn:/i.test(value) || /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:./i.test(value);
}

export const INTERACTION_TYPES = ["true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other"];
export const interactionType = oneOf(...INTERACTION_TYPES);
export const result = format("“correct”, “incorrect”, “unanticipated”, “neutral” or a decimal number", (value) => ["correct", "incorrect", "unanticipated", "neutral"].includes(value) || !real.fault(value, () => null));
export const navigationRequest = matching(
  "continue, previous, exit, exitAll, abandon, abandonAll, suspendAll, _none_, or {target=ID}choice, {target=ID}jump",
  /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^}]+\}(choice|jump))$/,
);

const isShort = (/** @type {string} */ value) => isIdentifier(value, 250);
/** @param {string} value */
const parts = (value) => (value === "" ? [] : value.split("[,]"));
const isBoolean = (/** @type {string} */ word) => word === "true" || word === "false";
const isReal = (/** @type {string} */ value) => !real.fault(value, () => null);

/** What {case_matters=…} and {order_matters=…} in front say, taken off. @param {string} value @param {string[]} names @returns {string | null} */
function withoutSwitches(value, names) {
  let rest = value;
  for (;;) {
    const found = /^\{(case_matters|order_matters)=([^}]*)\}/.exec(rest);
    if (!found) return rest;
    if (!names.includes(String(found[1])) || !isBoolean(String(found[2]))) return null;
    rest = rest.slice(found[0].length);
  }
}

/** @param {string} value */
const isSet = (value) => parts(value).every(isShort) && new Set(parts(value)).size === parts(value).length && parts(value).length <= 36;
/** @param {string} value */
const isPairs = (value) => parts(value).length <= 36 && parts(value).every((pair) => pair.split("[.]").length === 2 && pair.split("[.]").every(isShort));
/** @param {string} value */
const isArray = (value) => parts(value).length <= 36 && parts(value).every(isShort);
/** @param {string} value @param {number} count */
const areTexts = (value, count) => value.split("[,]").length <= count && value.split("[,]").every((each) => isLocalized(each, 250));

/** A step: a name, an answer or both; a number may be asked for as a range. @param {string} step @param {boolean} isPattern */
function isStep(step, isPattern) {
  const [name = "", answer, ...more] = step.split("[.]");
  if (answer === undefined || more.length > 0 || (name === "" && answer === "")) return false;
  const isAnswer = answer.length <= 250 && (isPattern && answer.includes("[:]") ? isRange(answer) : !answer.includes("[:]"));
  return (name === "" || isShort(name)) && isAnswer;
}

/** min[:]max, either of which may be missing. @param {string} value */
function isRange(value) {
  const bounds = value.split("[:]");
  if (bounds.length !== 2 || !bounds.every((bound) => bound === "" || isReal(bound))) return false;
  return bounds.includes("") || Number(bounds[0]) <= Number(bounds[1]);
}

/** @param {string} value @param {boolean} isPattern */
const isPerformance = (value, isPattern) => parts(value).length <= 125 && value.split("[,]").every((step) => isStep(step, isPattern));

/** cmi.interactions.n.learner_response. @type {Record<string, Format>} */
export const RESPONSES = {
  "true-false": oneOf("true", "false"),
  choice: format("identifiers with [,] between them, none of them twice, up to 36", isSet),
  "fill-in": format("texts of up to 250 characters with [,] between them, up to 10", (value) => areTexts(value, 10)),
  "long-fill-in": localized(4000),
  matching: format("pairs source[.]target with [,] between them, up to 36", isPairs),
  performance: format("steps name[.]answer with [,] between them; name or answer may be missing", (value) => isPerformance(value, false)),
  sequencing: format("identifiers with [,] between them, up to 36", isArray),
  likert: format("one identifier", isShort),
  numeric: real,
  other: text(4000),
};

/** cmi.interactions.n.correct_responses.m.pattern. @type {Record<string, Format>} */
export const PATTERNS = {
  ...RESPONSES,
  "fill-in": format("{case_matters=…} and {order_matters=…} if you wish, then texts with [,] between them, up to 10", (value) => {
    const rest = withoutSwitches(value, ["case_matters", "order_matters"]);
    return rest !== null && areTexts(rest, 10);
  }),
  "long-fill-in": format("{case_matters=…} if you wish, then a text of up to 4,000 characters", (value) => {
    const rest = withoutSwitches(value, ["case_matters"]);
    return rest !== null && isLocalized(rest, 4000);
  }),
  performance: format("{order_matters=…} if you wish, then steps name[.]answer with [,] between them; a numeric answer may be min[:]max", (value) => {
    const rest = withoutSwitches(value, ["order_matters"]);
    return rest !== null && isPerformance(rest, true);
  }),
  numeric: format("min[:]max, either of which may be missing", isRange),
};

/** Types that have one right answer (RTE 4.2.9.1); the others may have several. */
export const ONE_PATTERN = ["true-false", "likert", "numeric", "other"];
/** Types whose right answers may not be the same twice. */
export const DIFFERENT_PATTERNS = ["choice", "sequencing"];

/** @param {Record<string, Format>} formats @returns {Format} */
export function byType(formats) {
  const of = (/** @type {import("./types.js").RecordReader} */ record) => formats[record("type") ?? ""] ?? text(4000);
  return {
    allowed: "what the interaction's type asks for",
    fault: (value, record) => of(record).fault(value, record),
    allowedFor: (record) => `${of(record).allowed} (type “${record("type")}”)`,
  };
}
