"""Each kind of question: where one is, which keys answer it, and what is kept then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

from .typist import Typist


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of KINDS. What assistive technology is told before and after stands in `told/<kind>.txt`, see tree.py."""

    course: str
    page: str
    question: str
    type: str
    keys: Callable[[Typist], object]
    told: str
    """What an LMS holds as the response, in the form of SCORM 2004."""
    kept: int | str
    """What the stored state holds."""
    hand_in: str = "check_answer"
    """The word on the button, "" where the answer is handed in by itself."""


def _in_order(typist: Typist) -> None:
    for place, text in enumerate(("Situation", "Background", "Assessment", "Recommendation")):
        items = typist.learner.form("order").locator(".order-item .order-text")
        far = [each.strip() for each in items.all_inner_texts()].index(text) - place
        if far:
            typist.to(typist.learner.word("move_up"), question="order", item=text).press(*["Enter"] * far)
            said = typist.learner.form("order").get_by_role("status")
            expect(said).to_have_text(typist.learner.word("moved_to", number=place + 1, places=4))
            expect(typist.learner.form("order").locator(".order-move:focus")).to_have_count(1)


def _to_an_ending(typist: Typist) -> None:
    for text in ("Ask her what worries her", "Plan with her who looks after whom"):
        typist.to(text, "button", question="last-bed").press("Enter")


KINDS = {
    "single choice": Kind(
        *("gallery", "checks", "pick", "choice"), lambda typist: typist.to("Whoever the", "input").press("ArrowDown"),
        told="b", kept=2,
    ),
    "multiple response": Kind(
        *("gallery", "checks", "tick", "multiple"), lambda typist: typist.to("The plan", "input").press("Space"),
        told="a", kept=1,
    ),
    "true or false": Kind(
        *("gallery", "checks", "true", "true-false"), lambda typist: typist.to("True", "input").press("Space"),
        told="true", kept=1,
    ),
    "ordering": Kind(
        *("gallery", "checks", "order", "ordering"), _in_order, told="a[,]b[,]c[,]d", kept="abcd",
    ),
    "matching": Kind(
        *("gallery", "checks", "match", "matching"),
        lambda typist: typist.to("Situation", "select").write("What is").press("Tab").write("What I think").press("Tab")
        .write("What I think").press("Tab").write("What I ask"),
        told="a[.]e[,]b[.]g[,]c[.]g[,]d[.]h", kept="aebgcgdh",
    ),
    "categorise": Kind(
        *("gallery", "checks", "sort", "categorise"),
        lambda typist: typist.to("Says who", "select").write("E").press("Tab").write("W").press("Tab").write("E")
        .press("Tab").press("ArrowDown"),
        told="a[.]e[,]b[.]e[,]c[.]f[,]d[.]f", kept="aebecfdf",
    ),
    "fill-in": Kind(
        *("gallery", "checks", "words", "fill-in"),
        # Return hands nothing in that has other blanks.
        lambda typist: typist.to("Blank 1 of 2", "input").write("Huddle").press("Enter", "Tab").write("talk"),
        told="Huddle[,]talk", kept="Huddle\x1ftalk",
    ),
    "numeric": Kind(
        *("gallery", "checks", "number", "numeric"), lambda typist: typist.to("About how", "input").write("6,5"),
        told="6.5", kept="6,5",
    ),
    "slider": Kind(
        *("gallery-draw", "read", "share", "slider"),
        lambda typist: typist.to("Slider", "input").press("Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp"),
        told="4", kept="4",
    ),
    "hotspot": Kind(
        *("gallery-draw", "read", "risk", "hotspot"),
        lambda typist: typist.to("The line", "input").press("ArrowDown"), told="b", kept=2,
    ),
    "likert": Kind(
        *("gallery", "yours", "agree", "likert"),
        lambda typist: typist.to("Never", "input").press("ArrowDown", "ArrowDown", "ArrowDown"),
        told="d", kept=8, hand_in="keep_answer",
    ),
    "grid": Kind(
        *("gallery", "yours", "sure", "grid"),
        lambda typist: typist.to("Situation Not yet", "input").press("Space", "Tab", "ArrowDown", "Tab", "ArrowUp")
        .press("Tab", "Space"),
        told="a[.]e[,]b[.]f[,]c[.]g[,]d[.]e", kept="aebfcgde", hand_in="keep_answer",
    ),
    "survey grid": Kind(
        *("gallery", "feedback", "grid", "grid"),
        lambda typist: typist.to("The session was", "input").press("ArrowUp", "Tab", "ArrowRight"),
        told="a[.]e[,]b[.]d", kept="aebd", hand_in="keep_answer",
    ),
    "reflection": Kind(
        *("gallery", "yours", "note", "reflection"),
        lambda typist: typist.to("Your text", "textarea").write("Ask first."),
        told="Ask first.", kept="Ask first.", hand_in="keep_answer",
    ),
    "activity": Kind(
        *("gallery", "yours", "one-handover", "activity"),
        lambda typist: typist.to("Your note", "textarea").write("Said it back.").press("Tab", "Space"),
        told="Said it back.", kept="Said it back.\x1f1", hand_in="keep_activity",
    ),
    "scenario": Kind(
        *("gallery", "scenario", "last-bed", "scenario"), _to_an_ending, told="a", kept="aa 5", hand_in="",
    ),
}  # fmt: skip
