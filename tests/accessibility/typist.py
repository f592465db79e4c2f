"""A learner with a keyboard and nothing else."""

from __future__ import annotations

from ..journeys.learner import Learner

AT = """() => {
    const e = document.activeElement;
    const texts = ids => ids.split(" ").map(id => document.getElementById(id).textContent).join(" ");
    const said = e.getAttribute("aria-labelledby");
    const label = e.labels && e.labels[0] && e.labels[0].textContent;
    const shows = s => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
    const form = e.closest("form.question, .scenario");
    return {
        tag: e.tagName.toLowerCase(),
        name: ((said && texts(said)) || e.getAttribute("aria-label") || label || e.textContent || "").trim(),
        seen: [e, e.closest(".answer") || e].some(each => shows(getComputedStyle(each))),
        item: (e.closest(".order-item, .scenario") || e).textContent.trim(),
        question: form ? form.dataset.question || form.dataset.scenario : "",
    };
}"""
MOST_TABS = 120


class Typist:
    """Tabs, presses and types; each time that something is reached, the focus has to be seen."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.keys = learner.sco.page.keyboard

    def to(self, name: str, role: str = "", *, question: str = "", item: str = "") -> Typist:
        """Tabs on until something of that name has the focus: an element, in a question, in an item of a list."""
        for _ in range(MOST_TABS):
            self.keys.press("Tab")
            at = self.learner.sco.evaluate(AT)
            fits = at["name"].startswith(name) and at["item"].startswith(item)
            if fits and role in ("", at["tag"]) and question in ("", at["question"]):
                assert at["seen"], f"the focus on “{name}” is not to be seen"
                return self
        raise AssertionError(f"“{name}” was not reached with the Tab key")

    def page(self) -> Typist:
        """After a change of page the heading has the focus, so that reading goes on from there."""
        self.learner._note_place()
        assert self.learner.sco.evaluate("() => document.activeElement.matches('h1, h2')"), "the heading has no focus"
        return self

    def press(self, *keys: str) -> Typist:
        """One key after the other."""
        for key in keys:
            self.keys.press(key)
        return self

    def write(self, text: str) -> Typist:
        """Letter by letter."""
        self.keys.type(text)
        return self

    def next(self) -> Typist:
        """To the next page."""
        before = self.learner.hash
        self.to(self.learner.word("next"), "a").press("Enter")
        self.learner.sco.wait_for_function("before => location.hash !== before", arg=before)
        return self.page()

    def pick(self, question: str, marks: frozenset[str]) -> Typist:
        """Picks answers of the course “tiny”: arrow keys among radio buttons, Space for check boxes."""
        asked = self.learner.truth.question("tiny", question)
        if asked.type == "multiple":
            for choice in asked.choices:
                if choice.mark in marks:
                    self.to(choice.text, "input").press("Space")
            return self
        wanted = next(number for number, choice in enumerate(asked.choices) if choice.mark in marks)
        self.to("", "input", question=question)
        return self.press(*["ArrowDown"] * wanted) if wanted else self.press("Space")
