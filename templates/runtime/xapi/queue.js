// Statements on their way to an LRS. Each is kept from the moment it happens until the LRS has it, keeps its id however
// often it is sent, and goes in the order in which things happened.
//
//   2xx             the batch is there
//   409             of a single one: it is there already
//   400, 413, 403   the batch is halved until the one that is refused stands alone; that one is set aside until the next launch,
//                   unless the others depend on it
//   401             new credentials, if there are any to be had
//   429, 503        after the time that the LRS names
//   anything else   again after 2, 4, 8 … 120 seconds

import { SKEW_MILLISECONDS, byteLength, parseJson } from "./lrs.js";
import { openStore } from "./store.js";

/**
 * @typedef {import("../types.js").Environment} Environment
 * @typedef {import("./lrs.js").Answer} Answer
 * @typedef {import("./lrs.js").Lrs} Lrs
 * @typedef {import("./store.js").Entry} Entry
 */

const PAUSE_MILLISECONDS = 1000;
const MOST_STATEMENTS = 50;
const MOST_BYTES = 400000;
const FIRST_PAUSE_SECONDS = 2;
const LAST_PAUSE_SECONDS = 120;
const LONGEST_PAUSE_SECONDS = 3600;

/**
 * @param {object} parts
 * @param {Environment} parts.environment
 * @param {string} parts.scope
 * @param {() => Promise<Lrs | null>} parts.connect      null: not now
 * @param {() => Promise<boolean>} parts.renew           gets new credentials
 * @param {(statement: any) => any} parts.complete       what is known only when it is sent
 * @param {(statement: any) => boolean} parts.leads      whether nothing else may be sent before it is there
 * @param {(statement: any) => any} parts.adopt          makes one of an earlier launch fit to be sent in this; null: drop it
 */
export function createQueue({ environment, scope, connect, renew, complete, leads, adopt }) {
  let { locks } = environment.window.navigator ?? {};
  const store = openStore(environment, scope);
  const tab = Math.floor(environment.random() * 36 ** 4).toString(36);
  /** @type {Entry[]} */
  let waiting = [];
  /** Keys of this page's own making, and those done with. @type {Set<string>} */
  const own = new Set();
  const done = new Set();
  /** Entries that a page on its way out has sent, while nobody knows what became of them. @type {Set<Entry>} */
  const parting = new Set();
  /** Entries whose time was mended. @type {Set<Entry>} */
  const retimed = new Set();
  /** Ids of statements that the LRS did not take; the next launch tries again. @type {Set<string>} */
  const refused = new Set();
  /** @type {Lrs | null} */
  let lrs = null;
  let last = 0;
  let limit = MOST_STATEMENTS;
  let failures = 0;
  let refusals = 0;
  let isLoaded = false;
  let isSending = false;
  let isByPut = false;
  let isEnded = false;
  let isRenewed = false;
  /** What the LRS's clock is ahead, if it refuses what ours says and does not say its own. */
  let shift = 0;
  /** @type {any} */
  let timer = null;
  /** @type {(() => void)[]} */
  let emptied = [];
  /** @type {(nothing: void) => void} */
  let begin = () => undefined;

  const loading = new Promise((resolve) => (begin = resolve)).then(async () => {
    const alive = await tabsAlive();
    const entries = await store.load();
    const kept = [];
    for (const entry of entries) {
      const { key, statement } = entry;
      const isOpen = key.startsWith("open ");
      if (own.has(key.replace("open ", "")) || done.has(key) || (isOpen && alive.includes(key.split(" ").pop()))) continue;
      const next = adopt(statement);
      if (next === statement && !isOpen) {
        kept.push(entry);
        continue;
      }
      // Behind what has happened in this launch: an LRS may want that first. Behind the end nothing may come.
      if (isEnded) continue;
      if (next) add(next);
      void store.remove([key]);
    }
    isLoaded = true;
    waiting = [...kept, ...waiting];
    if (waiting.length > 0) wake(0);
  });

  environment.listen("online", () => wake(0));
  environment.listen("visibilitychange", () => environment.hidden() && flush());
  environment.listen("pageshow", () => wake(0));

  /** Tabs whose pages are still there, so that their visits are not over: each holds a lock for as long as it lives. */
  async function tabsAlive() {
    try {
      const { held = [] } = (await locks?.query()) ?? {};
      void locks?.request(`scormkit tab ${tab}`, () => new Promise(() => undefined));
      return held.map((/** @type {{name: string}} */ { name }) => name.split(" ").pop());
    } catch (denied) {
      // A frame in a sandbox: there is no other tab that could know of anything here.
      locks = undefined;
      return [];
    }
  }

  function newKey() {
    last = Math.max(last + 1, environment.now());
    const key = `${String(last).padStart(15, "0")} ${tab}`;
    own.add(key);
    return key;
  }

  /** @param {any} statement @param {boolean} [isUrgent] @param {boolean} [isLast]   of this launch */
  function add(statement, isUrgent = false, isLast = false) {
    if (isEnded) return;
    isEnded = isLast;
    /** @type {Entry} */
    const entry = { key: newKey(), statement };
    waiting.push(entry);
    entry.isKept = store.note(entry);
    void store.put(entry).then((isPut) => {
      entry.isKept = entry.isKept || isPut;
      if (done.has(entry.key)) void store.remove([entry.key]);
    });
    if (failures === 0) wake(isUrgent ? 0 : PAUSE_MILLISECONDS);
  }

  /** @param {number} milliseconds */
  function wake(milliseconds) {
    if (timer !== null) environment.clearTimeout(timer);
    timer = environment.setTimeout(() => {
      timer = null;
      if (!isSending) void pump();
    }, milliseconds);
  }

  /** Sends until nothing waits or something is wrong. One tab at a time where the browser can see to that. */
  async function pump() {
    isSending = true;
    let pause = 0;
    await loading;
    if (waiting.length > 0) {
      lrs = await connect();
      pause = !lrs ? backOff() : locks ? await locks.request(`scormkit xapi ${scope}`, sendAll) : await sendAll();
    }
    isSending = false;
    if (waiting.length === 0) emptied.splice(0).forEach((tell) => tell());
    else wake(pause || PAUSE_MILLISECONDS);
  }

  /** Milliseconds to wait if not all is sent. */
  async function sendAll() {
    // Without what another tab has sent meanwhile.
    const before = new Set(waiting);
    const kept = new Set((await store.load()).map(({ key }) => key));
    waiting = waiting.filter((entry) => !before.has(entry) || !entry.isKept || kept.has(entry.key));
    while (lrs && waiting.length > 0) {
      const batch = nextBatch(MOST_BYTES, limit);
      const pause = await judge(batch, await post(lrs, batch));
      if (pause > 0) return pause;
    }
    return 0;
  }

  /** @param {number} bytes @param {number} count */
  function nextBatch(bytes, count) {
    let size = 2;
    const batch = [];
    for (const entry of waiting.slice(0, count)) {
      size += byteLength(JSON.stringify(complete(entry.statement))) + 1;
      if (size > bytes && (batch.length > 0 || bytes < MOST_BYTES)) break;
      batch.push(entry);
    }
    return batch;
  }

  /** @param {Lrs} to @param {Entry[]} batch @param {boolean} [isLast] @returns {Promise<Answer>} */
  async function post(to, batch, isLast = environment.hidden()) {
    const statements = batch.map(({ statement }) => complete(statement));
    if (isByPut) return to.request("PUT", "statements", { statementId: statements[0].id }, JSON.stringify(statements[0]), isLast);
    const answer = await to.request("POST", "statements", {}, JSON.stringify(statements), isLast);
    if (answer.status !== 200 || Array.isArray(parseJson(answer.text))) return answer;
    // An LRS answers with ids. What does not is none for POST, and may have lost them.
    isByPut = true;
    return { ...answer, status: 413 };
  }

  /** @param {Entry[]} batch @param {Answer} answer @returns {Promise<number>} milliseconds to wait, 0 to go on */
  async function judge(batch, { status, header }) {
    const ahead = Date.parse(header("Date") || header("X-Experience-API-Consistent-Through")) - environment.now();
    const isSkewed = Math.abs(ahead) > SKEW_MILLISECONDS;
    if ((status >= 200 && status < 300) || (status === 409 && batch.length === 1)) {
      settle(batch);
      failures = 0;
      refusals = 0;
      isRenewed = false;
      limit = isByPut ? 1 : Math.min(limit * 2, MOST_STATEMENTS);
      return 0;
    }
    if (status === 401 && !isRenewed) {
      isRenewed = true;
      if (!(await renew())) return backOff();
      lrs = await connect();
      return 0;
    }
    if (isByPut && limit > 1) {
      limit = 1;
      return 0;
    }
    if ([400, 403, 409, 413].includes(status)) {
      const [entry] = batch;
      if (batch.length > 1) {
        limit = Math.ceil(batch.length / 2);
      } else if (entry && status === 400 && isSkewed && !retimed.has(entry)) {
        // The LRS takes the time that we say for one to come.
        retimed.add(entry);
        // The same for all of them, or they would change places.
        shift = shift || ahead;
        entry.statement = { ...entry.statement, timestamp: new Date(Date.parse(entry.statement.timestamp) + shift).toISOString() };
        void store.put(entry);
      } else if (entry) {
        console.warn(`xAPI: statement ${entry.statement.id} refused (${status})`);
        if (leads(entry.statement)) return backOff();
        waiting = waiting.filter((other) => other !== entry);
        refused.add(entry.statement.id);
        refusals += 1;
        if (refusals % 3 === 0) return backOff();
      }
      return 0;
    }
    const named = header("Retry-After");
    const seconds = /^\d+$/.test(named) ? Number(named) : (Date.parse(named) - environment.now()) / 1000;
    if (seconds > 0) {
      failures += 1;
      return Math.min(seconds, LONGEST_PAUSE_SECONDS) * 1000;
    }
    return backOff();
  }

  function backOff() {
    failures += 1;
    return Math.min(FIRST_PAUSE_SECONDS * 2 ** (failures - 1), LAST_PAUSE_SECONDS) * 1000;
  }

  /** @param {Entry[]} batch */
  function settle(batch) {
    const keys = batch.map(({ key }) => key);
    keys.forEach((key) => done.add(key));
    waiting = waiting.filter((entry) => !batch.includes(entry));
    void store.remove(keys);
  }

  /** The page goes, perhaps for good: all that waits, as far as browsers let it out. What is under way goes once more. */
  function flush() {
    if (!lrs || waiting.every((entry) => parting.has(entry))) return;
    const batch = nextBatch(lrs.room(), isByPut ? 1 : Infinity);
    if (batch.length === 0) return;
    batch.forEach((entry) => parting.add(entry));
    void post(lrs, batch, true).then(({ status }) => {
      if (status >= 200 && status < 300) settle(batch);
      batch.forEach((entry) => parting.delete(entry));
    });
  }

  return {
    add,
    flush,
    /** Nothing is sent before this, and what earlier launches left comes behind what is there by now. */
    begin: () => begin(),
    /** Whether a statement is still to be sent, for all we know. @param {string} id */
    waits: (id) => !isLoaded || refused.has(id) || waiting.some(({ statement }) => statement.id === id),
    shift: () => shift,
    /** A statement that is still to get its end: kept, and sent at the next launch should that never come. @param {any} first */
    hold(first) {
      const key = `open ${newKey()}`;
      const note = (/** @type {any} */ statement) => void store.note({ key, statement });
      note(first);
      return { id: String(first.id), note, drop: () => store.forget(key) };
    },
    /** When nothing waits any more, at the latest after a while. @param {number} milliseconds @returns {Promise<void>} */
    drained: (milliseconds) => new Promise((resolve) => {
      if (waiting.length === 0) return resolve();
      emptied.push(resolve);
      environment.setTimeout(resolve, milliseconds);
      if (!isSending) wake(0);
    }),
  };
}
