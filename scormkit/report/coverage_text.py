"""A coverage survey for people at a terminal: what is missing first, then the table."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.course.coverage import KINDS, Evidence, ItemCoverage, SessionFacts, Unmapped, rounded_down
from scormkit.course.survey import Survey
from scormkit.report import Paint, counted, on_one_line

_TITLE = 52
_SHOWN = 20


def as_text(survey: Survey, paint: Paint, *, verbose: bool = False) -> str:
    """The survey; with `verbose`, every place behind the numbers."""
    return "\n".join(_lines(survey, paint, verbose)) + "\n"


def place_of(evidence: Evidence | Unmapped) -> str:
    """`session/page`, or `session/page#question`."""
    return f"{evidence.session}/{evidence.page}" + (f"#{evidence.question}" if evidence.question else "")


def number(value: float) -> str:
    """At most one decimal, and none where it is nothing."""
    return f"{value:.1f}".removesuffix(".0")


def _lines(survey: Survey, paint: Paint, verbose: bool) -> Iterator[str]:
    coverage = survey.coverage
    judged = coverage.judged
    yield paint(f"{coverage.framework.title}, by {coverage.level or 'item'}", "bold")
    yield f"{', '.join(survey.courses)}: {counted(len(survey.sessions), 'session')}"
    yield ""
    for measure in ("covered", *KINDS):
        having = sum(row.measure(measure) > 0 for row in judged)
        yield f"  {measure:9} {having:4} of {len(judged)}  {rounded_down(coverage.percent(measure)):5.1f} %"
    yield from _policy(survey, paint)
    yield from _gaps(survey, paint)
    yield from _sessions("Review overdue", survey.stale, paint)
    yield from _sessions("No reviewer", survey.unreviewed, paint)
    yield from _unmapped(survey, paint)
    yield ""
    yield from _table(coverage.rows, paint, verbose)


def _policy(survey: Survey, paint: Paint) -> Iterator[str]:
    if not survey.verdicts and survey.fail_under is None:
        return
    yield ""
    yield paint("Policy", "bold")
    for verdict in survey.verdicts:
        sign = paint("✓", "good") if verdict.met else paint("✗", "error")
        place = ":".join(str(part) for part in (verdict.demand.pos.file, verdict.demand.pos.line) if part)
        yield f"  {sign} {verdict.message}  {paint(place, 'dim')}"
    if survey.fail_under is not None:
        met = survey.percent >= survey.fail_under
        sign = paint("✓", "good") if met else paint("✗", "error")
        yield f"  {sign} {rounded_down(survey.percent):g} % covered; the bar is {survey.fail_under:g} %"


def _gaps(survey: Survey, paint: Paint) -> Iterator[str]:
    gaps = survey.coverage.gaps
    yield ""
    if not gaps:
        yield paint("No gaps: everything is taught, practised and assessed.", "good")
        return
    yield paint(counted(len(gaps), "gap"), "bold")
    for row in gaps[:_SHOWN]:
        missing = paint("not " + ", not ".join(row.missing), "warning")
        yield f"  {row.item.code:8} {on_one_line(row.item.title)}  {missing}"
    if len(gaps) > _SHOWN:
        yield f"  … and {len(gaps) - _SHOWN:,} more (they stand in the table below)"


def _sessions(heading: str, sessions: tuple[SessionFacts, ...], paint: Paint) -> Iterator[str]:
    if sessions:
        yield ""
        yield paint(heading, "bold")
        for session in sessions:
            due = f"  due {session.next_review}" if session.next_review else ""
            yield f"  {session.id}  {on_one_line(session.title)}{due}"


def _unmapped(survey: Survey, paint: Paint) -> Iterator[str]:
    found = survey.coverage.unmapped
    if found:
        yield ""
        yield paint(f"Maps to nothing of {survey.coverage.framework.id}", "bold")
        for each in found[:_SHOWN]:
            yield f"  {place_of(each)}  {paint(f'{each.pos.file}:{each.pos.line}', 'dim')}"
        if len(found) > _SHOWN:
            yield f"  … and {len(found) - _SHOWN:,} more (--format json lists them all)"


def _table(rows: tuple[ItemCoverage, ...], paint: Paint, verbose: bool) -> Iterator[str]:
    width = max([4, *(len(row.item.code) for row in rows)])
    columns = ((*KINDS, "minutes", "points"), (6, 9, 8, 7, 6))
    names = "".join(f" {name:>{wide}}" for name, wide in zip(*columns, strict=True))
    yield paint(f"{'code':{width}}  {'':{_TITLE}}{names}", "dim")
    for row in rows:
        title = "  " * len(row.item.path) + on_one_line(row.item.title)
        title = title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"
        counts = [row.counts[kind] for kind in KINDS]
        cells = "".join(f" {count or '–':>{wide}}" for count, wide in zip(counts, (6, 9, 8), strict=True))
        line = f"{row.item.code:{width}}  {title:{_TITLE}}{cells} {number(row.minutes):>7} {number(row.points):>6}"
        yield paint(line, "warning") if not sum(counts) else line
        if verbose:
            for each in row.evidence:
                if each.code == row.item.code:
                    via = f" (through {each.via})" if each.via else ""
                    yield paint(f"{'':{width}}    {each.kind} {place_of(each)}{via}", "dim")
