"""`scormkit explain`."""

from __future__ import annotations

import textwrap

import click

from scormkit.cli.options import painter, talking


@click.command("explain")
@click.argument("code")
@talking
def command(code: str, quiet: bool, verbose: bool, colour: bool) -> None:
    """Explain one finding by its code or its name: what it means, why it matters, how to mend it, and an example.

    \b
    scormkit explain SK4001
    """
    from scormkit import api

    del quiet, verbose
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
