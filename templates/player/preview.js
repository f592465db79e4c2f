// The person's side of the preview: switches, the frame with the LMS's page, and a panel that shows what the LMS sees.
// The frame is of another origin; all that is known of it comes from the server, and is shown as text.

import { createViews } from "./views.js";

/** @typedef {import("./views.js").Seen} Seen */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const stage = byId("stage");
const status = byId("status");
const form = /** @type {HTMLFormElement} */ (byId("settings"));
const search = /** @type {HTMLInputElement} */ (byId("search"));

const events = new EventSource("events");
/** @type {any} what the server said last of the course, the switches and the attempt */
let state = await new Promise((resolve) => {
  events.addEventListener("state", (event) => resolve(JSON.parse(event.data)), { once: true });
});
const { shell } = state;
let seen = asSeen(state);
const views = createViews({ tabs: byId("tabs"), view: byId("view"), search, read: () => seen });

/** @param {any} told @returns {Seen} */
function asSeen({ calls, callsDropped, notes, values, stored, statements, documents, unit, standard, stateLimit, scenarios }) {
  const named = Object.fromEntries(documents.map((/** @type {any} */ each) => [each.name, each]));
  return { calls, callsDropped, notes, values, stored, statements, documents: named, unit, standard, stateLimit, scenarios };
}

// Switches

/** @param {string} name */
const control = (name) => /** @type {HTMLSelectElement | HTMLInputElement} */ (form.elements.namedItem(name));

/** @param {string} name @param {{name: string, title: string, description?: string}[]} choices @param {string} chosen */
function offer(name, choices, chosen) {
  control(name).replaceChildren(...choices.map((each) => {
    const option = new Option(each.title, each.name, false, each.name === chosen);
    option.title = each.description ?? "";
    return option;
  }));
}

function fill() {
  const { title, targets, target, courses, course, profiles, settings, broken } = state;
  byId("title").textContent = title;
  document.title = `${title} · scormkit preview`;
  byId("target-label").hidden = targets.length === 0;
  byId("course-label").hidden = courses.length < 2;
  offer("course", courses, course);
  offer("target", targets, target);
  offer("profile", profiles, settings.profile);
  for (const name of ["learner_name", "language", "mode", "place", "direction", "scheme"]) control(name).value = settings[name];
  tellFaults(broken, broken.length > 0);
  views.show();
}

/** Settings that the server must know of; the rest is only looks. */
const ASKED = ["course", "target", "profile", "learner_name", "language", "mode", "place", "direction", "scheme"];

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", async (event) => {
  const { name } = /** @type {HTMLInputElement} */ (event.target);
  if (!ASKED.includes(name)) return look();
  const values = Object.fromEntries(ASKED.map((each) => [each, control(each).value]));
  // The content takes its leave of the LMS that launched it.
  await close();
  const answer = await ask("settings", values);
  if (answer?.error) say(answer.error);
  else {
    Object.assign(state, answer);
    Object.assign(seen, { stateLimit: state.stateLimit, scenarios: state.scenarios });
    fill();
  }
  // Another name is another learner, who has never been here.
  return reopen({ fresh: name === "learner_name" });
});

byId("fresh").addEventListener("click", async () => {
  await close();
  await ask("fresh", {});
  reopen({ fresh: true });
  say("A new attempt: everything that was stored is gone.");
});
byId("resume").addEventListener("click", async () => {
  await close();
  reopen();
  say("The content was left and launched again.");
});
byId("toggle").addEventListener("click", () => {
  const panel = byId("panel");
  panel.hidden = !panel.hidden;
  byId("toggle").setAttribute("aria-expanded", String(!panel.hidden));
});

// The switches that lie over the page go when they are not used any more: by Escape, or by a click elsewhere.
const more = /** @type {HTMLDetailsElement} */ (form.querySelector("details"));
/** @param {Event} event */
const leaveMore = (event) => { if (!more.contains(/** @type {Node} */ (event.target))) more.open = false; };
addEventListener("pointerdown", leaveMore);
addEventListener("focusin", leaveMore);
addEventListener("blur", () => { if (document.activeElement?.tagName === "IFRAME") more.open = false; });
more.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  more.open = false;
  more.querySelector("summary")?.focus();
});

/** @param {string} name @param {any} values */
async function ask(name, values) {
  const answer = await fetch(`ask/${name}`, { method: "POST", body: JSON.stringify(values) });
  return answer.ok ? answer.json() : { error: `The preview answered ${answer.status}.` };
}

/** @param {string} text */
function say(text) {
  status.textContent = text;
}

// The frame

/** Takes the content off the screen, so that it gets its last events, and waits until it has said what it had to say. */
async function close() {
  stage.replaceChildren();
  await new Promise((resolve) => setTimeout(resolve, 250));
}

function reopen({ fresh = false } = {}) {
  const frame = document.createElement("iframe");
  frame.title = `${state.title}, as the learner sees it`;
  // No navigation of this page, and no way out of the sandbox for what it opens.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads");
  frame.allow = "autoplay; fullscreen; clipboard-write";
  frame.src = fresh ? `${shell}?fresh` : shell;
  stage.replaceChildren(frame);
  look();
}

function look() {
  const frame = stage.querySelector("iframe");
  const width = control("viewport").value;
  if (width) stage.dataset.width = width;
  else delete stage.dataset.width;
  if (!frame) return;
  frame.style.width = width ? `${width}px` : "";
}

// What the server tells

/** @param {string} name @param {(data: any) => void} act */
const on = (name, act) => events.addEventListener(name, (event) => {
  act(JSON.parse(event.data));
  views.soon();
});

on("state", (told) => {
  state = told;
  seen = asSeen(state);
  fill();
});
on("calls", (calls) => seen.calls.push(...calls));
on("values", ({ unit, values }) => {
  seen.values[unit] = values;
  seen.unit = unit;
});
on("stored", ({ unit, values }) => { seen.stored[unit] = values; });
on("note", (note) => seen.notes.push(note));
on("statement", (statement) => seen.statements.push(statement));
on("document", (stored) => { seen.documents[stored.name] = stored; });
on("satisfied", () => say("The LMS counts the AU as satisfied."));
on("rebuilt", ({ seconds, notices, scenarios }) => {
  seen.scenarios = scenarios;
  tellFaults(notices, false);
  say(`Rebuilt in ${seconds.toFixed(2)} s.`);
  stage.querySelector("iframe")?.contentWindow?.postMessage({ scormkit: "reload" }, new URL(shell).origin);
});
on("broken", ({ findings, scenarios }) => {
  seen.scenarios = scenarios;
  tellFaults(findings, true);
});
events.addEventListener("error", () => say("The preview has stopped. Start it again with “scormkit preview”."));
events.addEventListener("open", () => say(""));

/** @param {any[]} findings @param {boolean} isBroken */
function tellFaults(findings, isBroken) {
  const box = byId("broken");
  const worth = findings.filter(({ severity }) => severity !== "notice" || isBroken);
  box.hidden = worth.length === 0;
  const heading = document.createElement("h2");
  heading.textContent = isBroken ? "The sources have errors; below is the last version that could be built." : "The sources have warnings.";
  const items = worth.map((finding) => {
    const item = document.createElement("li");
    const place = document.createElement("button");
    place.type = "button";
    place.textContent = `${finding.file}${finding.line ? `, line ${finding.line}` : ""}`;
    place.title = "Open in the editor";
    place.addEventListener("click", async () => {
      const answer = await ask("open", { file: finding.file, line: finding.line, column: finding.column });
      say(answer?.error ?? answer?.said ?? "");
    });
    const hint = document.createElement("span");
    hint.className = "hint";
    hint.textContent = ` ${finding.hint}`;
    item.append(place, ` ${finding.severity} ${finding.code}: ${finding.message}.`, hint);
    return item;
  });
  const listed = document.createElement("ul");
  listed.append(...items);
  box.replaceChildren(heading, listed);
}

fill();
reopen();
