// The panel: calls, the data model, objectives, interactions, statements, stored state and problems, each as a view.

import { isIllegal } from "./lms/verdicts.js";
import { drawScenarios } from "./scenarios.js";

/**
 * @typedef {object} Seen
 * @property {any[]} calls
 * @property {number} callsDropped
 * @property {any[]} notes
 * @property {Record<string, Record<string, string>>} values
 * @property {Record<string, Record<string, string>>} stored
 * @property {any[]} statements
 * @property {Record<string, {resource: string, name: string, text: string, size: number}>} documents
 * @property {string} unit
 * @property {string} standard
 * @property {number | null} stateLimit
 * @property {import("./scenarios.js").Graph[]} scenarios
 */

const MOST_ROWS = 400;

/**
 * @param {object} parts
 * @param {HTMLElement} parts.tabs
 * @param {HTMLElement} parts.view
 * @param {HTMLInputElement} parts.search
 * @param {() => Seen} parts.read
 */
export function createViews({ tabs, view, search, read }) {
  let current = VIEWS[0];
  let standard = "";
  let isDue = false;

  const buttons = VIEWS.map((each) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `tab-${each.name}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", "view");
    tab.append(each.title, " ", element("span", "", "count"));
    tab.addEventListener("click", () => choose(each));
    tab.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const at = (VIEWS.indexOf(each) + step + VIEWS.length) % VIEWS.length;
      const other = VIEWS[at];
      if (!step || !other) return;
      choose(other);
      buttons[at]?.focus();
    });
    return tab;
  });
  tabs.append(...buttons);
  search.addEventListener("input", show);

  /** @param {View} wanted */
  function choose(wanted) {
    current = wanted;
    show();
  }

  function show() {
    isDue = false;
    const seen = read();
    if (seen.standard !== standard) {
      standard = seen.standard;
      const [calls, statements] = [viewNamed("calls"), viewNamed("statements")];
      // What speaks to an LRS makes no calls.
      if (standard.startsWith("scorm") ? current === statements : current === calls) current = standard.startsWith("scorm") ? calls : statements;
    }
    /** @type {HTMLElement} */ (search.parentElement).hidden = current.name === "state";
    for (const [at, each] of VIEWS.entries()) {
      const tab = /** @type {HTMLElement} */ (buttons[at]);
      tab.setAttribute("aria-selected", String(each === current));
      tab.tabIndex = each === current ? 0 : -1;
      const badge = /** @type {HTMLElement} */ (tab.querySelector(".count"));
      const number = each.count(seen);
      badge.textContent = number ? String(number) : "";
      badge.classList.toggle("bad", Boolean(each.isBad && number));
    }
    view.setAttribute("aria-labelledby", `tab-${current.name}`);
    const stays = view.scrollTop;
    view.replaceChildren(...current.draw(seen, search.value.trim().toLowerCase()));
    view.scrollTop = stays;
  }

  function soon() {
    if (isDue) return;
    isDue = true;
    setTimeout(show, 80);
  }

  return { show, soon };
}

/**
 * @typedef {object} View
 * @property {string} name
 * @property {string} title
 * @property {(seen: Seen) => number} count
 * @property {boolean} [isBad]
 * @property {(seen: Seen, wanted: string) => HTMLElement[]} draw
 */

/** @type {[View, ...View[]]} */
const VIEWS = [
  { name: "calls", title: "Calls", count: ({ calls }) => calls.length, draw: drawCalls },
  { name: "data", title: "Data model", count: (seen) => Object.keys(liveOf(seen)).length, draw: drawData },
  { name: "objectives", title: "Objectives", count: (seen) => recordsOf(liveOf(seen), "objectives").length, draw: (seen, wanted) => drawRecords(seen, wanted, "objectives") },
  { name: "interactions", title: "Interactions", count: (seen) => recordsOf(liveOf(seen), "interactions").length, draw: (seen, wanted) => drawRecords(seen, wanted, "interactions") },
  { name: "statements", title: "Statements", count: ({ statements }) => statements.length, draw: drawStatements },
  { name: "state", title: "State", count: () => 0, draw: drawState },
  { name: "scenarios", title: "Scenarios", count: ({ scenarios }) => scenarios.length, draw: ({ scenarios }, wanted) => drawScenarios(scenarios, wanted) },
  { name: "problems", title: "Problems", count: (seen) => problemsOf(seen).length, isBad: true, draw: drawProblems },
];

/** @param {string} wanted */
const viewNamed = (wanted) => VIEWS.find(({ name }) => name === wanted) ?? VIEWS[0];

/** @param {Seen} seen */
const liveOf = (seen) => seen.values[seen.unit] ?? {};

/** @param {string} name @param {string} text @param {string} [className] */
function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** @param {string[]} heads @param {HTMLElement[]} rows */
function table(heads, rows) {
  const made = document.createElement("table");
  const head = document.createElement("tr");
  head.append(...heads.map((text) => {
    const cell = element("th", text);
    cell.setAttribute("scope", "col");
    return cell;
  }));
  const top = document.createElement("thead");
  top.append(head);
  const body = document.createElement("tbody");
  body.append(...rows);
  made.append(top, body);
  return made;
}

/** @param {(string | HTMLElement)[]} cells @param {boolean} [isBad] */
function row(cells, isBad = false) {
  const made = document.createElement("tr");
  if (isBad) made.className = "bad";
  for (const cell of cells) {
    const box = document.createElement("td");
    box.append(cell);
    made.append(box);
  }
  return made;
}

/** @param {string} text */
const empty = (text) => [element("p", text, "empty")];

/** @param {string} text */
const short = (text) => (text.length > 300 ? `${text.slice(0, 300)}… (${text.length.toLocaleString("en")} characters)` : text);

/** @param {number} time */
function clock(time) {
  const moment = new Date(time);
  return `${moment.toTimeString().slice(0, 8)}.${String(moment.getMilliseconds()).padStart(3, "0")}`;
}

/** @param {Seen} seen @param {string} wanted */
function drawCalls({ calls, callsDropped }, wanted) {
  const found = calls.filter((call) => !wanted || [call.method, ...call.args, call.result, call.error].join(" ").toLowerCase().includes(wanted));
  if (!found.length) return empty(wanted ? "No call has that in it." : "The content has not called the API yet.");
  const latest = found.slice(-MOST_ROWS).reverse();
  const rows = latest.flatMap((call, at) => {
    const what = document.createElement("div");
    what.append(`${call.method}(${call.args.map((/** @type {string} */ each) => `"${short(each)}"`).join(", ")})`);
    if (call.diagnostic) what.append(element("div", call.diagnostic, "diagnostic"));
    for (const remark of call.remarks ?? []) what.append(element("div", remark, "diagnostic"));
    const made = row([element("span", clock(call.time), "time"), what, short(call.result), call.verdict || call.error], isIllegal(call));
    const isFirst = latest[at + 1]?.launch !== call.launch || latest[at + 1]?.unit !== call.unit;
    return isFirst ? [made, launchRow(call)] : [made];
  });
  const note = callsDropped ? [element("p", `${callsDropped} calls more were made and not kept.`, "empty")] : [];
  return [...note, table(["Time", "Call", "Result", "Error"], rows)];
}

/** Where the calls of a launch begin. @param {{launch: number, unit: string}} call */
function launchRow({ launch, unit }) {
  const made = document.createElement("tr");
  const cell = element("th", `Launch ${launch}${unit ? `: ${unit}` : ""}`);
  cell.setAttribute("scope", "rowgroup");
  Object.assign(cell, { colSpan: 4, className: "launch" });
  made.append(cell);
  return made;
}

/** @param {Seen} seen @param {string} wanted */
function drawData(seen, wanted) {
  const live = liveOf(seen);
  const stored = seen.stored[seen.unit] ?? {};
  const names = Object.keys(live).filter((name) => !wanted || `${name} ${live[name]}`.toLowerCase().includes(wanted)).sort(byPlace);
  if (!names.length) return empty(wanted ? "No element has that in it." : "Nothing was set yet. cmi5 and xAPI content uses no data model.");
  return [tree(names, live, stored)];
}

/** Elements that content can only read. */
const GIVEN = /^cmi\.((core\.)?(student_id|student_name|learner_id|learner_name|credit|entry|lesson_mode|mode|total_time)$|launch_data$|comments_from_lms|student_data\.|completion_threshold$|scaled_passing_score$|max_time_allowed$|time_limit_action$)/;

/** Elements of the data model by their parts, as a tree that can be folded. @param {string[]} names @param {Record<string, string>} live @param {Record<string, string>} stored */
function tree(names, live, stored) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const name of names) {
    const parts = name.split(".");
    const group = parts.slice(0, /^\d+$/.test(parts[2] ?? "") ? 3 : parts.length > 2 ? 2 : 1).join(".");
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  /** @param {string} name */
  const storedOf = (name) => {
    const value = stored[name];
    if (GIVEN.test(name)) return "given by the LMS";
    return value === undefined ? "no" : value === live[name] ? "yes" : `another: ${short(value)}`;
  };
  const box = element("div", "", "tree");
  for (const [group, members] of groups) {
    const part = document.createElement("details");
    part.className = "statement";
    part.open = true;
    part.append(element("summary", `${group} (${members.length})`));
    part.append(table(["Element", "Value", "Stored"], members.map((name) => row([name, short(live[name] ?? ""), storedOf(name)]))));
    box.append(part);
  }
  return box;
}

/** @param {string} one @param {string} other */
function byPlace(one, other) {
  return one.localeCompare(other, "en", { numeric: true });
}

/** @param {Record<string, string>} values @param {string} list */
function recordsOf(values, list) {
  /** @type {Record<string, string>[]} */
  const records = [];
  for (const [name, value] of Object.entries(values)) {
    const found = new RegExp(`^cmi\\.${list}\\.(\\d+)\\.(.+)$`).exec(name);
    if (found) (records[Number(found[1])] ??= {})[String(found[2])] = value;
  }
  return records;
}

/** @param {Seen} seen @param {string} wanted @param {string} list */
function drawRecords(seen, wanted, list) {
  const records = recordsOf(liveOf(seen), list).filter((record) => record && (!wanted || JSON.stringify(record).toLowerCase().includes(wanted)));
  if (!records.length) return empty(`There are no ${list}${wanted ? " with that in them" : " yet"}.`);
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].filter((name) => name !== "id");
  return [table(["id", ...columns], records.map((record) => row([record.id ?? "", ...columns.map((name) => short(record[name] ?? ""))])))];
}

/** @param {Seen} seen @param {string} wanted */
function drawStatements({ statements }, wanted) {
  const found = statements.filter((each) => !wanted || JSON.stringify(each).toLowerCase().includes(wanted));
  if (!found.length) return empty(wanted ? "No statement has that in it." : "No statement has come to the LRS. SCORM packages send some only where the course declares hooks.");
  return found.slice(-MOST_ROWS).reverse().map((statement) => {
    const part = document.createElement("details");
    part.className = "statement";
    const verb = Object.values(statement.verb?.display ?? {})[0] ?? String(statement.verb?.id ?? "").split("/").pop();
    const subject = Object.values(statement.object?.definition?.name ?? {})[0] ?? statement.object?.id ?? "";
    const score = statement.result?.score?.scaled;
    part.append(element("summary", `${String(statement.timestamp ?? "").slice(11, 19)} ${verb} ${subject}${score === undefined ? "" : ` (${score})`}`));
    part.append(element("pre", JSON.stringify(statement, null, 2)));
    return part;
  });
}

/** @param {Seen} seen */
function drawState(seen) {
  const live = liveOf(seen);
  const state = live["cmi.suspend_data"] ?? Object.values(seen.documents).find(({ resource, name }) => resource === "activities/state" && name !== "LMS.LaunchData")?.text ?? "";
  const parts = [];
  const limit = seen.stateLimit;
  const figure = element("p", limit ? `${state.length.toLocaleString("en")} of ${limit.toLocaleString("en")} characters` : `${state.length.toLocaleString("en")} characters`);
  parts.push(element("h2", "Stored state"), figure);
  if (limit) {
    const meter = document.createElement("meter");
    Object.assign(meter, { min: 0, max: limit, high: limit * 0.8, value: state.length });
    meter.setAttribute("aria-label", "Stored state against its limit");
    parts.push(meter);
  }
  parts.push(element("pre", state || "Nothing is stored."));
  for (const { resource, name, text, size } of Object.values(seen.documents)) {
    parts.push(element("h2", `${resource}: ${name}, ${size.toLocaleString("en")} bytes`), element("pre", short(text)));
  }
  return parts;
}

/** @param {Seen} seen @returns {{time: number, what: string, more: string}[]} */
function problemsOf({ calls, notes }) {
  const ofCalls = calls.filter((call) => isIllegal(call) || call.remarks?.length).map((call) => ({
    time: call.time,
    what: `${call.method}(${call.args.map(short).join(", ")}): ${call.verdict || call.error}`,
    more: [call.diagnostic, ...(call.remarks ?? [])].join(" "),
  }));
  return [...ofCalls, ...notes.map(({ time, kind, text }) => ({ time, what: NOTES[kind] ?? kind, more: text }))].sort((one, other) => one.time - other.time);
}

/** @type {Record<string, string>} */
const NOTES = {
  console: "The content's script failed",
  outside: "The content asked for something outside the package",
  missing: "A file is missing",
  refused: "The LMS refused something",
  lrs: "The LRS refused a request",
};

/** @param {Seen} seen @param {string} wanted */
function drawProblems(seen, wanted) {
  const found = problemsOf(seen).filter(({ what, more }) => !wanted || `${what} ${more}`.toLowerCase().includes(wanted));
  if (!found.length) return empty(wanted ? "No problem has that in it." : "No problem so far.");
  return [table(["Time", "What", "More"], found.slice(-MOST_ROWS).reverse().map(({ time, what, more }) => row([element("span", clock(time), "time"), what, element("span", more, "diagnostic")])))];
}
