// What is said of opening hours: open or closed now, and the week to come by the learner's clock and by the stated one.

import { DAY, offsetsOf, readHours } from "../hours.js";

/** @typedef {import("./words.js").Words} Words */

/** Some Monday, by UTC. */
const MONDAY = Date.UTC(2024, 0, 1);

/**
 * @typedef {object} Opening
 * @property {string} now        "" where it cannot be told
 * @property {boolean} isOpen
 * @property {string} there      the time in `now` by the clocks of the zone, "" where they show what the learner's show
 * @property {string[]} heads    of the columns
 * @property {[day: string, ...columns: string[][]][]} rows   each column with its spans; none: closed
 * @property {string} note       "" for none
 */

/**
 * @param {import("../types.js").HoursData} data
 * @param {Words} words
 * @param {string} language
 * @param {number} time            milliseconds since 1970
 * @param {string} [own]           the learner's zone; left out: as the browser knows it
 * @returns {Opening}
 */
export function describeHours(data, words, language, time, own) {
  const place = zoneName(data.zone);
  const hours = readHours(data);
  /** @param {Intl.DateTimeFormatOptions} options @param {string} [timeZone] */
  const form = (options, timeZone) => new Intl.DateTimeFormat(language, { ...options, timeZone });
  const heads = [words.say("help_day"), words.say("help_zone_time", { zone: place })];
  if (!hours) {
    const day = form({ weekday: "long" }, "UTC");
    const clock = form({ timeStyle: "short" }, "UTC");
    return {
      now: "",
      isOpen: false,
      there: "",
      heads,
      rows: data.week.map((spans, index) => [day.format(MONDAY + index * DAY),
        spans.map((span) => span.map((minutes) => clock.format(MONDAY + minutes * 60_000)).join("–"))]),
      note: words.say("help_zone_unknown", { zone: place }),
    };
  }

  const offsets = [own, data.zone].map(offsetsOf);
  const zones = [own, data.zone];
  const differs = (/** @type {number} */ at) => offsets[0]?.(at) !== offsets[1]?.(at);
  /** Days since 1970 by the clocks of a zone. @param {number} at @param {0 | 1} of */
  const dayOf = (at, of) => Math.floor((at + (offsets[of]?.(at) ?? 0)) / DAY);
  /** @param {number} at @param {0 | 1} of */
  const when = (at, of) => {
    const clock = form({ timeStyle: "short" }, zones[of]).format(at);
    const away = dayOf(at, of) - dayOf(time, of);
    if (away === 0) return { clock, said: words.say("help_today", { time: clock }) };
    const day = form(away < 7 ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" }, zones[of]).format(at);
    const said = words.say("help_on_day", { day, time: clock });
    return { clock: said, said };
  };
  const isOpen = hours.isOpen(time);
  const change = hours.change(time);
  const key = isOpen ? "help_open" : "help_closed";
  let now = words.say(key);
  if (change !== null) {
    const { clock, said } = when(change, 0);
    now = isOpen ? words.say("help_open_until", { when: clock }) : words.say("help_closed_opens", { when: said });
  }

  const week = hours.days(time, 7);
  const isAway = week.some(({ spans }) => spans.flat().some(differs)) || differs(time);
  if (isAway) {
    const zone = form({}, own).resolvedOptions().timeZone;
    heads.push(zone ? words.say("help_your_time_in", { zone: zoneName(zone) }) : words.say("help_your_time"));
  }
  const short = form({ weekday: "short" }, own);
  return {
    now,
    isOpen,
    there: change !== null && differs(change) ? words.say("help_there", { zone: place, when: when(change, 1).said }) : "",
    heads,
    rows: week.map(({ day, spans }) => {
      const columns = (isAway ? [1, 0] : [1]).map((of) => {
        const clock = form({ timeStyle: "short" }, zones[of]);
        return spans.map(([begin, end]) => {
          const other = of === 0 && dayOf(begin, 0) !== Math.floor(day / DAY) ? `${short.format(begin)} ` : "";
          return `${other}${clock.format(begin)}–${clock.format(end)}`;
        });
      });
      return [form({ weekday: "long", day: "numeric", month: "short" }, "UTC").format(day), ...columns];
    }),
    note: isAway ? "" : words.say("help_same_time"),
  };
}

/** The place that a zone is called after. @param {string} zone */
function zoneName(zone) {
  return zone.slice(zone.lastIndexOf("/") + 1).replace(/_/g, " ");
}
