"""`scormkit new`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import talking


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--template",
    type=click.Choice(["session", "course", "single"]),
    default="session",
    show_default=True,
    help="session: a folder with pages; course: two sessions in a pathway; single: one Markdown file.",
)
@talking
def command(folder: Path, template: str, quiet: bool, verbose: bool, colour: bool) -> None:
    """Write a small course to start from.

    It checks, builds and validates clean as it stands, and shows each thing that a session can hold.

    \b
    scormkit new handover
    scormkit build handover
    """
    from scormkit import api

    del verbose, colour
    written = api.new(folder, template)
    for path in written:
        click.echo(path)
    if not quiet:
        start = next((path for path in written if path.suffix == ".md" and len(written) == 1), folder)
        click.echo(f"\nNext: scormkit build {start}", err=True)
