// What is left on the screen after Exit: whether all is safe, and what to do now.

import { actionButton, make, sign } from "./dom.js";
import { pageFrame, pageHeading } from "./parts.js";

/**
 * @param {import("./player.js").Player} player
 * @param {"saved" | "kept" | "lost" | "saving"} fate where the work is; "saving": soon it is known
 * @returns {import("./player.js").View}
 */
export function showClosed(player, fate) {
  const { words, record } = player;
  const { alone } = record.launch;
  const connected = record.launch.connected || record.launch.detached;
  const title = words.say("you_have_left");
  const said = record.readOnly ? "closed_read_only" : fate === "kept" && !connected ? "closed_no_lms" : `closed_${fate}`;
  return {
    title,
    position: "",
    content: pageFrame("page-closed",
      pageHeading(title, player.course.title),
      make("p", { class: "lead closed-lead", "data-closed": said }, sign(fate === "saved" || record.readOnly ? "check" : fate === "lost" ? "alert" : "info"), make("span", {}, words.say(said))),
      fate !== "saving" && make("p", {}, words.say(connected && !alone ? "close_window_lms" : "close_window")),
      // With an LMS, coming back is for the LMS to start: only then does it record what follows.
      fate !== "saving" && (!connected || alone) && actionButton("", () => window.location.reload(), words.say("open_again"))),
  };
}
