"""Scenarios as the page gets them: the runtime follows a way as the sources mean it, and what is kept fits."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scormkit.course.model import Session
from scormkit.course.scenario import Scenario
from scormkit.course.scenario_graph import graph_of, longest_response, most_points, open_choices
from scormkit.render.key import unscramble
from scormkit.render.pages import interface_texts
from scormkit.render.scenario import scenario_data
from scormkit.render.state import worst_case, worst_case_length
from scormkit.source import load

Ask = Callable[[str, Any], Any]


def gallery(root: Path) -> tuple[Session, Scenario]:
    session = load(root / "courses" / "gallery").courses[0].sessions[0]
    return session, session.scenarios[0]


def key_of(session: Session, scenario: Scenario) -> dict[str, Any]:
    data = scenario_data(session, scenario, [], interface_texts("en"))
    return unscramble(data["lmsId"], data["answerKey"])


def test_the_runtime_follows_any_way_as_the_sources_mean_it(twin: Ask, root: Path) -> None:
    session, scenario = gallery(root)
    scenes = graph_of(scenario).scenes
    key = key_of(session, scenario)
    for seed in range(200):
        dice = random.Random(seed)
        scene, values, path, points = scenario.scenes[0], dict[str, int](), "", dict[tuple[str, str], int]()
        while (offered := open_choices(scene, values)) and dice.random() < 0.9:
            choice = dice.choice(offered)
            points[scene.id, choice.mark] = choice.points
            path += choice.mark
            values, scene = choice.changed(values), scenes[choice.to]
        told = twin("follow", {"scenes": key["scenes"], "path": path + "z"})
        wanted = [choice.mark for choice in open_choices(scene, values)]
        assert told == [scene.id, wanted, sum(points.values()) + scene.points, path]
        assert told[2] <= key["most"]


def test_what_comes_of_choices_is_not_in_plain_sight(root: Path) -> None:
    session, scenario = gallery(root)
    data = scenario_data(session, scenario, [], interface_texts("en"))
    everything = " ".join(str(value) for name, value in data.items() if name != "answerKey")
    for scene in scenario.scenes:
        assert scene.text not in everything
    assert key_of(session, scenario)["correct"] == [scene.mark for scene in scenario.endings if scene.ending == "good"]
    assert most_points(scenario) == key_of(session, scenario)["most"] == 5


def test_a_way_has_room_in_the_stored_state(root: Path) -> None:
    course = load(root / "courses" / "gallery").courses[0]
    (scenario,) = course.sessions[0].scenarios
    kept = next(check for check in worst_case(course)["sessions"][0]["checks"] if check["slot"] == scenario.slot)
    assert kept["response"] == "z" * longest_response(scenario)
    assert longest_response(scenario) >= graph_of(scenario).longest_way() + len(" 99")
    session = course.sessions[0]
    pages = tuple(dataclasses.replace(page, scenarios=()) for page in session.pages)
    section = dataclasses.replace(course.sections[0], sessions=(dataclasses.replace(session, pages=pages),))
    assert worst_case_length(dataclasses.replace(course, sections=(section,))) < worst_case_length(course)
