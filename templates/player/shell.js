// The LMS's page around the content, on the content's origin: it makes the API, opens SCOs, AUs and activities, and reports
// whatever happens. A hostile package can do to this page what it likes; the controls are elsewhere and believe nothing.

import { createReporter } from "./lms/reporter.js";
import { createScormLaunches } from "./lms/scorm_launches.js";

/** @typedef {import("./lms/shell_types.js").LaunchFacts} LaunchFacts */

const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));
const list = /** @type {HTMLElement} */ (document.getElementById("units"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));

if (location.search === "?fresh") await forget();
/** @type {LaunchFacts} */
const facts = await (await fetch("launch.json", { cache: "no-store" })).json();
document.title = facts.title;
const reporter = createReporter(facts.attempt);
/** The content is being taken off the screen. */
let dismissed = false;
/** @type {Window | null} */
let popup = null;

addEventListener("pagehide", () => { dismissed = true; }, true);

/** A new attempt by a learner who has never been here: nothing that content left in the browser stays. */
async function forget() {
  history.replaceState(null, "", "shell.html");
  try {
    localStorage.clear();
    sessionStorage.clear();
    const databases = await indexedDB.databases?.() ?? [];
    for (const { name } of databases) if (name) indexedDB.deleteDatabase(name);
  } catch (denied) {
    // Then nothing is kept there either.
  }
}

/** Opens an address of the package where the person wants it. @param {string} address @param {string} title */
function open(address, title) {
  dismissed = false;
  const url = new URL(`pkg/${address}`, location.href).href;
  if (facts.place === "popup") {
    const button = document.createElement("button");
    button.textContent = `Launch ${title}`;
    button.addEventListener("click", () => {
      popup = window.open(url, "sco", "popup,width=1000,height=700");
      if (!popup) say("The browser did not allow the popup.");
      else watch(popup);
    });
    notice(button);
    return;
  }
  const frame = document.createElement("iframe");
  frame.name = "sco";
  frame.title = title;
  frame.allow = "autoplay; fullscreen; clipboard-write";
  frame.src = url;
  frame.addEventListener("load", () => watch(frame.contentWindow));
  stage.replaceChildren(frame);
}

/** Takes the content off the screen. */
function close() {
  popup?.close();
  stage.replaceChildren();
}

/** Shows something instead of the content. @param {string | HTMLElement} what */
function notice(what) {
  const box = document.createElement("div");
  box.className = "notice";
  box.append(what);
  stage.replaceChildren(box);
}

/** Listens to a window of the content, which may be a stranger's. @param {Window | null} content */
function watch(content) {
  try {
    if (!content || content.location.href === "about:blank") return;
    content.addEventListener("pagehide", () => { dismissed = true; }, true);
    content.addEventListener("error", (event) => {
      const { message, filename, lineno } = /** @type {ErrorEvent} */ (event);
      if (message) reporter.note("console", `${message} (${filename.split("/pkg/").pop()}, line ${lineno})`);
    }, true);
    if (facts.scheme) prefer(facts.scheme, content.document);
    if (facts.direction) content.document.documentElement.dir = facts.direction;
    restoreScroll(content);
  } catch (stranger) {
    reporter.note("outside", "the content has left its own origin, where no API can be found");
  }
}

/** What a browser would do for somebody who prefers a colour scheme; no page can ask it to. @param {"light" | "dark"} scheme @param {Document} page */
function prefer(scheme, page) {
  for (const sheet of page.styleSheets) {
    for (const rule of sheet.cssRules) {
      const asked = rule instanceof /** @type {any} */ (page.defaultView).CSSMediaRule ? /** @type {CSSMediaRule} */ (rule) : null;
      const wanted = asked && /prefers-color-scheme:\s*(light|dark)/.exec(asked.media.mediaText);
      if (asked && wanted) asked.media.mediaText = wanted[1] === scheme ? "all" : "not all";
    }
  }
  page.documentElement.style.colorScheme = scheme;
}

const GOODBYE_MILLISECONDS = 250;
const SCROLL = "scormkit preview scroll";

/** After a rebuild the page is shown where it was. @param {Window} content */
function restoreScroll(content) {
  const kept = JSON.parse(sessionStorage.getItem(SCROLL) ?? "null");
  sessionStorage.removeItem(SCROLL);
  if (kept) requestAnimationFrame(() => requestAnimationFrame(() => content.scrollTo(0, kept.top)));
}

/** @param {string} text */
function say(text) {
  status.textContent = text;
}

/** A page for those that are not SCORM: nothing but addresses. */
function createPlainLaunches() {
  return {
    /** @param {string} unit */
    async go(unit) {
      // The LMS ends a session as soon as another is launched: the content says goodbye before that.
      if (reporter.unit) {
        close();
        await new Promise((resolve) => setTimeout(resolve, GOODBYE_MILLISECONDS));
      }
      const answer = await fetch(`address.json?unit=${encodeURIComponent(unit)}`, { cache: "no-store" });
      const { address } = await answer.json();
      const title = facts.units.find(({ id }) => id === unit)?.title ?? unit;
      reporter.unit = unit;
      open(address, title);
      show(unit);
    },
  };
}

/** The menu of units, where there are several. @param {string} current */
function show(current) {
  list.hidden = facts.units.length < 2;
  const entries = facts.units.map(({ id, title }) => {
    const button = document.createElement("button");
    button.textContent = title || id;
    if (id === current) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => plain.go(id));
    const item = document.createElement("li");
    item.append(button);
    return item;
  });
  const ordered = document.createElement("ol");
  ordered.append(...entries);
  list.replaceChildren(ordered);
}

const plain = createPlainLaunches();

addEventListener("message", (event) => {
  if (event.source !== parent || event.data?.scormkit !== "reload") return;
  const frame = document.querySelector("iframe");
  try {
    sessionStorage.setItem(SCROLL, JSON.stringify({ top: frame?.contentWindow?.scrollY ?? 0 }));
  } catch (stranger) {
    // Then it is shown from its beginning.
  }
  location.reload();
});

/** One unit by itself, where somebody asks for that. */
const only = new URLSearchParams(location.search).get("unit") ?? "";
if (facts.tree) {
  createScormLaunches({ facts, tree: facts.tree, reporter, open, close, say, notice, list, dismissed: () => dismissed, only });
} else {
  await plain.go(only || facts.units[0]?.id || "");
}
