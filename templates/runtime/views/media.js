// Video and sound: chapters to go to, going on where somebody stopped, and what must be played before its page counts.
// Where somebody stopped is kept to the moment in this browser, and in the learner's state to the second, for elsewhere.

import { hashText } from "../key.js";
import { make } from "./dom.js";

/** Seconds: what may lie between two looks at the clock at double speed in a window behind others. */
const GAP = 3;
/** Seconds from either end at which it is not worth going on. */
const NEAR = 5;

/**
 * @param {import("../types.js").Environment} environment
 * @param {import("../types.js").CourseData} course
 * @param {import("../types.js").LearnerRecord} record
 * @param {import("./words.js").Words} words
 * @returns {(session: string, page: string) => void}   tends what is on the page that is shown
 */
export function createMedia({ storage, listen }, course, record, words) {
  const key = `scormkit ${course.id} media ${hashText(record.launch.learnerId).toString(36)}`;
  const kept = read();

  /** Of each file where it was stopped, how far it was played without a gap, and what the state was told. @returns {Record<string, number[]>} */
  function read() {
    try {
      return JSON.parse(storage?.getItem(key) ?? "") ?? {};
    } catch (noneOrGarbled) {
      return {};
    }
  }

  function keep() {
    try {
      storage?.setItem(key, JSON.stringify(kept));
    } catch (full) {
      // Then it begins anew at the next launch.
    }
  }

  listen("pagehide", keep);
  return (session, page) => {
    /** What must be played yet. @type {Set<Element>} */
    const left = new Set(record.readOnly || record.seen(session, page) ? [] : document.querySelectorAll("[data-watch]"));
    for (const media of document.querySelectorAll("video, audio")) {
      if (media instanceof HTMLMediaElement) tend(media, left, () => record.watched(session, page));
    }
    // It stands where nobody sees it yet, as in the answer to a question.
    if (page && left.size === 0) record.watched(session, page);
  };

  /** @param {HTMLMediaElement} media @param {Set<Element>} left @param {() => void} onAll */
  function tend(media, left, onAll) {
    const file = media.querySelector("source")?.getAttribute("src") ?? media.getAttribute("src") ?? "";
    const known = kept[file];
    const place = Array.isArray(known) ? known.map(Number) : [0, 0];
    kept[file] = place;
    const stored = record.placeIn(file);
    // What did not come from here is from elsewhere, and later. Of what must be watched it says how far that was.
    if (stored && stored !== place[2]) {
      place[0] = stored;
      if (left.has(media)) place[1] = Math.max(stored, place[1] ?? 0);
    }
    const note = make("p", { class: "media-note", role: "status" });
    media.after(note, chapterList(media));
    if (left.has(media)) note.textContent = words.say("media_watch");

    function done() {
      if (!left.delete(media)) return;
      note.textContent = words.say("media_watched");
      if (left.size === 0) onAll();
    }

    /** @param {boolean} isStopped */
    function tell(isStopped) {
      const [at = 0, reached = 0] = place;
      const isLeft = left.has(media);
      const seconds = Math.floor(isLeft ? reached : at);
      const isWorthIt = seconds >= NEAR && (isLeft || !(seconds > media.duration - NEAR));
      if (!record.readOnly) place[2] = isWorthIt ? seconds : 0;
      record.keepPlace(file, place[2] ?? 0, isStopped);
    }

    media.addEventListener("loadedmetadata", () => {
      const [at = 0] = place;
      if (media.currentTime > 0 || at < NEAR || at > media.duration - NEAR) return;
      media.currentTime = at;
      if (!left.has(media)) note.textContent = words.say("media_resumed", { time: clock(at) });
    });
    media.addEventListener("timeupdate", () => {
      const now = media.currentTime;
      const [, reached = 0] = place;
      if (media.seeking || !now) return;
      place[0] = now;
      if (now <= reached + GAP) place[1] = Math.max(now, reached);
      if (media.duration - (place[1] ?? 0) < 1) done();
      tell(false);
    });
    media.addEventListener("pause", () => {
      tell(true);
      keep();
    });
    // What cannot be played cannot be asked for.
    media.addEventListener("error", ({ target }) => (target instanceof Element && target.matches("track")) || done(), true);
  }

  /** @param {HTMLMediaElement} media */
  function chapterList(media) {
    /** @type {[number, string][]} */
    const chapters = JSON.parse(media.dataset.chapters ?? "[]");
    if (chapters.length === 0) return "";
    return make("ol", { class: "chapters", "aria-label": words.say("media_chapters") }, ...chapters.map(([start, title]) => make("li", {},
      make("button", { type: "button", class: "button button-plain", onclick: () => {
        media.currentTime = start;
        void media.play();
      } }, make("span", "code", clock(start)), title))));
  }
}

/** @param {number} seconds */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
