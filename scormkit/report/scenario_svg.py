"""A scenario as a picture: scenes in columns, from left to right, each choice a line in the box of its scene.

Made by hand and from the scenario alone: the same scenes give the same bytes. What the picture shows is also in its
description, for those who do not see it; ways and endings differ in words and shape, and not by colour only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from scormkit.course.scenario import Scenario, Scene
from scormkit.course.scenario_graph import Graph, graph_of
from scormkit.report.scenario import conditions_of, effects_of, ending_of, label, reading_order, short, summary_of

_WIDTH, _ROW, _HEAD, _PAD = 260, 24, 46, 12
_BETWEEN_COLUMNS, _BETWEEN_BOXES, _EDGE = 110, 28, 24
_WIDEST = 36
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FILL = {"good": "#e6f3ea", "mixed": "#fdf1da", "bad": "#fbebe9", "": "#ffffff"}
_STROKE = {"good": "#1b673a", "mixed": "#7a4b00", "bad": "#9c2f27", "": "#4a5855"}


def as_svg(scenario: Scenario, prefix: str = "scenario") -> str:
    """The picture; its ids begin with `prefix`, for a page that shows several."""
    graph = graph_of(scenario)
    boxes = _layout(graph)
    right = max((x + _WIDTH for x, _ in boxes.values()), default=_WIDTH) + _EDGE + _BETWEEN_COLUMNS // 2
    bottom = max((y + _height(graph.scenes[name]) for name, (_, y) in boxes.items()), default=0) + _EDGE
    name = scenario.title or scenario.id
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right} {bottom}" width="{right}" height="{bottom}" '
        f'role="img" aria-labelledby="{prefix}-title {prefix}-text" font-family="sans-serif" font-size="13">',
        f'<title id="{prefix}-title">{_safe(name)}</title>',
        f'<desc id="{prefix}-text">{_safe(" ".join(_sentences(scenario, graph)))}</desc>',
        f'<defs><marker id="{prefix}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#4a5855"/></marker></defs>',
        f'<rect width="{right}" height="{bottom}" fill="#f7f9f8"/>',
        *(
            _edge(graph, boxes, scene, number, f"{prefix}-tip")
            for scene in boxes
            for number in range(len(graph.scenes[scene].choices))
        ),
        *(_box(graph, scene, *place) for scene, place in boxes.items()),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _safe(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def _sentences(scenario: Scenario, graph: Graph) -> Iterator[str]:
    yield f"{summary_of(scenario)}."
    for name in reading_order(graph):
        scene = graph.scenes[name]
        if scene.ending:
            yield f"Scene {name}: {ending_of(scene)}."
        for choice in scene.choices:
            asked = f", if {conditions_of(choice)}" if choice.conditions else ""
            yield f"Scene {name}: “{choice.text}”{asked}, leads to {choice.to or 'no scene'}."


def _layout(graph: Graph) -> dict[str, tuple[int, int]]:
    """The left upper corner of each box: a column for each number of choices on the shortest way there."""
    column = {graph.start: 0} if graph.scenes else {}
    waiting = list(column)
    for name in waiting:
        for to in graph.links[name]:
            if to in graph.scenes and to not in column:
                column[to] = column[name] + 1
                waiting.append(to)
    behind = max(column.values(), default=-1) + 1
    order = list(reading_order(graph))
    columns: dict[int, list[str]] = {}
    for name in order:
        columns.setdefault(column.get(name, behind), []).append(name)
    places: dict[str, tuple[int, int]] = {}
    for number, names in sorted(columns.items()):
        y = _EDGE
        for name in sorted(names, key=lambda each: (_middle(graph, places, each), order.index(each))):
            places[name] = (_EDGE + number * (_WIDTH + _BETWEEN_COLUMNS), y)
            y += _height(graph.scenes[name]) + _BETWEEN_BOXES
    return places


def _middle(graph: Graph, places: dict[str, tuple[int, int]], name: str) -> float:
    """How high the rows are that lead to a scene: boxes stand near them, so that few lines cross."""
    rows = [
        places[scene.id][1] + _row(number)
        for scene in graph.scenes.values()
        if scene.id in places
        for number, choice in enumerate(scene.choices)
        if choice.to == name
    ]
    return sum(rows) / len(rows) if rows else 0.0


def _row(number: int) -> int:
    return _HEAD + number * _ROW + _ROW // 2


def _height(scene: Scene) -> int:
    return _HEAD + len(scene.choices) * _ROW + (_PAD // 2 if scene.choices else 0)


def _box(graph: Graph, name: str, x: int, y: int) -> str:
    scene = graph.scenes[name]
    dead = not scene.ending and not scene.choices
    stroke = _STROKE["bad" if dead else scene.ending]
    shape = (
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_height(scene)}" rx="{20 if scene.ending else 4}" '
        f'fill="{_FILL[scene.ending]}" stroke="{stroke}" stroke-width="{3 if scene.ending or dead else 1}"'
        + (' stroke-dasharray="6 4"/>' if dead else "/>")
    )
    said = ending_of(scene) or ("dead end" if dead else "")
    head = short(f"{name} – {said}" if said else name, _WIDEST)
    lines = [
        f"<g>\n<title>{_safe(label(scene))}</title>",
        shape,
        f'<text x="{x + _PAD}" y="{y + 18}" font-weight="bold" fill="{stroke}">{_safe(head)}</text>',
        f'<text x="{x + _PAD}" y="{y + 36}" fill="#16211f">{_safe(short(label(scene), _WIDEST))}</text>',
    ]
    for number, choice in enumerate(scene.choices):
        more = ", ".join(part for part in (conditions_of(choice), effects_of(choice)) if part)
        words = f"{'? ' if choice.conditions else ''}{choice.text}"
        tip = f"{choice.text} ({more})" if more else choice.text
        lines.append(
            f'<text x="{x + _PAD}" y="{y + _row(number) + 4}" fill="#16211f"><title>{_safe(tip)}</title>'
            f"{_safe(short(words, _WIDEST))}</text>"
        )
    return "\n".join([*lines, "</g>"])


def _edge(graph: Graph, boxes: dict[str, tuple[int, int]], name: str, number: int, tip: str) -> str:
    choice = graph.scenes[name].choices[number]
    if choice.to not in boxes:
        return ""
    (x, y), (to_x, to_y) = boxes[name], boxes[choice.to]
    begin, row, end, middle = x + _WIDTH, y + _row(number), to_x, to_y + _HEAD // 2
    bend = _BETWEEN_COLUMNS // 2
    dashes = ' stroke-dasharray="5 4"' if choice.conditions else ""
    if to_x > x:
        line = f"M{begin} {row}C{begin + bend} {row} {end - bend} {middle} {end} {middle}"
    else:
        # A way back comes in from the right, so that it does not run behind the boxes.
        line = f"M{begin} {row}C{begin + bend} {row} {to_x + _WIDTH + bend} {middle} {to_x + _WIDTH} {middle}"
    return f'<path d="{line}" fill="none" stroke="#4a5855" stroke-width="1.5"{dashes} marker-end="url(#{tip})"/>'
