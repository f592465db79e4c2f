"""What was played as a run of the report: findings, a few words on the end, and everything for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from scormkit.findings import Finding, in_order
from scormkit.player.attempt import Call
from scormkit.proof.misuse import misuses
from scormkit.proof.played import Ended, Launched, Played
from scormkit.proof.rules import PROOF_RULES
from scormkit.report.runs import Run


def run_of(played: Played) -> Run:
    """Judges what was played, and makes a run of it."""
    limit = played.switches.get("stateLimit")
    refused = [
        found
        for launch in (played.launches if played.is_scorm else ())
        for found in misuses(launch, played.standard, limit if isinstance(limit, int) else None)
    ]
    return Run(
        profile=played.profile,
        learner=played.learner,
        end=_in_words(played.ends),
        calls=_calls(played),
        refused=len(refused),
        seconds=played.seconds,
        findings=in_order(PROOF_RULES.run(played)),
        pictures=played.pictures,
        details={
            "trouble": played.trouble,
            "units": [_end_as_json(end, played) for end in played.ends],
            "launches": [_launch_as_json(launch) for launch in played.launches],
        },
    )


def _calls(played: Played) -> int:
    """Calls of the API; where there is none, statements."""
    if played.is_scorm:
        return sum(len(launch.calls) + launch.dropped for launch in played.launches)
    return sum(len(end.statements) for end in played.ends)


def merged(runs: Iterable[Run]) -> tuple[Finding, ...]:
    """The findings of all runs, each fault once: what differs in numbers only is the same."""
    found: dict[tuple[object, ...], Finding] = {}
    for run in runs:
        for finding in run.findings:
            words = "".join("#" if sign.isdigit() else sign for sign in finding.message)
            about = "" if " › " in finding.where else words
            found.setdefault((finding.code, finding.pos, finding.where, about), finding)
    return in_order(found.values())


def _in_words(ends: Iterable[Ended]) -> str:
    """As a table has room for: `passed 100`, `5 × completed, passed 1`."""
    counted = Counter(filter(None, map(_state_in_words, ends)))
    return "; ".join(words if times == 1 else f"{times} × {words}" for words, times in counted.items())


def _state_in_words(end: Ended) -> str:
    words = [value if value != "yes" else name for name, value in end.reached.items() if value]
    return " ".join(words) if words else "nothing" if end.reached else ""


def _end_as_json(end: Ended, played: Played) -> dict[str, Any]:
    return {
        "id": end.unit,
        "title": end.title,
        "href": end.href,
        "reached": dict(end.reached),
        "expected": None if end.expected is None else dict(end.expected),
        "terminal": end.is_terminal,
        "resumed": _is_resumed(played, end.unit),
        "stored": dict(end.stored),
        "statements": list(end.statements),
        "answers": list(end.kept),
    }


def _is_resumed(played: Played, unit: str) -> bool | None:
    found = [one.found_place and not one.lost for one in played.launches if one.unit == unit]
    known = [each for each in found if each is not None]
    return all(known) if known else None


def _launch_as_json(launch: Launched) -> dict[str, Any]:
    return {
        "unit": launch.unit,
        "number": launch.number,
        "left": launch.way,
        "told": sorted(launch.told),
        "seen": [{"kind": one.kind, "text": one.text, "file": one.file, "line": one.line} for one in launch.seen],
        "callsNotKept": launch.dropped,
        "calls": [_call_as_json(call) for call in launch.calls],
    }


def _call_as_json(call: Call) -> Mapping[str, Any]:
    facts = {
        "time": call.time,
        "method": call.method,
        "args": list(call.args),
        "result": call.result,
        "error": call.error,
        "verdict": call.verdict,
        "diagnostic": call.diagnostic,
        "remarks": list(call.remarks),
        "phase": call.phase,
        "stored": call.stored,
    }
    # Of thousands of calls, what says nothing is left out.
    return {name: value for name, value in facts.items() if value not in ("", [], None)}
