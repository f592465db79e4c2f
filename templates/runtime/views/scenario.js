// A branching scenario: scene after scene, choice after choice, until an ending. What is kept is the way, then, after a
// blank, the points of the best one, if there are points.

import { readKey } from "../key.js";
import { followPath } from "../scenes.js";
import { actionButton, append, fromBuild, make, sign } from "./dom.js";

const ENDING_SIGNS = { good: "check", mixed: "info", bad: "cross", "": "" };

/**
 * @param {import("./player.js").Player} player
 * @param {import("../types.js").SessionData} session
 * @param {import("../types.js").QuestionData} question
 * @returns {HTMLElement}
 */
export function showScenario({ record, words }, session, question) {
  const { scenes = [], most, longest } = readKey(question);
  const card = /** @type {HTMLElement} */ (fromBuild(question.html).firstElementChild);
  const place = make("div", { class: "scene", tabindex: -1, role: "group" });
  const [way = "", best] = (record.check(session.id, question.id).response?.[0] ?? "").split(" ");
  let bestPoints = best;
  let now = followPath(scenes, way);
  let since = Date.now();
  let begun = since;

  /** @param {Parameters<typeof record.keepPath>[3]} step */
  function go(step) {
    const path = now.path.slice(0, longest);
    record.keepPath(session.id, question, bestPoints ? `${path} ${bestPoints}` : path, step);
    since = Date.now();
    render();
    place.focus();
  }

  /** @param {string} mark */
  function choose(mark) {
    const { scene } = now;
    now = followPath(scenes, now.path + mark);
    if (now.scene.ending && most) bestPoints = String(Math.max(now.points, Number(bestPoints ?? now.points)));
    const time = Date.now();
    go({ scene, mark, latency: (time - since) / 1000, ending: now.scene.mark, seconds: (time - begun) / 1000 });
  }

  function startAgain() {
    now = followPath(scenes, "");
    begun = Date.now();
    go(null);
  }

  function render() {
    const { scene: { title, html, ending }, offered, steps, points } = now;
    const last = steps[steps.length - 1]?.choice;
    const { triesLeft } = record.check(session.id, question.id);
    place.setAttribute("aria-label", title || words.say("scenario_scene", { number: steps.length + 1 }));
    place.replaceChildren();
    append(place,
      last && make("div", "scene-before", make("p", {}, make("strong", {}, words.say("scenario_chosen")), " ", fromBuild(last.html)), fromBuild(last.after)),
      title && make(card.querySelector("h2") ? "h3" : "h2", {}, title),
      fromBuild(html),
      offered.length > 0 && make("ul", "ways", ...offered.map((choice) => make("li", {},
        make("button", { type: "button", class: "way-choice", "data-mark": choice.mark, onclick: () => choose(choice.mark) }, fromBuild(choice.html))))),
      ending && make("div", { class: "question-result", "data-verdict": question.points ? ending === "good" ? "right" : "wrong" : "none" },
        make("p", "verdict", sign(ENDING_SIGNS[ending]), make("strong", {}, words.say(`scenario_ending_${ending}`))),
        bestPoints && make("p", {}, words.say("scenario_points", { points, most: most ?? 0, best: bestPoints }))),
      steps.length > 1 && make("details", "expand", make("summary", {}, words.say("scenario_way")),
        make("ol", "expand-body", ...steps.map(({ choice }) => make("li", {}, fromBuild(choice.html))))),
      // Where the tries are counted, a way that was begun is gone to its end.
      last && (ending ? triesLeft !== 0 : triesLeft === null) && actionButton("line", startAgain, words.say("scenario_again")));
  }

  render();
  card.append(place);
  return card;
}
