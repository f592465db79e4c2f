// Starts the player: takes the course from the content scripts, opens the learner's record, shows page after page.

import { browserEnvironment } from "./environment.js";
import { openRecord } from "./record.js";
import { showAssessment } from "./views/assessment.js";
import { showCertificate } from "./views/certificate.js";
import { showClosed } from "./views/closed.js";
import { byId } from "./views/dom.js";
import { showHome } from "./views/home.js";
import { buildMenu } from "./views/menu.js";
import { showReading } from "./views/reading.js";
import { showResults } from "./views/results.js";
import { address, placeExists, placeOf } from "./views/routes.js";
import { createShell } from "./views/shell.js";
import { showStart } from "./views/start.js";
import { createWords } from "./views/words.js";

/** @typedef {import("./types.js").CourseData} CourseData */
/** @typedef {import("./types.js").SessionData} SessionData */
/** @typedef {import("./views/routes.js").Place} Place */
/** @typedef {import("./views/player.js").View} View */

/** @typedef {import("./types.js").Environment} Environment */
/** @typedef {import("./types.js").Features} Features */
/** @typedef {import("./types.js").Tracker} Tracker */

/**
 * @param {Window} page
 * @param {(environment: Environment, course: CourseData) => Tracker} createTracker
 * @param {Features} features
 */
export function startPlayer(page, createTracker, features) {
  /** @param {unknown} error */
  const fail = (error) => {
    const loading = document.getElementById("player-loading");
    if (loading) loading.textContent = loading.dataset.trouble ?? "";
    throw error;
  };
  try {
    const { course, sessions } = contentOf(page);
    const environment = browserEnvironment();
    const tracker = createTracker(environment, course);
    const open = () => openPlayer(page, course, sessions, environment, tracker, features);
    if (tracker.prepare) tracker.prepare(sessions).then(open).catch(fail);
    else open();
  } catch (error) {
    fail(error);
  }
}

/**
 * @param {Window} page
 * @param {CourseData} course
 * @param {SessionData[]} sessions
 * @param {Environment} environment
 * @param {Tracker} tracker
 * @param {Features} features
 */
function openPlayer(page, course, sessions, environment, tracker, features) {
  const record = openRecord(course, sessions, tracker, environment, features.lackingChoices);
  features.watchMoments?.(environment, course, sessions, tracker, record);
  const words = createWords(course.text, course.language);
  const shell = createShell(words, { onExit, onFound });
  const showHelp = features.createHelp?.(course, sessions, words);
  const tendMedia = features.createMedia?.(environment, course, record, words);
  const main = byId("player-main");
  /** @type {import("./views/player.js").Player} */
  const player = { course, sessions, record, words, announce: shell.announce, features, go: (session, id) => show({ session, page: id }, "new") };
  const home = { session: course.kind === "course" ? "" : sessions[0]?.id ?? "", page: "" };
  /** @type {Place} */
  let shown = home;
  let left = false;
  const opened = environment.now();
  /** What the page that is shown does when the record changes. */
  let changed = () => {};
  // In a frame, an entry in the history would make the LMS's Back button walk through the course; in a window of its
  // own, Back is expected to do just that.
  const framed = page.parent !== page;

  /**
   * @param {Place} place
   * @returns {View}
   */
  function viewOf(place) {
    const session = sessions.find(({ id }) => id === place.session);
    if (!session) return showHome(player);
    if (place.page === "results") return showResults(player, session);
    if (place.page === "certificate") return showCertificate(player, session);
    if (place.page === "learning-record" && features.showLearningRecord) {
      return features.showLearningRecord(player, session, tracker.spentBefore?.() ?? null, (environment.now() - opened) / 1000);
    }
    const found = session.pages.find(({ id }) => id === place.page);
    if (!found) return showStart(player, session);
    return found.isAssessment ? showAssessment(player, session, found) : showReading(player, session, found);
  }

  /**
   * @param {Place} wanted
   * @param {"first" | "new" | "again"} how  first: the focus stays where the LMS has it; again: the address is right already
   */
  function show(wanted, how) {
    if (left) return;
    const place = placeExists(course, sessions, wanted) ? wanted : home;
    shown = place;
    changed = () => {};
    // The state knows no place for the learning record: whoever comes back is with the results.
    record.visit(place.session, place.page === "learning-record" ? "results" : place.page);
    showHelp?.(place.session);
    if (how !== "again" || place !== wanted) setAddress(place, how === "new" && !framed);
    display(viewOf(place));
    tendMedia?.(place.session, place.page);
    refreshMenu();
    shell.fold(true);
    if (how !== "first") focusHeading();
  }

  /** @param {View} view */
  function display(view) {
    const session = sessions.find(({ id }) => id === shown.session);
    const parts = [view.title, session && session.title !== view.title && session.title, course.title !== view.title
      && course.title !== session?.title && course.title];
    document.title = parts.filter(Boolean).join(" – ");
    changed = view.changed ?? (() => {});
    main.replaceChildren(view.content);
    shell.announce([view.title, view.position].filter(Boolean).join(", "));
  }

  function focusHeading() {
    page.scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }

  function refreshMenu() {
    const session = sessions.find(({ id }) => id === shown.session);
    shell.setMenu(session && !left ? buildMenu(player, session, shown.page) : []);
  }

  /**
   * @param {Place} place
   * @param {boolean} keep whether the page before stays in the history
   */
  function setAddress(place, keep) {
    const hash = address(place.session, place.page);
    try {
      if (keep) page.history.pushState(null, "", hash);
      else page.history.replaceState(null, "", hash);
    } catch {
      // Some frames may not touch their history; the page is shown all the same.
    }
  }

  function onExit() {
    if (left) return;
    const fate = record.leave();
    left = true;
    refreshMenu();
    shell.close();
    if (!tracker.left) return showEnd(fate);
    display(showClosed(player, "saving"));
    focusHeading();
    void tracker.left().then(({ address: next, isSaved }) => (next ? page.location.assign(next) : showEnd(isSaved ? "saved" : fate)));
  }

  /** @param {ReturnType<typeof record.leave>} fate */
  function showEnd(fate) {
    display(showClosed(player, fate));
    focusHeading();
    // A browser closes only what a script has opened; elsewhere the page stays and says what to do.
    if (!framed && page.opener && fate === "saved") page.close();
  }

  function onFound() {
    record.adoptFound();
    show(record.location ?? home, "new");
  }

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href") ?? "";
    if (!link || !href.startsWith("#") || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const place = placeOf(href);
    if (place) show(place, "new");
    else focusAnchor(href.slice(1));
  });
  page.addEventListener("popstate", () => {
    const place = placeOf(page.location.hash);
    if (place && (place.session !== shown.session || place.page !== shown.page)) show(place, "again");
  });
  printWithAllOpen(page);

  record.onNotice(shell.notify);
  record.onChange(() => {
    refreshMenu();
    changed();
  });
  if (record.launch.connected && !record.readOnly && !byId("player-save-state").dataset.state) shell.notify("saved");
  show(placeOf(page.location.hash) ?? record.location ?? home, "first");
}

/**
 * What the content scripts have pushed.
 * @param {Window} page
 * @returns {{course: CourseData, sessions: SessionData[]}}
 */
function contentOf(page) {
  /** @type {["course" | "session", any][]} */
  const pushed = /** @type {any} */ (page).SCORMKIT ?? [];
  /** @type {CourseData | undefined} */
  const course = pushed.find(([kind]) => kind === "course")?.[1];
  if (!course) throw new Error("course.js is missing");
  /** @type {SessionData[]} */
  const loaded = pushed.filter(([kind]) => kind === "session").map(([, session]) => session);
  const order = course.sections.flatMap((section) => section.sessions);
  return { course, sessions: order.flatMap((id) => loaded.filter((session) => session.id === id)) };
}

/**
 * Follows a link within the page, such as one to a footnote, without touching the address.
 * @param {string} id
 */
function focusAnchor(id) {
  const target = document.getElementById(decodeURIComponent(id));
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus();
  target.scrollIntoView({ block: "nearest" });
}

/**
 * On paper nothing can be unfolded.
 * @param {Window} page
 */
function printWithAllOpen(page) {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  page.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((details) => !details.open);
    for (const details of opened) details.open = true;
  });
  page.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
