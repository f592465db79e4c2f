// SCOs in the page: which is delivered, the API that it finds, where its values go, and the LMS's own navigation.

import { launchOf, openLaunch } from "./launching.js";
import { createSequencing } from "./sequencing.js";

/**
 * @typedef {import("./shell_types.js").LaunchFacts} LaunchFacts
 * @typedef {import("./types.js").Activity} Activity
 * @typedef {import("./types.js").ActivityTree} ActivityTree
 * @typedef {import("./types.js").Navigation} Navigation
 * @typedef {import("./types.js").Session} Session
 */

const BUTTONS = /** @type {const} */ ([["previous", "Previous"], ["continue", "Continue"], ["suspendAll", "Suspend all"], ["exitAll", "Exit all"]]);
// Content says goodbye while it goes: the next is delivered once it has.
const GOODBYE_MILLISECONDS = 60;

/**
 * @param {object} parts
 * @param {LaunchFacts} parts.facts
 * @param {ActivityTree} parts.tree
 * @param {import("./shell_types.js").Reporter} parts.reporter
 * @param {(address: string, title: string) => void} parts.open
 * @param {() => void} parts.close      takes the content off the screen
 * @param {(text: string) => void} parts.say
 * @param {(text: string) => void} parts.notice    instead of the content
 * @param {HTMLElement} parts.list
 * @param {() => boolean} parts.dismissed
 * @param {string} [parts.only]         an activity that is launched by itself, whatever sequencing says; "": as that says
 */
export function createScormLaunches({ facts, tree, reporter, open, close, say, notice, list, dismissed, only = "" }) {
  const sequencing = createSequencing(tree, { tracking: facts.sequencing?.tracking ?? null });
  /** @type {Map<string, string>} */
  const shared = new Map(Object.entries(facts.sequencing?.shared ?? {}));
  const activities = new Map(allBelow(tree.root).map((activity) => [activity.identifier, activity]));
  const api = tree.standard === "scorm12" ? "API" : "API_1484_11";
  /** @type {Session | null} */
  let session = null;
  /** Sessions that have ended; content often says so once more on its way out. @type {WeakSet<Session>} */
  const over = new WeakSet();

  function begin() {
    const alone = activities.get(only);
    if (alone) return deliver(alone);
    const suspended = sequencing.suspended();
    let moved = suspended ? sequencing.navigate("resumeAll") : sequencing.navigate("start");
    // Where nothing flows, a learner has to choose (SN 4.5); a single thing to choose needs nobody to ask.
    const first = sequencing.validity().choice[0];
    if (moved.refused && first !== undefined && launchable().length === 1) moved = sequencing.navigate("choice", first);
    follow(moved);
  }

  const launchable = () => sequencing.activities().filter(({ isLaunchable }) => isLaunchable);

  /** @param {Navigation} moved */
  function follow(moved) {
    if (moved.refused) say(`Not possible: ${moved.refused}`);
    if (moved.deliver !== undefined) deliver(/** @type {Activity} */ (activities.get(moved.deliver)));
    else if (moved.end || (moved.refused && !session)) {
      close();
      notice(moved.end ? "The session with this course has ended." : "Choose where to begin.");
    }
    remember();
    show();
  }

  /** @param {Activity} activity */
  function deliver(activity) {
    const { identifier } = activity;
    reporter.unit = identifier;
    const launch = launchOf(tree, activity, {
      learnerId: facts.learner.id,
      learnerName: facts.learner.name,
      language: facts.learner.language,
      mode: facts.mode,
      credit: facts.mode === "normal",
      stored: facts.stored[identifier] ?? {},
      profile: facts.profile,
      objectiveStates: sequencing.objectiveStates(identifier),
      shared,
    });
    const own = openLaunch(launch, {
      store: (values) => store(identifier, values),
      dismissed,
      requestValid: (request, target) => sequencing.requestValid(request, target),
      watch(call) {
        reporter.call(call, own.values());
        if (call.method === "Terminate" || call.method === "LMSFinish") ended(own, identifier);
      },
    });
    session = own;
    /** @type {any} */ (window)[api] = own.api;
    open(activity.href, activity.title);
  }

  /** A SCO has ended its session, and may have asked for what comes next. @param {Session} own @param {string} unit */
  function ended(own, unit) {
    if (own.phase() !== "after" || over.has(own)) return;
    over.add(own);
    if (only) return reporter.finished();
    const values = own.values();
    sequencing.record(unit, values);
    reporter.finished();
    remember();
    const request = sequencing.requestAfter(values);
    // The SCO is still in the middle of its call.
    if (request && own === session) setTimeout(() => leave(() => sequencing.navigateAs(request)), 0);
    else setTimeout(show, 0);
  }

  /** The learner goes elsewhere by the LMS's own navigation: the SCO is taken away first. @param {() => Navigation} move */
  function leave(move) {
    const { unit } = reporter;
    const own = session;
    close();
    setTimeout(() => {
      if (own?.abandon()) sequencing.record(unit, own.values());
      session = null;
      follow(move());
    }, GOODBYE_MILLISECONDS);
  }

  /** @param {string} unit @param {Record<string, string>} values */
  function store(unit, values) {
    const known = facts.stored[unit] ?? {};
    // While a page goes, browsers take 64 KiB from it in all: only what has changed is sent then.
    const isPart = dismissed() && Object.keys(known).every((name) => name in values);
    const sent = isPart ? Object.fromEntries(Object.entries(values).filter(([name, value]) => known[name] !== value)) : values;
    if (!send(`commit?attempt=${facts.attempt}&unit=${encodeURIComponent(unit)}${isPart ? "&part=1" : ""}`, JSON.stringify(sent))) return false;
    facts.stored[unit] = values;
    return true;
  }

  /** Browsers block requests that wait for an answer while a page goes away. @param {string} address @param {string} body */
  function send(address, body) {
    if (dismissed()) return navigator.sendBeacon(address, body);
    const request = new XMLHttpRequest();
    request.open("POST", address, false);
    try {
      request.send(body);
      return request.status === 200 && JSON.parse(request.responseText).result === true;
    } catch (blocked) {
      return navigator.sendBeacon(address, body);
    }
  }

  function remember() {
    reporter.sequencing({ tracking: sequencing.toJSON(), shared: Object.fromEntries(shared) });
  }

  /** Table of contents and buttons, where there is more than one thing to launch. */
  function show() {
    const shown = sequencing.activities().filter(({ isVisible }) => isVisible);
    list.hidden = launchable().length < 2;
    if (list.hidden) return;
    /** @type {Record<string, unknown>} */
    const validity = sequencing.validity();
    const hidden = sequencing.hidden();
    const buttons = tree.standard === "scorm12" ? [] : BUTTONS.filter(([request]) => !hidden.includes(request)).map(([request, text]) => {
      const button = document.createElement("button");
      button.textContent = text;
      button.disabled = !validity[request];
      button.addEventListener("click", () => leave(() => sequencing.navigate(request)));
      return button;
    });
    const entries = shown.filter(({ id }) => id !== tree.root.identifier).map((each) => {
      const item = document.createElement("li");
      if (!each.isLaunchable) {
        item.textContent = each.title;
        item.dataset.depth = String(each.depth);
        return item;
      }
      const button = document.createElement("button");
      button.textContent = `${each.title || each.id}${stateOf(each)}`;
      button.disabled = !each.available;
      if (each.isCurrent) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => leave(() => sequencing.navigate("choice", each.id)));
      item.append(button);
      return item;
    });
    const contents = document.createElement("ol");
    contents.append(...entries);
    list.replaceChildren(contents, ...buttons);
  }

  addEventListener("pagehide", () => {
    // The content behind this page hears of it later, and ends its session then.
    if (session?.isRunning() && !only) sequencing.record(reporter.unit, session.values());
    remember();
  });
  begin();
}

/** @param {import("./types.js").ShownActivity} shown */
function stateOf({ completion, success }) {
  if (success === "passed" || success === "failed") return `, ${success}`;
  return completion === "completed" || completion === "incomplete" ? `, ${completion}` : "";
}

/** @param {Activity} activity @returns {Activity[]} */
function allBelow(activity) {
  return [activity, ...activity.children.flatMap(allBelow)];
}
