"""Graphs of scenarios against brute force: every state and every way, looked at one by one without tricks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.course.scenario import LONGEST_ROUND, Change, Condition, Scenario, Scene, SceneChoice
from scormkit.course.scenario_graph import graph_of, longest_response, most_points, walk_all

NAMES = ("told", "trust")
VALUES = (0, 1, 2)
COMPARISONS = st.sampled_from([">=", "<=", "=", "!="])
CONDITIONS = st.lists(st.builds(Condition, st.sampled_from(NAMES), COMPARISONS, st.integers(-1, 3)), max_size=2)
SETS = st.lists(st.builds(Change, st.sampled_from(NAMES), st.just("="), st.sampled_from(VALUES)), max_size=2)
ADDS = st.lists(st.builds(Change, st.sampled_from(NAMES), st.sampled_from("+="), st.integers(-2, 2)), max_size=2)


def scenarios(changes: st.SearchStrategy[list[Change]], *, forward: bool) -> st.SearchStrategy[Scenario]:
    """Small ones; `forward`: no choice leads back."""

    @st.composite
    def draw_one(draw: st.DrawFn) -> Scenario:
        count = draw(st.integers(1, 5))
        scenes = []
        for number in range(count):
            later = list(range(number + 1, count)) if forward else list(range(count))
            ways = draw(st.lists(st.sampled_from(later), max_size=3)) if later else []
            choices = tuple(
                SceneChoice(
                    mark,
                    mark,
                    mark,
                    f"s{to}",
                    draw(st.integers(-2, 3)),
                    tuple(draw(changes)),
                    tuple(draw(CONDITIONS)),
                )
                for mark, to in zip("abc", ways, strict=False)
            )
            ending = draw(st.sampled_from(["", "good", "bad"] if choices else ["", "good"]))
            scenes.append(Scene(f"s{number}", "", "x", "x", choices, ending, draw(st.integers(0, 2)) if ending else 0))
        return Scenario("one", 0, "", "", tuple(scenes))

    return draw_one()


def holds(condition: Condition, value: int) -> bool:
    number = condition.number
    return eval(f"value {'==' if condition.how == '=' else condition.how} number", {"value": value, "number": number})  # type: ignore[no-any-return]


def ways_on(scene: Scene, values: dict[str, int]) -> Iterator[tuple[SceneChoice, dict[str, int]]]:
    """What may be chosen, and the variables after it."""
    for choice in () if scene.ending else scene.choices:
        if all(holds(condition, values[condition.name]) for condition in choice.conditions):
            after = dict(values)
            for change in choice.changes:
                after[change.name] = change.number + (after[change.name] if change.how == "+" else 0)
            yield choice, after


def closed(pairs: set[tuple[object, object]], nodes: list[object]) -> set[tuple[object, object]]:
    """What is reached from what, in any number of steps, none included (Warshall)."""
    reach = pairs | {(node, node) for node in nodes}
    for middle in nodes:
        sources = [one for one in nodes if (one, middle) in reach]
        targets = [other for other in nodes if (middle, other) in reach]
        reach |= set(product(sources, targets))
    return reach


@settings(max_examples=150)
@given(scenario=scenarios(SETS, forward=False))
def test_every_state_is_found(scenario: Scenario) -> None:
    scenes = {scene.id: scene for scene in scenario.scenes}
    states: list[object] = [(name, *values) for name in scenes for values in product(VALUES, repeat=len(NAMES))]
    pairs: set[tuple[object, object]] = set()
    taken: dict[object, set[str]] = {state: set() for state in states}
    for name, told, trust in states:  # type: ignore[misc]
        for choice, after in ways_on(scenes[name], {"told": told, "trust": trust}):
            pairs.add(((name, told, trust), (choice.to, *after.values())))
            taken[name, told, trust].add(choice.mark)
    reach = closed(pairs, states)
    reached = [state for state in states if (("s0", 0, 0), state) in reach]
    walked = walk_all(scenario)
    assert walked is not None
    assert walked.scenes == {state[0] for state in reached}  # type: ignore[index]
    assert walked.offered == {(state[0], mark) for state in reached for mark in taken[state]}  # type: ignore[index]
    ends = [state for state in states if scenes[state[0]].ending or not taken[state]]  # type: ignore[index]
    stuck = {state[0] for state in reached if not taken[state] and not scenes[state[0]].ending}  # type: ignore[index]
    assert set(walked.stuck) == {name for name in stuck if scenes[name].choices}
    trapped = {state[0] for state in reached if not any((state, end) in reach for end in ends)}  # type: ignore[index]
    assert set(walked.trapped) == trapped


@settings(max_examples=150)
@given(scenario=scenarios(SETS, forward=False))
def test_links_by_themselves(scenario: Scenario) -> None:
    graph = graph_of(scenario)
    links = {(scene.id, choice.to) for scene in scenario.scenes if not scene.ending for choice in scene.choices}
    nodes: list[object] = [scene.id for scene in scenario.scenes]
    reach = closed(links, nodes)  # type: ignore[arg-type]
    assert graph.reachable == {node for node in nodes if ("s0", node) in reach}
    around = {node for node in nodes if any((node, to) in links and (to, node) in reach for to in nodes)}
    assert graph.has_loops == any(node in around for node in graph.reachable)
    ends = [scene.id for scene in scenario.scenes if scene.ending or not scene.choices]
    without_exit = {node for node in nodes if not any((node, end) in reach for end in ends)}
    # Of those, the ones that everything they lead to leads back to.
    last = {node for node in without_exit if all((to, node) in reach for to in nodes if (node, to) in reach)}
    assert {name for loop in graph.loops for name in loop} == last


@settings(max_examples=200)
@given(scenario=scenarios(ADDS, forward=True))
def test_every_way_is_looked_at(scenario: Scenario) -> None:
    scenes = {scene.id: scene for scene in scenario.scenes}

    def ways(name: str, values: dict[str, int]) -> Iterator[tuple[list[SceneChoice], str]]:
        yield [], name
        for choice, after in ways_on(scenes[name], values):
            for rest, end in ways(choice.to, after):
                yield [choice, *rest], end

    found = list(ways("s0", dict.fromkeys(NAMES, 0)))
    walked = walk_all(scenario)
    assert walked is not None
    assert walked.scenes == {end for _, end in found}
    assert not walked.trapped
    ended = [(way, end) for way, end in found if scenes[end].ending]
    worth = [sum(choice.points for choice in way) + scenes[end].points for way, end in ended]
    assert most_points(scenario) == (max(worth) if worth and scenario.gives_points else 0)
    longest = max(len(way) for way, _ in found)
    assert graph_of(scenario).longest_way() >= longest
    best = max((len(str(number)) for number in worth), default=0)
    assert longest_response(scenario) >= longest + (1 + best if scenario.gives_points else 0)


@given(scenario=scenarios(ADDS, forward=False))
def test_too_many_states_are_given_up(scenario: Scenario) -> None:
    walked = walk_all(scenario, most=2)
    assert walked is None or len(walked.scenes) <= 2
    points = most_points(scenario)
    assert most_points(scenario, most=2) >= points
    graph = graph_of(scenario)
    assert graph.longest_way() == LONGEST_ROUND or not graph.has_loops


def test_a_choice_gives_its_points_once() -> None:
    again = SceneChoice("a", "", "", "start", 3)
    back = SceneChoice("b", "", "", "end", -1)
    scenario = Scenario(
        "one", 0, "", "", (Scene("start", "", "", "", (again, back)), Scene("end", "", "", "", (), "good", 5))
    )
    assert most_points(scenario) == 7
