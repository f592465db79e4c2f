// SCORM 1.2: the data model (RTE 3.4.4) and its data types (RTE 3.4.3), one row for each element.

import { between, either, format, given, matching, oneOf, text } from "./formats.js";
import { row } from "./data_model.js";

/**
 * @typedef {import("./types.js").Element} Element
 * @typedef {import("./types.js").Format} Format
 * @typedef {import("./types.js").Launch} Launch
 * @typedef {import("./types.js").RecordReader} RecordReader
 */

const blank = format("nothing", (value) => value === "");
const decimal = matching("a decimal number such as 2, -2.5 or 0.75", /^-?\d+(\.\d+)?$/);
const integer = matching("a whole number", /^-?\d+$/);
const score = either("a decimal number from 0 to 100, or nothing", between(decimal, 0, 100), blank);
const timespan = matching("HHHH:MM:SS.SS (two to four digits of hours, up to two decimals)", /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/);
const time = matching("HH:MM:SS.SS, a time of day (up to two decimals)", /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const identifier = matching("up to 255 letters, digits, “-” and “_”, no blanks", /^[A-Za-z0-9_-]{1,255}$/);

const status = oneOf("passed", "completed", "failed", "incomplete", "browsed", "not attempted");
// "not attempted" is what the LMS begins with; a SCO that runs has been attempted (RTE 3.4.4, cmi.core.lesson_status).
const statusOfSco = oneOf("passed", "completed", "failed", "incomplete", "browsed");
const exit = oneOf("time-out", "suspend", "logout", "");
const interactionType = oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric");
const result = either("“correct”, “wrong”, “unanticipated”, “neutral” or a decimal number", oneOf("correct", "wrong", "unanticipated", "neutral"), decimal);

/** CMIFeedback: what an answer looks like depends on the interaction's type. @type {Record<string, Format>} */
export const FEEDBACK = {
  "true-false": matching("0, 1, t or f", /^[01tf]$/),
  choice: matching("single marks 0-9 or a-z with commas between them, in braces or not", /^(|[0-9a-z](,[0-9a-z])*|\{[0-9a-z](,[0-9a-z])*\})$/),
  "fill-in": text(255),
  numeric: decimal,
  likert: matching("one mark 0-9 or a-z, or nothing", /^[0-9a-z]?$/),
  matching: matching("pairs of marks 0-9 or a-z such as 1.c,2.b", /^(|[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*|\{[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*\})$/),
  performance: text(255),
  sequencing: matching("single marks 0-9 or a-z with commas between them", /^(|[0-9a-z](,[0-9a-z])*)$/),
};

/** Nothing orders the parts of an interaction (RTE 3.4.4): before its type is known, any short text can be right. @type {Format} */
const feedback = {
  allowed: text(255).allowed,
  fault: (value, record) => (FEEDBACK[record("type") ?? ""] ?? text(255)).fault(value, record),
  allowedFor: (record) => `${(FEEDBACK[record("type") ?? ""] ?? text(255)).allowed}, for the type “${record("type") ?? "not set yet"}”`,
};

/** @param {string[]} names */
const children = (...names) => names.join(",");

/** @param {Launch} launch */
const credit = ({ credit: counts, mode }) => (counts && mode === "normal" ? "credit" : "no-credit");

/** @param {Launch} launch @returns {Element[]} */
export function rowsOf(launch) {
  const { stateLimit, textLimit } = launch.profile;
  const string255 = text(textLimit ?? 255);
  const string4096 = text(4096);
  const state = text(stateLimit ?? 4096);
  return [
    row("cmi._version", "keyword", given, "3.4"),
    row("cmi._children", "keyword", given, children("core", "suspend_data", "launch_data", "comments", "comments_from_lms", "objectives", "student_data", "student_preference", "interactions")),

    row("cmi.core._children", "keyword", given, children("student_id", "student_name", "lesson_location", "credit", "lesson_status", "entry", "score", "total_time", "lesson_mode", "exit", "session_time")),
    row("cmi.core.student_id", "ro", identifier, ({ learnerId }) => learnerId),
    row("cmi.core.student_name", "ro", string255, ({ learnerName }) => learnerName),
    row("cmi.core.lesson_location", "rw", string255, ""),
    row("cmi.core.credit", "ro", given, credit),
    row("cmi.core.lesson_status", "rw", statusOfSco, "not attempted"),
    row("cmi.core.entry", "ro", given, ""),
    row("cmi.core.score._children", "keyword", given, children("raw", "min", "max")),
    row("cmi.core.score.raw", "rw", score, ""),
    row("cmi.core.score.max", "rw", score, ""),
    row("cmi.core.score.min", "rw", score, ""),
    row("cmi.core.total_time", "ro", given, "0000:00:00.00"),
    row("cmi.core.lesson_mode", "ro", given, ({ mode }) => mode),
    row("cmi.core.exit", "wo", exit),
    row("cmi.core.session_time", "wo", timespan),

    row("cmi.suspend_data", "rw", state, ""),
    row("cmi.launch_data", "ro", given, ({ launchData }) => launchData),
    row("cmi.comments", "rw", string4096, ""),
    row("cmi.comments_from_lms", "ro", given, ({ commentsFromLms }) => (commentsFromLms ?? []).map(({ comment }) => comment).join("\n")),

    row("cmi.objectives._children", "keyword", given, children("id", "score", "status")),
    row("cmi.objectives._count", "keyword", given),
    row("cmi.objectives.n.id", "rw", identifier, ""),
    row("cmi.objectives.n.score._children", "keyword", given, children("raw", "min", "max")),
    row("cmi.objectives.n.score.raw", "rw", score, ""),
    row("cmi.objectives.n.score.max", "rw", score, ""),
    row("cmi.objectives.n.score.min", "rw", score, ""),
    row("cmi.objectives.n.status", "rw", status, ""),

    row("cmi.student_data._children", "keyword", given, children("mastery_score", "max_time_allowed", "time_limit_action")),
    row("cmi.student_data.mastery_score", "ro", given, ({ masteryScore }) => (masteryScore === null ? "" : String(masteryScore))),
    row("cmi.student_data.max_time_allowed", "ro", given, ({ maxTimeAllowed }) => maxTimeAllowed),
    row("cmi.student_data.time_limit_action", "ro", given, ({ timeLimitAction }) => timeLimitAction),

    row("cmi.student_preference._children", "keyword", given, children("audio", "language", "speed", "text")),
    row("cmi.student_preference.audio", "rw", between(integer, -1, 100), "0"),
    row("cmi.student_preference.language", "rw", string255, ({ language }) => language),
    row("cmi.student_preference.speed", "rw", between(integer, -100, 100), "0"),
    row("cmi.student_preference.text", "rw", between(integer, -1, 1), "0"),

    row("cmi.interactions._children", "keyword", given, children("id", "objectives", "time", "type", "correct_responses", "weighting", "student_response", "result", "latency")),
    row("cmi.interactions._count", "keyword", given),
    row("cmi.interactions.n.id", "wo", identifier),
    row("cmi.interactions.n.objectives._count", "keyword", given),
    row("cmi.interactions.n.objectives.m.id", "wo", identifier),
    row("cmi.interactions.n.time", "wo", time),
    row("cmi.interactions.n.type", "wo", interactionType),
    row("cmi.interactions.n.correct_responses._count", "keyword", given),
    row("cmi.interactions.n.correct_responses.m.pattern", "wo", feedback),
    row("cmi.interactions.n.weighting", "wo", decimal),
    row("cmi.interactions.n.student_response", "wo", feedback),
    row("cmi.interactions.n.result", "wo", result),
    row("cmi.interactions.n.latency", "wo", timespan),
  ];
}
