"""`scormkit explain`."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from scormkit.cli.options import give_out, painter, talking, written

COMPLETION = "completion"
SCENARIO = "scenario"


@click.command("explain")
@click.argument("code", metavar="CODE|completion|scenario")
@click.argument("course", required=False, type=click.Path(exists=True, path_type=Path))
@click.argument("name", required=False, metavar="[ID]")
@click.option("-t", "--target", "targets", multiple=True, metavar="TARGET", help="With completion: for this one only.")
@click.option("--format", "format_name", type=click.Choice(["text", "json", "svg"]), default="text", show_default=True)
@written("explanation")
@talking
def command(
    code: str,
    course: Path | None,
    name: str | None,
    targets: tuple[str, ...],
    format_name: str,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Explain one finding by its code or its name: what it means, why it matters, how to mend it, and an example.

    With the word completion and a COURSE: when the course is complete, and what an LMS then holds for each way of
    leaving it. With the word scenario and a COURSE: its branching scenarios, or that of an ID, as trees, as JSON, or,
    one of them, as a picture.

    \b
    scormkit explain SK4001
    scormkit explain completion courses/lead -t scorm12
    scormkit explain scenario courses/gallery last-bed --format svg --output last-bed.svg
    """
    del verbose
    if code == SCENARIO and not targets:
        return _scenario(course, name or "", format_name, output, quiet=quiet, colour=colour)
    if code == COMPLETION and not name and format_name != "svg":
        return _completion(course, targets, format_name, output, quiet=quiet, colour=colour)
    if course or targets or output or format_name != "text":
        raise click.UsageError(
            "COURSE, --format and --output go with the words “completion” and “scenario” only, --target with "
            "“completion”, ID and svg with “scenario”"
        )
    _rule(code, colour=colour)
    return 0


def _completion(
    course: Path | None, targets: tuple[str, ...], format_name: str, output: Path | None, *, quiet: bool, colour: bool
) -> int:
    from scormkit import api, api_completion
    from scormkit.report import completion, text

    if course is None:
        raise click.UsageError("name the course: scormkit explain completion COURSE")
    rules, report = api_completion.explain_completion(course, targets)
    failed = api.failed(report)
    if report.findings and (failed or not quiet):
        click.echo(text.as_text(report, painter(colour, err=True)), err=True, nl=False)
    if not failed:
        paint = painter(colour and output is None)
        give_out(completion.as_json(rules) if format_name == "json" else completion.as_text(rules, paint), output)
    return int(failed)


def _scenario(
    course: Path | None, name: str, format_name: str, output: Path | None, *, quiet: bool, colour: bool
) -> int:
    from scormkit import api, api_scenario
    from scormkit.report import scenario, scenario_svg, text

    if course is None:
        raise click.UsageError("name the course: scormkit explain scenario COURSE")
    found, report = api_scenario.explain_scenarios(course, name)
    if format_name == "svg" and len(found) != 1:
        ids = ", ".join(placed.scenario.id for placed in found) or "none"
        raise click.UsageError(f"a picture shows one scenario: name its ID; there are: {ids}")
    failed = api.failed(report)
    if report.findings and (failed or not quiet):
        click.echo(text.as_text(report, painter(colour, err=True)), err=True, nl=False)
    # Also of what has errors: the graph is where an author sees them.
    if format_name == "svg":
        give_out(scenario_svg.as_svg(found[0].scenario), output)
    elif format_name == "json":
        give_out(scenario.as_json(found), output)
    else:
        give_out(scenario.as_text(found, painter(colour and output is None)), output)
        if not found and not quiet:
            click.echo("there is no branching scenario", err=True)
    return int(failed)


def _rule(code: str, *, colour: bool) -> None:
    from scormkit import api

    paint = painter(colour)
    explained = api.explain(code)
    rule = explained.rule
    click.echo(f"{paint(f'{rule.code} {rule.name}', 'bold')}  {paint(rule.severity.value, rule.severity.value)}")
    parts = [("What", rule.summary), ("Why", rule.why), ("What to do", rule.fix)]
    parts += [("Reference", rule.reference), ("Since", f"scormkit {rule.since}")]
    for title, text in parts:
        if text:
            click.echo(f"\n{paint(title, 'bold')}")
            click.echo(textwrap.fill(text, 92, initial_indent="  ", subsequent_indent="  "))
    if explained.known_of:
        click.echo(f"\n{paint('Known of', 'bold')}")
        for text in explained.known_of:
            click.echo(textwrap.fill(text, 92, initial_indent="  - ", subsequent_indent="    "))
    for title, example in (("Breaks it", explained.breaks), ("Does not", explained.instead)):
        if example:
            click.echo(f"\n{paint(title, 'bold')}\n{textwrap.indent(example, '  ')}")
