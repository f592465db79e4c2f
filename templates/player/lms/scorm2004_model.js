// SCORM 2004: the data model (RTE 4.2 and, in the 4th edition, 4.3; navigation: SN 5.6), one row for each element.

import { given, matching, oneOf, text } from "./formats.js";
import { row } from "./data_model.js";
import {
  PATTERNS, RESPONSES, atLeastZero, byType, fraction, identifier, interactionType, language, localized, navigationRequest, real, result, scaled,
  timeinterval, timestamp,
} from "./scorm2004_formats.js";

/**
 * @typedef {import("./types.js").Element} Element
 * @typedef {import("./types.js").Launch} Launch
 */

const completionStatus = oneOf("completed", "incomplete", "not attempted", "unknown");
const successStatus = oneOf("passed", "failed", "unknown");
const exit = oneOf("time-out", "suspend", "logout", "normal", "");
const captioning = oneOf("-1", "0", "1");
const longId = identifier(4000);

/** @param {string[]} names */
const children = (...names) => names.join(",");
/** @param {number | null} number */
const said = (number) => (number === null ? null : String(number));

/** RTE 4.2.23: 64,000 characters; 4,000 in the 2nd edition. @param {Launch} launch */
export const stateLimit = ({ standard }) => (standard === "scorm2004-2" ? 4000 : 64000);

/** @param {Launch} launch @returns {Element[]} */
export function rowsOf(launch) {
  const isFourth = launch.standard === "scorm2004-4";
  const state = text(launch.profile.stateLimit ?? stateLimit(launch));
  const objectiveParts = ["id", "score", "success_status", "completion_status", ...(launch.standard === "scorm2004-2" ? [] : ["progress_measure"]), "description"];
  return [
    row("cmi._version", "keyword", given, "1.0"),
    row("cmi._children", "keyword", given, children(
      "comments_from_learner", "comments_from_lms", "completion_status", "completion_threshold", "credit", "entry", "exit", "interactions", "launch_data",
      "learner_id", "learner_name", "learner_preference", "location", "max_time_allowed", "mode", "objectives", "progress_measure", "scaled_passing_score",
      "score", "session_time", "success_status", "suspend_data", "time_limit_action", "total_time",
    )),

    // 4.2.2, 4.2.3
    row("cmi.comments_from_learner._children", "keyword", given, children("comment", "location", "timestamp")),
    row("cmi.comments_from_learner._count", "keyword", given),
    row("cmi.comments_from_learner.n.comment", "rw", localized(4000)),
    row("cmi.comments_from_learner.n.location", "rw", text(250)),
    row("cmi.comments_from_learner.n.timestamp", "rw", timestamp),
    row("cmi.comments_from_lms._children", "keyword", given, children("comment", "location", "timestamp")),
    row("cmi.comments_from_lms._count", "keyword", given),
    row("cmi.comments_from_lms.n.comment", "ro", localized(4000)),
    row("cmi.comments_from_lms.n.location", "ro", text(250)),
    row("cmi.comments_from_lms.n.timestamp", "ro", timestamp),

    // 4.2.4 to 4.2.8
    row("cmi.completion_status", "rw", completionStatus, "unknown"),
    row("cmi.completion_threshold", "ro", fraction, ({ completionThreshold }) => said(completionThreshold)),
    row("cmi.credit", "ro", given, ({ credit, mode }) => (credit && mode === "normal" ? "credit" : "no-credit")),
    row("cmi.entry", "ro", given, ""),
    row("cmi.exit", "wo", exit),

    // 4.2.9
    row("cmi.interactions._children", "keyword", given, children("id", "type", "objectives", "timestamp", "correct_responses", "weighting", "learner_response", "result", "latency", "description")),
    row("cmi.interactions._count", "keyword", given),
    row("cmi.interactions.n.id", "rw", longId),
    row("cmi.interactions.n.type", "rw", interactionType, null, ["id"]),
    row("cmi.interactions.n.objectives._count", "keyword", given),
    row("cmi.interactions.n.objectives.m.id", "rw", longId, null, ["id"]),
    row("cmi.interactions.n.timestamp", "rw", timestamp, null, ["id"]),
    row("cmi.interactions.n.correct_responses._count", "keyword", given),
    row("cmi.interactions.n.correct_responses.m.pattern", "rw", byType(PATTERNS), null, ["id", "type"]),
    row("cmi.interactions.n.weighting", "rw", real, null, ["id"]),
    row("cmi.interactions.n.learner_response", "rw", byType(RESPONSES), null, ["id", "type"]),
    row("cmi.interactions.n.result", "rw", result, null, ["id"]),
    row("cmi.interactions.n.latency", "rw", timeinterval, null, ["id"]),
    row("cmi.interactions.n.description", "rw", localized(250), null, ["id"]),

    // 4.2.10 to 4.2.16
    row("cmi.launch_data", "ro", given, ({ launchData }) => launchData || null),
    row("cmi.learner_id", "ro", longId, ({ learnerId }) => learnerId),
    row("cmi.learner_name", "ro", localized(250), ({ learnerName }) => learnerName),
    row("cmi.learner_preference._children", "keyword", given, children("audio_level", "language", "delivery_speed", "audio_captioning")),
    row("cmi.learner_preference.audio_level", "rw", atLeastZero, "1"),
    row("cmi.learner_preference.language", "rw", language, ({ language: preferred }) => preferred),
    row("cmi.learner_preference.delivery_speed", "rw", atLeastZero, "1"),
    row("cmi.learner_preference.audio_captioning", "rw", captioning, "0"),
    row("cmi.location", "rw", text(1000)),
    row("cmi.max_time_allowed", "ro", given, ({ maxTimeAllowed }) => maxTimeAllowed || null),
    row("cmi.mode", "ro", given, ({ mode }) => mode),

    // 4.2.17
    row("cmi.objectives._children", "keyword", given, children(...objectiveParts)),
    row("cmi.objectives._count", "keyword", given),
    row("cmi.objectives.n.id", "rw", longId),
    row("cmi.objectives.n.score._children", "keyword", given, children("scaled", "raw", "min", "max")),
    row("cmi.objectives.n.score.scaled", "rw", scaled, null, ["id"]),
    row("cmi.objectives.n.score.raw", "rw", real, null, ["id"]),
    row("cmi.objectives.n.score.min", "rw", real, null, ["id"]),
    row("cmi.objectives.n.score.max", "rw", real, null, ["id"]),
    row("cmi.objectives.n.success_status", "rw", successStatus, "unknown", ["id"]),
    row("cmi.objectives.n.completion_status", "rw", completionStatus, "unknown", ["id"]),
    ...(objectiveParts.includes("progress_measure") ? [row("cmi.objectives.n.progress_measure", "rw", fraction, null, ["id"])] : []),
    row("cmi.objectives.n.description", "rw", localized(250), null, ["id"]),

    // 4.2.18 to 4.2.25
    row("cmi.progress_measure", "rw", fraction),
    row("cmi.scaled_passing_score", "ro", scaled, ({ scaledPassingScore }) => said(scaledPassingScore)),
    row("cmi.score._children", "keyword", given, children("scaled", "raw", "min", "max")),
    row("cmi.score.scaled", "rw", scaled),
    row("cmi.score.raw", "rw", real),
    row("cmi.score.min", "rw", real),
    row("cmi.score.max", "rw", real),
    row("cmi.session_time", "wo", timeinterval),
    row("cmi.success_status", "rw", successStatus, "unknown"),
    row("cmi.suspend_data", "rw", state),
    row("cmi.time_limit_action", "ro", given, ({ timeLimitAction }) => timeLimitAction || "continue,no message"),
    row("cmi.total_time", "ro", timeinterval, "PT0H0M0S"),

    // SN 5.6; jump came with the 4th edition
    row("adl.nav.request", "rw", isFourth ? navigationRequest : matching(navigationRequest.allowed.replace(", {target=ID}jump", ""), /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^}]+\}choice)$/), "_none_"),
    row("adl.nav.request_valid.continue", "ro", given, "unknown"),
    row("adl.nav.request_valid.previous", "ro", given, "unknown"),
    row("adl.nav.request_valid.choice.{target=t}", "ro", given, "unknown"),
    ...(isFourth ? [row("adl.nav.request_valid.jump.{target=t}", "ro", given, "unknown")] : []),

    // 4.3, 4th edition
    ...(isFourth ? [
      row("adl.data._children", "keyword", given, children("id", "store")),
      row("adl.data._count", "keyword", given),
      row("adl.data.n.id", "ro", longId),
      row("adl.data.n.store", "rw", text(64000)),
    ] : []),
  ];
}

