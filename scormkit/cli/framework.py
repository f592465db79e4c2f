"""`scormkit framework`: list, show, check, import, export."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import give_out, overlaid, painter, talking, written
from scormkit.cli.reports import ReportingCommand, Wanted, hand_out, reporting

_FORM = click.Choice(["text", "json"])


@click.group("framework")
def command() -> None:
    """Show, check, import and export competency frameworks.

    FRAMEWORK is the id of one that comes with scormkit, or a file: YAML, CASE in JSON, or CSV.

    \b
    scormkit framework show clcf --search feedback
    scormkit framework import theirs.json --output frameworks/theirs.yaml
    """


@command.command("list")
@click.option("--format", "format_name", type=_FORM, default="text", show_default=True)
@talking
def list_frameworks(format_name: str, quiet: bool, verbose: bool, colour: bool) -> None:
    """List the frameworks that come with scormkit."""
    from scormkit import api
    from scormkit.report import framework_form

    del quiet, verbose
    found = api.framework_list()
    as_json = format_name == "json"
    click.echo(
        framework_form.list_as_json(found) if as_json else framework_form.as_list(found, painter(colour)), nl=False
    )


@command.command("show")
@click.argument("framework")
@click.option("--search", default="", metavar="WORDS", help="Only items with all these words.")
@click.option("--format", "format_name", type=_FORM, default="text", show_default=True)
@overlaid
@talking
def show(
    framework: str, search: str, format_name: str, overlays: tuple[Path, ...], quiet: bool, verbose: bool, colour: bool
) -> int:
    """Show a framework as a tree.

    \b
    scormkit framework show mlcf
    scormkit framework show lf --search vision
    """
    from scormkit import api
    from scormkit.report import framework_form, text

    del quiet, verbose
    result = api.framework_show(framework, overlays)
    if result.report.findings:
        click.echo(text.as_text(result.report, painter(colour, err=True)), err=True, nl=False)
    if result.framework:
        found = framework_form.matching(result.framework, search) if search.strip() else None
        if format_name == "json":
            click.echo(framework_form.as_json(result.framework, found), nl=False)
        else:
            click.echo(framework_form.as_tree(result.framework, painter(colour), found), nl=False)
    return int(result.failed)


@command.command("check", cls=ReportingCommand)
@click.argument("frameworks", nargs=-1, required=True, metavar="FRAMEWORK...")
@overlaid
@reporting
@talking
def check(
    frameworks: tuple[str, ...],
    overlays: tuple[Path, ...],
    reports: tuple[Wanted, ...],
    strict: bool,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Find every fault in framework files: shape, tree, codes, and where associations lead.

    \b
    scormkit framework check frameworks/ours.yaml
    scormkit framework check theirs.json --format json
    """
    from scormkit import api

    del verbose
    report = api.framework_check(frameworks, overlays)
    hand_out(report, reports, painter(colour), quiet=quiet)
    return int(api.failed(report, strict=strict))


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "name", default="", metavar="ID", help="Id of the framework.  [default: from the file]")
@click.option("--title", default="", metavar="TEXT", help="Title of the framework.  [default: from the file]")
@click.option("--tracked-level", default="", metavar="LEVEL", help="The level that an LMS gets objectives for.")
@written("framework")
@talking
def import_framework(
    file: Path, name: str, title: str, tracked_level: str, output: Path | None, quiet: bool, verbose: bool, colour: bool
) -> int:
    """Make a framework file of a CASE package, a CSV table, or another framework file.

    CASE 1.1 and 1.0 packages are JSON. A table needs a first row that names its columns, code and title among them;
    parent, description, level, status, education level, iri, identifier and associations may follow, in any order.
    Nothing is written if the file has errors.

    \b
    scormkit framework import theirs.json --output frameworks/theirs.yaml
    scormkit framework import ours.csv --id ours --title "Our framework" --output frameworks/ours.yaml
    """
    from scormkit import api
    from scormkit.report import text

    del verbose
    result = api.framework_import(file, name=name, title=title, tracked_level=tracked_level)
    if result.report.findings and not (quiet and not result.failed):
        click.echo(text.as_text(result.report, painter(colour, err=True)), err=True, nl=False)
    if result.framework and not result.failed:
        give_out(api.framework_text(result.framework, "yaml"), output)
    return int(result.failed)


@command.command("export")
@click.argument("framework")
@click.option(
    "--format",
    "form",
    type=click.Choice(["case", "csv", "skos", "yaml"]),
    default="case",
    show_default=True,
    help="CASE 1.1 JSON, a table, SKOS in JSON-LD, or a framework file.",
)
@written("framework")
@overlaid
@talking
def export(
    framework: str, form: str, output: Path | None, overlays: tuple[Path, ...], quiet: bool, verbose: bool, colour: bool
) -> int:
    """Write a framework as CASE, CSV or SKOS. CASE and a framework file keep all that was read.

    \b
    scormkit framework export clcf --output clcf.json
    scormkit framework export frameworks/ours.yaml --format skos
    """
    from scormkit import api
    from scormkit.report import text

    del quiet, verbose
    result = api.framework_show(framework, overlays)
    if result.report.findings:
        click.echo(text.as_text(result.report, painter(colour, err=True)), err=True, nl=False)
    if result.framework and not result.failed:
        give_out(api.framework_text(result.framework, form), output)
    return int(result.failed)
