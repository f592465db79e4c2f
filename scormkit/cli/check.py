"""`scormkit check`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import existing, overlaid, painter, talking
from scormkit.cli.reports import ReportingCommand, Wanted, hand_out, reporting


@click.command("check", cls=ReportingCommand)
@existing("courses", "COURSE...")
@overlaid
@click.option("--graph", is_flag=True, help="Show the graph of each branching scenario before the findings.")
@reporting
@talking
def command(
    courses: tuple[Path, ...],
    overlays: tuple[Path, ...],
    graph: bool,
    reports: tuple[Wanted, ...],
    strict: bool,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Find every fault in the sources without building.

    COURSE is a folder, a course file, or a single Markdown file. All faults of all files come in one run, each with
    file, line and column. Nothing is written.

    \b
    scormkit check courses/lead
    scormkit check intro.md --format github --strict
    scormkit check courses/gallery --graph
    """
    from scormkit import api

    del verbose
    if graph:
        _show_graphs(courses, colour=colour, to_errors=any(each.form != "text" and not each.file for each in reports))
    report = api.check(courses, overlays=overlays)
    hand_out(report, reports, painter(colour), quiet=quiet)
    return int(api.failed(report, strict=strict))


def _show_graphs(courses: tuple[Path, ...], *, colour: bool, to_errors: bool) -> None:
    """`to_errors`: where a program reads what stands on standard output."""
    from scormkit import api_scenario
    from scormkit.report import scenario

    found = dict.fromkeys(placed for course in courses for placed in api_scenario.explain_scenarios(course)[0])
    told = scenario.as_text(found, painter(colour, err=to_errors))
    click.echo(f"{told}\n" if found else "There is no branching scenario.\n", err=to_errors, nl=False)
