"""axe-core on whatever a learner has on the screen, and whether it fits the window."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Frame

from ..journeys.learner import Learner

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async rules => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]});
    return found.violations.map(v => [v.id, v.nodes.map(n => n.target.join(" ") + "  " + n.failureSummary)]);
}"""


class Audit:
    """Collects what is wrong over all screens that it is shown, so that one run tells all."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        self.found: list[str] = []
        self.screens: list[str] = []

    def look(self, learner: Learner, screen: str) -> None:
        """Judges what is on the screen now."""
        self.screens.append(screen)
        frame = learner.sco
        # Colours are judged as they stay, not as they come.
        frame.evaluate("() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0)))")
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
        """Nothing was found on any screen."""
        assert not self.found, "\n".join(self.found)
