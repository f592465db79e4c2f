"""`scormkit check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scormkit.cli.options import existing, overlaid, painter, talking
from scormkit.cli.reports import ReportingCommand, Wanted, hand_out, reporting

if TYPE_CHECKING:
    from scormkit.report import Report


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
    report = _with_graphs(courses, overlays, reports, colour=colour) if graph else api.check(courses, overlays=overlays)
    hand_out(report, reports, painter(colour), quiet=quiet)
    return int(api.failed(report, strict=strict))


def _with_graphs(
    courses: tuple[Path, ...], overlays: tuple[Path, ...], reports: tuple[Wanted, ...], *, colour: bool
) -> Report:
    from scormkit import api_scenario
    from scormkit.report import scenario

    found, report = api_scenario.check_with_scenarios(courses, overlays)
    # Not where a program reads what stands on standard output.
    to_errors = any(each.form != "text" and not each.file for each in reports)
    told = scenario.as_text(found, painter(colour, err=to_errors))
    click.echo(f"{told}\n" if found else "There is no branching scenario.\n", err=to_errors, nl=False)
    return report
