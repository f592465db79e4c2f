// When somebody is there to help: by the clocks of the stated zone, told at any moment, whatever clocks are changed where.
// All of it rests on what the browser's Intl knows of a zone; nothing is counted by the learner's own clock.

/** @typedef {import("./types.js").HoursData} HoursData */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;
/** Beyond this a learner looks again anyway. */
const FARTHEST = 100;

/**
 * How far a zone's clocks are ahead of UTC, in milliseconds; null where Intl does not know the zone.
 * @param {string | undefined} zone   undefined: that of the learner
 * @returns {((time: number) => number) | null}
 */
export function offsetsOf(zone) {
  try {
    const clock = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", { timeZone: zone, hourCycle: "h23", year: "numeric",
      month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
    return (time) => {
      const whole = Math.floor(time / SECOND) * SECOND;
      /** @type {Record<string, number>} */
      const at = {};
      for (const { type, value } of clock.formatToParts(whole)) at[type] = Number(value);
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = at;
      return Date.UTC(year, month - 1, day, hour % 24, minute, second) - whole;
    };
  } catch {
    return null;
  }
}

/**
 * @typedef {object} Hours
 * @property {(time: number) => boolean} isOpen
 * @property {(time: number) => number | null} change   when it opens or closes next; null: not within the next months
 * @property {(time: number, days: number) => {day: number, spans: [begin: number, end: number][]}[]} days
 *   from the day that it is there now: noon of its date by UTC, and from when to when somebody is there
 */

/**
 * @param {HoursData} data
 * @returns {Hours | null}   null where Intl does not know the zone
 */
export function readHours({ zone, week, closed }) {
  const offset = offsetsOf(zone);
  if (!offset) return null;

  /** The spans of the day that begins at this moment of local time. @param {number} day */
  const spansOf = (day) => {
    const date = new Date(day);
    const iso = date.toISOString().slice(0, 10);
    return closed.some(([first, last]) => first <= iso && iso <= last) ? [] : week[(date.getUTCDay() + 6) % 7] ?? [];
  };
  const dayOf = (/** @type {number} */ local) => Math.floor(local / DAY) * DAY;
  /** @param {number} time */
  const isOpen = (time) => {
    const local = time + offset(time);
    const minute = (local - dayOf(local)) / MINUTE;
    return spansOf(dayOf(local)).some(([begin, end]) => begin <= minute && minute < end);
  };

  /** The next moment at which the clocks come to an end of a span or to midnight, or are changed. @param {number} time */
  const nextMoment = (time) => {
    const ahead = offset(time);
    const local = time + ahead;
    const day = dayOf(local);
    const ends = [...spansOf(day).flat(), 24 * 60].map((minute) => day + minute * MINUTE).filter((end) => end > local);
    const next = Math.min(...ends) - ahead;
    if (offset(next) === ahead) return next;
    let [before, after] = [time, next];
    while (after - before > SECOND) {
      const middle = Math.floor((before + after) / 2 / SECOND) * SECOND;
      if (middle <= before) break;
      if (offset(middle) === ahead) before = middle;
      else after = middle;
    }
    return after;
  };

  return {
    isOpen,
    change: (time) => {
      const now = isOpen(time);
      let at = Math.floor(time / SECOND) * SECOND;
      while (at < time + FARTHEST * DAY) {
        at = nextMoment(at);
        if (isOpen(at) !== now) return at;
      }
      return null;
    },
    days: (time, days) => {
      const first = dayOf(time + offset(time));
      const list = Array.from({ length: days }, (_, index) => ({ day: first + index * DAY + DAY / 2,
        spans: /** @type {[number, number][]} */ ([]) }));
      // A day's first moment is at most a day away from the same moment of UTC.
      for (let at = first - DAY, next = at; at < first + (days + 1) * DAY; at = next) {
        next = nextMoment(at);
        const spans = isOpen(at) ? list[(dayOf(at + offset(at)) - first) / DAY]?.spans : undefined;
        const last = spans?.[spans.length - 1];
        if (last?.[1] === at) last[1] = next;
        else spans?.push([at, next]);
      }
      return list;
    },
  };
}
