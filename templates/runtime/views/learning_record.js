// The learning record of a session, to print or to save as PDF: what was reached, how long it took, what was written
// and said on scales.

import { isConfirmed, isScored } from "../responses.js";
import { fromBuild, make, titled } from "./dom.js";
import { factList, pageFrame, pageHeading, printActions } from "./parts.js";

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @param {number | null} before    seconds of earlier visits; null: nobody knows
 * @param {number} now              seconds of this visit
 * @returns {import("./player.js").View}
 */
export function showLearningRecord(player, session, before, now) {
  const { words, record, course } = player;
  const status = record.session(session.id);
  const title = words.say("learning_record");
  const minutes = words.count("minutes", Math.max(1, Math.round(((before ?? 0) + now) / 60)));
  // The day that the learner's own calendar shows, in the one form of it that is YYYY-MM-DD.
  const day = new Date().toLocaleDateString("sv");
  /** @type {[string, string | false][]} */
  const facts = [
    [words.say("learner"), record.launch.learnerName],
    [words.say("course"), course.kind === "course" && course.title],
    [words.say("completed_on"), status.completedOn ? words.date(status.completedOn) : words.say("in_progress")],
    [words.say("score"), status.score !== null && words.percent(status.score)],
    [words.say(before === null ? "time_in_visit" : "time_spent"), minutes],
    [words.say("printed_on"), words.date(day)],
  ];
  const scores = status.objectives.filter(({ score }) => score !== null);
  return {
    title,
    position: "",
    content: pageFrame("page-record",
      pageHeading(title, session.title),
      printActions(player, session),
      factList("record-facts", facts),
      scores.length > 0 && titled("record-scores", words.say("score_by_element"),
        make("ul", {}, ...scores.map(({ code, title: name, score }) => make("li", {}, [code, name].filter(Boolean).join(" "), ": ", words.percent(score ?? 0))))),
      ...session.pages.filter(({ isQuestionnaire }) => !isQuestionnaire).map((page) => written(words, record, session, page))),
  };
}

/**
 * What the learner wrote on a page and said on scales, as text.
 * @param {import("./words.js").Words} words
 * @param {import("../types.js").LearnerRecord} record
 * @param {import("../types.js").SessionData} session
 * @param {import("../types.js").PageData} page
 */
function written(words, record, session, page) {
  const last = page.isAssessment ? record.attempt(session.id).last?.responses ?? {} : null;
  const notes = page.questions.flatMap((question) => {
    if (question.form === "path" || isScored(question)) return [];
    const response = last ? last[question.id] ?? null : record.check(session.id, question.id).response;
    const isActivity = question.type === "activity";
    if (!response?.length && !isActivity) return [];
    return [make("div", "record-note",
      make("h3", {}, question.text),
      isActivity && make("p", "record-done", words.say(isConfirmed(question, response) ? "activity_confirmed" : "activity_not_confirmed")),
      question.form !== "fields" ? saidOn(question, response ?? []) : response?.[0] && make("p", "record-text", response[0]))];
  });
  return notes.length > 0 && titled("record-notes", page.title, ...notes);
}

/**
 * What was chosen on a scale, in the words of its form: of a grid, for each statement.
 * @param {import("../types.js").QuestionData} question @param {string[]} response
 */
function saidOn({ form, html }, response) {
  const shown = fromBuild(html);
  const words = (/** @type {string} */ place) => shown.querySelector(place)?.textContent?.trim() ?? "";
  if (form === "picks") return make("p", "record-text", response.map((mark) => words(`.answer[data-mark="${mark}"] .answer-label`)).join(", "));
  return make("ul", "record-said", ...response.map((pair) => {
    const [mark, step] = pair.split(".");
    return make("li", {}, `${words(`.answer[data-mark="${mark}"] > th`)}: `, make("strong", {}, words(`.answer[data-mark="${mark}"] [value="${step}"] + label`)));
  }));
}
