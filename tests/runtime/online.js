// A browser for packages that speak to an LRS: a pretended network with faults, IndexedDB, storages. Time moves in steps, and
// after each step whatever waits for an answer gets its turn.

import "fake-indexeddb/auto";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { openRecord } from "../../templates/runtime/record.js";
import { watchMoments } from "../../templates/runtime/xapi/hooks.js";
import { askedOf } from "../lrs/memory.js";
import { Storage, Tab, dice } from "./browser.js";

const ADL = "http://adlnet.gov/expapi/";
const LIFECYCLE = ["initialized", "completed", "passed", "failed", "terminated"];
const SCORE = { scaled: "{score_scaled}", raw: "{score_raw}", min: "{score_min}", max: "{score_max}" };
const RESULTS = {
  "page-experienced": ["experienced", { duration: "{duration}" }],
  "session-experienced": ["experienced", {}],
  "question-answered": ["answered", { success: "{correct}", response: "{response}", duration: "{duration}" }],
  "assessment-passed": ["passed", { success: true, completion: true, score: SCORE, duration: "{duration}" }],
  "assessment-failed": ["failed", { success: false, completion: true, score: SCORE, duration: "{duration}" }],
  progressed: ["progressed", { extensions: { "https://w3id.org/xapi/cmi5/result/extensions/progress": "{progress}" } }],
  initialized: ["initialized", {}],
  completed: ["completed", { completion: true, duration: "{duration}" }],
  passed: ["passed", { success: true, score: SCORE, duration: "{duration}" }],
  failed: ["failed", { success: false, score: SCORE, duration: "{duration}" }],
  terminated: ["terminated", { duration: "{duration}" }],
};

export const BASE = "https://example.org/course";

/** Adds what statements are made of to a course of course.js, with every moment hooked. */
export function withXapi(made, { lifecycle = false, broker = "", masteryScore = null } = {}) {
  const { course, sessions } = made;
  const activity = (path, type, name, more = {}) => ({ id: `${BASE}${path}`, definition: { name: { en: name }, type: `${ADL}activities/${type}`, ...more } });
  const things = { course: { activity: activity("", "course", course.title), parent: "", grouping: [], framework: [], hooks: "" } };
  for (const session of sessions) {
    const key = `session:${session.id}`;
    const grouping = ["course", key];
    things[key] = { activity: activity(`/${session.id}`, "lesson", session.title), parent: "course", grouping: ["course"], framework: ["clcf-2-4"], hooks: "" };
    things[`assessment:${session.id}`] = { activity: activity(`/${session.id}/assessment`, "assessment", "Test"), parent: key, grouping, framework: ["clcf-2-4"], hooks: "" };
    for (const page of session.pages) {
      things[`page:${session.id}/${page.id}`] = { activity: activity(`/${session.id}/${page.id}`, "module", page.title), parent: key, grouping, framework: [], hooks: "" };
      for (const question of page.questions) {
        const isTrueFalse = question.type === "true-false";
        things[`question:${session.id}/${question.id}`] = {
          activity: activity(`/${session.id}/${page.id}/${question.id}`, "cmi.interaction", question.text, {
            interactionType: isTrueFalse ? "true-false" : "choice",
            ...(isTrueFalse ? {} : { choices: question.marks.map((mark) => ({ id: mark, description: { en: mark } })) }),
          }),
          parent: `page:${session.id}/${page.id}`, grouping, framework: question.objectives.filter((id) => id.startsWith("clcf")), hooks: "",
        };
      }
    }
  }
  const hooks = Object.entries(RESULTS).filter(([on]) => lifecycle || !LIFECYCLE.includes(on)).map(([on, [verb, result]]) => ({
    on, name: "", at: "", activityType: "", result, context: {}, verb: { id: `${ADL}verbs/${verb}`, display: { en: verb } },
  }));
  const framework = { "clcf-2-4": activity("/framework/2.4", "objective", "Teams") };
  const publisher = course.kind === "session" ? `session:${sessions[0].id}` : "course";
  const xapi = { base: BASE, profile: `${BASE}/profile/1`, language: "en", broker, publisher, lifecycle, moveOn: "CompletedOrPassed", masteryScore, things, framework, hooks };
  return { sessions, course: { ...course, xapi } };
}

/** Requests with faults: `fault` says for each what becomes of it. */
export class Network {
  constructor(clock) {
    Object.assign(this, { clock, servers: [], log: [] });
    /** @type {(asked: any) => {lost?: "before" | "after", status?: number, headers?: Record<string, string>, seconds?: number} | null} */
    this.fault = () => null;
  }

  /** @param {string} origin @param {{answer: (asked: any) => any}} server */
  add(origin, server) {
    this.servers.push({ origin, server });
  }

  /** What a tab calls `fetch`. @param {Tab} tab */
  fetchOf(tab) {
    return (address, init = {}) => new Promise((resolve, reject) => {
      const known = this.servers.find(({ origin }) => String(address).startsWith(origin));
      const asked = known && (askedOf(`${known.origin}/xAPI/`, address, init) ?? askedOf(`${known.origin}/`, address, init));
      const size = init.body ? new TextEncoder().encode(init.body).length : 0;
      if (init.keepalive && size + (tab.lasting ?? 0) > 65536) return void reject(new TypeError("keepalive"));
      this.log.push({ ...asked, keepalive: Boolean(init.keepalive), size });
      if (!tab.isOnline || !known || !asked) return void reject(new TypeError("offline"));
      const fault = this.fault(asked) ?? {};
      init.signal?.addEventListener("abort", () => reject(new TypeError("aborted")));
      const give = () => {
        if (fault.lost === "before") return reject(new TypeError("lost"));
        const { status, body = "", headers = {} } = fault.status ? { status: fault.status, headers: fault.headers } : known.server.answer(asked);
        if (fault.lost === "after") return reject(new TypeError("lost"));
        const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
        resolve({ status, ok: status < 300, headers: { get: (name) => all[name.toLowerCase()] ?? null }, text: async () => (typeof body === "string" ? body : JSON.stringify(body)), json: async () => body });
      };
      // A page that goes leaves behind only what is to outlive it.
      if (tab.isGone) return void (init.keepalive && give());
      if (!fault.seconds) return void give();
      tab.environment.setTimeout(give, fault.seconds * 1000);
    });
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Everybody who waits for an answer that is there gets it. */
export async function rest(turns = 12) {
  for (let count = 0; count < turns; count += 1) await turn();
}

/** One learner with one browser. `launch` makes a page of it. */
export class OnlineLearner {
  constructor(made, network, clock, { seed = 1, hasDatabase = true, hasLocks = false } = {}) {
    Object.assign(this, { made, network, clock, hasLocks, random: dice(seed), storage: new Storage(), items: new Map() });
    this.database = hasDatabase ? new IDBFactory() : undefined;
    this.locks = makeLocks();
  }

  /** @param {any} createTracker @param {string} search @param {{window?: any, isNewTab?: boolean}} [more] */
  async launch(createTracker, search, { window: own = {}, isNewTab = true } = {}) {
    const { storage, network, clock, random } = this;
    if (isNewTab) this.items = new Map();
    const window = Object.assign(own, {
      location: { search: search ? `?${search}` : "", origin: "https://content.example.org" },
      indexedDB: this.database, IDBKeyRange,
      navigator: {},
    });
    Object.defineProperty(window, "localStorage", { configurable: true, get: () => Object.fromEntries(storage.items) });
    const tab = new Tab(window, storage, clock, random);
    Object.assign(tab, { items: this.items, isReloaded: !isNewTab });
    window.fetch = network.fetchOf(tab);
    if (this.hasLocks) window.navigator.locks = this.locks(tab);
    // The build's data are fresh with every load.
    const { course, sessions } = structuredClone(this.made);
    const tracker = createTracker(tab.environment, course);
    let isReady = !tracker.prepare;
    tracker.prepare?.(sessions).then(() => (isReady = true));
    for (let count = 0; !isReady && count < 400; count += 1) {
      await rest(2);
      if (!isReady) tab.wait(0.2);
    }
    if (!isReady) throw new Error("never ready");
    const record = openRecord(course, sessions, tracker, tab.environment);
    const notices = [];
    const moments = [];
    record.onNotice((notice) => notices.push(notice));
    record.onMoment((moment) => moments.push({ ...moment, time: clock.now }));
    watchMoments(tab.environment, course, sessions, tracker, record);
    return { tab, record, tracker, notices, moments, window };
  }
}

/** navigator.locks as far as they are used: a page that is gone holds none. */
function makeLocks() {
  /** What holds a lock, or waits for it, by its name. @type {Map<string, Promise<any>>} */
  const last = new Map();
  const held = new Map();
  return (tab) => ({
    request(name, work) {
      const turn = (last.get(name) ?? Promise.resolve()).then(() => {
        if (tab.isGone) return undefined;
        held.set(name, tab);
        return work();
      });
      last.set(name, Promise.race([turn, new Promise((resolve) => (tab.onGone ??= []).push(resolve))]).catch(() => undefined).then(() => held.delete(name)));
      return turn;
    },
    query: async () => ({ held: [...held].filter(([, owner]) => !owner.isGone).map(([name]) => ({ name })) }),
  });
}

/** The tab is gone, from one moment to the next. */
export function vanish(tab) {
  tab.isGone = true;
  for (const tell of tab.onGone ?? []) tell();
}

/** Time passes for a tab, step by step. */
export async function pass(tab, seconds, step = 1) {
  await rest(30);
  for (let left = seconds; left > 0; left -= step) {
    tab.wait(Math.min(step, left));
    await rest(30);
  }
}

/** The tab is closed as browsers do it; what it sends then may be too late. */
export async function close(tab) {
  vanish(tab);
  tab.fire("pagehide", { persisted: false });
  tab.isHidden = true;
  tab.fire("visibilitychange");
  await rest();
  tab.kill();
}
