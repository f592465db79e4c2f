"""Branching scenarios: scenes that nobody reaches, ways that end nowhere, conditions that mean nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.model import Course
from scormkit.course.scenario import Scenario, SceneChoice
from scormkit.course.scenario_graph import MOST_STATES, Walked, asked_variables, graph_of, walk_all
from scormkit.findings import Severity, SourcePos

RULES: Catalogue[Course] = Catalogue()


def _scenarios(course: Course) -> Iterator[Scenario]:
    for session in course.sessions:
        yield from session.scenarios


def _where(scenario: Scenario, scene: str = "") -> str:
    return f"{scenario.id} › {scene}" if scene else scenario.id


def _with(values: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in values.items())


@RULES.check(
    "SK1080",
    Severity.WARNING,
    why="Whatever stands in it, no learner will ever read it.",
    fix="Write a choice that leads there, or remove the scene. The first scene is where a scenario begins.",
)
def unreachable_scene(course: Course) -> Iterator[Fault]:
    """Choices lead to every scene, from the first one on."""
    for scenario in _scenarios(course):
        graph = graph_of(scenario)
        reached = graph.reachable
        for name, scene in graph.scenes.items():
            if name not in reached:
                message = f"no way leads from the first scene to “{name}”"
                yield Fault(scene.origin.pos, message, where=_where(scenario, name))


@RULES.check(
    "SK1081",
    Severity.ERROR,
    why="Learners who come there can neither go on nor finish, and the scenario is never done.",
    fix="Write choices, such as “- [Call the ward](#ward)”, or ending=good, ending=mixed or ending=bad.",
)
def scene_leads_nowhere(course: Course) -> Iterator[Fault]:
    """A scene has choices, or it is an ending."""
    for scenario in _scenarios(course):
        graph = graph_of(scenario)
        for name in graph.dead_ends:
            message = f"“{name}” has no choices and is no ending"
            yield Fault(graph.scenes[name].origin.pos, message, where=_where(scenario, name))


@RULES.check(
    "SK1082",
    Severity.ERROR,
    why="Learners who come there go round and round, and the scenario is never done.",
    fix="Let a choice lead out of it, to an ending or to a scene from which one can be reached.",
)
def loop_without_exit(course: Course) -> Iterator[Fault]:
    """From every scene, an ending can be reached."""
    for scenario in _scenarios(course):
        graph = graph_of(scenario)
        walked = walk_all(scenario)
        for loop in graph.loops:
            ring = " → ".join([*loop, loop[0]])
            message = f"nothing leads out of {ring}" if len(loop) > 1 else f"“{loop[0]}” leads to itself only"
            yield Fault(graph.scenes[loop[0]].origin.pos, message, where=_where(scenario, loop[0]))
        # What leads into such a loop only is mended with it, and so is a way out that is never offered.
        if walked and not graph.loops and not _never_offered(scenario, walked):
            for name, values in list(walked.trapped.items())[:1]:
                message = f"“{name}” with {_with(values)}: no choice that is offered from there on leads to an ending"
                yield Fault(graph.scenes[name].origin.pos, message, where=_where(scenario, name))


@RULES.check(
    "SK1083",
    Severity.ERROR,
    why="Learners who come there with such values see nothing that they could choose.",
    fix="Give the scene one choice without a condition, or one whose condition holds whenever the others do not.",
)
def no_choice_left(course: Course) -> Iterator[Fault]:
    """Whatever was chosen before, every scene but an ending offers a choice."""
    for scenario in _scenarios(course):
        walked = walk_all(scenario)
        for scene in scenario.scenes:
            if walked and scene.id in walked.stuck and scene.id not in dict(_never_offered(scenario, walked)):
                message = f"“{scene.id}” offers nothing to choose with {_with(walked.stuck[scene.id])}"
                yield Fault(scene.origin.pos, message, where=_where(scenario, scene.id))


@RULES.check(
    "SK1085",
    Severity.WARNING,
    why="Nothing happens when it is chosen, and learners think that the page does not work.",
    fix="Let it lead to another scene, say what comes of it in the lines below, or set a variable.",
)
def choice_without_effect(course: Course) -> Iterator[Fault]:
    """A choice that leads back to its own scene says or changes something."""
    for scenario in _scenarios(course):
        for scene in scenario.scenes:
            for choice in scene.choices:
                if choice.to == scene.id and not (choice.consequence_html or choice.changes):
                    message = f"“{choice.text}” leads to its own scene, and nothing comes of it"
                    yield Fault(choice.origin.pos, message, where=_where(scenario, scene.id))


@RULES.check(
    "SK1086",
    Severity.ERROR,
    why="Choices lead to ids: nobody can tell which of the two is meant, and the second is never shown.",
    fix="Give one of the scenes another id.",
)
def duplicate_scene_id(course: Course) -> Iterator[Fault]:
    """Two scenes of a scenario have different ids."""
    for scenario in _scenarios(course):
        seen: dict[str, SourcePos] = {}
        for scene in scenario.scenes:
            if first := seen.get(scene.id):
                message = f"the scene in line {first.line} has the id “{scene.id}” already"
                yield Fault(scene.origin.at("id"), message, where=_where(scenario, scene.id))
            seen.setdefault(scene.id, scene.origin.pos)


@RULES.check(
    "SK1087",
    Severity.WARNING,
    why="No learner will ever see it, nor what it alone leads to.",
    fix="Correct the condition, or set its variables on a way that leads here.",
)
def choice_never_offered(course: Course) -> Iterator[Fault]:
    """The condition of a choice holds on some way to its scene."""
    for scenario in _scenarios(course):
        walked, known = walk_all(scenario), _set_variables(scenario)
        never = _never_offered(scenario, walked) if walked else []
        for scene, choice in never:
            # That a variable is never set is told by its own rule.
            if all(each.name in known for each in choice.conditions):
                message = f"the condition of “{choice.text}” holds on no way through the scenario"
                yield Fault(choice.origin.pos, message, where=_where(scenario, scene))


def _never_offered(scenario: Scenario, walked: Walked) -> list[tuple[str, SceneChoice]]:
    """The choices of scenes that are reached, with these, that no way makes offered."""
    return [
        (name, choice)
        for name, scene in graph_of(scenario).scenes.items()
        if name in walked.scenes and not scene.ending
        for choice in scene.choices
        if (name, choice.mark) not in walked.offered
    ]


def _set_variables(scenario: Scenario) -> dict[str, SourcePos]:
    """The variables that choices set, and where each is set first."""
    found: dict[str, SourcePos] = {}
    for scene in scenario.scenes:
        for choice in scene.choices:
            for change in choice.changes:
                found.setdefault(change.name, choice.origin.pos)
    return found


@RULES.check(
    "SK1088",
    Severity.ERROR,
    why="It stays 0 for everybody, so the condition says nothing, or is never true.",
    fix="Correct the name, or set it at a choice: set=told, or set=trust+1.",
)
def variable_never_set(course: Course) -> Iterator[Fault]:
    """A condition asks for a variable that some choice sets."""
    for scenario in _scenarios(course):
        known = _set_variables(scenario)
        for scene in scenario.scenes:
            for choice in scene.choices:
                for name in dict.fromkeys(each.name for each in choice.conditions if each.name not in known):
                    near = get_close_matches(name, known, 1)
                    hint = f"Did you mean “{near[0]}”?" if near else ""
                    message = f"no choice sets “{name}”"
                    yield Fault(choice.origin.pos, message, hint, where=_where(scenario, scene.id))


@RULES.check(
    "SK1089",
    Severity.WARNING,
    why="Setting it has no effect, which is seldom what was meant.",
    fix="Correct the name, ask for it in a condition, or do not set it.",
)
def variable_never_asked(course: Course) -> Iterator[Fault]:
    """What a choice sets is asked for by some condition."""
    for scenario in _scenarios(course):
        asked = asked_variables(scenario)
        for name, pos in _set_variables(scenario).items():
            if name not in asked:
                near = get_close_matches(name, asked, 1)
                hint = f"Did you mean “{near[0]}”?" if near else ""
                yield Fault(pos, f"no condition asks for “{name}”", hint, where=_where(scenario))


@RULES.check(
    "SK1094",
    Severity.ERROR,
    why="The scenario is over there, so the choices are never shown.",
    fix="Remove the choices, or remove “ending” and let the choices lead to endings.",
)
def ending_with_choices(course: Course) -> Iterator[Fault]:
    """An ending has no choices."""
    for scenario in _scenarios(course):
        for scene in scenario.scenes:
            if scene.ending and scene.choices:
                message = f"“{scene.id}” is an ending and has choices"
                yield Fault(scene.choices[0].origin.pos, message, where=_where(scenario, scene.id))


@RULES.check(
    "SK1095",
    Severity.ERROR,
    why="A scenario is practice: it has no part in the score, and the assessment shows one question after another.",
    fix="Move the scenario to a page before the assessment.",
)
def scenario_in_assessment(course: Course) -> Iterator[Fault]:
    """A scenario stands on an ordinary page."""
    for session in course.sessions:
        for page in session.pages:
            for scenario in page.scenarios if page.is_assessment else ():
                message = f"the scenario “{scenario.id}” stands on the assessment page “{page.id}”"
                yield Fault(scenario.origin.pos, message, where=_where(scenario))


@RULES.check(
    "SK1097",
    Severity.ERROR,
    why="Learners would see choices, or the end, and not know what has happened.",
    fix="Write what happens below the line that begins the scene.",
)
def scene_without_text(course: Course) -> Iterator[Fault]:
    """A scene tells something."""
    for scenario in _scenarios(course):
        for scene in scenario.scenes:
            if not scene.html.strip():
                yield Fault(scene.origin.pos, f"nothing is told in “{scene.id}”", where=_where(scenario, scene.id))


@RULES.check(
    "SK1098",
    Severity.NOTICE,
    why="Whether every condition can hold and every way has an end is not known of this scenario.",
    fix="Use fewer variables, or compare them with smaller numbers; played in “preview”, it shows what it does.",
)
def conditions_not_judged(course: Course) -> Iterator[Fault]:
    """The variables of a scenario take few enough values for every way through it to be looked at."""
    for scenario in _scenarios(course):
        if walk_all(scenario) is None:
            message = f"“{scenario.id}” has more than {MOST_STATES:,} combinations of scenes and values"
            yield Fault(scenario.origin.pos, message, where=_where(scenario))
