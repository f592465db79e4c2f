"""Scenario → `QuestionData` of templates/runtime/types.js: to the page it is a knowledge check of the form “path”."""

from __future__ import annotations

from typing import Any

from scormkit.course.model import Session
from scormkit.course.scenario import Scenario, Scene
from scormkit.course.scenario_graph import graph_of, most_points
from scormkit.render.key import scramble
from scormkit.render.pages import Texts, render_scenario

LONGEST_DESCRIPTION = 250


def scenario_data(session: Session, scenario: Scenario, objectives: list[str], texts: Texts) -> dict[str, Any]:
    """What the page gets. What comes of choices travels scrambled, as the right answers of questions do."""
    lms_id = f"{session.id}_{scenario.id}"
    graph = graph_of(scenario)
    places = {name: place for place, name in enumerate(graph.scenes)}
    return {
        "id": scenario.id,
        "lmsId": lms_id,
        "slot": scenario.slot,
        "type": "scenario",
        "interactionType": "choice",
        "text": scenario.prompt_text[:LONGEST_DESCRIPTION],
        "html": render_scenario(scenario, texts),
        "form": "path",
        "marks": [scene.mark for scene in scenario.endings],
        "targets": [],
        "blanks": [],
        "partial": False,
        "stateMarks": "",
        "points": scenario.points,
        "attempts": scenario.attempts,
        "shuffle": False,
        "required": scenario.required,
        "objectives": objectives,
        "answerKey": scramble(
            lms_id,
            {
                "correct": [scene.mark for scene in scenario.right_endings],
                "feedback": {},
                "right": "",
                "wrong": "",
                "explanation": "",
                "scenes": [_scene(scene, places) for scene in graph.scenes.values()],
                "most": most_points(scenario),
                "longest": graph.longest_way(),
            },
        ),
    }


def _scene(scene: Scene, places: dict[str, int]) -> dict[str, Any]:
    return {
        "id": scene.id,
        "title": scene.title,
        "html": scene.html,
        "text": scene.text[:LONGEST_DESCRIPTION],
        "ending": scene.ending,
        "mark": scene.mark,
        "points": scene.points,
        "choices": [
            {
                "mark": choice.mark,
                "html": choice.html,
                "to": places[choice.to],
                "points": choice.points,
                "sets": [[each.name, each.how, each.number] for each in choice.changes],
                "asks": [[each.name, each.how, each.number] for each in choice.conditions],
                "after": choice.consequence_html,
            }
            for choice in scene.choices
        ],
    }
