// Where statements wait until an LRS has them: in IndexedDB, and in the browser's storage for as long as it takes to get
// there, since a page may die at any time. Where there is only one of the two, that one keeps them.

import { parseJson } from "./lrs.js";

/** @typedef {{key: string, statement: any, isKept?: boolean}} Entry   keys sort in the order in which things happened */

const TABLE = "statements";
const PATIENCE = 3000;

/** @param {import("../types.js").Environment} environment @param {string} scope   whose statements, and of what */
export function openStore({ window, storage, setTimeout }, scope) {
  const prefix = `scormkit xapi ${scope} `;
  /** @type {Promise<IDBDatabase | null>} */
  const opening = new Promise((resolve) => {
    try {
      const request = window.indexedDB.open("scormkit-xapi", 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = request.onblocked = () => resolve(null);
      // Some browsers never answer.
      setTimeout(() => resolve(null), PATIENCE);
    } catch (denied) {
      resolve(null);
    }
  });

  /** @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest | void} work @returns {Promise<any>} null: it failed */
  async function run(mode, work) {
    const database = await opening;
    return database && new Promise((resolve) => {
      try {
        const transaction = database.transaction(TABLE, mode);
        const request = work(transaction.objectStore(TABLE));
        transaction.oncomplete = () => resolve(request ? request.result : true);
        transaction.onerror = transaction.onabort = () => resolve(null);
      } catch (closed) {
        resolve(null);
      }
    });
  }

  /** Whether the storage did it. @param {(items: NonNullable<typeof storage>) => void} work */
  function guarded(work) {
    try {
      if (storage) work(storage);
      return Boolean(storage);
    } catch (fullOrDenied) {
      return false;
    }
  }

  /** @param {string} key */
  const forget = (key) => guarded((items) => items.removeItem(prefix + key));

  return {
    forget,

    /** At once in the storage, if that takes it. @param {Entry} entry */
    note: ({ key, statement }) => guarded((items) => items.setItem(prefix + key, JSON.stringify(statement))),

    /** Whether it is in the database, and so in the storage no more. @param {Entry} entry */
    async put({ key, statement }) {
      const isPut = (await run("readwrite", (table) => table.put(statement, prefix + key))) !== null;
      if (isPut) forget(key);
      return isPut;
    },

    /** @param {string[]} keys */
    remove(keys) {
      keys.forEach(forget);
      return run("readwrite", (table) => keys.forEach((key) => table.delete(prefix + key)));
    },

    /** All that waits, of other tabs and earlier launches too. @returns {Promise<Entry[]>} */
    async load() {
      /** @type {Map<string, any>} */
      const found = new Map();
      // The storage first: what is on its way from there to the database is seen in one of them.
      guarded((items) => {
        for (const key of Object.keys(window.localStorage)) if (key.startsWith(prefix)) found.set(key, parseJson(items.getItem(key)));
      });
      /** @type {any} */
      let keys;
      const values = await run("readonly", (table) => {
        const range = window.IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        keys = table.getAllKeys(range);
        return table.getAll(range);
      });
      (values ?? []).forEach((/** @type {any} */ value, /** @type {number} */ at) => found.set(keys.result[at], value));
      return [...found].filter(([, statement]) => statement?.id).sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, statement]) => ({ key: key.slice(prefix.length), statement, isKept: true }));
    },
  };
}
