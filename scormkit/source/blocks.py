"""The kinds of block that `:::` can begin: one row each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockKind:
    """`label` begins the title of a call-out, empty for other blocks.

    `settings` are those it takes in braces besides `STATEMENT_SETTINGS`, which every block takes.
    """

    label: str = ""
    settings: tuple[str, ...] = ()


STATEMENT_SETTINGS = ("#id", "xapi")
QUESTION_SETTINGS = (
    "#id",
    "type",
    "maps_to",
    "objective",
    "points",
    "partial",
    "length",
    "attempts",
    "shuffle",
    "required",
    "xapi",
)

SCENARIO_SETTINGS = ("#id", "maps_to", "objective", "attempts", "required", "xapi")
"""Of a `scenario` that holds scenes; one without is a call-out."""
SCENE_SETTINGS = ("#id", "ending", "points")
CHOICE_SETTINGS = ("#id", "points", "set", "if")

# With any of these besides an id, learners note what came of an activity, and confirm that it was done.
CONFIRMED_BY = ("evidence", "supervisor", "maps_to", "objective")
ACTIVITY_SETTINGS = ("#id", *CONFIRMED_BY, "xapi")

BLOCKS: dict[str, BlockKind] = {
    "note": BlockKind("Note"),
    "tip": BlockKind("Tip"),
    "important": BlockKind("Important"),
    "warning": BlockKind("Warning"),
    "example": BlockKind("Example"),
    "scenario": BlockKind("Scenario"),
    "scene": BlockKind(settings=SCENE_SETTINGS),
    "activity": BlockKind("Try it at work"),
    "reading": BlockKind("Further reading"),
    "trainer": BlockKind("For trainers"),
    "details": BlockKind(),
    "video": BlockKind(settings=("captions", "chapters", "poster", "title", "watch")),
    "audio": BlockKind(settings=("captions", "chapters", "title", "watch")),
    "question": BlockKind(settings=QUESTION_SETTINGS),
    "section": BlockKind(settings=("pick",)),
    "hint": BlockKind(),
    "right": BlockKind(),
    "wrong": BlockKind(),
}

IN_QUESTIONS = ("hint", "right", "wrong")
"""Blocks that mean something within a question only."""
