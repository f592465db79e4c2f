// What the player does with the form of a question whose answers are picked: choice, multiple, true-false.

/** @typedef {{verdict: "right" | "wrong" | "missed", word: string, feedback: string}} AnswerMark */

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLInputElement[]}
 */
function answerInputs(form) {
  return [...form.querySelectorAll("input")];
}

/**
 * The marks that the learner has picked, in the author's order.
 * @param {HTMLFormElement} form
 * @param {string[]} marks
 */
export function readAnswer(form, marks) {
  const picked = answerInputs(form).filter((input) => input.checked).map((input) => input.value);
  return marks.filter((mark) => picked.includes(mark));
}

/**
 * @param {HTMLFormElement} form
 * @param {string[]} response
 */
export function showAnswer(form, response) {
  for (const input of answerInputs(form)) input.checked = response.includes(input.value);
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} locked
 */
export function lockAnswer(form, locked) {
  for (const input of answerInputs(form)) input.disabled = locked;
  form.classList.toggle("is-locked", locked);
}

/**
 * Puts the answers into another order on the screen.
 * @param {HTMLFormElement} form
 * @param {string[]} order marks
 */
export function orderAnswers(form, order) {
  for (const mark of order) {
    const answer = form.querySelector(`.answer[data-mark="${mark}"]`);
    answer?.parentElement?.append(answer);
  }
}

/**
 * Says at each answer whether it was right, in words, by a sign and by colour, and gives its feedback.
 * @param {HTMLFormElement} form
 * @param {(mark: string) => AnswerMark | null} judge
 * @param {(html: string) => Node} toNode turns html of the build into nodes
 */
export function markAnswers(form, judge, toNode) {
  for (const input of answerInputs(form)) {
    const answer = input.closest(".answer");
    if (!answer) continue;
    answer.querySelector(".answer-feedback")?.remove();
    answer.removeAttribute("data-verdict");
    input.removeAttribute("aria-describedby");
    const mark = judge(input.value);
    if (!mark) continue;
    answer.setAttribute("data-verdict", mark.verdict);
    const note = document.createElement("div");
    note.className = "answer-feedback";
    note.id = `${input.id}-feedback`;
    const word = document.createElement("p");
    word.className = "answer-verdict";
    word.textContent = mark.word;
    note.append(word);
    if (mark.feedback) note.append(toNode(mark.feedback));
    input.setAttribute("aria-describedby", note.id);
    answer.append(note);
  }
}
