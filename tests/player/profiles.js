// The profiles of the local LMS as the server hands them out: what a row does not say is as in the first, the strict one.

import { readFileSync } from "node:fs";

/** @type {import("../../templates/player/lms/types.js").Profile[]} */
const rows = JSON.parse(readFileSync(new URL("../../templates/player/profiles.json", import.meta.url), "utf8"));

export const PROFILES = rows.map((row) => ({ ...rows[0], ...row }));

/** @param {string} name */
export function profileOf(name) {
  const found = PROFILES.find((profile) => profile.name === name);
  if (!found) throw new RangeError(`no profile is called ${name}`);
  return found;
}
