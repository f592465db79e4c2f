// Random calls of a SCO: most of them as content makes them, some at a limit, some wrong.

import { rowsOf as rows12 } from "../../templates/player/lms/scorm12_model.js";
import { rowsOf as rows2004 } from "../../templates/player/lms/scorm2004_model.js";

const long = (length) => "x".repeat(length);

/** Values by the end of an element's name: for each element legal and illegal ones, and some at its limits. */
const VALUES = [
  [/score\.(raw|min|max)$/, ["0", "100", "50.5", "-0.5", "101", "", "abc", "7.", ".5", "1e2", "1,5", " 5", "+5", "-1", "12345678901"]],
  [/score\.scaled$/, ["0", "1", "-1", "0.5", "1.01", "-1.5", "x", "", "0.123456789", ".5", "-0"]],
  [/progress_measure$/, ["0", "1", "0.25", "1.5", "-0.1", "half", ""]],
  [/lesson_status$|objectives\.\d+\.status$/, ["passed", "completed", "failed", "incomplete", "browsed", "not attempted", "unknown", "Passed", ""]],
  [/completion_status$/, ["completed", "incomplete", "not attempted", "unknown", "passed", "Completed", ""]],
  [/success_status$/, ["passed", "failed", "unknown", "completed", ""]],
  [/exit$/, ["suspend", "time-out", "logout", "", "normal", "exit"]],
  [/lesson_location$/, ["p1", "", long(255), long(256), "a\nb", "ä"]],
  [/^cmi\.location$/, ["p1", "", long(1000), long(1001), "ä\n"]],
  [/suspend_data$/, ["a=1", "", long(4096), long(4097), long(64000), long(64001), "{\"a\":[1]}", "ü\n🙂"]],
  [/cmi\.comments$/, ["Fine.", "", long(4096), long(4097)]],
  [/comment$/, ["Fine.", "{lang=en}Fine.", "{lang=de-AT}Gut.", "{lang=}x", "{lang=12}x", "", long(4000)]],
  [/\d\.location$/, ["here", long(250), long(251), ""]],
  [/description$/, ["Words", "{lang=en}Words", long(250), long(251), "", "{a}"]],
  [/session_time$|latency$/, ["00:01:30", "0000:00:00.00", "00:01:30.5", "1:00:00", "00:75:00", "00:00:99", "99999:00:00", "00:01:30.123", "PT1M30S", "PT1H", "P1D", "PT1.25S", "PT1.255S", "P", "PT", "P1Y2M3DT4H5M6S", "PT1.5H", "P1W", "90", "", "PT5S1M", "P1H"]],
  [/\.time$/, ["10:30:00", "23:59:59.99", "24:00:00", "10:30", "10:60:00", "10:30:00.123", "2026-11-29T10:00:00"]],
  [/timestamp$/, ["2026-11-29T10:00:00", "2026-11-29T10:00:00.5Z", "2026-11-29T10:00:00.55+01:00", "2026-11-29T10:00:00Z", "2026-11-29", "2026", "2026-11-29T10", "2026-02-30T10:00:00", "2026-13-01", "1969-01-01", "2039-01-01", "2026-11-29T10:00:00.123", "10:00:00", ""]],
  [/\.id$/, ["a", "b", "c1", "obj_1", "q-1", "urn:iso:std:1", "urn:x", "has blank", "", "dot.ted", "ä", "http://example.org/a?b#c", long(255), long(256), long(4000), long(4001), "!!", "100%"]],
  [/\.type$/, ["true-false", "choice", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other", "essay", ""]],
  [/pattern$|_response$/, ["t", "f", "1", "true", "false", "a", "a,b", "{a,b}", "a,a", "a[,]b", "a[,]a", "b[,]a", "1.c,2.b", "a[.]b", "a[.]b[,]c[.]d", "a[.]b[.]c", "3.5", "1[:]3", "[:]3", "3[:]1", "[:]", "hello world", "{case_matters=true}hello", "{order_matters=false}a[,]b", "{case_matters=maybe}x", "{lang=en}hello", "", long(255), long(256), "1[:]x", "step[.]", "[.]x", "A", "ä"]],
  [/weighting$/, ["1", "0.5", "-1", "101", "x", "", "1e1"]],
  [/result$/, ["correct", "wrong", "incorrect", "unanticipated", "neutral", "0.5", "1", "-3", "bad", "", "12345"]],
  [/preference\.audio$/, ["-1", "0", "100", "101", "-2", "x", "1.5", ""]],
  [/preference\.speed$/, ["-100", "0", "100", "101", "x", ""]],
  [/preference\.text$/, ["-1", "0", "1", "2", "x", ""]],
  [/audio_level$|delivery_speed$/, ["0", "1", "2.5", "-1", "loud", "", "1000"]],
  [/audio_captioning$/, ["-1", "0", "1", "2", "x", ""]],
  [/language$/, ["en", "de-AT", "", "english-language", "x-klingon", "12", long(256), "i-a"]],
  [/nav\.request$/, ["continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll", "_none_", "{target=a}choice", "{target=a}jump", "{target=}choice", "next", "choice", ""]],
];
const ANY = ["x", "", "0"];

const UNKNOWN = ["cmi.core.foo", "cmi.foo", "foo", "cmi", "cmi.interactions", "cmi.objectives.0", "cmi.interactions.0.foo", "cmi.core.lesson_status._children", "cmi.suspend_data._count", "cmi.core._count", "cmi.objectives._version", "cmi.score._count", "cmi.location._children", "cmi.learner_preference._version", "adl.foo", "adl.nav.foo", "cmi.core.score.scaled", "cmi.completion_status", "cmi.core.lesson_status", "CMI.mode", "cmi.interactions.x.id", ""];
const LIST_NAMES = ["cmi.interactions._count", "cmi.objectives._count", "cmi.interactions.0.objectives._count", "cmi.interactions.0.correct_responses._count", "cmi.comments_from_learner._count"];

/** What chance alone rarely brings together: an interaction of a type, and right answers. */
export const SCRIPTS = [
  ["choice", "a[,]b", "b[,]a"],
  ["sequencing", "a[,]b", "a[,]b"],
  ["fill-in", "{case_matters=maybe}x"],
  ["long-fill-in", "{case_matters=true}hello"],
  ["fill-in", "a[,]a"],
  ["performance", "{order_matters=false}a[.]b[,]c[.]1[:]2"],
  ["matching", "1.c,2.b"],
  ["numeric", "3[:]1"],
  ["likert", "a", "b"],
  ["fill-in", "x", null, "{case_matters=maybe}x"],
].map(([type, ...patterns]) => [["Initialize", ""], ["SetValue", "cmi.interactions.0.id", "a"], ["SetValue", "cmi.interactions.0.type", type],
  // null: what follows takes the first one's place.
  ...patterns.flatMap((pattern, at) => (pattern === null ? [] : [["SetValue", `cmi.interactions.0.correct_responses.${patterns[at - 1] === null ? 0 : at}.pattern`, pattern]]))]);

/** @param {string} standard @param {any} start   the launch @param {() => number} random */
export function generator(standard, start, random) {
  const pick = (items) => items[Math.floor(random() * items.length)];
  const names = (standard === "scorm12" ? rows12 : rows2004)(start).map(({ name }) => name);
  const inner = names.filter((name) => name.includes(".n."));
  const index = () => pick(["0", "0", "0", "0", "0", "1", "1", "2", "3"]);
  const element = () => {
    const chosen = random();
    if (chosen < 0.06) return pick(UNKNOWN);
    if (chosen < 0.12) return pick(LIST_NAMES);
    return pick(chosen < 0.65 ? inner : names).replace(".n.", () => `.${index()}.`).replace(".m.", () => `.${index()}.`).replace("{target=t}", () => pick(["{target=a}", "{target=a.b}", "{target=}"]));
  };
  const value = (name) => pick(VALUES.find(([pattern]) => pattern.test(name))?.[1] ?? ANY);
  const [get, set, commit, initialize, finish] = standard === "scorm12" ? ["LMSGetValue", "LMSSetValue", "LMSCommit", "LMSInitialize", "LMSFinish"] : ["GetValue", "SetValue", "Commit", "Initialize", "Terminate"];
  const argument = () => (random() < 0.9 ? "" : pick(["x", "null", "0"]));
  const call = () => {
    const chosen = random();
    if (chosen < 0.38) return [get, element()];
    if (chosen < 0.95) {
      const name = element();
      return [set, name, value(name)];
    }
    if (chosen < 0.97) return [commit, argument()];
    return chosen < 0.985 ? [initialize, argument()] : [finish, argument()];
  };
  /** An interaction made in the right order, so that what follows meets one. */
  const proper = () => {
    const at = `cmi.interactions.${pick(["0", "0", "1"])}`;
    const type = pick(VALUES.find(([pattern]) => pattern.test(".type"))[1]);
    return [[set, `${at}.id`, pick(["a", "b", "q-1"])], [set, `${at}.type`, type], ...[0, 1].map((m) => [set, `${at}.correct_responses.${m}.pattern`, value("pattern")]),
      [set, `${at}.${standard === "scorm12" ? "student" : "learner"}_response`, value("pattern")]];
  };
  /** @param {number} length @returns {any[][]} */
  return (length) => {
    const calls = random() < 0.93 ? [[initialize, ""]] : [];
    while (calls.length < length) {
      if (random() < 0.08) calls.push(...proper());
      else if (random() < 0.05) calls.push([set, `cmi.objectives.${pick(["0", "1"])}.id`, pick(["a", "b", "obj_1"])]);
      else calls.push(call());
    }
    if (random() < 0.5) calls.push([finish, ""], call(), call());
    return calls;
  };
}
