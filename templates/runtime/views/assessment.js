// The assessment at the end of a session: what it asks, one question at a time, a last look, handing in.

import { readKey } from "../key.js";
import { answersMatch } from "../scoring.js";
import { lockAnswer, orderAnswers, readAnswer, showAnswer } from "./answers.js";
import { append, fromBuild, make, progressBar, sign, unseen } from "./dom.js";
import { linkTo, pageFrame, pageHeading, wayOn } from "./parts.js";
import { pagePosition } from "./reading.js";
import { judgeAnswers, questionForm, showVerdict } from "./verdict.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("../types.js").SessionData} SessionData */
/** @typedef {import("../types.js").PageData} PageData */
/** @typedef {import("../types.js").AssessmentData} AssessmentData */
/** @typedef {import("../types.js").QuestionData} QuestionData */

/**
 * @param {Player} player
 * @param {SessionData} session
 * @param {PageData} page
 * @returns {import("./player.js").View}
 */
export function showAssessment(player, session, page) {
  const policy = /** @type {AssessmentData} */ (session.assessment);
  const stage = make("div", { class: "assessment" });
  const position = pagePosition(player, session, page);
  const way = wayOn(player, session, page.id);
  const run = new AssessmentRun(player, session, page, policy, stage, way);
  run.showIntro();
  return {
    title: page.title,
    position,
    content: pageFrame("page-assessment", pageHeading(page.title, position), stage, way),
  };
}

/** One visit to the assessment: which of its screens is shown. What was answered is the record's. */
class AssessmentRun {
  /**
   * @param {Player} player
   * @param {SessionData} session
   * @param {PageData} page
   * @param {AssessmentData} policy
   * @param {HTMLElement} stage
   * @param {HTMLElement} way    Previous and Next of the session; out of the way during an attempt
   */
  constructor(player, session, page, policy, stage, way) {
    this.player = player;
    this.session = session;
    this.page = page;
    this.policy = policy;
    this.stage = stage;
    this.way = way;
    this.since = Date.now();
    /** The question on the screen, and the seconds that each has been there before. */
    this.current = "";
    /** @type {Record<string, number>} */
    this.spent = {};
  }

  get status() {
    return this.player.record.attempt(this.session.id);
  }

  /** The questions of the running attempt in its order. */
  get questions() {
    const { order } = this.status;
    return order.flatMap((id) => this.page.questions.filter((question) => question.id === id));
  }

  /** @param {QuestionData} question */
  isAnswered(question) {
    return (this.status.responses[question.id] ?? []).length > 0;
  }

  /**
   * @param {string} screen
   * @param {boolean} running whether this screen is part of an attempt
   * @param {...import("./dom.js").Child} children
   */
  show(screen, running, ...children) {
    this.spent[this.current] = this.secondsSpent();
    this.current = "";
    this.stage.textContent = "";
    this.stage.dataset.screen = screen;
    this.way.hidden = running;
    this.stage.closest(".page")?.classList.toggle("is-running", running);
    append(this.stage, ...children);
    this.since = Date.now();
  }

  /** Puts the focus on the heading of the screen. */
  focusHeading() {
    const heading = this.stage.querySelector("h2");
    heading?.focus({ preventScroll: true });
    this.stage.closest(".page")?.scrollIntoView({ block: "start" });
    window.scrollTo(0, 0);
  }

  showIntro() {
    const { words, record } = this.player;
    const { finished, left, running, best } = this.status;
    const count = this.page.questions.length;
    const rules = [
      words.count("questions", count),
      words.say("pass_with", { mark: words.percent(this.policy.passMark) }),
      left === null ? words.say("attempts_unlimited") : running && left === 0 ? words.say("last_attempt") : words.count("attempts_left", left),
      words.say(`reveal_${this.policy.reveal.replace("-", "_")}`),
      words.say("answers_are_kept"),
    ];
    const done = this.questions.filter((question) => this.isAnswered(question)).length;
    const may = !record.readOnly && (running || left !== 0);
    const label = running ? "continue_attempt" : finished > 0 ? "new_attempt" : "start_assessment";
    this.show("intro", false,
      this.page.html.replace(/<div data-question="[^"]*"><\/div>/g, "").trim() !== "" && this.introText(),
      make("div", { class: "panel" },
        make("h2", { tabindex: -1 }, words.say("before_you_start")),
        make("ul", { class: "ticks" }, ...rules.map((rule) => make("li", {}, sign("check"), make("span", {}, rule)))),
        best && make("p", { class: "attempt-best" },
          words.say("best_so_far", { score: words.percent(best.score) }), " ",
          linkTo(this.session.id, "results", "", words.say("see_results"))),
        running && make("p", { class: "attempt-running" }, words.say("attempt_running", { done, count })),
        record.readOnly && make("p", {}, words.say("assessment_read_only")),
        !record.readOnly && !may && make("p", {}, words.say("no_attempts_left")),
        may && make("button", { type: "button", class: "button button-strong", onclick: () => this.begin() }, words.say(label), sign("next"))));
  }

  /** What the author wrote around the questions. */
  introText() {
    const text = make("div", { class: "prose" }, fromBuild(this.page.html));
    for (const place of text.querySelectorAll("div[data-question]")) place.remove();
    return text;
  }

  begin() {
    this.player.record.startAttempt(this.session.id);
    const open = this.questions.findIndex((question) => !this.isAnswered(question));
    if (open < 0) this.showOverview();
    else this.showQuestion(open);
    this.focusHeading();
  }

  /** @param {number} index */
  showQuestion(index) {
    const { words, record } = this.player;
    const questions = this.questions;
    const question = /** @type {QuestionData} */ (questions[index]);
    const { form, result, actions } = questionForm(question);
    const { responses, confirmed } = this.status;
    orderAnswers(form, record.answerOrder(this.session.id, question.id));
    showAnswer(form, responses[question.id] ?? []);

    const place = words.say("question_of", { number: index + 1, questions: questions.length });
    const last = index === questions.length - 1;
    const on = make("button", { type: "button", class: "button", onclick: () => this.move(index + 1) },
      words.say(last ? "to_overview" : "next_question"), sign("next"));
    const back = make("button", { type: "button", class: "button button-line", onclick: () => this.move(index - 1) },
      sign("back"), words.say(index === 0 ? "back_to_start" : "previous_question"));
    const confirm = make("button", { type: "submit", class: "button" }, words.say("check_answer"));
    const problem = make("p", { class: "question-problem", role: "alert", hidden: true });
    actions.textContent = "";
    if (this.policy.reveal === "after-each") actions.append(confirm, problem);
    else actions.hidden = true;

    const reveal = () => {
      const key = readKey(question);
      const response = this.status.responses[question.id] ?? [];
      lockAnswer(form, true);
      confirm.hidden = true;
      actions.hidden = true;
      on.classList.add("button-strong");
      judgeAnswers(form, words, key, response, true);
      showVerdict(result, words, answersMatch(key.correct, response), key.explanation, "");
    };
    if (confirmed.includes(question.id)) reveal();

    form.addEventListener("change", () => {
      problem.hidden = true;
      record.choose(this.session.id, question.id, readAnswer(form, question.marks), this.secondsSpent());
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.policy.reveal !== "after-each") return;
      if (!this.isAnswered(question)) {
        problem.hidden = false;
        problem.textContent = words.say("choose_first");
        form.querySelector("input")?.focus();
        return;
      }
      record.confirm(this.session.id, question.id);
      reveal();
      result.focus();
    });

    this.show("question", true,
      make("div", { class: "assessment-place" },
        make("h2", { tabindex: -1, class: "place-title" }, place), progressBar((index + 1) / questions.length, place)),
      make("div", { class: "question-card" }, form),
      make("div", { class: "assessment-moves" }, back, on));
    this.current = question.id;
  }

  /** Seconds that the question has been on the screen, all in all. */
  secondsSpent() {
    return (this.spent[this.current] ?? 0) + (Date.now() - this.since) / 1000;
  }

  /** @param {number} index */
  move(index) {
    if (index < 0) this.showIntro();
    else if (index >= this.questions.length) this.showOverview();
    else this.showQuestion(index);
    this.focusHeading();
  }

  showOverview() {
    const { words } = this.player;
    const questions = this.questions;
    const open = questions.filter((question) => !this.isAnswered(question));
    const rows = questions.map((question, index) => {
      const answered = this.isAnswered(question);
      return make("li", {},
        make("button", { type: "button", class: "overview-row", "data-goto": question.id, onclick: () => this.move(index) },
          make("span", { class: "overview-number" }, String(index + 1)),
          make("span", { class: "overview-text" }, question.text),
          make("span", { class: `badge badge-${answered ? "done" : "open"}` }, unseen(": "), words.say(answered ? "answered" : "not_answered"))));
    });
    this.show("overview", true,
      make("h2", { tabindex: -1 }, words.say("before_you_submit")),
      make("p", {}, open.length > 0 ? words.count("unanswered", open.length) : words.say("all_answered")),
      make("ol", { class: "overview" }, ...rows),
      make("div", { class: "assessment-moves" },
        make("button", { type: "button", class: "button button-line", onclick: () => this.move(questions.length - 1) },
          sign("back"), words.say("back_to_questions")),
        make("button", { type: "button", class: "button button-strong", "data-action": "submit", onclick: () => this.submit() },
          words.say("submit_answers"))));
  }

  submit() {
    this.player.record.finishAttempt(this.session.id);
    this.player.go(this.session.id, "results");
  }
}
