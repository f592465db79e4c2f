// Requests to an LRS. Nothing here throws: no answer is status 0.

/** @typedef {import("../types.js").Environment} Environment */

/**
 * @typedef {object} Answer
 * @property {number} status               0: none, or one that the browser keeps from us
 * @property {string} text
 * @property {(name: string) => string} header   "" where there is none or it may not be read
 */

/** @typedef {ReturnType<typeof openLrs>} Lrs */

// Browsers give up requests of more than 64 KiB in all that are to outlive their page.
const LASTING_BYTES = 63000;
const PATIENCE_MILLISECONDS = 30000;
// Clocks that differ by less are taken for the same.
export const SKEW_MILLISECONDS = 60000;

/** @param {Environment} environment @param {string} endpoint @param {string} authorization */
export function openLrs({ window, now, setTimeout, clearTimeout }, endpoint, authorization) {
  let lasting = 0;
  let version = "1.0.3";
  /** Whether the LRS took anything by that version. */
  let isProven = false;
  /** What its clock is ahead, where it says so. */
  let ahead = 0;

  /**
   * @param {string} method
   * @param {string} resource              "statements", "activities/state", …
   * @param {Record<string, string>} parameters
   * @param {string} [body]
   * @param {boolean} [isLast]             the page may be gone before the answer
   * @returns {Promise<Answer>}
   */
  async function request(method, resource, parameters, body, isLast = false) {
    const query = Object.entries(parameters).map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    const size = body ? byteLength(body) : 0;
    const keepalive = isLast && size <= LASTING_BYTES - lasting;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MILLISECONDS);
    if (keepalive) lasting += size;
    try {
      const response = await window.fetch(`${endpoint.replace(/\/*$/, "/")}${resource}${query && `?${query}`}`, {
        method,
        headers: { "X-Experience-API-Version": version, Authorization: authorization, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
        body,
        keepalive,
        signal: stop.signal,
        cache: "no-store",
      });
      const header = (/** @type {string} */ name) => response.headers.get(name) ?? "";
      const off = Date.parse(header("Date")) - now();
      // The header has whole seconds, and takes its time: a clock that moves with each answer would mix up the order.
      if (Math.abs(off - ahead) > SKEW_MILLISECONDS) ahead = Math.abs(off) > SKEW_MILLISECONDS ? off : 0;
      const answer = { status: response.status, text: await response.text(), header };
      isProven = isProven || answer.status < 300;
      if (answer.status !== 400 || isProven || version !== "1.0.3" || !/^(2|$)/.test(header("X-Experience-API-Version"))) return answer;
    } catch (unanswered) {
      return { status: 0, text: "", header: () => "" };
    } finally {
      if (keepalive) lasting -= size;
      clearTimeout(timer);
    }
    // Perhaps an LRS of xAPI 2.0 that knows no older one; a browser may not be allowed to read what it says of that.
    version = "2.0.0";
    const answer = await request(method, resource, parameters, body, isLast);
    if (answer.status === 400) version = "1.0.3";
    return answer;
  }

  return {
    request,
    /** Bytes that may still be sent by a page that goes. */
    room: () => LASTING_BYTES - lasting,
    ahead: () => ahead,
  };
}

/** In UTF-8. @param {string} text */
export function byteLength(text) {
  return new TextEncoder().encode(text).length;
}

/** @param {string | null | undefined} text @returns {any} */
export function parseJson(text) {
  try {
    return JSON.parse(text || "null");
  } catch (garbled) {
    return null;
  }
}

/** What the LMS or the broker calls it, as the header wants it. @param {unknown} auth */
export function authorizationOf(auth) {
  const text = String(auth ?? "").trim();
  return !text || /\s/.test(text) ? text : `Basic ${text}`;
}
