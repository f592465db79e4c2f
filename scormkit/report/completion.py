"""A completion rule as text and as JSON: in words, and as a truth table for each target."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from scormkit.report.scenario import short

FORMAT = "scormkit-completion/1"
Paint = Callable[[str, str], str]
_LONGEST_RIGHT = 32


@dataclass(frozen=True, slots=True)
class Answer:
    """What is kept of a question. `results`: way of answering → what is said of it, "" for nothing.

    `verbs` are those of the statements that tell of it; None where the LMS keeps it as an interaction.
    """

    id: str
    kind: str
    type: str
    right: str
    results: Mapping[str, str]
    verbs: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Launch:
    """What an LMS launches, and what it holds of it after each way of leaving: element or verb → value."""

    target: str
    unit: str
    id: str
    move_on: str
    ways: Mapping[str, Mapping[str, str]]
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class CompletionRule:
    """A course: each session's title with its rule in words, and what was done by each way of leaving.

    `answered` are the ways of answering a question.
    """

    id: str
    title: str
    sessions: Mapping[str, str]
    ways: Mapping[str, str]
    answered: Sequence[str]
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
                    "answers": [_answer_as_json(answer) for answer in launch.answers],
                }
                for launch in rule.launches
            ],
        }
        for rule in rules
    ]
    return json.dumps({"format": FORMAT, "courses": courses}, ensure_ascii=False, indent=2) + "\n"


def _answer_as_json(answer: Answer) -> dict[str, object]:
    said: dict[str, object] = {
        "id": answer.id,
        "kind": answer.kind,
        "type": answer.type,
        "right": answer.right,
        "results": [{"answered": way, "result": result} for way, result in answer.results.items()],
    }
    return said if answer.verbs is None else said | {"verbs": list(answer.verbs)}


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
        # Launches of another target that leave the same keep the same of answers.
        alike = [launch for launch in launches if launch.target == launches[0].target]
        yield from _answers([answer for launch in alike for answer in launch.answers], rule.answered)


def _answers(answers: Sequence[Answer], answered: Sequence[str]) -> Iterator[str]:
    """A line for each kind of question, with a right answer by way of example."""
    if not answers:
        return
    told = [answer for answer in answers if answer.verbs != ()]
    verbs = list(dict.fromkeys(verb for answer in told for verb in answer.verbs or ()))
    if not told:
        yield "\n  answers: no statement tells of them, for no hook is on question-answered"
        return
    yield f"\n  answers, in {'statements “' + '”, “'.join(verbs) + '”' if verbs else 'cmi.interactions'}"
    ways = [way for way in answered if any(way in answer.results for answer in told)]
    rows: list[Sequence[str]] = [["", "type", "such as", *ways]]
    for kind in dict.fromkeys(answer.kind for answer in told):
        alike = [answer for answer in told if answer.kind == kind]
        right = next((answer.right for answer in alike if answer.right), "")
        said = {way: result for answer in alike for way, result in answer.results.items()}
        name = kind if len(alike) == 1 else f"{kind} ({len(alike)})"
        rows.append([name, alike[0].type, short(right, _LONGEST_RIGHT), *(said.get(way, "") or "–" for way in ways)])
    yield from _columns(rows)


def _table(ways: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    names = list(next(iter(ways.values()), {}))
    if not names:
        yield "  nothing is written to an LMS; progress is kept in the browser"
        return
    # Elements stand below each other, for their names are long.
    rows: list[Sequence[str]] = [["", *ways]]
    rows += [[name, *(values[name] or "–" for values in ways.values())] for name in names]
    yield from _columns(rows)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
