"""The scenes of a package's data, walked by code that knows neither the player nor the sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

_MOST_STATES = 20_000
_BOUND = 99


def nearest_ending(scenes: list[dict[str, Any]], wanted: Callable[[dict[str, Any]], bool]) -> tuple[str, ...]:
    """The marks of the choices of a shortest way to an ending that is wanted; empty where there is none."""
    ways: list[tuple[int, dict[str, int], tuple[str, ...]]] = [(0, {}, ())]
    seen = {(0, frozenset[tuple[str, int]]())}
    for at, values, way in ways:
        scene = scenes[at]
        if scene["ending"] and wanted(scene):
            return way
        for choice in scene["choices"]:
            if not all(_holds(values.get(name, 0), how, number) for name, how, number in choice["asks"]):
                continue
            after = _after(values, choice["sets"])
            state = (choice["to"], frozenset(after.items()))
            if state not in seen and len(seen) < _MOST_STATES:
                seen.add(state)
                ways.append((choice["to"], after, (*way, choice["mark"])))
    return ()


def way_through(
    scenes: Sequence[Mapping[str, Any]], way: Sequence[str]
) -> tuple[list[tuple[str, str]], Mapping[str, Any]]:
    """Of the marks of choices: each with the id of the scene that offers it, and the scene that they lead to."""
    at, steps = 0, []
    for mark in way:
        steps.append((str(scenes[at]["id"]), mark))
        at = next(choice["to"] for choice in scenes[at]["choices"] if choice["mark"] == mark)
    return steps, scenes[at]


def _holds(value: int, how: str, number: int) -> bool:
    return {">=": value >= number, "<=": value <= number, "=": value == number, "!=": value != number}[how]


def _after(values: Mapping[str, int], sets: list[tuple[str, str, int]]) -> dict[str, int]:
    after = dict(values)
    for name, how, number in sets:
        wanted = number if how == "=" else after.get(name, 0) + number
        after[name] = max(-_BOUND, min(_BOUND, wanted))
    return after
