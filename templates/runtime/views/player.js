// Types only: what every view is given. Nothing here runs.

/**
 * @typedef {object} Player
 * @property {import("../types.js").CourseData} course
 * @property {import("../types.js").SessionData[]} sessions   in the order of the course
 * @property {import("../types.js").LearnerRecord} record
 * @property {import("./words.js").Words} words
 * @property {(session: string, page: string) => void} go     shows a page and puts the focus on its heading
 * @property {(text: string) => void} announce
 * @property {import("../types.js").Features["createActivity"]} createActivity   there where the course has activities
 */

/**
 * What a view hands back: the page, and what is said of it.
 * @typedef {object} View
 * @property {string} title
 * @property {HTMLElement} content      its h1 gets the focus
 * @property {string} position          "Page 3 of 8" or ""
 * @property {() => void} [changed]     called when the record changed, here or in another window
 */

export {};
