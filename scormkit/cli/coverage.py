"""`scormkit coverage`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from scormkit.cli.options import existing, give_out, overlaid, painter, talking, written


@click.command("coverage")
@existing("courses", "COURSE...")
@click.option("--framework", default="", metavar="ID", help="Report on this one: an id, or a file.  [default: theirs]")
@click.option("--level", default="", metavar="LEVEL", help="Judge the items of this level.  [default: the lowest]")
@click.option(
    "--policy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Demands to judge all the courses by.",
)
@click.option(
    "--fail-under", type=click.FloatRange(0, 100), metavar="PERCENT", help="Exit 1 if less of the level is covered."
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that reviews are overdue by.  [default: today]",
)
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json", "csv", "html"]), default="text", show_default=True
)
@written("report")
@overlaid
@talking
def command(
    courses: tuple[Path, ...],
    framework: str,
    level: str,
    policy: Path | None,
    fail_under: float | None,
    today: datetime | None,
    format_name: str,
    output: Path | None,
    overlays: tuple[Path, ...],
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Show what of a framework is taught, practised and assessed, where, and what is missing.

    COURSE is a course, or a folder of courses. Each session counts once, however many pathways hold it. A course that
    maps to another framework is reported through the crosswalk.

    \b
    scormkit coverage courses/lead
    scormkit coverage courses --framework lf --level element --fail-under 70
    scormkit coverage courses/lead --format html --output coverage.html
    """
    from scormkit import api
    from scormkit.report import coverage_data, coverage_text, text

    result = api.coverage(
        courses,
        framework=framework,
        level=level,
        policy=policy,
        overlays=overlays,
        on=today.date() if today else date.today(),
        fail_under=fail_under,
    )
    if result.report.findings and not (quiet and not api.failed(result.report)):
        click.echo(text.as_text(result.report, painter(colour, err=True)), err=True, nl=False)
    if result.survey:
        if format_name == "text":
            paint = painter(colour and output is None)
            said = coverage_text.as_text(result.survey, paint, verbose=verbose)
        elif format_name == "html":
            said = api.coverage_page(result.survey)
        else:
            said = (coverage_data.as_json if format_name == "json" else coverage_data.as_csv)(result.survey)
        give_out(said, output)
        for sentence in result.survey.below:
            click.echo(f"below: {sentence}", err=True)
    return int(result.failed)
