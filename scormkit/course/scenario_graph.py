"""A scenario as a graph: what can be reached, what leads nowhere, how long a way is, what it is worth at most.

Links alone are judged first; then, with the variables, every state that a learner can be in, as far as they are few
enough to be looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scormkit.course.scenario import LONGEST_ROUND, Scenario, Scene, SceneChoice

MOST_STATES = 20_000
UNKNOWN = ""
"""The target of a choice that leads to no scene; whatever might have been there."""

State = tuple[str, tuple[int, ...]]
"""A scene, and the values of the variables that conditions ask for."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The links of a scenario by the ids of its scenes; of two scenes with one id, the first counts."""

    scenes: Mapping[str, Scene]
    links: Mapping[str, tuple[str, ...]]
    start: str

    @property
    def reachable(self) -> frozenset[str]:
        """The scenes that links lead to from the first one."""
        return frozenset(self._closure([self.start] if self.scenes else [], self.links))

    @property
    def dead_ends(self) -> tuple[str, ...]:
        """Scenes that are no ending and have no choice."""
        return tuple(name for name, scene in self.scenes.items() if not scene.ending and not scene.choices)

    @property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """Groups of scenes that lead to each other and to nothing else, and hold no ending."""
        return tuple(
            group
            for group in self.groups()
            if self._is_loop(group) and all(to in group for name in group for to in self.links[name])
        )

    def _is_loop(self, group: tuple[str, ...]) -> bool:
        return len(group) > 1 or group[0] in self.links[group[0]]

    @property
    def has_loops(self) -> bool:
        """Whether a learner can come to a scene a second time."""
        reached = self.reachable
        return any(self._is_loop(group) for group in self.groups() if group[0] in reached)

    def groups(self) -> list[tuple[str, ...]]:
        """The strongly connected components, scenes in the author's order, by their first scene."""
        reach = {name: set(self._closure(self.links[name], self.links)) for name in self.scenes}
        found: dict[str, list[str]] = {}
        for name in self.scenes:
            first = next((other for other in found if other in reach[name] and name in reach[other]), name)
            found.setdefault(first, []).append(name)
        return [tuple(group) for group in found.values()]

    @staticmethod
    def _closure(first: Iterable[str], links: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        seen: set[str] = set()
        waiting = list(first)
        while waiting:
            name = waiting.pop()
            if name not in seen and name in links:
                seen.add(name)
                yield name
                waiting.extend(links[name])

    def longest_way(self) -> int:
        """Most choices that are kept of a way through it."""
        if self.has_loops:
            return LONGEST_ROUND
        longest: dict[str, int] = {}
        # Without loops, a scene is done once all that it leads to are.
        waiting = [self.start] if self.scenes else []
        while waiting:
            name = waiting[-1]
            open_ = [to for to in self.links[name] if to in self.scenes and to not in longest]
            if open_:
                waiting.append(open_[0])
                continue
            longest[name] = max((1 + longest.get(to, 0) for to in self.links[name]), default=0)
            waiting.pop()
        return longest.get(self.start, 0)


def graph_of(scenario: Scenario) -> Graph:
    """The links of a scenario. An ending leads nowhere, whatever choices it has."""
    scenes: dict[str, Scene] = {}
    for scene in scenario.scenes:
        scenes.setdefault(scene.id, scene)
    links = {
        name: () if scene.ending else tuple(dict.fromkeys(choice.to for choice in scene.choices))
        for name, scene in scenes.items()
    }
    return Graph(scenes, links, next(iter(scenes), UNKNOWN))


@dataclass(frozen=True, slots=True)
class Walked:
    """What comes of walking every way with the variables. Scenes are named by their ids, in the author's order.

    `offered` are the choices that are ever offered, by scene and mark; `stuck` and `trapped` hold, for each scene where
    it can happen, values of the variables with which no choice is offered, or no ending can be reached any more.
    """

    scenes: frozenset[str]
    offered: frozenset[tuple[str, str]]
    stuck: Mapping[str, Mapping[str, int]]
    trapped: Mapping[str, Mapping[str, int]]


def walk_all(scenario: Scenario, most: int = MOST_STATES) -> Walked | None:
    """Walks every way; None where there are more states than `most`."""
    graph = graph_of(scenario)
    names = asked_variables(scenario)
    if not graph.scenes:
        return Walked(frozenset(), frozenset(), {}, {})
    first: State = (graph.start, (0,) * len(names))
    before: dict[State, list[State]] = {first: []}
    waiting, good, offered = [first], [], set()
    stuck: dict[str, Mapping[str, int]] = {}
    for state in waiting:
        scene, values = graph.scenes[state[0]], dict(zip(names, state[1], strict=True))
        choices = open_choices(scene, values)
        offered |= {(scene.id, choice.mark) for choice in choices}
        if scene.ending or not choices or any(choice.to == UNKNOWN for choice in choices):
            # What is no ending here is told otherwise: as a dead end, or as a choice that leads to no scene.
            good.append(state)
            if scene.choices and not scene.ending and not choices:
                stuck.setdefault(scene.id, values)
        for choice in choices:
            if choice.to == UNKNOWN:
                continue
            after = choice.changed(values)
            following = (choice.to, tuple(after.get(name, 0) for name in names))
            if following not in before:
                before[following] = []
                waiting.append(following)
                if len(waiting) > most:
                    return None
            before[following].append(state)
    ends = set(good)
    for state in good:
        for earlier in before[state]:
            if earlier not in ends:
                ends.add(earlier)
                good.append(earlier)
    trapped: dict[str, Mapping[str, int]] = {}
    for scene_id, numbers in waiting:
        if (scene_id, numbers) not in ends:
            trapped.setdefault(scene_id, dict(zip(names, numbers, strict=True)))
    return Walked(frozenset(name for name, _ in waiting), frozenset(offered), stuck, trapped)


def open_choices(scene: Scene, values: Mapping[str, int]) -> tuple[SceneChoice, ...]:
    """The choices that a scene offers; none at an ending."""
    return () if scene.ending else tuple(choice for choice in scene.choices if choice.offered(values))


def asked_variables(scenario: Scenario) -> tuple[str, ...]:
    """The variables that conditions ask for, in the order in which they come up."""
    conditions = (each for scene in scenario.scenes for choice in scene.choices for each in choice.conditions)
    return tuple(dict.fromkeys(each.name for each in conditions))


def most_points(scenario: Scenario, most: int = MOST_STATES) -> int:
    """The most points that any way to an ending gives; where there are too many ways, no less than that."""
    graph, names = graph_of(scenario), asked_variables(scenario)
    if not graph.scenes or not scenario.gives_points:
        return 0
    # The points that a choice gives once depend on whether it was taken before.
    first = (graph.start, (0,) * len(names), frozenset[tuple[str, str]]())
    seen, waiting, best = {first}, [(first, 0)], None
    for (name, numbers, taken), points in waiting:
        scene, values = graph.scenes[name], dict(zip(names, numbers, strict=True))
        if scene.ending:
            best = max(points + scene.points, points + scene.points if best is None else best)
        for choice in open_choices(scene, values):
            if choice.to == UNKNOWN:
                continue
            after = choice.changed(values)
            key = (name, choice.mark)
            gained = 0 if key in taken else choice.points
            following = (
                choice.to,
                tuple(after.get(each, 0) for each in names),
                taken | {key} if choice.points else taken,
            )
            if following in seen:
                continue
            seen.add(following)
            waiting.append((following, points + gained))
            if len(waiting) > most:
                return _sum_of_points(graph)
    return 0 if best is None else best


def _sum_of_points(graph: Graph) -> int:
    scenes = graph.scenes.values()
    choices = sum(max(0, choice.points) for scene in scenes for choice in scene.choices)
    return choices + max((scene.points for scene in scenes if scene.ending), default=0)


def longest_response(scenario: Scenario) -> int:
    """Characters that the way and the points of the best one may need, with a blank between: see views/scenario.js."""
    scenes = graph_of(scenario).scenes.values()
    points = sum(abs(scene.points) + sum(abs(choice.points) for choice in scene.choices) for scene in scenes)
    return graph_of(scenario).longest_way() + (2 + len(str(points)) if scenario.gives_points else 0)
