"""`scormkit explain`."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from scormkit.cli.options import give_out, painter, talking, written

COMPLETION = "completion"


@click.command("explain")
@click.argument("code", metavar="CODE|completion")
@click.argument("course", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("-t", "--target", "targets", multiple=True, metavar="TARGET", help="With completion: for this one only.")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@written("completion rule")
@talking
def command(
    code: str,
    course: Path | None,
    targets: tuple[str, ...],
    format_name: str,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Explain one finding by its code or its name: what it means, why it matters, how to mend it, and an example.

    With the word completion and a COURSE: when the course is complete, and what an LMS then holds for each way of
    leaving it.

    \b
    scormkit explain SK4001
    scormkit explain completion courses/lead -t scorm12
    """
    del verbose
    if code == COMPLETION:
        return _completion(course, targets, format_name, output, quiet=quiet, colour=colour)
    if course or targets or output or format_name != "text":
        raise click.UsageError("COURSE, --target, --format and --output go with the word “completion” only")
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
