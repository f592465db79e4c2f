"""`scormkit explain`."""

from __future__ import annotations

import textwrap

import click

from scormkit.cli.options import painter, talking


@click.command("explain")
@click.argument("code")
@talking
def command(code: str, quiet: bool, verbose: bool, colour: bool) -> None:
    """Explain one finding by its code or its name: what it means, why it matters, how to mend it.

    \b
    scormkit explain SK4001
    """
    from scormkit import api

    del quiet, verbose
    paint = painter(colour)
    rule = api.explain(code)
    click.echo(f"{paint(f'{rule.code} {rule.name}', 'bold')}  {paint(rule.severity.value, rule.severity.value)}")
    parts = [("What", rule.summary), ("Why", rule.why), ("What to do", rule.fix)]
    parts += [("Reference", rule.reference), ("Since", f"scormkit {rule.since}")]
    for title, text in parts:
        if text:
            click.echo(f"\n{paint(title, 'bold')}")
            click.echo(textwrap.fill(text, 92, initial_indent="  ", subsequent_indent="  "))
