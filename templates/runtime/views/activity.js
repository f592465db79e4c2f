// Something to be done at work: a note that is kept as often as the learner likes, and a box that says that it is done.

import { isConfirmed } from "../responses.js";
import { focusAnswer, lockAnswer, readAnswer, showAnswer } from "./answers.js";
import { actionButton, make } from "./dom.js";
import { questionForm, showVerdict } from "./verdict.js";

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @param {import("../types.js").QuestionData} question
 * @returns {HTMLElement}
 */
export function createActivity({ record, words }, session, question) {
  const { form, result, actions } = questionForm(question, words);
  const box = /** @type {HTMLInputElement} */ (form.querySelector(".activity-done"));
  const note = form.querySelector("textarea");
  const submit = make("button", { type: "submit", class: "button" }, words.say("keep_activity"));
  const again = actionButton("", change, words.say("change_activity"));
  const problem = make("p", { class: "question-problem", role: "alert", hidden: true });
  actions.textContent = "";
  actions.append(submit, again, problem);

  function render() {
    const { response } = record.check(session.id, question.id);
    const confirmed = isConfirmed(question, response);
    problem.hidden = true;
    submit.hidden = confirmed || record.readOnly;
    again.hidden = !confirmed || record.readOnly;
    actions.hidden = record.readOnly;
    lockAnswer(form, confirmed || record.readOnly);
    if (!response) return;
    showAnswer(form, question, response);
    box.checked = confirmed;
    showVerdict(result, words, null, "", words.say(confirmed ? "activity_confirmed" : "note_kept"));
  }

  function change() {
    result.hidden = true;
    again.hidden = true;
    submit.hidden = false;
    lockAnswer(form, false);
    focusAnswer(form);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit.hidden) return;
    const text = note ? readAnswer(form, question)[0] ?? "" : "";
    if (!text && !box.checked && !record.check(session.id, question.id).response) {
      problem.hidden = false;
      problem.textContent = words.say(note ? "activity_open" : "activity_box_open");
      focusAnswer(form);
      return;
    }
    record.answerCheck(session.id, question.id, [text, box.checked ? "1" : ""], 0);
    render();
    result.focus();
  });

  form.addEventListener("change", () => { problem.hidden = true; });

  render();
  return make("div", "question-card", form);
}
