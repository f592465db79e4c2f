"""A completion rule as text and as JSON: in words, and as a truth table for each target."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

FORMAT = "scormkit-completion/1"
Paint = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Launch:
    """What an LMS launches, and what it holds of it after each way of leaving: element or verb → value."""

    target: str
    unit: str
    id: str
    move_on: str
    ways: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """A course: each session's title with its rule in words, and what was done by each way of leaving."""

    id: str
    title: str
    sessions: Mapping[str, str]
    ways: Mapping[str, str]
    launches: tuple[Launch, ...]


def as_json(rules: Iterable[CompletionRule]) -> str:
    """One JSON value; a value of "" is one that the LMS does not have."""
    courses = [
        {
            "id": rule.id,
            "title": rule.title,
            "sessions": [{"title": title, "complete_when": words} for title, words in rule.sessions.items()],
            "ways": [{"way": way, "done": done} for way, done in rule.ways.items()],
            "launches": [
                {
                    "target": launch.target,
                    "unit": launch.unit,
                    "id": launch.id,
                    "move_on": launch.move_on,
                    "ways": [{"way": way, "values": dict(values)} for way, values in launch.ways.items()],
                }
                for launch in rule.launches
            ],
        }
        for rule in rules
    ]
    return json.dumps({"format": FORMAT, "courses": courses}, ensure_ascii=False, indent=2) + "\n"


def as_text(rules: Iterable[CompletionRule], paint: Paint) -> str:
    """The rule in words, then a table for each target; launches that leave the same share one."""
    return "\n".join("\n".join(_lines(rule, paint)) + "\n" for rule in rules)


def _lines(rule: CompletionRule, paint: Paint) -> Iterator[str]:
    yield paint(f"{rule.title} ({rule.id})", "bold")
    several = len(rule.sessions) > 1
    yield f"\nComplete when {'every session is complete:' if several else next(iter(rule.sessions.values()), '') + '.'}"
    if several:
        yield from (f"  - {title}: {words}" for title, words in rule.sessions.items())
        yield "Passed when every assessment is; the score is the mean of the assessments' best scores."
    yield "\nWays of leaving"
    happening = {way for launch in rule.launches for way in launch.ways}
    yield from (f"  {way}: {done}" for way, done in rule.ways.items() if way in happening)
    for (values, unit), group in groupby(rule.launches, key=lambda launch: (launch.ways, launch.unit)):
        launches = list(group)
        targets = ", ".join(dict.fromkeys(launch.target for launch in launches))
        units = list(dict.fromkeys(launch.id for launch in launches))
        yield f"\n{paint(targets, 'bold')}  {unit} {', '.join(units)}"
        if asked := launches[0].move_on:
            yield f"  moveOn {asked}"
        yield from _table(values)


def _table(ways: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    names = list(next(iter(ways.values()), {}))
    if not names:
        yield "  nothing is written to an LMS; progress is kept in the browser"
        return
    # Elements stand below each other, for their names are long.
    rows: list[Sequence[str]] = [["", *ways]]
    rows += [[name, *(values[name] or "–" for values in ways.values())] for name in names]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
