"""`scormkit check`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import existing, hand_out, overlaid, painter, reporting, talking


@click.command("check")
@existing("courses", "COURSE...")
@overlaid
@reporting
@talking
def command(
    courses: tuple[Path, ...],
    overlays: tuple[Path, ...],
    format_name: str,
    output: Path | None,
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
    if not (quiet and format_name == "text" and output is None and not report.findings):
        hand_out(report, format_name, output, painter(colour))
    return int(api.failed(report, strict=strict))
