// What stands around every page: the bar with the save state, the menu that folds away, the notices.

import { byId, make, sign, unseen } from "./dom.js";

/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("../types.js").Notice} Notice */

/** For each notice its sign, and what the bar says from then on. @type {Record<Notice, [sign: string, state?: string]>} */
const NOTICES = {
  "no-lms": ["alert", "not_recorded"],
  review: ["info", "review_mode"],
  browse: ["info", "browse_mode"],
  "saving-failed": ["alert", "not_saved"],
  saved: ["check", "saved"],
  "handed-over": ["check"],
  "partly-restored": ["info"],
  "state-unreadable": ["alert"],
  "storage-full": ["alert"],
  "nothing-kept": ["alert", "not_kept"],
  detached: ["alert", "kept_here"],
  found: ["info"],
};

/**
 * @param {Words} words
 * @param {{onExit: () => void, onFound: () => void}} actions   onFound: the learner says that work which was found is theirs
 */
export function createShell(words, { onExit, onFound }) {
  const menuButton = /** @type {HTMLButtonElement} */ (byId("player-menu-button"));
  const menu = byId("player-menu");
  const exit = /** @type {HTMLButtonElement} */ (byId("player-exit"));
  const saveState = byId("player-save-state");
  const notices = byId("player-notices");
  const announcer = byId("player-announcer");

  menuButton.prepend(sign("menu"));
  exit.hidden = false;
  exit.addEventListener("click", onExit);
  menuButton.addEventListener("click", () => fold(menuButton.getAttribute("aria-expanded") === "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menuButton.getAttribute("aria-expanded") !== "true") return;
    const inside = menu.contains(document.activeElement) || document.activeElement === menuButton;
    fold(true);
    if (inside) menuButton.focus();
  });

  /** @param {boolean} folded */
  function fold(folded) {
    menuButton.setAttribute("aria-expanded", String(!folded));
    menu.classList.toggle("is-open", !folded);
  }

  /**
   * @param {string} key of the text
   * @param {string} picture
   * @param {string} kind
   */
  function showState(key, picture, kind) {
    if (saveState.dataset.state === key) return;
    saveState.dataset.state = key;
    saveState.dataset.kind = kind;
    saveState.replaceChildren(sign(picture), make("span", "save-words", words.say(`state_${key}`)));
  }

  /** @type {Set<Notice>} Told already, or dismissed. */
  const told = new Set();

  /** @param {Notice} notice */
  function notify(notice) {
    const [picture, state] = NOTICES[notice];
    const kind = picture === "alert" ? "trouble" : notice === "saved" ? "fine" : "plain";
    if (state) showState(state, picture, kind);
    if (notice === "saved") {
      told.delete("saving-failed");
      notices.querySelector('[data-notice="saving-failed"]')?.remove();
      return;
    }
    if (told.has(notice)) return;
    told.add(notice);
    const box = make("div", { class: "notice", "data-notice": notice, "data-kind": kind }, sign(picture),
      make("p", {}, words.say(`notice_${notice.replace(/-/g, "_")}`)),
      notice === "found" && make("button", { type: "button", class: "button button-line", "data-action": "adopt", onclick: () => {
        box.remove();
        onFound();
      } }, words.say("found_mine")),
      make("button", { type: "button", class: "button button-plain notice-close", onclick: () => {
        box.remove();
        byId("player-main").focus({ preventScroll: true });
      } }, sign("cross"), unseen(words.say("dismiss"))));
    notices.append(box);
  }

  return {
    notify,
    fold,
    announce: (/** @type {string} */ text) => {
      announcer.textContent = "";
      window.setTimeout(() => { announcer.textContent = text; }, 50);
    },
    /** @param {(Node | string | null | undefined | false)[]} children empty: there is no menu here */
    setMenu: (children) => {
      const none = children.length === 0;
      menu.hidden = none;
      menuButton.hidden = none;
      document.body.classList.toggle("has-menu", !none);
      const focused = document.activeElement?.closest("#player-menu a")?.getAttribute("href");
      menu.replaceChildren(.../** @type {Node[]} */ (children.filter(Boolean)));
      if (focused) [...menu.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
    },
    close: () => {
      exit.hidden = true;
      saveState.replaceChildren();
      notices.replaceChildren();
    },
  };
}
