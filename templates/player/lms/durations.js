// Times that add up: HHHH:MM:SS.SS in SCORM 1.2, ISO 8601 in SCORM 2004. In hundredths of a second, so that sums are exact.

/** @param {string} text @returns {number} */
export function hundredthsOfTimespan(text) {
  const parts = /^(\d+):(\d\d):(\d\d)(?:\.(\d{1,2}))?$/.exec(text);
  if (!parts) return 0;
  return ((Number(parts[1]) * 60 + Number(parts[2])) * 60 + Number(parts[3])) * 100 + Number((parts[4] ?? "0").padEnd(2, "0"));
}

/** @param {number} hundredths */
export function timespan(hundredths) {
  const seconds = Math.floor(hundredths / 100);
  const digits = (/** @type {number} */ value, /** @type {number} */ length) => String(value).padStart(length, "0");
  return `${digits(Math.floor(seconds / 3600), 4)}:${digits(Math.floor(seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}.${digits(hundredths % 100, 2)}`;
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,2}))?S)?)?$/;
// Years and months have no fixed length (ISO 8601); LMSs take the calendar's means, and so does this one.
const SECONDS = [365.25 * 86400, 30.4375 * 86400, 86400, 3600, 60, 1];

/** @param {string} text @returns {number} */
export function hundredthsOfDuration(text) {
  const parts = DURATION.exec(text);
  if (!parts) return 0;
  const whole = SECONDS.reduce((sum, seconds, at) => sum + Number(parts[at + 1] ?? 0) * seconds, 0);
  return Math.round(whole * 100) + Number((parts[7] ?? "0").padEnd(2, "0"));
}

/** @param {number} hundredths */
export function duration(hundredths) {
  const seconds = Math.floor(hundredths / 100);
  const rest = (hundredths % 6000) / 100;
  return `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${rest.toFixed(2).replace(/\.?0+$/, "")}S`;
}
