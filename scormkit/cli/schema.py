"""`scormkit schema`."""

from __future__ import annotations

import json

import click

from scormkit.cli.options import talking

_KINDS = ["course", "session", "page", "framework", "overlay", "coverage", "glossary", "theme"]


@click.command("schema")
@click.argument("kind", type=click.Choice(_KINDS))
@talking
def command(kind: str, quiet: bool, verbose: bool, colour: bool) -> None:
    """Print the JSON Schema of a source file kind.

    Editors use it to complete and check YAML as you type: store it and point your editor at it.

    \b
    scormkit schema session > session.schema.json
    """
    from scormkit import api

    del quiet, verbose, colour
    click.echo(json.dumps(api.schema(kind), ensure_ascii=False, indent=2))
