// The time that is left of an attempt, where its author set a limit: on the screen to the minute, said aloud when it runs short.

import { make } from "./dom.js";

/** How often the time left is looked at, in milliseconds. */
const TICK = 1000;
/** Seconds before the end at which what is left is said. */
const SAID = [300, 60];

/**
 * @param {import("./words.js").Words} words
 * @param {(text: string) => void} announce
 * @param {() => number | null} left   seconds; null: no limit, or no attempt runs
 * @param {() => void} onEnd
 */
export function createTimer(words, announce, left, onEnd) {
  const place = make("p", { class: "time-left", role: "timer", hidden: true });
  let before = Infinity;
  let timer = 0;

  function look() {
    const seconds = left();
    // Another page is shown, or the attempt is over.
    if (seconds === null || (timer && !place.isConnected)) return stop();
    const text = seconds >= 60 ? words.count("minutes_left", Math.ceil(seconds / 60)) : words.count("seconds_left", seconds);
    if (place.textContent !== text) place.textContent = text;
    place.hidden = false;
    place.classList.toggle("is-short", seconds <= 60);
    if (SAID.some((mark) => before > mark && seconds <= mark) && before !== Infinity) announce(text);
    before = seconds;
    if (seconds > 0) return;
    stop();
    announce(words.say("time_is_up"));
    onEnd();
  }

  function stop() {
    window.clearInterval(timer);
    timer = 0;
  }

  return {
    place,
    start() {
      stop();
      before = Infinity;
      look();
      if (left() !== null) timer = window.setInterval(look, TICK);
    },
  };
}
