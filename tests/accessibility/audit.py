"""axe-core on whatever a learner has on the screen, and whether it fits the window."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Frame

from ..journeys.learner import Learner

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async rules => {
    // Style sheets are asked for again only by a rule that is not among these.
    const options = {resultTypes: ["violations"], preload: {assets: ["media"]}};
    const found = await axe.run(document, {...options, runOnly: {type: "tag", values: rules}});
    return found.violations.map(v => [v.id, v.nodes.map(n => n.target.join(" ") + "  " + n.failureSummary)]);
}"""
# What a learner sees of each question on the screen: its kind, and in which state it is.
STATES = """() => [...document.querySelectorAll("form.question, .scenario")].filter(e => e.checkVisibility()).map(e => {
    const result = e.querySelector(".question-result:not([hidden])");
    const verdict = result && result.dataset.verdict;
    const has = selector => [...e.querySelectorAll(selector)].some(each => each.checkVisibility());
    if (e.matches(".scenario")) {
        return ["scenario", verdict || (has(".scene-before") ? "answered" : "fresh")];
    }
    const written = [...e.querySelectorAll(":is(.answer-text, select)")].some(each => each.value);
    const kind = (location.hash.endsWith("/feedback") ? "survey " : "") + e.dataset.type;
    const partly = result && /Partly/.test(result.getAttribute("aria-label"));
    const shown = e.classList.contains("is-locked") && !has(".button-line") && verdict === "wrong" && !partly;
    const state = verdict === "none" ? "kept" : shown ? "shown" : partly ? "partly" : verdict;
    const answered = written || e.querySelector("input:checked");
    return [kind, state || (has(".question-problem") ? "open" : answered ? "answered" : "fresh")];
})"""


class Audit:
    """Collects what is wrong over all screens that it is shown, so that one run tells all."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        self.found: list[str] = []
        self.screens: list[str] = []
        self.met: set[tuple[str, str]] = set()
        """Kinds of question, and states that they were seen in."""
        self.questions = 0
        """How many questions were on all screens."""
        self.resumed = False

    def look(self, learner: Learner, screen: str) -> None:
        """Judges what is on the screen now."""
        self.screens.append(screen)
        frame = learner.sco
        # Colours are judged as they stay, not as they come.
        frame.evaluate("() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0)))")
        met = [(kind, "resumed" if self.resumed else state) for kind, state in frame.evaluate(STATES)]
        self.met.update(met)
        self.questions += len(met)
        self._axe(frame, screen)
        self._width(frame, screen)

    def _axe(self, frame: Frame, screen: str) -> None:
        if not frame.evaluate("() => Boolean(window.axe)"):
            frame.evaluate(AXE.read_text(encoding="utf-8"))
        for rule, places in frame.evaluate(RUN, RULES):
            self.found += [f"{self.setting}, {screen}: {rule}: {place}" for place in places]

    def _width(self, frame: Frame, screen: str) -> None:
        wide, window = frame.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > window:
            self.found.append(f"{self.setting}, {screen}: {wide} pixels wide in a window of {window}")

    def assert_clean(self) -> None:
        """Nothing was found on any screen. What is printed tells how much was judged."""
        counts = (len(self.screens), self.questions, len(self.met), len(self.found))
        print("{}: {} screens, {} questions in {} states, {} violations".format(self.setting, *counts))
        assert not self.found, "\n".join(self.found)
