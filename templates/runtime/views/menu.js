// The menu of a session: its pages with what was seen, its progress, its results and certificate.

import { make, sign, unseen } from "./dom.js";
import { linkTo, sessionProgress } from "./parts.js";
import { resultsTitle } from "./routes.js";

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @param {string} current id of the page that is shown
 */
export function buildMenu(player, session, current) {
  const { words, record, course } = player;
  /**
   * @param {string} page
   * @param {string} title
   * @param {boolean | null} seen null where it does not matter
   */
  const entry = (page, title, seen) => {
    const link = linkTo(session.id, page, "menu-link",
      make("span", `mark ${seen ? "mark-seen" : seen === null ? "mark-none" : "mark-open"}`, seen && sign("check")),
      make("span", "menu-title", title),
      seen !== null && unseen(`, ${words.say(seen ? "seen" : "not_seen")}`));
    if (page === current) link.setAttribute("aria-current", "page");
    return make("li", {}, link);
  };
  const status = record.session(session.id);
  return [
    course.kind === "course" && linkTo("", "", "menu-home", sign("back"), words.say("all_sessions")),
    make("p", "menu-session", session.title),
    sessionProgress(player, session),
    make("ul", "menu-list",
      entry("", words.say("overview"), null),
      ...session.pages.map(({ id, title }) => entry(id, title, record.seen(session.id, id))),
      entry("results", resultsTitle(session, words), null),
      session.certificate && status.completed && entry("certificate", words.say("certificate"), null)),
  ];
}
