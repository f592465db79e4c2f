// What stands around every page: the bar with the save state, the menu that folds away, the notices.

import { byId, make, sign, unseen } from "./dom.js";

/** @typedef {import("./words.js").Words} Words */
/** @typedef {import("../types.js").Notice} Notice */

/** @type {Record<Notice, {sign: string, state: string | null, stays: boolean}>} */
const NOTICES = {
  "no-lms": { sign: "alert", state: "not_recorded", stays: false },
  review: { sign: "info", state: "review_mode", stays: false },
  browse: { sign: "info", state: "browse_mode", stays: false },
  "saving-failed": { sign: "alert", state: "not_saved", stays: true },
  saved: { sign: "check", state: "saved", stays: false },
  "handed-over": { sign: "check", state: null, stays: false },
  "partly-restored": { sign: "info", state: null, stays: false },
  "state-unreadable": { sign: "alert", state: null, stays: false },
  "storage-full": { sign: "alert", state: null, stays: false },
};

/**
 * @param {Words} words
 * @param {{onExit: () => void}} actions
 */
export function createShell(words, { onExit }) {
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
    saveState.replaceChildren(sign(picture), make("span", { class: "save-words" }, words.say(`state_${key}`)));
  }

  /** @param {Notice} notice */
  function remove(notice) {
    notices.querySelector(`[data-notice="${notice}"]`)?.remove();
  }

  /** @param {Notice} notice */
  function notify(notice) {
    const { sign: picture, state, stays } = NOTICES[notice];
    if (state) showState(state, picture, picture === "alert" ? "trouble" : notice === "saved" ? "fine" : "plain");
    if (notice === "saved") {
      remove("saving-failed");
      return;
    }
    if (notices.querySelector(`[data-notice="${notice}"]`)) return;
    const kind = picture === "alert" ? "trouble" : "plain";
    const text = words.say(`notice_${notice.replace(/-/g, "_")}`);
    const box = make("div", { class: "notice", "data-notice": notice, "data-kind": kind }, sign(picture), make("p", {}, text));
    if (!stays) {
      box.append(make("button", { type: "button", class: "button button-plain notice-close", onclick: () => {
        box.remove();
        byId("player-main").focus({ preventScroll: true });
      } }, sign("cross"), unseen(words.say("dismiss"))));
    }
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
