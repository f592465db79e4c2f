// Types only: what the server tells the LMS's page, and what that reports. Nothing here runs.

/**
 * `launch.json`.
 * @typedef {object} LaunchFacts
 * @property {number} launch
 * @property {string} attempt            whom reports and commits are for
 * @property {string} title
 * @property {string} standard
 * @property {string} language
 * @property {import("./types.js").Profile} profile
 * @property {{id: string, name: string, language: string}} learner
 * @property {"normal" | "review" | "browse"} mode
 * @property {"frame" | "popup"} place
 * @property {"" | "ltr" | "rtl"} direction
 * @property {"" | "light" | "dark"} scheme
 * @property {import("./types.js").ActivityTree | null} tree     of SCORM packages
 * @property {{id: string, title: string, href: string}[]} units
 * @property {Record<string, Record<string, string>>} stored     by unit
 * @property {any} sequencing                what the last launch reported of it
 */

/** @typedef {ReturnType<typeof import("./reporter.js").createReporter>} Reporter */

export {};
