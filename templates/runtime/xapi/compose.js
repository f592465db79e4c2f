// What a statement says: templates filled, the framework and the place in the course added. Pure. The twin of
// scormkit/render/statements.py, which prints the samples.

import { hashText } from "../key.js";

/**
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("../types.js").XapiActivity} XapiActivity
 * @typedef {import("../types.js").XapiData} XapiData
 * @typedef {import("../types.js").XapiHook} XapiHook
 * @typedef {import("../types.js").XapiMoment} XapiMoment
 */

/** The hooks that a moment at a thing sets off: see XapiHook. @param {XapiData} xapi @param {XapiMoment} on @param {string} key */
export function hooksFor({ hooks, things }, on, key) {
  const wanted = things[key]?.hooks;
  if (wanted === undefined || wanted === "off") return [];
  const session = `session:${key.slice(key.indexOf(":") + 1).split("/")[0]}`;
  const known = hooks.filter((hook) => hook.on === on && (!hook.at || hook.at === session));
  const own = known.filter(({ name, at }) => !name && at);
  const found = (own.length > 0 ? own : known.filter(({ name }) => !name)).filter(({ verb }) => verb);
  const named = known.filter(({ name, at }) => name && wanted.includes(name) && (name !== "on" || found.length === 0)
    && (at || !known.some((other) => other.name === name && other.at)));
  return [...found, ...named.filter(({ verb }) => verb)];
}

/** A template with its values; undefined: nothing remains of it. @param {any} template @param {Record<string, any>} values @returns {any} */
export function fillTemplate(template, values) {
  if (typeof template === "string") {
    const whole = /^\{(\w+)\}$/.exec(template);
    if (whole) return values[String(whole[1])] ?? undefined;
    let isKnown = true;
    const text = template.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name) => {
      if (!name) return found.charAt(0);
      isKnown = isKnown && (values[name] ?? null) !== null;
      return String(values[name]);
    });
    return isKnown ? text : undefined;
  }
  if (template === null || typeof template !== "object") return template ?? undefined;
  if (Array.isArray(template)) {
    const filled = template.map((part) => fillTemplate(part, values)).filter((part) => part !== undefined);
    return filled.length > 0 ? filled : undefined;
  }
  const entries = Object.entries(template).map(([name, part]) => [name, fillTemplate(part, values)]).filter(([, part]) => part !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/**
 * A statement but for id, actor, registration and time.
 * @param {XapiData} xapi
 * @param {XapiHook} hook
 * @param {string} key
 * @param {Record<string, any>} values
 * @param {string} activityId              what the LMS calls what it launched, "" if as the publisher does
 * @param {string[]} pattern               the question's right answer; empty for anything else
 */
export function composeStatement(xapi, hook, key, values, activityId, pattern) {
  /** @param {string} name @returns {XapiActivity[]} */
  const activityOf = (name) => {
    const activity = xapi.things[name]?.activity;
    return activity ? [activityId && name === xapi.publisher ? { ...activity, id: activityId } : activity] : [];
  };
  const thing = xapi.things[key];
  const [activity] = activityOf(key);
  const profile = { id: xapi.profile, definition: { type: "http://adlnet.gov/expapi/activities/profile" } };
  return {
    verb: hook.verb,
    object: {
      objectType: "Activity",
      ...activity,
      definition: {
        ...activity?.definition,
        ...(hook.activityType ? { type: hook.activityType } : {}),
        ...(pattern.length > 0 ? { correctResponsesPattern: pattern } : {}),
      },
    },
    result: fillTemplate(hook.result, values),
    context: joinContexts({
      language: Object.keys(activity?.definition.name ?? {})[0] ?? xapi.language,
      contextActivities: {
        parent: thing?.parent ? activityOf(thing.parent) : [],
        grouping: (thing?.grouping ?? []).flatMap(activityOf),
        category: [profile, ...(thing?.framework ?? []).flatMap((id) => xapi.framework[id] ?? [])],
      },
    }, fillTemplate(hook.context, values) ?? {}),
  };
}

/** Two contexts made one: what the first says stays, lists of activities are joined. @param {any} first @param {any} second @returns {any} */
export function joinContexts(first, second) {
  /** @type {Record<string, any[]>} */
  const activities = {};
  for (const name of ["parent", "grouping", "category", "other"]) {
    const all = [first, second].flatMap((context) => context.contextActivities?.[name] ?? []);
    const unique = all.filter((activity, at) => all.findIndex(({ id }) => id === activity.id) === at);
    if (unique.length > 0) activities[name] = unique;
  }
  const extensions = { ...second.extensions, ...first.extensions };
  return {
    ...second,
    ...first,
    ...(Object.keys(activities).length > 0 ? { contextActivities: activities } : {}),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
}

/** ISO 8601. @param {number} seconds */
export function spanText(seconds) {
  return `PT${Number(Math.max(seconds, 0).toFixed(2))}S`;
}

/** @param {number | null} percent */
export function scoreValues(percent) {
  return percent === null ? {} : { score_scaled: Number((percent / 100).toFixed(4)), score_raw: percent, score_min: 0, score_max: 100 };
}

/** A title in the language of the course, or in any. @param {XapiData} xapi @param {string} key */
export function titleOf({ things, language }, key) {
  const names = things[key]?.activity.definition.name ?? {};
  return names[language] ?? Object.values(names)[0] ?? null;
}

/** @param {Environment} environment */
export function newUuid({ window, random }) {
  const bytes = new Uint8Array(16);
  if (window.crypto?.getRandomValues) window.crypto.getRandomValues(bytes);
  else bytes.forEach((_, at) => (bytes[at] = random() * 256));
  return uuidText(bytes, 64);
}

/** Always the same for a text: what may be said once only cannot be there twice. @param {string} text */
export function namedUuid(text) {
  const words = Uint32Array.from([1, 2, 3, 4], (number) => hashText(`${number} ${text} ${number * 7}`));
  return uuidText(new Uint8Array(words.buffer), 80);
}

/** @param {Uint8Array} bytes @param {number} version */
function uuidText(bytes, version) {
  const hex = Array.from(bytes, (byte, at) => (at === 6 ? (byte % 16) + version : at === 8 ? (byte % 64) + 128 : byte).toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
