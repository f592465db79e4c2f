// A page of the author's: its text, with its knowledge checks in their places.

import { knowledgeCheck } from "./check.js";
import { fromBuild, make } from "./dom.js";
import { pageFrame, pageHeading, wayOn } from "./parts.js";

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @param {import("../types.js").PageData} page
 * @returns {import("./player.js").View}
 */
export function showReading(player, session, page) {
  const content = make("div", { class: "prose", lang: session.language === player.course.language ? null : session.language },
    fromBuild(page.html));
  for (const place of content.querySelectorAll("div[data-question]")) {
    const question = page.questions.find(({ id }) => id === place.getAttribute("data-question"));
    const { showScenario, createActivity } = player.features;
    const show = question?.form === "path" ? showScenario : question?.type === "activity" && createActivity ? createActivity : knowledgeCheck;
    if (question && show) place.replaceWith(show(player, session, question));
    else place.remove();
  }
  const position = pagePosition(player, session, page);
  return {
    title: page.title,
    position,
    content: pageFrame("page-reading", pageHeading(page.title, position), content, wayOn(player, session, page.id)),
  };
}

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @param {import("../types.js").PageData} page
 */
export function pagePosition({ words }, session, page) {
  return words.say("page_of", { number: session.pages.indexOf(page) + 1, pages: session.pages.length });
}
