"""Whether a coverage policy is met, and where it is not."""

from __future__ import annotations

from dataclasses import dataclass

from scormkit.course.coverage import Coverage, ItemCoverage, rounded_down
from scormkit.course.framework import FrameworkItem
from scormkit.course.model import CoverageDemand, CoveragePolicy

_NAMED = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one demand. `lacking` are the items that it is not met for, `message` says it in a sentence."""

    demand: CoverageDemand
    met: bool
    message: str
    lacking: tuple[FrameworkItem, ...]


def judge(policy: CoveragePolicy, coverage: Coverage) -> tuple[Verdict, ...]:
    """A verdict on each demand, in the order of the policy. `coverage` is of the policy's framework."""
    return tuple(_verdict(demand, coverage) for demand in policy.demands)


def _verdict(demand: CoverageDemand, coverage: Coverage) -> Verdict:
    core = set(coverage.framework.core)
    rows = [
        row
        for row in coverage.at_level(demand.level)
        if not (demand.core and core) or row.item.lineage()[0].code in core
    ]
    lacking = [row for row in rows if not _holds(demand, row)]
    items = tuple(row.item for row in lacking)
    if not rows:
        return Verdict(demand, False, f"“{demand.text}”: the framework has no such items", ())
    if demand.share:
        percent = 100 * (len(rows) - len(lacking)) / len(rows)
        met = percent >= demand.number
        said = f"“{demand.text}”: it is {rounded_down(percent):g} %"
        return Verdict(demand, met, said if met else f"{said}, {len(items)} lack it: {_names(items)}", items)
    if not lacking:
        return Verdict(demand, True, f"“{demand.text}”: it is so", ())
    return Verdict(demand, False, f"“{demand.text}”: {_shortfall(demand, lacking, len(rows))}", items)


def _holds(demand: CoverageDemand, row: ItemCoverage) -> bool:
    if demand.unless:
        return not all(map(row.measure, demand.measures)) or row.measure(demand.unless) > 0
    number = 1e-9 if demand.share else demand.number
    return all(row.measure(measure) >= number for measure in demand.measures)


def _shortfall(demand: CoverageDemand, lacking: list[ItemCoverage], number: int) -> str:
    if demand.number <= 1:
        return f"not so for {len(lacking)} of {number}: {_names(tuple(row.item for row in lacking))}"
    measure = demand.measures[0]
    short = [f"{row.item.code} has {row.measure(measure):.1f}".removesuffix(".0") for row in lacking[:_NAMED]]
    more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
    return f"too few for {len(lacking)} of {number}: {', '.join(short)}{more}"


def _names(items: tuple[FrameworkItem, ...]) -> str:
    named = ", ".join(f"{item.code} {item.title}" if len(items) <= 3 else item.code for item in items[:_NAMED])
    return f"{named} and {len(items) - _NAMED} more" if len(items) > _NAMED else named
