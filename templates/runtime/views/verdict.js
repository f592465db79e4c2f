// How an answer is judged on the screen: marks at the answers, the word on the whole, the explanation.

import { readKey } from "../key.js";
import { isScored, rightParts } from "../responses.js";
import { markAnswers, wireAnswer } from "./answers.js";
import { append, fromBuild, make, sign } from "./dom.js";

/** @typedef {import("../types.js").AnswerKey} AnswerKey */
/** @typedef {import("../types.js").QuestionData} QuestionData */

/**
 * Marks the answers of a form.
 * @param {HTMLFormElement} form
 * @param {import("./words.js").Words} words
 * @param {QuestionData} question
 * @param {string[]} response
 * @param {boolean} revealAll  also says what would have been right
 */
export function judgeAnswers(form, words, question, response, revealAll) {
  const key = readKey(question);
  if (!isScored(question)) return clearMarks(form);
  const parts = rightParts(question, key, response);
  markAnswers(form, (answer, index) => {
    const mark = answer.dataset.mark ?? "";
    if (question.form === "picks") return judgePick(words, key, mark, response.includes(mark), revealAll);
    const place = question.form === "pairs" ? question.marks.indexOf(mark) : index;
    const right = parts[place] === true;
    if (response.length === 0 && !revealAll) return null;
    const verdict = right ? "right" : response.length === 0 ? "missed" : "wrong";
    const solution = right || !revealAll ? "" : solutionAt(form, words, question, key, mark, index);
    const feedback = key.feedback[mark];
    return {
      verdict,
      word: [verdict === "missed" ? "" : words.say(`answer_${verdict}`), solution].filter(Boolean).join(". "),
      feedback: feedback ? fromBuild(feedback) : null,
    };
  });
}

/**
 * @param {import("./words.js").Words} words @param {AnswerKey} key @param {string} mark @param {boolean} picked @param {boolean} revealAll
 * @returns {import("./answers.js").AnswerMark | null}
 */
function judgePick(words, key, mark, picked, revealAll) {
  const correct = key.correct.includes(mark);
  if (!picked && !(correct && revealAll)) return null;
  const verdict = !picked ? "missed" : correct ? "right" : "wrong";
  const word = verdict === "missed" && key.correct.length > 1 ? "answer_missed_of_several" : `answer_${verdict}`;
  return { verdict, word: words.say(word), feedback: key.feedback[mark] ? fromBuild(key.feedback[mark] ?? "") : null };
}

/**
 * What would have been right there, in words.
 * @param {HTMLFormElement} form @param {import("./words.js").Words} words @param {QuestionData} question @param {AnswerKey} key
 * @param {string} mark @param {number} index
 */
function solutionAt(form, words, question, key, mark, index) {
  if (question.form === "order") return words.say("answer_place", { number: key.correct.indexOf(mark) + 1 });
  if (question.form === "pairs") {
    const target = key.correct.find((pair) => pair.startsWith(`${mark}.`))?.slice(2) ?? "";
    return words.say("answer_belongs", { target: form.querySelector(`option[value="${target}"]`)?.textContent ?? "" });
  }
  const blank = key.blanks?.[index];
  const range = blank?.low === blank?.high ? `${blank?.low}` : `${blank?.low} – ${blank?.high}`;
  return words.say("answer_text", { text: blank?.texts[0] ?? range });
}

/**
 * Takes the marks of a form away again.
 * @param {HTMLFormElement} form
 */
export function clearMarks(form) {
  markAnswers(form, () => null);
}

/**
 * What is said of a response as a whole, and the explanation.
 * @param {AnswerKey} key @param {number | null} share @param {boolean} [explained]   false: without the explanation
 * @returns {string} html
 */
export function verdictText(key, share, explained = true) {
  const said = share === null ? "" : share === 1 ? key.right : key.wrong;
  return `${said ?? ""}${explained ? key.explanation : ""}`;
}

/**
 * Fills the place for the result of a question.
 * @param {HTMLElement} place
 * @param {import("./words.js").Words} words
 * @param {number | null} share of the points, 0 to 1; null: no word on that
 * @param {string} explanation html of the build, may be ""
 * @param {string} more a sentence behind the verdict, may be ""
 */
export function showVerdict(place, words, share, explanation, more) {
  place.textContent = "";
  place.hidden = false;
  // The focus comes here, below the answers: what is said at them belongs to it, each time with what it is said of.
  const notes = [...(place.closest("form")?.querySelectorAll(".answer-feedback") ?? [])].flatMap((note) => {
    const about = note.parentElement?.querySelector(".pair-label, .order-text, .answer-label, .answer-text");
    if (about) about.id ||= `${note.id}-about`;
    return about ? [about.id, note.id] : [note.id];
  });
  place.setAttribute("role", "group");
  const word = share === null ? "your_answers" : share === 1 ? "verdict_right" : share > 0 ? "verdict_partly" : "verdict_wrong";
  place.setAttribute("aria-label", (share === null && more) || words.say(word));
  if (notes.length > 0) place.setAttribute("aria-describedby", notes.join(" "));
  else place.removeAttribute("aria-describedby");
  place.dataset.verdict = share === null ? "none" : share === 1 ? "right" : "wrong";
  if (share !== null) {
    append(place, make("p", "verdict",
      sign(share === 1 ? "check" : "cross"),
      make("span", {}, make("strong", {}, words.say(word)), more && ` ${more}`)));
  } else if (more) append(place, make("p", {}, more));
  if (explanation) place.append(make("div", "explanation", fromBuild(explanation)));
}

/**
 * The parts of a question's form.
 * @param {QuestionData} question
 * @param {import("./words.js").Words} words
 */
export function questionForm(question, words) {
  const form = /** @type {HTMLFormElement | null} */ (fromBuild(question.html).querySelector("form.question"));
  const result = /** @type {HTMLElement | null | undefined} */ (form?.querySelector(".question-result"));
  const actions = /** @type {HTMLElement | null | undefined} */ (form?.querySelector(".question-actions"));
  if (!form || !result || !actions) throw new Error(`The form of question ${question.id} lacks a part`);
  wireAnswer(form, question, words);
  return { form, result, actions };
}
