// What is left on the screen after Exit: whether all is safe, and what to do now.

import { actionButton, make, sign } from "./dom.js";
import { pageFrame, pageHeading } from "./parts.js";

/**
 * @param {import("./player.js").Player} player
 * @param {boolean} safe whether the LMS took all
 * @returns {import("./player.js").View}
 */
export function showClosed(player, safe) {
  const { words, record } = player;
  const { connected, alone } = record.launch;
  const title = words.say("you_have_left");
  const said = !connected ? "closed_no_lms" : record.readOnly ? "closed_read_only" : safe ? "closed_saved" : "closed_kept";
  return {
    title,
    position: "",
    content: pageFrame("page-closed",
      pageHeading(title, player.course.title),
      make("p", { class: "lead closed-lead", "data-closed": said }, sign(safe || record.readOnly ? "check" : "info"), make("span", {}, words.say(said))),
      make("p", {}, words.say(connected && !alone ? "close_window_lms" : "close_window")),
      // With an LMS, coming back is for the LMS to start: only then does it record what follows.
      (!connected || alone) && actionButton("", () => window.location.reload(), words.say("open_again"))),
  };
}
