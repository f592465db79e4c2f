// The assessment at the end of a session: what it asks, one question at a time, a last look, handing in.

import { readKey } from "../key.js";
import { shareOf } from "../responses.js";
import { askWhetherMeant, focusAnswer, isWhole, lockAnswer, orderAnswers, readAnswer, showAnswer, whatIsOpen } from "./answers.js";
import { actionButton, append, fromBuild, make, progressBar, sign, unseen } from "./dom.js";
import { linkTo, pageFrame, pageHeading, wayOn } from "./parts.js";
import { pagePosition } from "./reading.js";
import { judgeAnswers, questionForm, showVerdict, verdictText } from "./verdict.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("../types.js").SessionData} SessionData */
/** @typedef {import("../types.js").PageData} PageData */
/** @typedef {import("../types.js").AssessmentData} AssessmentData */
/** @typedef {import("../types.js").QuestionData} QuestionData */

/**
 * One visit to the assessment. Which of its screens is shown is known here; what was answered is the record's.
 * @param {Player} player
 * @param {SessionData} session
 * @param {PageData} page
 * @returns {import("./player.js").View}
 */
export function showAssessment(player, session, page) {
  const { record, words } = player;
  const policy = /** @type {AssessmentData} */ (session.assessment);
  const position = pagePosition(player, session, page);
  const stage = make("div", "assessment");
  // Previous and Next of the session are out of the way during an attempt.
  const way = wayOn(player, session, page.id);
  const frame = pageFrame("page-assessment", pageHeading(page.title, position), stage, way);
  let since = Date.now();
  /** The question on the screen, and the seconds that each has been there before. */
  let current = "";
  /** @type {Record<string, number>} */
  const spent = {};

  const status = () => record.attempt(session.id);
  const timer = player.features.createTimer?.(words, player.announce, () => status().secondsLeft, submit);

  /** The questions of the running attempt in its order. */
  const questionsInOrder = () => status().order.flatMap((id) => page.questions.filter((question) => question.id === id));

  /** @param {QuestionData} question */
  function isAnswered(question) {
    return isWhole(question, status().responses[question.id] ?? []);
  }

  /**
   * @param {string} screen
   * @param {boolean} running whether this screen is part of an attempt
   * @param {...import("./dom.js").Child} children
   */
  function show(screen, running, ...children) {
    spent[current] = secondsSpent();
    current = "";
    stage.textContent = "";
    stage.dataset.screen = screen;
    way.hidden = running;
    frame.classList.toggle("is-running", running);
    append(stage, running && timer?.place, ...children);
    since = Date.now();
  }

  /** Puts the focus on the heading of the screen. */
  function focusHeading() {
    stage.querySelector("h2")?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  function showIntro() {
    const { finished, left, running, best, asked, last } = status();
    const rules = [
      words.count("questions", asked),
      policy.timeLimit > 0 && words.count("time_limit", policy.timeLimit),
      words.say("pass_with", { mark: words.percent(policy.passMark) }),
      ...policy.parts.map(({ title, passMark }) => words.say("pass_part_with", { title, mark: words.percent(passMark) })),
      left === null ? words.say("attempts_unlimited") : running && left === 0 ? words.say("last_attempt") : words.count("attempts_left", left),
      words.say(`reveal_${policy.reveal.replace("-", "_")}`),
      words.say("answers_are_kept"),
    ];
    const done = questionsInOrder().filter((question) => isAnswered(question)).length;
    const may = !record.readOnly && (running || left !== 0);
    const label = running ? "continue_attempt" : finished > 0 ? "new_attempt" : "start_assessment";
    const text = make("div", "prose", fromBuild(page.html));
    for (const place of text.querySelectorAll("div[data-question]")) place.remove();
    show("intro", false,
      text.childElementCount > 0 && text,
      make("div", "panel",
        make("h2", { tabindex: -1 }, words.say("before_you_start")),
        make("ul", "ticks", ...rules.filter(Boolean).map((rule) => make("li", {}, sign("check"), make("span", {}, rule)))),
        best && make("p", "attempt-best",
          words.say("best_so_far", { score: words.percent(best.score) }), " ",
          linkTo(session.id, "results", "", words.say("see_results"))),
        running && make("p", "attempt-running", words.say("attempt_running", { done, count: asked })),
        running && policy.timeLimit > 0 && make("p", {}, words.say("time_runs_on")),
        policy.coolingOff && last && !best?.passed && !running && left !== 0 && make("p", "cooling-off", policy.coolingOff),
        record.readOnly && make("p", {}, words.say("assessment_read_only")),
        !record.readOnly && !may && make("p", {}, words.say("no_attempts_left")),
        may && actionButton("strong", begin, words.say(label), sign("next"))));
  }

  function begin() {
    if (status().secondsLeft === 0) return submit();
    record.startAttempt(session.id);
    timer?.start();
    const open = questionsInOrder().findIndex((question) => !isAnswered(question));
    if (open < 0) showOverview();
    else showQuestion(open);
    focusHeading();
  }

  /** @param {number} index */
  function showQuestion(index) {
    const questions = questionsInOrder();
    const question = /** @type {QuestionData} */ (questions[index]);
    const { form, result, actions } = questionForm(question, words);
    const response = () => status().responses[question.id] ?? [];
    const each = policy.reveal === "after-each";
    if (question.form === "order" && !each) askWhetherMeant(form, words);
    orderAnswers(form, question, record.answerOrder(session.id, question.id));
    showAnswer(form, question, response());

    const place = words.say("question_of", { number: index + 1, questions: questions.length });
    const on = actionButton(each ? "line" : "", () => move(index + 1), words.say(index === questions.length - 1 ? "to_overview" : "next_question"), sign("next"));
    const back = actionButton("line", () => move(index - 1), sign("back"), words.say(index === 0 ? "back_to_start" : "previous_question"));
    const confirm = make("button", { type: "submit", class: "button" }, words.say("check_answer"));
    const problem = make("p", { class: "question-problem", role: "alert", hidden: true });
    actions.textContent = "";
    if (each) actions.append(confirm, problem);
    else actions.hidden = true;

    const reveal = () => {
      lockAnswer(form, true);
      actions.hidden = true;
      on.classList.remove("button-line");
      judgeAnswers(form, words, question, response(), true);
      showVerdict(result, words, shareOf(question, response()), verdictText(readKey(question), shareOf(question, response())), "");
    };
    if (status().confirmed.includes(question.id)) reveal();

    form.addEventListener("change", () => {
      problem.hidden = true;
      record.choose(session.id, question.id, readAnswer(form, question), secondsSpent());
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!each) return;
      // Whoever has the order checked as it lies, answers with it.
      if (question.form === "order") record.choose(session.id, question.id, readAnswer(form, question), secondsSpent());
      if (!isAnswered(question)) {
        problem.hidden = false;
        problem.textContent = words.say(whatIsOpen(question));
        focusAnswer(form);
        return;
      }
      record.confirm(session.id, question.id);
      reveal();
      result.focus();
    });

    const section = policy.sections.find(({ groups }) => groups.flat().includes(question.id));
    show("question", true,
      make("div", "assessment-place",
        section?.title && make("p", "place-section", section.title),
        make("h2", { tabindex: -1, class: "place-title" }, place), progressBar((index + 1) / questions.length, place)),
      section?.html && make("div", "prose section-text", fromBuild(section.html)),
      make("div", "question-card", form),
      make("div", "assessment-moves", back, on));
    current = question.id;
  }

  /** Seconds that the question has been on the screen, all in all. */
  function secondsSpent() {
    return (spent[current] ?? 0) + (Date.now() - since) / 1000;
  }

  /** @param {number} index */
  function move(index) {
    if (index < 0) showIntro();
    else if (index >= questionsInOrder().length) showOverview();
    else showQuestion(index);
    focusHeading();
  }

  function showOverview() {
    const questions = questionsInOrder();
    const open = questions.filter((question) => !isAnswered(question));
    const lacking = open.filter(({ required }) => required);
    const problem = make("p", { class: "question-problem", role: "alert", hidden: true });
    const rows = questions.map((question, index) => {
      const answered = isAnswered(question);
      return make("li", {},
        make("button", { type: "button", class: "overview-row", "data-goto": question.id, onclick: () => move(index) },
          make("span", "overview-number", String(index + 1)),
          make("span", "overview-text", question.text),
          make("span", `badge badge-${answered ? "done" : "open"}`, unseen(": "), words.say(answered ? "answered" : "not_answered"))));
    });
    show("overview", true,
      make("h2", { tabindex: -1 }, words.say("before_you_submit")),
      make("p", {}, open.length > 0 ? words.count("unanswered", open.length) : words.say("all_answered")),
      make("ol", "overview", ...rows),
      make("div", "assessment-moves",
        actionButton("line", () => move(questions.length - 1), sign("back"), words.say("back_to_questions")),
        make("button", { type: "button", class: "button button-strong", "data-action": "submit", onclick: handIn },
          words.say("submit_answers"))),
      problem);

    function handIn() {
      if (lacking.length === 0) return submit();
      problem.hidden = false;
      problem.textContent = words.count("required_open", lacking.length, { questions: lacking.map((question) => questions.indexOf(question) + 1).join(", ") });
    }
  }

  function submit() {
    // What has changed then leads to the results.
    record.finishAttempt(session.id);
  }

  /** Another window handed the attempt in: what is asked here counts for nothing any more. */
  function changed() {
    if (frame.classList.contains("is-running") && !status().running) player.go(session.id, "results");
  }

  showIntro();
  return { title: page.title, position, content: frame, changed };
}
