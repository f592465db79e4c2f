// The help panel: whom to ask, and whether somebody is there now. A dialog of the browser's own, which keeps the focus
// within, closes with Escape and gives the focus back.

import { append, byId, make, sign, titled, unseen } from "./dom.js";
import { describeHours } from "./opening.js";

/** @typedef {import("../types.js").HelpData} HelpData */

/** How often an open panel looks at the clock, in milliseconds. */
const LOOK = 15_000;

/**
 * @param {import("../types.js").CourseData} course
 * @param {import("../types.js").SessionData[]} sessions
 * @param {import("./words.js").Words} words
 * @returns {(session: string) => void}   says in which session the learner is, "" for none
 */
export function createHelp(course, sessions, words) {
  const button = byId("player-help");
  const heading = make("h2", { id: "player-help-title", tabindex: -1 }, words.say("help"));
  const body = make("div", "help-body");
  const dialog = make("dialog", { class: "help", id: "player-help-panel", "aria-labelledby": heading.id },
    make("div", "help-head", heading,
      make("button", { type: "button", class: "button button-plain help-close", onclick: () => dialog.close() }, sign("cross"), unseen(words.say("help_close")))),
    body);
  /** @type {HelpData | null} */
  let help = null;
  let language = course.language;
  let timer = 0;

  button.prepend(sign("help"));
  document.body.append(dialog);
  button.addEventListener("click", () => {
    if (!help) return;
    body.replaceChildren();
    append(body, ...helpParts(help, words, language === course.language ? null : language));
    showHours();
    dialog.showModal();
    // Not by autofocus: browsers refuse that to a frame of another site, and say so on the console.
    heading.focus();
    timer = window.setInterval(showHours, LOOK);
  });
  dialog.addEventListener("close", () => {
    window.clearInterval(timer);
    button.focus();
  });
  // Beside the panel lies nothing but what it covers.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

  function showHours() {
    if (!help?.hours) return;
    const { hours, now } = hoursParts(help.hours, words, course.language);
    const [before, said] = [body.querySelector(".help-hours"), body.querySelector(".help-now")];
    // What has not changed stays, so that nobody loses their place or hears it again.
    if (before?.textContent !== hours.textContent) before?.replaceWith(hours);
    if (said?.textContent !== now.textContent) said?.replaceChildren(...now.childNodes);
  }

  return (session) => {
    const shown = sessions.find(({ id }) => id === session);
    help = shown?.help ?? course.help;
    language = shown?.help ? shown.language : course.language;
    button.hidden = !help;
  };
}

/**
 * @param {HelpData} help
 * @param {import("./words.js").Words} words
 * @param {string | null} language   of the author's words, where it is not that of the player
 */
function helpParts({ text, contacts, link, hours }, words, language) {
  return [
    hours && make("p", { class: "help-now", role: "status" }),
    text.length > 0 && make("div", { class: "help-text", lang: language }, ...text.map((part) => make("p", {}, part))),
    contacts.length > 0 && titled("help-contacts", words.say("help_contacts"),
      make("ul", {}, ...contacts.map(({ name, role, email, phone }) => make("li", {},
        make("strong", { lang: language }, name),
        role && make("span", { lang: language }, role),
        email && reach(words.say("help_email"), `mailto:${email}`, email),
        phone && reach(words.say("help_phone"), `tel:${phone.replace(/\s*(?:ext\.?|x)\s*/, ";ext=").replace(/[^\d+;=ext]/g, "")}`, phone))))),
    link && make("p", {}, make("a", { href: link.url, target: "_blank", rel: "noopener noreferrer", lang: language },
      link.title || words.say("help_more"), unseen(` (${words.say("opens_in_new_tab")})`))),
    hours && make("section", "help-hours"),
  ];
}

/** @param {string} kind @param {string} href @param {string} shown */
function reach(kind, href, shown) {
  return make("span", {}, `${kind}: `, make("a", { href, dir: "ltr" }, shown));
}

/**
 * @param {import("../types.js").HoursData} data
 * @param {import("./words.js").Words} words
 * @param {string} language
 */
function hoursParts(data, words, language) {
  const { now, isOpen, there, heads, rows, note } = describeHours(data, words, language, Date.now());
  const spans = (/** @type {string[]} */ column) => (column.length > 0 ? column.map((span) => make("span", "help-span", span))
    : [make("span", "help-closed", words.say("help_day_closed"))]);
  return {
    now: make("p", {}, now && make("span", isOpen ? "badge badge-done" : "badge", sign(isOpen ? "check" : "clock"), now),
      there && make("span", "help-there", there)),
    hours: titled("help-hours", words.say("help_hours"),
      make("table", {},
        make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
        make("tbody", {}, ...rows.map(([day, ...columns]) => make("tr", {}, make("th", { scope: "row" }, day),
          ...columns.map((column) => make("td", {}, ...spans(column))))))),
      note && make("p", "help-note", note)),
  };
}
