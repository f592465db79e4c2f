// The menu of sessions: what a course of several sessions opens with.

import { make, progressBar, sign } from "./dom.js";
import { fact, linkTo, pageFrame, pageHeading, sessionProgress, statusBadge } from "./parts.js";
import { pageToContinue } from "./start.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("../types.js").SessionData} SessionData */

/**
 * The session to go on with: the one under way, else the first that is not complete and still can be.
 * @param {Player} player
 */
function sessionToContinue(player) {
  const open = player.sessions.filter(({ id }) => !player.record.session(id).completed && !player.record.session(id).ended);
  return open.find(({ id }) => player.record.session(id).started) ?? open[0] ?? null;
}

/**
 * @param {Player} player
 * @returns {import("./player.js").View}
 */
export function showHome(player) {
  const { course, record, words } = player;
  const whole = record.course();
  const next = sessionToContinue(player);
  const started = next !== null && record.session(next.id).started;
  const done = player.sessions.filter(({ id }) => record.session(id).completed).length;

  const summary = make("section", { class: "panel course-summary", "aria-label": words.say("your_progress") },
    make("div", "session-progress",
      progressBar(whole.fraction, words.say("progress")),
      make("span", "progress-words",
        words.count("sessions_completed", player.sessions.length, { done }),
        whole.score !== null && ` · ${words.say("mean_score", { score: words.percent(whole.score) })}`)),
    next
      ? make("div", "continue",
        make("p", "continue-title",
          make("span", "kicker", words.say(started ? "continue_with" : "start_with")),
          make("strong", {}, next.title)),
        linkTo(next.id, started ? pageToContinue(player, next)?.id ?? "" : "", "button button-strong", words.say(started ? "continue" : "start"), sign("next")))
      : make("p", "continue-title", sign(whole.completed ? "check" : "info"), words.say(whole.completed ? "course_complete" : "nothing_left")));

  const sections = course.sections.map((section) => {
    const cards = section.sessions.flatMap((id) => player.sessions.filter((session) => session.id === id))
      .map((session) => sessionCard(player, session, section.title ? "h3" : "h2"));
    return make("section", "course-section",
      section.title && make("h2", {}, section.title), make("ul", "cards", ...cards));
  });

  return {
    title: course.title,
    position: words.count("sessions", player.sessions.length),
    content: pageFrame("page-home", pageHeading(course.title, words.say("course")), summary, ...sections),
  };
}

/**
 * @param {Player} player
 * @param {SessionData} session
 * @param {"h2" | "h3"} level
 */
function sessionCard(player, session, level) {
  const { words } = player;
  const { started, completed } = player.record.session(session.id);
  return make("li", { class: "card", "data-session": session.id },
    make(level, "card-title", linkTo(session.id, "", "card-link", session.title)),
    session.description && make("p", "card-text", session.description),
    make("ul", "facts",
      fact(sign("clock"), words.count("minutes", session.minutes)),
      make("li", "fact", statusBadge(player, session))),
    started && !completed && sessionProgress(player, session));
}
