// The stored state: a record of what a learner did, as a short text that any LMS keeps. Twin of scormkit/render/state.py.
//
// "2", "3" or "4", then a stream of bits in base64url, then two characters of checksum. The stream says by itself how
// long each part is, and names everything by its slot, its permanent number: so a state that was written by another
// version of the course can be read, and what still matches be kept. Layout (n:k is a number in groups of k bits, each led by a bit that says
// whether another follows, low group first; f:k is k bits; "gap" is a slot less the one before it, less one):
//
//   revision n:7, nonce f:24, ordinal n:5, course completed f:1, passed f:1, location? f:1 [session n:3, page n:3],
//   sessions n:3 [ gap n:2, completed f:1 [day f:14], passed f:1, pages n:4 [seen f:1 each],
//     checks n:3 [gap n:2, tries n:4, correct f:1, response],
//     attempts finished n:4 [best f:14, objectives n:3 [gap n:2, best f:14]],
//     running? f:1 [from "3" on: begun n:7, answers n:3 [gap n:2, confirmed f:1, tenths n:5, response]],
//     last? f:1 [score f:14, passed f:1, answers n:3 [gap n:2, response]] ],
//   in "4" only: media n:3 [which f:20, seconds n:6]
//
// A response is the sum of 2^i over the chosen marks, i their place in the question's stateMarks: text? f:1, then n:4. Or
// it is a text, as responses.js makes it: its length in bytes of UTF-8 n:4 [f:8 each]. "3" is written only where an
// attempt with a time limit runs, "4" only where a video or sound was begun. States that begin with "1" are read too: they
// have no texts, and nothing before a number that says so.

/** @typedef {number | string} StoredResponse */

/**
 * @typedef {object} StoredCheck
 * @property {number} slot
 * @property {number} tries                1 to MOST_TRIES; 0: a scenario that has not come to an ending yet
 * @property {boolean} correct             as judged when it was answered
 * @property {StoredResponse} response
 */

/** @typedef {{slot: number, best: number}} StoredObjective   best: hundredths of a percent */
/** @typedef {{slot: number, confirmed: boolean, tenths: number, response: StoredResponse}} StoredChoice   tenths of a second it took */
/** @typedef {{slot: number, response: StoredResponse}} StoredAnswer */

/** @typedef {{medium: number, seconds: number}} StoredPlace   medium: a hash of its file's name in 20 bits */

/**
 * @typedef {object} StoredSession
 * @property {number} slot
 * @property {boolean} completed
 * @property {number} day                  days from 2020-01-01 to its completion; 0 unless completed
 * @property {boolean} passed
 * @property {number[]} seen               slots of pages
 * @property {StoredCheck[]} checks
 * @property {number} finished             attempts
 * @property {number} best                 hundredths of a percent; 0 unless an attempt is finished, as are the objectives
 * @property {StoredObjective[]} objectives
 * @property {StoredChoice[] | null} running   with all questions that were drawn for the attempt, where that has some only
 * @property {number} begun                seconds from 2020-01-01 to the start of the running attempt; 0 where nobody counts
 * @property {{score: number, passed: boolean, answers: StoredAnswer[]} | null} last
 */

/**
 * @typedef {object} StoredState
 * @property {number} revision             counts changes
 * @property {number} nonce                drawn at the first launch: tells one attempt of the LMS from another
 * @property {number} ordinal              of the first interaction that the LMS has not taken
 * @property {boolean} completed
 * @property {boolean} passed
 * @property {{session: number, page: number} | null} location   session: 0 the menu, else slot + 1; page: see record.js
 * @property {StoredSession[]} sessions
 * @property {StoredPlace[]} media         where video and sound goes on that was begun and not finished; the latest last
 */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MOST_REVISIONS = 2 ** 28 - 1;
const MOST_ORDINALS = 2 ** 20 - 1;
const MOST_DAYS = 2 ** 14 - 1;
const MOST_TENTHS = 2 ** 16 - 1;
const MOST_SECONDS = 2 ** 18 - 1;
export const MOST_TRIES = 255;
/** Days and seconds of a state are counted from here. */
export const FIRST_DAY = Date.UTC(2020, 0, 1);

/** @returns {StoredSession} @param {number} slot */
export function emptySession(slot) {
  return { slot, completed: false, day: 0, passed: false, seen: [], checks: [], finished: 0, best: 0, objectives: [], running: null, begun: 0, last: null };
}

/** @param {StoredState} state @returns {string} */
export function encodeState(state) {
  /** @type {number[]} */
  const bits = [];
  /** @param {number | boolean} value @param {number} size */
  const fixed = (value, size) => {
    for (let at = 0; at < size; at += 1) bits.push(Math.floor(Number(value) / 2 ** at) % 2);
  };
  /** @param {number} value @param {number} size */
  const number = (value, size) => {
    for (let rest = value; ; ) {
      const next = Math.floor(rest / 2 ** size);
      fixed(next > 0, 1);
      fixed(rest % 2 ** size, size);
      if (next === 0) return;
      rest = next;
    }
  };
  /** @param {StoredResponse} response */
  const answer = (response) => {
    fixed(typeof response === "string", 1);
    if (typeof response === "number") return number(response, 4);
    const bytes = new TextEncoder().encode(response);
    number(bytes.length, 4);
    bytes.forEach((byte) => fixed(byte, 8));
  };
  /** @template {{slot: number}} T @param {T[]} items @param {(item: T) => void} write */
  const bySlot = (items, write) => {
    number(items.length, 3);
    let previous = -1;
    for (const item of [...items].sort((one, other) => one.slot - other.slot)) {
      number(item.slot - previous - 1, 2);
      previous = item.slot;
      write(item);
    }
  };

  const hasMedia = state.media.length > 0;
  const isTimed = hasMedia || state.sessions.some(({ begun }) => begun > 0);
  number(Math.min(state.revision, MOST_REVISIONS), 7);
  fixed(state.nonce, 24);
  number(Math.min(state.ordinal, MOST_ORDINALS), 5);
  fixed(state.completed, 1);
  fixed(state.passed, 1);
  fixed(state.location !== null, 1);
  if (state.location) {
    number(state.location.session, 3);
    number(state.location.page, 3);
  }
  bySlot(state.sessions, (session) => {
    fixed(session.completed, 1);
    if (session.completed) fixed(Math.min(session.day, MOST_DAYS), 14);
    fixed(session.passed, 1);
    const pages = Math.max(-1, ...session.seen) + 1;
    number(pages, 4);
    for (let slot = 0; slot < pages; slot += 1) fixed(session.seen.includes(slot), 1);
    bySlot(session.checks, (check) => {
      number(Math.min(check.tries, MOST_TRIES), 4);
      fixed(check.correct, 1);
      answer(check.response);
    });
    number(Math.min(session.finished, MOST_TRIES), 4);
    if (session.finished > 0) {
      fixed(session.best, 14);
      bySlot(session.objectives, ({ best }) => fixed(best, 14));
    }
    fixed(session.running !== null, 1);
    if (session.running) {
      if (isTimed) number(session.begun, 7);
      bySlot(session.running, (choice) => {
        fixed(choice.confirmed, 1);
        number(Math.min(choice.tenths, MOST_TENTHS), 5);
        answer(choice.response);
      });
    }
    fixed(session.last !== null, 1);
    if (session.last) {
      fixed(session.last.score, 14);
      fixed(session.last.passed, 1);
      bySlot(session.last.answers, ({ response }) => answer(response));
    }
  });
  if (hasMedia) {
    number(state.media.length, 3);
    for (const { medium, seconds } of state.media) {
      fixed(medium, 20);
      number(Math.min(seconds, MOST_SECONDS), 6);
    }
  }

  let text = hasMedia ? "4" : isTimed ? "3" : "2";
  for (let start = 0; start < bits.length; start += 6) {
    text += DIGITS[[0, 1, 2, 3, 4, 5].reduce((sum, at) => sum + (bits[start + at] ?? 0) * 2 ** at, 0)];
  }
  return text + checksum(text);
}

/** The state, or null if the text is not a whole one. @param {string} text @returns {StoredState | null} */
export function decodeState(text) {
  if (!/^[1-4][\w-]*$/.test(text) || text.length < 4 || checksum(text.slice(0, -2)) !== text.slice(-2)) return null;
  const end = (text.length - 3) * 6;
  let position = 0;
  /** @param {number} size */
  const fixed = (size) => {
    let value = 0;
    for (let at = 0; at < size; at += 1, position += 1) {
      if (position >= end) throw new RangeError("state too short");
      const digit = DIGITS.indexOf(text.charAt(1 + Math.floor(position / 6)));
      value += ((digit >> position % 6) & 1) * 2 ** at;
    }
    return value;
  };
  /** @param {number} size */
  const number = (size) => {
    let value = 0;
    for (let shift = 0, more = 1; more; shift += size) {
      if (shift > 44) throw new RangeError("number too long");
      more = fixed(1);
      value += fixed(size) * 2 ** shift;
    }
    return value;
  };
  const flag = () => fixed(1) === 1;
  /** @returns {StoredResponse} */
  const answer = () => {
    if (text.startsWith("1") || !flag()) return number(4);
    const bytes = Uint8Array.from({ length: Math.min(number(4), end) }, () => fixed(8));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  };
  /** @template T @param {(slot: number) => T} read @returns {T[]} */
  const bySlot = (read) => {
    const items = [];
    let slot = -1;
    for (let left = number(3); left > 0; left -= 1) {
      slot += number(2) + 1;
      items.push(read(slot));
    }
    return items;
  };

  try {
    const state = {
      revision: number(7),
      nonce: fixed(24),
      ordinal: number(5),
      completed: flag(),
      passed: flag(),
      location: flag() ? { session: number(3), page: number(3) } : null,
      sessions: bySlot((slot) => {
        const session = emptySession(slot);
        session.completed = flag();
        if (session.completed) session.day = fixed(14);
        session.passed = flag();
        const pages = number(4);
        for (let page = 0; page < pages; page += 1) if (flag()) session.seen.push(page);
        session.checks = bySlot((check) => ({ slot: check, tries: number(4), correct: flag(), response: answer() }));
        session.finished = number(4);
        if (session.finished > 0) {
          session.best = fixed(14);
          session.objectives = bySlot((objective) => ({ slot: objective, best: fixed(14) }));
        }
        if (flag()) {
          if (text >= "3") session.begun = number(7);
          session.running = bySlot((question) => ({ slot: question, confirmed: flag(), tenths: number(5), response: answer() }));
        }
        if (flag()) session.last = { score: fixed(14), passed: flag(), answers: bySlot((question) => ({ slot: question, response: answer() })) };
        return session;
      }),
      media: Array.from({ length: text < "4" ? 0 : Math.min(number(3), end) }, () => ({ medium: fixed(20), seconds: number(6) })),
    };
    return end - position < 6 && fixed(end - position) === 0 ? state : null;
  } catch (incomplete) {
    return null;
  }
}

/** @param {string} text */
function checksum(text) {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (sum * 31 + text.charCodeAt(index) + 7) % 4093;
  return DIGITS.charAt(Math.floor(sum / 64)) + DIGITS.charAt(sum % 64);
}

/**
 * The build proves that a state fits, but for places in video and sound, which are left out where there is no room, the
 * oldest first. Should one not fit all the same (`isCut`), then answers of finished attempts go first, those to knowledge
 * checks next; what was reached stays.
 * @param {StoredState} state
 * @param {number} limit   characters
 */
export function encodeWithin(state, limit) {
  let text = encodeState(state);
  while (text.length > limit && state.media.length > 0) {
    state = { ...state, media: state.media.slice(1) };
    text = encodeState(state);
  }
  if (text.length <= limit) return { text, isCut: false };
  text = encodeState({ ...state, sessions: state.sessions.map((session) => ({ ...session, last: null })) });
  if (text.length > limit) text = encodeState({ ...state, sessions: state.sessions.map((session) => ({ ...session, last: null, checks: [] })) });
  return { text, isCut: true };
}
