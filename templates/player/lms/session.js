// A session of one SCO: the eight methods, the state they are called in, what is stored when, and the profile's part in it.
// The standard judges each call first; only then the profile may hide the verdict.

import { accept, getValue, refuse, setValue, shown } from "./access.js";
import { DataModel } from "./data_model.js";

/**
 * @typedef {import("./types.js").Call} Call
 * @typedef {import("./types.js").Host} Host
 * @typedef {import("./types.js").Launch} Launch
 * @typedef {import("./types.js").MethodKey} MethodKey
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Session} Session
 * @typedef {import("./types.js").Standard} Standard
 */

const LONGEST_SHOWN = 100000;

/** @param {Standard} standard @param {Launch} wanted @param {Host} host @returns {Session} */
export function openSession(standard, wanted, host) {
  const { codes, methods, names } = standard;
  const { profile, stored } = wanted;
  const is2004 = codes.noValue !== null;
  const review = profile.reviewWhenFinished && standard.isFinished(stored);
  /** @type {Launch} */
  const launch = review ? { ...wanted, mode: "review" } : wanted;
  const isSuspended = stored[names.exit] === "suspend";
  // A new attempt on the SCO begins with a new set of run-time data (2004 RTE 2.1.1, 4.2.8).
  const isNewAttempt = Object.keys(stored).length === 0 || (is2004 && profile.keepsOnlySuspended && !isSuspended && !review);
  const kept = isNewAttempt ? {} : stored;
  const model = new DataModel(standard.rows(launch), launch);
  if (is2004 && !profile.lenient) beginRecords(model, launch);
  const totalBefore = standard.hundredths(kept[names.totalTime] ?? "");
  restore();
  // What nobody set is not stored, so that a learner's other language at the next launch counts.
  const preferences = new Map([...model.values].filter(([element]) => /_preference\./.test(element)));
  /** @type {"before" | "running" | "after"} */
  let phase = "before";
  let lastError = "0";
  let lastDiagnostic = "";
  /** @type {Set<string>} */
  const changed = new Set();
  const now = () => (host.now ?? Date.now)();
  const isDismissed = () => host.dismissed?.() ?? false;

  function restore() {
    const perSession = new Set([names.exit, names.sessionTime, "adl.nav.request"]);
    if (profile.lenient) for (const [element, value] of Object.entries(kept)) model.force(element, value);
    else model.restore(kept, ({ name, access }) => (access === "rw" || access === "wo" || name === names.totalTime) && !perSession.has(name));
    const entry = isNewAttempt || profile.alwaysAbInitio ? "ab-initio" : isSuspended && !review ? "resume" : "";
    model.values.set(names.entry, entry);
  }

  /** What is to be kept: all that the content set, and what the LMS made of it. */
  function values() {
    const flat = model.flat();
    /** @type {Record<string, string>} */
    const result = {};
    for (const [element, value] of Object.entries(flat)) {
      if (preferences.get(element) === value && !(element in kept)) continue;
      const access = model.find(element)?.row.access;
      if (profile.lenient || access === "rw" || access === "wo") result[element] = standard.decided(model, element, host) ?? value;
    }
    result[names.totalTime] = standard.timeText(totalBefore + standard.hundredths(flat[names.sessionTime] ?? ""));
    return result;
  }

  /** @param {boolean} closing */
  function store(closing) {
    const dismissed = isDismissed();
    if (profile.commitRefused || (profile.offlineAtExit && (closing || dismissed))) return false;
    if (launch.mode === "review" && !profile.storesReview) return true;
    let sent = values();
    if (dismissed && profile.bytesAtExit !== null) {
      const counted = Object.entries(sent).filter(([element]) => is2004 || changed.has(element));
      if (sizeOf(counted) > profile.bytesAtExit) return false;
    }
    if (dismissed && profile.crlfAtExit) sent = Object.fromEntries(Object.entries(sent).map(([element, value]) => [element, value.replace(/\r?\n/g, "\r\n")]));
    if (!host.store(sent, { closing })) return false;
    changed.clear();
    return true;
  }

  /** @param {unknown[]} args @returns {Outcome | null} */
  const argumentFault = ([argument]) => (argument === "" ? null : refuse(codes.argument, `The argument has to be an empty string, not ${argument === undefined ? "nothing" : shown(String(argument))}.`));

  /** @param {"terminate" | "get" | "set" | "commit"} key @param {string} result @returns {Outcome | null} */
  function stateFault(key, result) {
    if (phase === "running") return null;
    const why = phase === "before" ? `${methods[key]} was called before ${methods.initialize}.` : `${methods[key]} was called after ${methods.terminate}.`;
    return refuse(codes[phase][key], why, result);
  }

  /** @type {Record<MethodKey, (args: unknown[], remarks: string[]) => Outcome>} */
  const work = {
    initialize(args) {
      const fault = argumentFault(args);
      if (fault) return fault;
      if (phase === "running") return refuse(codes.initializedTwice, `${methods.initialize} was called already.`);
      if (phase === "after") return refuse(codes.initializedAfterEnd, `${methods.initialize} was called after ${methods.terminate}: a session is opened once.`);
      phase = "running";
      return accept();
    },
    terminate(args, remarks) {
      const fault = argumentFault(args) ?? stateFault("terminate", "false");
      if (fault) return fault;
      remarks.push(...standard.end(model, host));
      if (!store(true)) return { ...refuse(codes.terminateFailed, "The values could not be stored; the session is still open."), stored: false };
      phase = "after";
      return { ...accept(), stored: true };
    },
    get([name], remarks) {
      return stateFault("get", "") ?? getValue(standard, model, nameOf(name, remarks), host);
    },
    set([name, value], remarks) {
      const fault = stateFault("set", "false");
      if (fault) return fault;
      if (value === undefined || value === null || typeof value === "object" || typeof value === "function") {
        return refuse(codes.type, `A value has to be a string, not ${value === undefined ? "nothing" : value === null ? "null" : `of type ${typeof value}`}.`);
      }
      if (typeof value !== "string") remarks.push(`The value is of type ${typeof value}: the standard knows strings only, and not every LMS converts.`);
      if (launch.mode === "review") remarks.push("The mode is “review”: what is set now is for nobody, and some LMSs overwrite the result with it.");
      const element = nameOf(name, remarks);
      const outcome = setValue(standard, model, element, String(value));
      if (outcome.error === "0") changed.add(element);
      return outcome;
    },
    commit(args) {
      const fault = argumentFault(args) ?? stateFault("commit", "false");
      if (fault) return fault;
      if (!store(false)) return { ...refuse(codes.commitFailed, "The values could not be stored."), stored: false };
      return { ...accept(), stored: true };
    },
    lastError: () => ({ result: lastError, error: lastError, diagnostic: lastDiagnostic }),
    errorString: ([code]) => ({ result: wordsFor(code), error: lastError, diagnostic: lastDiagnostic }),
    diagnostic: ([code]) => ({
      result: code === "" || code === undefined || String(code) === lastError ? lastDiagnostic || wordsFor(lastError) : wordsFor(code),
      error: lastError, diagnostic: lastDiagnostic,
    }),
  };

  /** @param {unknown} code */
  function wordsFor(code) {
    return new Map(Object.entries(standard.errors)).get(String(code)) ?? "";
  }

  /** @param {unknown} name @param {string[]} remarks */
  function nameOf(name, remarks) {
    if (name !== undefined && name !== null && typeof name !== "string") remarks.push(`The name is of type ${typeof name}, not a string.`);
    return name === undefined || name === null ? "" : String(name);
  }

  /** What the content is told, once the profile had its say. @param {MethodKey} key @param {unknown[]} args @param {Outcome} outcome @returns {Outcome} */
  function told(key, args, outcome) {
    const element = String(args[0] ?? "");
    if (key === "get" && profile.answers !== null && !profile.answers.includes(element)) return { ...outcome, result: "", error: "0" };
    if (profile.lenient && outcome.error !== "0") {
      if (key === "set") model.force(element, String(args[1] ?? ""));
      if (key === "initialize") phase = "running";
      return { ...outcome, result: key === "get" ? model.values.get(element) ?? "" : "true", error: "0" };
    }
    return profile.hidesErrors ? { ...outcome, error: "0" } : outcome;
  }

  /** @param {MethodKey} key @param {unknown[]} args */
  function call(key, args) {
    const time = now();
    const phaseBefore = phase;
    /** @type {string[]} */
    const remarks = [];
    const isSlow = profile.latencyMilliseconds > 0 && ["initialize", "terminate", "commit"].includes(key);
    if (isSlow) (host.pause ?? wait)(profile.latencyMilliseconds);
    const outcome = work[key](args, remarks);
    const answer = told(key, args, outcome);
    if (key === "set" && profile.storesAtOnce && phase === "running") outcome.stored = store(false);
    const isAboutErrors = key === "lastError" || key === "errorString" || key === "diagnostic";
    if (!isAboutErrors) [lastError, lastDiagnostic] = [answer.error, answer.error === "0" ? "" : answer.diagnostic];
    host.watch?.({
      time, method: methods[key], args: args.map((arg) => ({ type: arg === null ? "null" : typeof arg, text: printable(arg) })),
      result: answer.result, error: answer.error, verdict: isAboutErrors ? "0" : outcome.error, diagnostic: isAboutErrors ? "" : outcome.diagnostic,
      remarks, phase: phaseBefore, dismissed: isDismissed(), stored: outcome.stored ?? null,
    });
    return answer.result;
  }

  const keys = /** @type {MethodKey[]} */ (Object.keys(methods));
  return {
    api: Object.fromEntries(keys.map((key) => [methods[key], (...args) => call(key, args)])),
    values: () => ({ ...model.flat(), ...decidedValues() }),
    stateSize: () => ({ characters: (model.values.get(names.state) ?? "").length, limit: stateLimit(), bytes: sizeOf(Object.entries(values())) }),
    isRunning: () => phase === "running",
    phase: () => phase,
    abandon() {
      const wasRunning = phase === "running";
      phase = "after";
      return wasRunning;
    },
  };

  function decidedValues() {
    return Object.fromEntries([...model.values.keys()].flatMap((element) => {
      const value = standard.decided(model, element, host);
      return value === null ? [] : [[element, value]];
    }));
  }

  function stateLimit() {
    return profile.stateLimit ?? standard.stateLimit(launch);
  }
}

/** What the LMS has in its lists before the content runs. @param {DataModel} model @param {Launch} launch */
function beginRecords(model, { objectives, objectiveStates, sharedData, commentsFromLms, profile }) {
  /** @param {string} element @param {string | null | undefined} value */
  const put = (element, value) => {
    const place = model.find(element);
    if (place && value !== undefined && value !== null) model.put(place, value);
  };
  // Objectives of the manifest that have an id (RTE 4.2.17).
  for (const [index, id] of (profile.manifestObjectives ? objectives : []).entries()) {
    const { satisfied, measure, completed, progress } = objectiveStates?.[id] ?? {};
    put(`cmi.objectives.${index}.id`, id);
    put(`cmi.objectives.${index}.success_status`, satisfied === undefined ? null : satisfied ? "passed" : "failed");
    put(`cmi.objectives.${index}.score.scaled`, measure === undefined ? null : String(measure));
    put(`cmi.objectives.${index}.completion_status`, completed === undefined ? null : completed ? "completed" : "incomplete");
    put(`cmi.objectives.${index}.progress_measure`, progress === undefined ? null : String(progress));
  }
  for (const [index, { id, value }] of (sharedData ?? []).entries()) {
    put(`adl.data.${index}.id`, id);
    put(`adl.data.${index}.store`, value);
  }
  for (const [index, comment] of (commentsFromLms ?? []).entries()) {
    put(`cmi.comments_from_lms.${index}.comment`, comment.comment);
    put(`cmi.comments_from_lms.${index}.location`, comment.location);
    put(`cmi.comments_from_lms.${index}.timestamp`, comment.timestamp);
  }
}

/** Bytes as a form would carry them: UTF-8, with about a hundred for each field. @param {[string, string][]} pairs */
function sizeOf(pairs) {
  const encoder = new TextEncoder();
  return pairs.reduce((sum, [element, value]) => sum + 100 + element.length + encoder.encode(value).length, 0);
}

/** As text, as much of it as an element can hold; content may pass anything. @param {unknown} value */
function printable(value) {
  try {
    const text = typeof value === "object" && value !== null ? JSON.stringify(value) ?? String(value) : String(value);
    return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}… (${text.length} characters)`;
  } catch (thrown) {
    return typeof value;
  }
}

/** Keeps the page waiting, as a synchronous request does. @param {number} milliseconds */
function wait(milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
}
