// Interface texts, numbers and dates in the language of the course.

/**
 * @typedef {object} Words
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 * @property {(key: string, count: number, values?: Record<string, string | number>) => string} count
 *   picks `<key>_one`, `<key>_other`, … as the language wants it
 * @property {(percent: number) => string} percent
 * @property {(day: string) => string} date   of YYYY-MM-DD
 */

/**
 * @param {Record<string, string>} text
 * @param {string} language   a well-formed tag: the build sees to that
 * @returns {Words}
 */
export function createWords(text, language) {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });

  /** @type {Words["say"]} */
  const say = (key, values = {}) =>
    (text[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

  return {
    say,
    count: (key, count, values = {}) => {
      const form = `${key}_${plural.select(count)}`;
      return say(form in text ? form : `${key}_other`, { ...values, count: number.format(count) });
    },
    // Whole where it is whole, else cut after one decimal: nobody shall read the pass mark as their score and "not passed".
    percent: (percent) => say("percent", { number: number.format(Math.floor(percent * 10 + 1e-6) / 10) }),
    date: (iso) => {
      const time = Date.parse(`${iso}T00:00:00Z`);
      return Number.isNaN(time) ? iso : day.format(time);
    },
  };
}
