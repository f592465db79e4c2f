// How an answer is judged on the screen: marks at the answers, the word on the whole, the explanation.

import { markAnswers } from "./answers.js";
import { append, fromBuild, make, sign } from "./dom.js";

/** @typedef {import("../types.js").AnswerKey} AnswerKey */

/**
 * Marks the answers of a form.
 * @param {HTMLFormElement} form
 * @param {import("./words.js").Words} words
 * @param {AnswerKey} key
 * @param {string[]} response
 * @param {boolean} revealAll  also says which answers would have been right
 */
export function judgeAnswers(form, words, key, response, revealAll) {
  markAnswers(form, (mark) => {
    const picked = response.includes(mark);
    const correct = key.correct.includes(mark);
    if (!picked && !(correct && revealAll)) return null;
    const verdict = !picked ? "missed" : correct ? "right" : "wrong";
    const word = verdict === "missed" && key.correct.length > 1 ? "answer_missed_of_several" : `answer_${verdict}`;
    return { verdict, word: words.say(word), feedback: key.feedback[mark] ?? "" };
  }, fromBuild);
}

/**
 * Takes the marks of a form away again.
 * @param {HTMLFormElement} form
 */
export function clearMarks(form) {
  markAnswers(form, () => null, fromBuild);
}

/**
 * Fills the place for the result of a question.
 * @param {HTMLElement} place
 * @param {import("./words.js").Words} words
 * @param {boolean | null} isCorrect null: no word on that
 * @param {string} explanation html of the build, may be ""
 * @param {string} more a sentence behind the verdict, may be ""
 */
export function showVerdict(place, words, isCorrect, explanation, more) {
  place.textContent = "";
  place.hidden = false;
  // The focus comes here, below the answers: what is said at them belongs to it.
  const notes = [...(place.closest("form")?.querySelectorAll(".answer-feedback") ?? [])].map(({ id }) => id);
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", words.say(isCorrect ? "verdict_right" : isCorrect === null ? "your_answers" : "verdict_wrong"));
  if (notes.length > 0) place.setAttribute("aria-describedby", notes.join(" "));
  else place.removeAttribute("aria-describedby");
  place.dataset.verdict = isCorrect === null ? "none" : isCorrect ? "right" : "wrong";
  if (isCorrect !== null) {
    append(place, make("p", "verdict",
      sign(isCorrect ? "check" : "cross"),
      make("span", {}, make("strong", {}, words.say(isCorrect ? "verdict_right" : "verdict_wrong")), more && ` ${more}`)));
  }
  if (explanation) place.append(make("div", "explanation", fromBuild(explanation)));
}

/**
 * The parts of a question's form.
 * @param {import("../types.js").QuestionData} question
 */
export function questionForm(question) {
  const form = /** @type {HTMLFormElement | null} */ (fromBuild(question.html).querySelector("form.question"));
  const result = /** @type {HTMLElement | null | undefined} */ (form?.querySelector(".question-result"));
  const actions = /** @type {HTMLElement | null | undefined} */ (form?.querySelector(".question-actions"));
  if (!form || !result || !actions) throw new Error(`The form of question ${question.id} lacks a part`);
  return { form, result, actions };
}
