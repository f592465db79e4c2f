// A knowledge check: instant feedback, no score, as many tries as the author allows.

import { readKey } from "../key.js";
import { isScored, shareOf } from "../responses.js";
import { focusAnswer, isWhole, lockAnswer, orderAnswers, readAnswer, showAnswer, whatIsOpen } from "./answers.js";
import { actionButton, make } from "./dom.js";
import { clearMarks, judgeAnswers, questionForm, showVerdict, verdictText } from "./verdict.js";

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @param {import("../types.js").QuestionData} question
 * @returns {HTMLElement}
 */
export function knowledgeCheck(player, session, question) {
  const { record, words } = player;
  const { form, result, actions } = questionForm(question, words);
  const key = readKey(question);
  const scored = isScored(question);
  orderAnswers(form, question, record.answerOrder(session.id, question.id));
  let since = Date.now();

  const submit = make("button", { type: "submit", class: "button" }, words.say(scored ? "check_answer" : "keep_answer"));
  const again = actionButton("", tryAgain, words.say(scored ? "try_again" : "change_answer"));
  const reveal = actionButton("line", showSolution, words.say("show_answer"));
  const problem = make("p", { class: "question-problem", role: "alert", hidden: true });
  actions.textContent = "";
  actions.append(submit, again, reveal, problem);

  /** @param {boolean} solved also tells what was right */
  function render(solved) {
    const { response, isCorrect, tries, triesLeft } = record.check(session.id, question.id);
    const answered = response !== null;
    const finished = answered && (!scored || isCorrect === true || triesLeft === 0 || record.readOnly || solved);
    problem.hidden = true;
    submit.hidden = answered || record.readOnly;
    again.hidden = !answered || isCorrect === true || triesLeft === 0 || record.readOnly;
    reveal.hidden = !scored || again.hidden || triesLeft !== null || solved;
    lockAnswer(form, answered || record.readOnly);
    actions.hidden = submit.hidden && again.hidden && reveal.hidden;
    if (!answered) {
      if (record.readOnly) {
        judgeAnswers(form, words, question, [], true);
        showVerdict(result, words, null, key.explanation, "");
      }
      return;
    }
    showAnswer(form, question, response);
    judgeAnswers(form, words, question, response, finished);
    const left = triesLeft === null || triesLeft === 0 || isCorrect ? "" : words.count("tries_left", triesLeft);
    const hint = !scored ? words.say("kept_answer") : isCorrect || finished ? left : left || words.say(tries > 1 ? "try_once_more" : "try_it_again");
    const share = isCorrect === true ? 1 : shareOf(question, response);
    showVerdict(result, words, share, verdictText(key, share, finished), hint);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit.hidden) return;
    const response = readAnswer(form, question);
    if (!isWhole(question, response)) {
      problem.hidden = false;
      problem.textContent = words.say(whatIsOpen(question));
      focusAnswer(form);
      return;
    }
    record.answerCheck(session.id, question.id, response, (Date.now() - since) / 1000);
    render(false);
    result.focus();
  });

  form.addEventListener("change", () => { problem.hidden = true; });

  function tryAgain() {
    since = Date.now();
    clearMarks(form);
    result.hidden = true;
    lockAnswer(form, false);
    if (scored && question.form !== "order") showAnswer(form, question, []);
    again.hidden = true;
    reveal.hidden = true;
    submit.hidden = false;
    focusAnswer(form);
  }

  function showSolution() {
    render(true);
    result.focus();
  }

  render(false);
  return make("div", "question-card",
    make("p", "kicker", words.say(scored ? "knowledge_check" : "for_you")), form);
}
