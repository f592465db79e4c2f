// GetValue and SetValue: what both standards ask of them, in the order in which the checks are made.

import { DataModel } from "./data_model.js";

/**
 * @typedef {import("./types.js").Format} Format
 * @typedef {import("./types.js").Host} Host
 * @typedef {import("./types.js").Outcome} Outcome
 * @typedef {import("./types.js").Standard} Standard
 */

const SHOWN = 60;

/** @param {string} value   as a sentence can show it */
export function shown(value) {
  const line = value.replace(/\s+/g, " ");
  return line.length <= SHOWN ? `“${line}”` : `“${line.slice(0, SHOWN)}…” (${value.length.toLocaleString("en")} characters)`;
}

/** @param {string} error @param {string} diagnostic @param {string} result @returns {Outcome} */
export const refuse = (error, diagnostic, result = "false") => ({ result, error, diagnostic });

/** @param {string} result @returns {Outcome} */
export const accept = (result = "true") => ({ result, error: "0", diagnostic: "" });

/** @param {Standard} standard @param {DataModel} model @param {string} element @param {Host} host @returns {Outcome} */
export function getValue({ codes, barred, decided }, model, element, host) {
  const no = (/** @type {string} */ code, /** @type {string} */ why) => refuse(code, why, "");
  if (element === "") return no(codes.noNameGet, "The name of an element is missing.");
  const place = model.find(element);
  if (!place) return unknown(codes, model, element, "");
  if (place.row.access === "wo") return no(codes.writeOnly, `${element} can only be set, not read.`);
  for (const [at, list] of place.lists.entries()) {
    const count = model.count(list);
    if (Number(place.indices[at]) >= count) return no(codes.beyondEnd, `${list} has ${entries(count)}; there is no ${list}.${place.indices[at]}.`);
  }
  if (["writeOnly", "both"].includes(barred(model, place))) return no(codes.writeOnly, `The manifest does not let this activity read ${element}.`);
  const value = decided(model, element, host) ?? model.value(place);
  if (value === null && codes.noValue) return no(codes.noValue, `${element} has no value yet. A first launch meets this; it is no fault of the content.`);
  return accept(value ?? "");
}

/** @param {Standard} standard @param {DataModel} model @param {string} element @param {string} value @returns {Outcome} */
export function setValue({ codes, barred, unlawful }, model, element, value) {
  if (element === "") return refuse(codes.noNameSet, "The name of an element is missing.");
  const place = model.find(element);
  if (!place) return unknown(codes, model, element, "false");
  const { row, lists, indices } = place;
  if (row.access === "keyword") return refuse(codes.keyword, `${element} is a keyword: only the LMS says what it is.`);
  if (row.access === "ro") return refuse(codes.readOnly, `${element} can only be read.`);
  for (const [at, list] of lists.entries()) {
    const count = model.count(list);
    // What the manifest or the LMS lists, content cannot add to.
    if (Number(indices[at]) >= count && model.rows.get(`${list}.n.id`)?.access === "ro") return refuse(codes.gap, `${list} has ${entries(count)}, and only the LMS adds to it.`);
    if (Number(indices[at]) > count) return refuse(codes.gap, `${list} has ${entries(count)}, so the next one is ${list}.${count}, not ${list}.${indices[at]}.`);
  }
  if (["readOnly", "both"].includes(barred(model, place))) return refuse(codes.readOnly, `The manifest does not let this activity write ${element}.`);
  const record = model.record(place);
  const missing = row.needs.find((part) => record(part) === null);
  if (missing) return refuse(codes.dependency, `${element} needs ${lists[0]}.${indices[0]}.${missing} to be set first.`);
  const fault = row.format.fault(value, record);
  if (fault) return refuse(codes[fault], `${shown(value)} is not allowed for ${element}: allowed is ${allowed(row.format, record)}.`);
  const broken = unlawful(model, place, value);
  if (broken) return refuse(codes.unlawful, broken);
  model.put(place, value);
  return accept();
}

/** @param {Format} format @param {import("./types.js").RecordReader} record */
function allowed(format, record) {
  return format.allowedFor?.(record) ?? format.allowed;
}

/** @param {number} count */
function entries(count) {
  return count === 0 ? "no entries" : count === 1 ? "1 entry" : `${count} entries`;
}

/**
 * An element that is none. Asking something for its children, its length or its version has codes of its own.
 * @param {import("./types.js").Codes} codes @param {DataModel} model @param {string} element @param {string} result
 */
function unknown(codes, model, element, result) {
  const keyword = /^(.*)\.(_children|_count|_version)$/.exec(element);
  if (result === "" && keyword && model.knows(String(keyword[1]))) {
    if (keyword[2] === "_children") return refuse(codes.noChildren, `${keyword[1]} has no parts, so it has no _children.`, result);
    if (keyword[2] === "_count") return refuse(codes.noCount, `${keyword[1]} is no list, so it has no _count.`, result);
    return refuse(codes.noVersion, `${keyword[1]} has no _version; only cmi has one.`, result);
  }
  const near = [...model.rows.keys()].find((name) => name.toLowerCase() === element.toLowerCase().replace(/\.\d+\./, ".n.").replace(/\.\d+\./, ".m."));
  const other = /^cmi\.core\b|^cmi\.student|\.student_response$|^cmi\.comments$/.test(element) ? " It looks like one of SCORM 1.2." : "";
  const hint = near ? ` It is written ${near}.` : model.rows.has("cmi.core.exit") || !other ? "" : other;
  return refuse(codes.undefinedElement, `This standard has no element ${shown(element)}.${hint}`, result);
}
