// The certificate of completion: one sheet to print.

import { append, make, sign } from "./dom.js";
import { competenceLists, factList, linkTo, pageFrame, pageHeading, printActions } from "./parts.js";

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @returns {import("./player.js").View}
 */
export function showCertificate(player, session) {
  const { words, record, course } = player;
  const status = record.session(session.id);
  const title = words.say("certificate");
  const content = pageFrame("page-certificate", pageHeading(title, session.title));
  if (!status.completed) {
    append(content, make("p", {}, words.say("certificate_not_yet")),
      make("p", {}, linkTo(session.id, "results", "button", words.say("see_what_is_open"))));
    return { title, position: "", content };
  }

  const name = record.launch.learnerName;
  /** @type {(false | [string, string])[]} */
  const facts = [
    status.completedOn !== "" && [words.say("completed_on"), words.date(status.completedOn)],
    [words.say("learning_time"), words.count("minutes", session.minutes)],
    status.score !== null && [words.say("score"), words.percent(status.score)],
  ];
  const sheet = make("section", { class: "sheet", "aria-label": words.say("certificate_of_completion") },
    make("div", "sheet-inner",
      make("div", { class: "seal", "aria-hidden": "true" }, sign("award")),
      make("p", "sheet-kind", words.say("certificate_of_completion")),
      make("p", "sheet-small", words.say("this_certifies")),
      name ? make("p", "sheet-name", name)
        : make("p", "sheet-name sheet-line", make("span", "visually-hidden", words.say("name_line"))),
      make("p", "sheet-small", words.say("has_completed")),
      make("p", "sheet-title", session.title),
      course.kind === "course" && make("p", "sheet-course", words.say("part_of", { course: course.title })),
      factList("sheet-facts", facts),
      session.competences.length > 0 && make("div", "sheet-competences",
        make("p", "sheet-small", words.say("competences_served")),
        ...competenceLists(session.competences, false).lists)));
  append(content,
    printActions(player, session),
    sheet);
  return { title, position: "", content };
}
