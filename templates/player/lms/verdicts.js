// Which calls are the content's fault.

/**
 * A call that the standard has an error for, whatever the profile answered. No fault of the content: reading in SCORM 2004
 * what has no value yet (403), and values that the LMS failed to store.
 * @param {import("./types.js").Call} call
 */
export function isIllegal({ method, verdict, stored }) {
  if (verdict === "0" || stored === false) return false;
  return !(method === "GetValue" && verdict === "403");
}
