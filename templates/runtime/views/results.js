// The results of a session: what is still open, the score, how it went by element and objective, where to read again.

import { readKey } from "../key.js";
import { shareOf } from "../responses.js";
import { lockAnswer, showAnswer } from "./answers.js";
import { make, sign, titled } from "./dom.js";
import { linkTo, pageFrame, pageHeading, sessionProgress, wayOn } from "./parts.js";
import { resultsTitle } from "./routes.js";
import { judgeAnswers, questionForm, showVerdict, verdictText } from "./verdict.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("../types.js").SessionData} SessionData */
/** @typedef {import("../types.js").SessionStatus} SessionStatus */
/** @typedef {import("../types.js").AssessmentData} AssessmentData */

/**
 * @param {Player} player
 * @param {SessionData} session
 * @returns {import("./player.js").View}
 */
export function showResults(player, session) {
  const status = player.record.session(session.id);
  const title = resultsTitle(session, player.words);
  return {
    title,
    position: "",
    content: pageFrame("page-results",
      pageHeading(title, session.title),
      outcome(player, session, status),
      profile(player, session, status, "framework"),
      profile(player, session, status, "session"),
      openThings(player, session, status),
      review(player, session, status),
      wayOn(player, session, "results")),
  };
}

/**
 * @param {Player} player
 * @param {SessionData} session
 * @param {SessionStatus} status
 */
function outcome(player, session, status) {
  const { words, record } = player;
  const policy = session.assessment;
  const attempt = policy ? record.attempt(session.id) : null;
  const shown = attempt?.last ?? attempt?.best ?? null;
  const page = session.pages.find(({ isAssessment }) => isAssessment);
  const mayTry = page && !record.readOnly && attempt !== null && (attempt.running || attempt.left !== 0);
  const passed = shown ? shown.passed : null;
  const lines = [];
  if (policy && shown) {
    lines.push(words.say(passed ? "you_passed" : status.passed ? "passed_before" : "not_passed_yet", { mark: words.percent(policy.passMark) }));
    for (const { title, score, passMark } of shown.parts) {
      lines.push(words.say(score >= passMark ? "part_passed" : "part_not_passed", { title, score: words.percent(score), mark: words.percent(passMark) }));
    }
    if (status.score !== null && status.score > shown.score) lines.push(words.say("best_counts", { score: words.percent(status.score) }));
  }
  if (attempt && attempt.left !== null && attempt.finished > 0 && !status.passed && !record.readOnly) lines.push(words.count("attempts_left", attempt.left));
  if (policy?.coolingOff && mayTry && attempt?.finished && !attempt.running && !status.passed) lines.push(policy.coolingOff);
  if (status.ended) lines.push(words.say("session_ended"));
  return make("section", { class: "outcome", "aria-label": words.say("outcome"), "data-passed": passed === null ? null : String(passed) },
    shown && make("p", "score", make("span", "score-number", words.percent(shown.score)),
      make("span", "score-word", words.say(passed ? "passed" : status.passed ? "passed_earlier" : "not_yet"))),
    make("div", "outcome-text",
      ...lines.map((line) => make("p", {}, line)),
      policy && !shown && make("p", {}, words.say("no_attempt_yet")),
      status.completed
        ? make("p", "completed", sign("check"), words.say("session_completed"))
        : sessionProgress(player, session),
      make("div", "outcome-actions",
        status.completed && session.certificate && linkTo(session.id, "certificate", "button button-strong", sign("award"), words.say("your_certificate")),
        page && mayTry && linkTo(session.id, page.id, `button ${status.completed ? "button-line" : "button-strong"}`,
          words.say(attempt.running ? "continue_attempt" : attempt.finished > 0 ? "new_attempt" : "to_assessment")))));
}

/**
 * What completing the session still asks for.
 * @param {Player} player
 * @param {SessionData} session
 * @param {SessionStatus} status
 */
function openThings({ words, record }, session, status) {
  if (status.completed) return null;
  const wants = session.completeWhen;
  const rows = [];
  for (const page of session.pages) {
    if (page.isAssessment) continue;
    const unread = wants.includes("pages") && !record.seen(session.id, page.id);
    const unchecked = wants.includes("checks")
      && page.questions.some(({ id, required }) => required && record.check(session.id, id).tries === 0);
    if (unread || unchecked) {
      rows.push(make("li", {}, linkTo(session.id, page.id, "", page.title), ` – ${words.say(unread ? "not_seen" : "check_open")}`));
    }
  }
  const assessment = session.pages.find(({ isAssessment }) => isAssessment);
  const asked = wants.includes("passed") ? "passed" : wants.includes("assessment") ? "assessment" : null;
  const met = asked === "passed" ? status.passed === true : status.passed !== null;
  if (assessment && session.assessment && asked && !met && status.passed === null) {
    const todo = words.say(`todo_${asked}`, { mark: words.percent(session.assessment.passMark) });
    rows.push(make("li", {}, linkTo(session.id, assessment.id, "", assessment.title), ` – ${todo}`));
  }
  return rows.length > 0 && titled("open-things", words.say("still_open"), make("ul", {}, ...rows));
}

/**
 * A bar for each element of the frameworks, one after the other, or for each objective of the session, and where to read again.
 * @param {Player} player
 * @param {SessionData} session
 * @param {SessionStatus} status
 * @param {"framework" | "session"} kind
 */
function profile({ words }, session, status, kind) {
  // Once is enough: with a framework, the elements have the links.
  const links = kind === "framework" || !status.objectives.some((objective) => objective.kind === "framework" && objective.score !== null);
  const rows = status.objectives.filter((objective) => objective.kind === kind && objective.score !== null);
  if (rows.length === 0) return null;
  /** @param {SessionStatus["objectives"][number]} objective */
  const row = ({ id, code, title, score, passed, pages }) => {
    const strong = passed ?? (score ?? 0) >= (session.assessment?.passMark ?? 0);
    const bar = make("span", "bar-fill");
    bar.style.inlineSize = `${Math.max(0, Math.min(100, score ?? 0))}%`;
    return make("li", { class: "bar-row", "data-objective": id, "data-strong": String(strong) },
      make("span", "bar-label", code && make("span", "code", code), make("span", {}, title)),
      make("span", "bar-value", words.percent(score ?? 0), " ", make("span", "bar-word", words.say(strong ? "strength" : "gap"))),
      make("span", { class: "bar-track", "aria-hidden": "true" }, bar),
      !strong && links && readAgain(session, rows, pages, words));
  };
  const frameworks = [...new Set(rows.map(({ framework }) => framework))];
  return make("section", { class: "profile", "data-profile": kind },
    make("h2", {}, words.say(`profile_${kind}`)),
    ...frameworks.flatMap((framework) => [
      // A code alone does not tell whose it is.
      frameworks.length > 1 && make("h3", {}, framework),
      make("ul", "bars", ...rows.filter((objective) => objective.framework === framework).map(row)),
    ]));
}

/**
 * Links to the pages that teach something, those that teach little else: a page on everything helps with nothing.
 * @param {SessionData} session
 * @param {{pages: string[]}[]} rows
 * @param {string[]} pages
 * @param {import("./words.js").Words} words
 */
function readAgain(session, rows, pages, words) {
  const breadth = pages.map((page) => rows.filter((row) => row.pages.includes(page)).length);
  const narrow = pages.filter((_, index) => (breadth[index] ?? 0) <= Math.min(...breadth) + 1).slice(0, 3);
  const links = session.pages.filter(({ id }) => narrow.includes(id)).map(({ id, title }) => make("li", {}, linkTo(session.id, id, "", title)));
  return links.length > 0 && make("div", "again", make("span", {}, words.say("read_again_here")), make("ul", {}, ...links));
}

/**
 * The answers of the last attempt, as far as the author lets them be seen.
 * @param {Player} player
 * @param {SessionData} session
 * @param {SessionStatus} status
 */
function review({ words, record }, session, status) {
  const policy = session.assessment;
  const page = session.pages.find(({ isAssessment }) => isAssessment);
  const attempt = policy ? record.attempt(session.id) : null;
  if (!policy || !page || !attempt || attempt.finished === 0) return null;
  const responses = attempt.last?.responses ?? null;
  const hidden = policy.reveal === "never" ? "review_never"
    : policy.reveal === "after-pass" && !status.passed ? "review_after_pass"
      : responses === null ? "review_unknown" : null;
  const heading = words.say("your_answers");
  if (hidden || responses === null) return titled("review", heading, make("p", {}, words.say(hidden ?? "review_unknown")));
  const isAsked = (/** @type {string} */ id) => !policy.sections.some(({ pick }) => pick > 0) || id in responses;
  const items = page.questions.filter(({ id }) => isAsked(id)).map((question) => {
    const key = readKey(question);
    const response = responses[question.id] ?? [];
    const share = shareOf(question, response);
    const { form, result, actions } = questionForm(question, words);
    actions.remove();
    showAnswer(form, question, response);
    lockAnswer(form, true);
    judgeAnswers(form, words, question, response, true);
    showVerdict(result, words, response.length > 0 ? share : null, response.length > 0 ? verdictText(key, share) : key.explanation, "");
    result.hidden = response.length > 0 ? false : !key.explanation;
    result.removeAttribute("tabindex");
    const right = share === 1 || (share === null && response.length > 0);
    const word = response.length === 0 ? "not_answered" : share === null ? "answered" : right ? "answer_right" : share > 0 ? "verdict_partly" : "answer_wrong";
    return make("li", {}, make("details", { class: "review-item", "data-review": question.id },
      make("summary", {}, make("span", "review-text", question.text),
        make("span", `badge badge-${right ? "done" : "open"}`, sign(right ? "check" : "cross"), words.say(word))),
      form));
  });
  return titled("review", heading, make("ol", "review-list", ...items));
}
