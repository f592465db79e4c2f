"""Which answers a package of ours tells in statements: read from the hooks in its data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scormkit.proof.own_course import OwnSession

Told = dict[tuple[str, str], str]
"""Verb and activity of a statement → id of the interaction that it tells of."""


def told_interactions(xapi: Mapping[str, Any], sessions: Iterable[OwnSession]) -> Told:
    """Questions, and scenes of scenarios, of which one hook for everything tells each response and whether it is right.

    Where a course has hooks of its own making for a moment, or asks for one at single questions, nobody but its author
    knows what is told.
    """
    answered = _verb(xapi["hooks"], "question-answered", {"response": "{response}", "success": "{correct}"})
    chosen = _verb(xapi["hooks"], "scenario-chosen", {"response": "{response}"})
    told: Told = {}
    for session in sessions:
        for question in (question for page in session.pages for question in page.questions):
            key = f"question:{session.id}/{question.id}"
            names = {key: (answered, question.lms_id)}
            names |= {f"{key}/{each['id']}": (chosen, f"{question.lms_id}_{each['id']}") for each in question.scenes}
            for name, (verb, interaction) in names.items():
                thing = xapi["things"].get(name)
                if verb and thing and thing["hooks"] == "":
                    told[verb, thing["activity"]["id"]] = interaction
    return told


def _verb(hooks: list[dict[str, Any]], moment: str, result: Mapping[str, str]) -> str:
    """Of the only hook for a moment; "" where there is none, or more, or one that tells something else."""
    found = [hook for hook in hooks if hook["on"] == moment]
    if len(found) != 1 or found[0]["name"] or found[0]["at"] or not found[0]["verb"]:
        return ""
    fits = all(found[0]["result"].get(name) == template for name, template in result.items())
    return str(found[0]["verb"]["id"]) if fits else ""
