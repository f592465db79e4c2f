"""`scormkit check`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import existing, overlaid, painter, talking
from scormkit.cli.reports import ReportingCommand, Wanted, hand_out, reporting


@click.command("check", cls=ReportingCommand)
@existing("courses", "COURSE...")
@overlaid
@reporting
@talking
def command(
    courses: tuple[Path, ...],
    overlays: tuple[Path, ...],
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
    """
    from scormkit import api

    del verbose
    report = api.check(courses, overlays=overlays)
    hand_out(report, reports, painter(colour), quiet=quiet)
    return int(api.failed(report, strict=strict))
