// Where in the course a page is: its address, and the order in which a session is read.

/**
 * A place: session "" is the menu of sessions, page "" the start page of a session.
 * @typedef {{session: string, page: string}} Place
 */

/**
 * @param {string} session
 * @param {string} page
 */
export function address(session, page) {
  return `#/${[session, page].filter(Boolean).map(encodeURIComponent).join("/")}`;
}

/**
 * @param {string} hash
 * @returns {Place | null}
 */
export function placeOf(hash) {
  if (!hash.startsWith("#/")) return null;
  try {
    const [session = "", page = ""] = hash.slice(2).split("/").map(decodeURIComponent);
    return { session, page };
  } catch {
    return null;
  }
}

/**
 * The pages of a session in the order of reading: its start page, its own pages, its results.
 * @param {import("../types.js").SessionData} session
 * @param {import("./words.js").Words} words
 */
export function readingOrder(session, words) {
  return [
    { id: "", title: words.say("overview") },
    ...session.pages.map(({ id, title }) => ({ id, title })),
    { id: "results", title: resultsTitle(session, words) },
  ];
}

/**
 * @param {import("../types.js").SessionData} session
 * @param {import("./words.js").Words} words
 */
export function resultsTitle(session, words) {
  return words.say(session.assessment ? "results" : "summary");
}

/**
 * Whether a place is in this version of the course.
 * @param {import("../types.js").CourseData} course
 * @param {import("../types.js").SessionData[]} sessions
 * @param {Place} place
 */
export function placeExists(course, sessions, place) {
  if (!place.session) return course.kind === "course" && !place.page;
  const session = sessions.find(({ id }) => id === place.session);
  if (!session) return false;
  if (place.page === "certificate") return session.certificate;
  if (place.page === "learning-record" && session.learningRecord) return true;
  return place.page === "" || place.page === "results" || session.pages.some(({ id }) => id === place.page);
}
