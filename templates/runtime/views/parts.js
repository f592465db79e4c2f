// Pieces that several pages show: heading, link, facts, status, the way on.

import { append, make, progressBar, sign, unseen } from "./dom.js";
import { address, readingOrder } from "./routes.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("../types.js").SessionData} SessionData */

/**
 * The heading of a page; it can take the focus but is no stop for the Tab key.
 * @param {string} title
 * @param {string} kicker a few words above it, may be ""
 */
export function pageHeading(title, kicker) {
  return make("header", "page-heading",
    kicker && make("p", "kicker", kicker),
    make("h1", { tabindex: -1 }, title));
}

/**
 * @param {string} session
 * @param {string} page
 * @param {string} name class, may be ""
 * @param {...import("./dom.js").Child} children
 */
export function linkTo(session, page, name, ...children) {
  return make("a", { href: address(session, page), class: name || null }, ...children);
}

/**
 * @param {Player} player
 * @param {SessionData} session
 */
export function statusBadge(player, session) {
  const { words, record } = player;
  const status = record.session(session.id);
  const score = status.score === null ? "" : words.percent(status.score);
  let kind = "new";
  let label = words.say("not_started");
  if (status.completed && status.passed) [kind, label] = ["done", words.say("passed_with", { score })];
  else if (status.completed && status.passed === false) [kind, label] = ["open", words.say("completed_with", { score })];
  else if (status.completed) [kind, label] = ["done", words.say("completed")];
  else if (status.passed === false) [kind, label] = ["open", words.say("not_passed_with", { score })];
  else if (status.started) [kind, label] = ["open", words.say("in_progress")];
  return make("span", { class: `badge badge-${kind}`, "data-status": kind }, kind === "done" && sign("check"), label);
}

/**
 * @param {import("./dom.js").Child} picture
 * @param {...import("./dom.js").Child} children
 */
export function fact(picture, ...children) {
  return make("li", "fact", picture, make("span", {}, ...children));
}

/**
 * Progress as a bar with words.
 * @param {Player} player
 * @param {SessionData} session
 */
export function sessionProgress(player, session) {
  const { fraction } = player.record.session(session.id);
  const done = player.words.say("done_so_far", { percent: player.words.percent(Math.floor(fraction * 100 + 1e-6)) });
  return make("div", "session-progress",
    progressBar(fraction, player.words.say("progress")), make("span", "progress-words", done));
}

/**
 * Previous and next page, with their titles.
 * @param {Player} player
 * @param {SessionData} session
 * @param {string} page
 */
export function wayOn(player, session, page) {
  const order = readingOrder(session, player.words);
  const index = order.findIndex(({ id }) => id === page);
  const nav = make("nav", { class: "way-on", "aria-label": player.words.say("previous_and_next") });
  const before = order[index - 1];
  const after = order[index + 1];
  if (before) {
    nav.append(linkTo(session.id, before.id, "way way-back",
      sign("back"), make("span", {}, make("span", "way-word", player.words.say("previous"), unseen(": ")), before.title)));
  }
  const on = after ? { place: session.id, ...after }
    : player.course.kind === "course" ? { place: "", id: "", title: player.words.say("all_sessions") } : null;
  if (on) {
    nav.append(linkTo(on.place, on.id, "way way-next",
      make("span", {}, make("span", "way-word", player.words.say("next"), unseen(": ")), on.title), sign("next")));
  }
  return nav;
}

/**
 * Competences by framework. Of a long list, only the upper levels: as many as do not make it long.
 * @param {SessionData["competences"]} items
 * @param {boolean} all
 */
export function competenceLists(items, all) {
  const depths = items.map(({ depth }) => depth);
  const top = Math.min(...depths);
  let depth = Math.max(...depths);
  while (!all && depth > top && depths.filter((one) => one <= depth).length > 8) depth -= 1;
  const shown = items.filter((_, index) => (depths[index] ?? 0) <= depth);
  const frameworks = [...new Set(shown.map(({ framework }) => framework))];
  return {
    whole: shown.length === items.length,
    lists: frameworks.flatMap((framework) => [
      make("p", "framework", framework),
      make("ul", "coded", ...shown.filter((item) => item.framework === framework)
        .map(({ code, title, description }) => make("li", {}, make("span", "code", code),
          make("span", {}, title, all && description && make("span", "coded-more", description))))),
    ]),
  };
}

/**
 * Of a page that is made to be printed: the button for it, and the way back.
 * @param {Player} player
 * @param {SessionData} session
 */
export function printActions({ words }, session) {
  return make("div", "outcome-actions no-print",
    make("button", { type: "button", class: "button button-strong", "data-action": "print", onclick: () => window.print() }, sign("print"), words.say("print")),
    linkTo(session.id, "results", "button button-line", words.say("back_to_results")));
}

/**
 * What is known, as pairs of a name and a value; pairs without a value are left out.
 * @param {string} name class
 * @param {(false | [string, string | false])[]} facts
 */
export function factList(name, facts) {
  return make("dl", name, ...facts.map((fact) => fact && fact[1] && make("div", {}, make("dt", {}, fact[0]), make("dd", {}, fact[1]))));
}

/**
 * A page's frame: everything a page shows stands in one column.
 * @param {string} name class
 * @param {...import("./dom.js").Child} children
 */
export function pageFrame(name, ...children) {
  const frame = make("article", `page ${name}`);
  append(frame, ...children);
  return frame;
}
