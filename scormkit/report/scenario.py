"""Scenarios as text and as JSON: scene by scene, each with its choices and where they lead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from scormkit.course.placed import Placed
from scormkit.course.scenario import Scenario, Scene, SceneChoice
from scormkit.course.scenario_graph import Graph, asked_variables, graph_of, most_points, walk_all

FORMAT = "scormkit-scenarios/1"
Paint = Callable[[str, str], str]
_LONGEST = 72
_STYLES = {"good": "good", "mixed": "warning", "bad": "error"}


def short(text: str, most: int = _LONGEST) -> str:
    """A text that fits into a line."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def label(scene: Scene) -> str:
    """What a scene is called for people."""
    return scene.title or scene.text


def conditions_of(choice: SceneChoice) -> str:
    """As an author writes them: `trust>=2 and told!=0`."""
    return " and ".join(f"{each.name}{each.how}{each.number}" for each in choice.conditions)


def effects_of(choice: SceneChoice) -> str:
    """Points and changes: `+2 points, set trust+1`."""
    points = [f"{choice.points:+d} points"] if choice.points else []
    changes = [f"{each.name}{f'{each.number:+d}' if each.how == '+' else f'={each.number}'}" for each in choice.changes]
    return ", ".join([*points, *(["set " + " ".join(changes)] if changes else [])])


def ending_of(scene: Scene) -> str:
    """`good ending`, with its points; "" for a scene that goes on."""
    if not scene.ending:
        return ""
    return f"{scene.ending} ending" + (f", {scene.points:+d} points" if scene.points else "")


def reading_order(graph: Graph) -> Iterator[str]:
    """The scenes as a learner may come to them, those that nobody reaches behind."""
    seen: dict[str, None] = {}
    waiting = [graph.start]
    for name in waiting:
        if name in graph.scenes and name not in seen:
            seen[name] = None
            waiting.extend(graph.links[name])
    yield from seen
    yield from (name for name in graph.scenes if name not in seen)


def as_json(found: Iterable[Placed]) -> str:
    """One JSON value."""
    return (
        json.dumps({"format": FORMAT, "scenarios": [_data(each) for each in found]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _data(placed: Placed) -> dict[str, object]:
    scenario = placed.scenario
    graph, walked = graph_of(scenario), walk_all(scenario)
    reached = graph.reachable
    return {
        "id": scenario.id,
        "title": scenario.title,
        "session": placed.session,
        "page": placed.page,
        "file": scenario.origin.pos.file,
        "line": scenario.origin.pos.line,
        "attempts": scenario.attempts,
        "loops": graph.has_loops,
        "longest_way": graph.longest_way(),
        "most_points": most_points(scenario),
        "variables": list(asked_variables(scenario)),
        "scenes": [
            {
                "id": name,
                "title": scene.title,
                "text": scene.text,
                "line": scene.origin.pos.line,
                "ending": scene.ending or None,
                "points": scene.points,
                "reached": name in (walked.scenes if walked else reached),
                "choices": [
                    {
                        "text": choice.text,
                        "to": choice.to or None,
                        "points": choice.points,
                        "set": [{"name": each.name, "how": each.how, "number": each.number} for each in choice.changes],
                        "if": [
                            {"name": each.name, "how": each.how, "number": each.number} for each in choice.conditions
                        ],
                    }
                    for choice in scene.choices
                ],
            }
            for name, scene in graph.scenes.items()
        ],
    }


def as_text(found: Iterable[Placed], paint: Paint) -> str:
    """A tree for each scenario; a scene that has been shown is named again, but not shown again."""
    return "\n".join("".join(f"{line}\n" for line in _lines(each, paint)) for each in found)


def summary_of(scenario: Scenario) -> str:
    """The facts of a scenario on one line."""
    graph = graph_of(scenario)
    ends = ", ".join(
        f"{sum(scene.ending == ending for scene in graph.scenes.values())} {ending}"
        for ending in _STYLES
        if any(scene.ending == ending for scene in graph.scenes.values())
    )
    parts = [
        _count(len(graph.scenes), "scene"),
        _count(sum(len(scene.choices) for scene in graph.scenes.values()), "choice"),
        f"endings: {ends or 'none'}",
        "with loops" if graph.has_loops else f"{_count(graph.longest_way(), 'choice')} at most on a way",
    ]
    if scenario.gives_points:
        parts.append(f"{most_points(scenario)} points at most")
    if names := asked_variables(scenario):
        parts.append(f"variables: {', '.join(names)}")
    return "; ".join(parts)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _lines(placed: Placed, paint: Paint) -> Iterator[str]:
    scenario = placed.scenario
    pos = scenario.origin.pos
    title = f"{scenario.title} ({scenario.id})" if scenario.title else scenario.id
    yield f"{paint(title, 'bold')}  {paint(f'{pos.file}:{pos.line}', 'dim')}"
    yield summary_of(scenario)
    yield ""
    graph, seen = graph_of(scenario), set[str]()
    for number, name in enumerate(reading_order(graph)):
        if name not in seen:
            if number:
                yield f"\n{paint('not reached:', 'warning')}"
            yield from _tree(graph, name, seen, paint)


def _tree(graph: Graph, first: str, seen: set[str], paint: Paint) -> Iterator[str]:
    seen.add(first)
    yield _scene_line(graph.scenes[first], paint)
    # Without recursion: a story may be a thousand scenes long.
    open_ = [("", list(graph.scenes[first].choices))]
    while open_:
        before, left = open_[-1]
        if not left:
            open_.pop()
            continue
        choice = left.pop(0)
        yield f"{before}{'├─' if left else '└─'} {_choice_line(choice, choice.to in seen, paint)}"
        if choice.to in graph.scenes and choice.to not in seen:
            seen.add(choice.to)
            inner = f"{before}{'│  ' if left else '   '}"
            scene = graph.scenes[choice.to]
            yield f"{inner}{_scene_line(scene, paint)}"
            open_.append((inner, list(scene.choices)))


def _scene_line(scene: Scene, paint: Paint) -> str:
    ending = f"  ■ {ending_of(scene)}" if scene.ending else "  ✗ dead end" if not scene.choices else ""
    return f"{paint(scene.id, 'bold')}  {short(label(scene))}{paint(ending, _STYLES.get(scene.ending, 'error'))}"


def _choice_line(choice: SceneChoice, is_seen: bool, paint: Paint) -> str:
    asked = f"if {conditions_of(choice)}" if choice.conditions else ""
    more = ", ".join(part for part in (asked, effects_of(choice)) if part)
    told = f"  {paint(f'({more})', 'dim')}" if more else ""
    to = f"{choice.to or '?'}{' ↑' if is_seen else ''}"
    return f"{short(choice.text)}{told} → {to}"
