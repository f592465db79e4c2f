"""`scormkit rules`."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from scormkit.cli.options import painter, talking


@click.command("rules")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@talking
def command(format_name: str, quiet: bool, verbose: bool, colour: bool) -> None:
    """List every finding that check and validate can print."""
    from scormkit import api

    del quiet
    paint = painter(colour)
    if format_name == "json":
        click.echo(json.dumps([asdict(rule) for rule in api.rules()], ensure_ascii=False, indent=2))
        return
    for rule in api.rules():
        click.echo(f"{paint(rule.code, 'bold')}  {paint(f'{rule.severity.value:8}', rule.severity.value)}  {rule.name}")
        if verbose:
            click.echo(paint(f"        {rule.summary}", "dim"))
