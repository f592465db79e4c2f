// Where an LMS keeps its API: in the content's own window, in a parent's, or around the window that opened it.
// Any of these windows may belong to another origin, and then even looking at it throws.

const MOST_PARENTS = 50;

/**
 * The API object of that name with all those methods, or null.
 * @param {any} start
 * @param {string} name
 * @param {string[]} methods
 * @returns {any}
 */
export function findApi(start, name, methods) {
  const seen = /** @type {any[]} */ ([]);
  for (let opener = start; opener && !seen.includes(opener); opener = readMember(opener, "opener")) {
    seen.push(opener);
    let place = opener;
    for (let height = 0; place && height < MOST_PARENTS; height += 1) {
      const api = readMember(place, name);
      if (api && methods.every((method) => hasMethod(api, method))) return api;
      const parent = readMember(place, "parent");
      place = parent === place ? null : parent;
    }
    // A frame has no opener; the window on top of it may have one.
    if (!readMember(opener, "opener")) opener = readMember(opener, "top") || opener;
  }
  return null;
}

/** @param {any} holder @param {string} name */
export function hasMethod(holder, name) {
  // Java and ActiveX APIs of old say "object" or "unknown" here.
  return readMember(holder, name) !== undefined && readMember(holder, name) !== null;
}

/** @param {any} holder @param {string} name */
function readMember(holder, name) {
  try {
    return holder[name];
  } catch (denied) {
    return undefined;
  }
}
