// The start page of a session: what it is about, for whom, and what it asks.

import { make, sign, titled } from "./dom.js";
import { competenceLists, fact, linkTo, pageFrame, pageHeading, sessionProgress, statusBadge, wayOn } from "./parts.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("../types.js").SessionData} SessionData */

/**
 * The page to go on with: the first not seen, else the assessment as long as it can complete the session, else the first.
 * @param {Player} player
 * @param {SessionData} session
 */
export function pageToContinue({ record }, session) {
  const { completed, ended } = record.session(session.id);
  return session.pages.find(({ id }) => !record.seen(session.id, id))
    ?? session.pages.find(({ isAssessment }) => isAssessment && !completed && !ended)
    ?? session.pages[0];
}

/**
 * @param {Player} player
 * @param {SessionData} session
 * @returns {import("./player.js").View}
 */
export function showStart(player, session) {
  const { words, record, course } = player;
  const status = record.session(session.id);
  const next = pageToContinue(player, session);
  const begun = status.pagesSeen > 0;
  const isOver = status.completed || status.ended;
  const verb = isOver ? "read_again" : begun ? "continue" : "start";

  const audience = [session.audience.professions.join(words.say("list_separator")), session.audience.stage].filter(Boolean).join(" · ");
  const facts = make("ul", "facts",
    fact(sign("clock"), words.count("minutes", session.minutes)),
    fact(sign("pages"), words.count("pages", session.pages.length)),
    audience !== "" && fact(sign("people"), words.say("for_audience", { audience })));

  const begin = make("div", "begin",
    next && linkTo(session.id, next.id, "button button-strong", words.say(verb), sign("next")),
    begun && next && !isOver && make("span", "begin-where", words.say("go_on_at", { title: next.title })),
    status.ended && make("p", {}, words.say("session_ended")),
    begun && make("div", "begin-status", statusBadge(player, session), sessionProgress(player, session)));

  const goals = session.goals.length > 0 && titled("goals", words.say("you_will_learn"),
    make("ul", "ticks", ...session.goals.map((goal) => make("li", {}, sign("check"), make("span", {}, goal)))));

  return {
    title: session.title,
    position: "",
    content: pageFrame("page-start",
      pageHeading(session.title, course.kind === "course" ? course.title : words.say("session")),
      session.description && make("p", "lead", session.description),
      facts, begin, goals, requirements(player, session), competenceSection(player, session), about(player, session),
      wayOn(player, session, "")),
  };
}

/**
 * @param {Player} player
 * @param {SessionData} session
 */
function requirements({ words }, session) {
  const asked = session.completeWhen.map((condition) => words.say(`complete_${condition}`, {
    mark: session.assessment ? words.percent(session.assessment.passMark) : "",
  }));
  return titled("requirements", words.say("to_complete"), make("ul", {}, ...asked.map((text) => make("li", {}, text))));
}

/**
 * @param {Player} player
 * @param {SessionData} session
 */
function competenceSection({ words }, { competences }) {
  if (competences.length === 0) return null;
  const { lists, whole } = competenceLists(competences, false);
  return titled("competences", words.say("competences"),
    ...(whole && !competences.some(({ description }) => description) ? lists : [...lists, make("details", "expand",
      make("summary", {}, words.count("all_competences", competences.length)),
      make("div", "expand-body", ...competenceLists(competences, true).lists))]));
}

/**
 * @param {Player} player
 * @param {SessionData} session
 */
function about({ words }, session) {
  /** @param {SessionData["authors"]} people */
  const named = (people) => people.map(({ name, role, organization }) =>
    make("dd", {}, name, (role || organization) && make("span", "role", `, ${[role, organization].filter(Boolean).join(", ")}`)));
  /** @type {[string, HTMLElement[]][]} */
  const rows = [
    ["authors", named(session.authors)],
    ["reviewers", named(session.reviewers)],
    ["reviewed", session.reviewed ? [make("dd", {}, words.date(session.reviewed))] : []],
    ["next_review", session.nextReview ? [make("dd", {}, words.date(session.nextReview))] : []],
    ["licence", session.licence ? [make("dd", {}, session.licence)] : []],
  ];
  const filled = rows.filter(([, values]) => values.length > 0);
  return filled.length > 0 && titled("about", words.say("about_session"),
    make("dl", "about-list", ...filled.map(([key, values]) =>
      make("div", {}, make("dt", {}, words.say(key)), ...values))));
}
