// The certificate of completion: one sheet to print.

import { append, make, sign } from "./dom.js";
import { competenceLists, linkTo, pageFrame, pageHeading } from "./parts.js";

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
  const facts = [
    status.completedOn && [words.say("completed_on"), words.date(status.completedOn)],
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
      make("dl", "sheet-facts", ...facts.map((row) => row && make("div", {}, make("dt", {}, row[0]), make("dd", {}, row[1])))),
      session.competences.length > 0 && make("div", "sheet-competences",
        make("p", "sheet-small", words.say("competences_served")),
        ...competenceLists(session.competences, false).lists)));
  append(content,
    make("div", "outcome-actions no-print",
      make("button", { type: "button", class: "button button-strong", "data-action": "print", onclick: () => window.print() }, sign("print"), words.say("print")),
      linkTo(session.id, "results", "button button-line", words.say("back_to_results"))),
    sheet);
  return { title, position: "", content };
}
