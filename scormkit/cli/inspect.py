"""`scormkit inspect`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import painter, talking


@click.command("inspect")
@click.argument("package", type=click.Path(exists=True, path_type=Path))
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@talking
def command(package: Path, format_name: str, quiet: bool, verbose: bool, colour: bool) -> int:
    """Show what an LMS will see in a package.

    Standard and edition, identifiers, tree, launch URLs, objectives, mastery and sizes, of any tool's package.

    \b
    scormkit inspect dist/lead-by-domain-scorm12.zip
    """
    from scormkit import api
    from scormkit.report import inspection, text

    del quiet, verbose
    seen = api.inspect(package)
    if format_name == "json":
        click.echo(inspection.as_json(seen), nl=False)
    else:
        click.echo(inspection.as_text(seen, painter(colour)), nl=False)
    if api.failed(seen.report):
        click.echo(text.summary(seen.report, painter(colour, err=True)) + "; see “scormkit validate”", err=True)
        return 1
    return 0
