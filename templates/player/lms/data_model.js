// A data model: its rows, found by the name of an element, and the values of one session.

/**
 * @typedef {import("./types.js").Element} Element
 * @typedef {import("./types.js").Format} Format
 * @typedef {import("./types.js").Launch} Launch
 */

/** @typedef {{row: Element, element: string, indices: number[], lists: string[]}} Place */

const INDEX = /^(0|[1-9]\d*)$/;
const TARGET = /^(adl\.nav\.request_valid\.(?:choice|jump))\.\{target=(.*)\}$/;

/**
 * A row as the tables write it.
 * @param {string} name @param {Element["access"]} access @param {Format} format
 * @param {Element["start"]} [start] @param {string[]} [needs] @returns {Element}
 */
export function row(name, access, format, start = null, needs = []) {
  return { name, access, format, start, needs };
}

export class DataModel {
  /** @param {Element[]} rows @param {Launch} launch */
  constructor(rows, launch) {
    this.rows = new Map(rows.map((each) => [each.name, each]));
    this.launch = launch;
    /** @type {Map<string, string>} */
    this.values = new Map();
    /** Length of each list, by its name. @type {Map<string, number>} */
    this.counts = new Map();
    /** Names of elements that have parts. */
    this.groups = new Set(rows.flatMap(({ name }) => name.split(".").map((_, at, parts) => parts.slice(0, at).join("."))));
    for (const each of rows) {
      const start = typeof each.start === "function" ? each.start(launch) : each.start;
      if (start !== null && !/\.n\.|\{target=/.test(each.name)) this.values.set(each.name, start);
    }
  }

  /** Where an element is in the model; null if the model has no such element. @param {string} element @returns {Place | null} */
  find(element) {
    const target = TARGET.exec(element);
    const parts = target ? [...String(target[1]).split("."), "{target=t}"] : element.split(".");
    /** @type {number[]} */
    const indices = [];
    /** @type {string[]} */
    const lists = [];
    const name = parts.map((part, at) => {
      if (!INDEX.test(part)) return part;
      lists.push(parts.slice(0, at).join("."));
      indices.push(Number(part));
      return indices.length > 1 ? "m" : "n";
    }).join(".");
    // A part that is called n or m itself stands for no index.
    if (parts.includes("n") || parts.includes("m")) return null;
    const found = this.rows.get(name);
    return found ? { row: found, element, indices, lists } : null;
  }

  /** Whether a name is that of an element, or of a group of elements. @param {string} element */
  knows(element) {
    const generic = element.split(".").map((part) => (INDEX.test(part) ? "n" : part)).join(".");
    const inner = generic.replace(/(\.n\..*)\.n\b/, "$1.m");
    return this.rows.has(inner) || this.groups.has(inner);
  }

  /** @param {string} list */
  count(list) {
    return this.counts.get(list) ?? 0;
  }

  /** What a record says elsewhere. @param {Place} place @returns {(part: string) => string | null} */
  record({ element, lists, indices }) {
    const start = lists.length ? `${lists[0]}.${indices[0]}` : element.split(".").slice(0, -1).join(".");
    return (part) => this.values.get(`${start}.${part}`) ?? null;
  }

  /** The value of an element; null if it has none. @param {Place} place @returns {string | null} */
  value({ row: { name, start }, element }) {
    const list = /^(.*)\._count$/.exec(element);
    if (list) return String(this.count(String(list[1])));
    const value = this.values.get(element);
    if (value !== undefined) return value;
    return /\.n\.|\{target=/.test(name) && typeof start === "string" ? start : null;
  }

  /** @param {Place} place @param {string} value */
  put({ element, lists, indices }, value) {
    this.values.set(element, value);
    lists.forEach((list, at) => this.counts.set(list, Math.max(this.count(list), Number(indices[at]) + 1)));
  }

  /** Keeps a value whatever the model says of it. @param {string} element @param {string} value */
  force(element, value) {
    const place = this.find(element);
    if (place) this.put(place, value);
    else this.values.set(element, value);
  }

  /** Takes back what was stored, as far as this model has it and the LMS does not say it itself. @param {Record<string, string>} stored @param {(row: Element) => boolean} isKept */
  restore(stored, isKept) {
    for (const [element, value] of Object.entries(stored)) {
      const place = this.find(element);
      if (place && isKept(place.row)) this.put(place, value);
    }
  }

  /** @returns {Record<string, string>} */
  flat() {
    return Object.fromEntries([...this.values].filter(([element]) => !/\._(children|count|version)$/.test(element)));
  }
}
