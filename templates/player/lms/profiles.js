// How LMSs behave, as data. Each profile but the strict one is strict except for what its row says; where a row copies a
// real LMS, its description says which and what was seen.

/** @typedef {import("./types.js").Profile} Profile */

/** @type {Profile} */
const STRICT = {
  name: "strict",
  title: "Strict standard",
  description: "What the standard says, to the letter; nothing more is forgiven.",
  lenient: false,
  hidesErrors: false,
  answers: null,
  stateLimit: null,
  textLimit: null,
  commitRefused: false,
  offlineAtExit: false,
  bytesAtExit: null,
  crlfAtExit: false,
  latencyMilliseconds: 0,
  alwaysAbInitio: false,
  keepsOnlySuspended: true,
  reviewWhenFinished: false,
  storesReview: false,
  storesAtOnce: false,
  manifestObjectives: true,
};

/** @param {Partial<Profile> & {name: string, title: string, description: string}} differences @returns {Profile} */
const like = (differences) => ({ ...STRICT, ...differences });

export const PROFILES = /** @type {const} */ ([
  STRICT,
  like({
    name: "moodle",
    title: "Moodle-like",
    description: "64,000 characters everywhere; review once finished, and what is set then overwrites the result; what is sent while the page closes goes by beacon: at most 64 KiB, line breaks changed.",
    stateLimit: 64000,
    textLimit: 64000,
    bytesAtExit: 65536,
    crlfAtExit: true,
    reviewWhenFinished: true,
    storesReview: true,
  }),
  like({
    name: "openedx",
    title: "Open edX-like",
    description: "Nearly everything reads as nothing, no error is ever reported, each value is kept as it is set, Commit does nothing.",
    hidesErrors: true,
    lenient: true,
    answers: [
      "cmi.suspend_data", "cmi.core.lesson_location", "cmi.location", "cmi.core.student_id", "cmi.core.student_name", "cmi.learner_id", "cmi.learner_name",
    ],
    keepsOnlySuspended: false,
    storesAtOnce: true,
    manifestObjectives: false,
  }),
  like({
    name: "commit-refused",
    title: "Commit refused",
    description: "Every attempt to store fails, with an error code. Content has to tell the learner.",
    commitRefused: true,
  }),
  like({
    name: "ab-initio",
    title: "Always ab-initio",
    description: "Entry always says that this is the first launch, though what was stored is handed back (wagtail-lms, scormhost).",
    alwaysAbInitio: true,
    keepsOnlySuspended: false,
  }),
  like({
    name: "slow",
    title: "Slow",
    description: "Initialize, Commit and Terminate take two seconds, in which the page stands still.",
    latencyMilliseconds: 2000,
  }),
  like({
    name: "offline-at-exit",
    title: "Offline at exit",
    description: "What is stored on leaving is lost; only what was committed before is there at the next launch.",
    offlineAtExit: true,
  }),
  like({
    name: "tiny-state",
    title: "Tiny state limit",
    description: "The stored state may be 500 characters long.",
    stateLimit: 500,
  }),
  like({
    name: "lenient",
    title: "Says yes to everything",
    description: "Takes any value for any element, read-only ones too, and knows no errors (scormhost).",
    hidesErrors: true,
    lenient: true,
    alwaysAbInitio: true,
    keepsOnlySuspended: false,
    manifestObjectives: false,
  }),
]);

/** @param {string} name @returns {Profile} */
export function profileOf(name) {
  const found = PROFILES.find((profile) => profile.name === name);
  if (!found) throw new RangeError(`no profile is called ${name}`);
  return found;
}
