"""`scormkit validate`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.choosing import choosing
from scormkit.cli.options import ProgressLine, existing, painter, talking
from scormkit.cli.reports import ReportingCommand, Wanted, hand_out, refuse_inputs, reporting
from scormkit.selection import Selection


@click.command("validate", cls=ReportingCommand)
@existing("packages", "PACKAGE...", readable=False)
@click.option(
    "--lms",
    multiple=True,
    metavar="NAMES",
    help="Ask what these LMSs are known to fail on too: names with commas, or all.",
)
@click.option("--fix", is_flag=True, help="Mend what is certain, into NAME-fixed.zip; the old package stays as it is.")
@click.option(
    "--fix-to",
    "fix_folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for mended packages.  [default: beside the old one]",
)
@reporting
@choosing
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many packages to judge at once.  [default: all cores]")
@talking
def command(
    packages: tuple[Path, ...],
    lms: tuple[str, ...],
    fix: bool,
    fix_folder: Path | None,
    reports: tuple[Wanted, ...],
    strict: bool,
    selection: Selection,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Judge a package, whoever made it.

    PACKAGE is a zip, an unpacked folder or a bare manifest of SCORM 1.2, SCORM 2004, cmi5 or TinCan. Its archive, its
    XML, its schema, its references, its files and its content are compared with the standard that it declares.

    \b
    scormkit validate dist/*.zip
    scormkit validate upload.zip --lms moodle,docebo
    scormkit validate upload.zip --format sarif --output findings.sarif
    scormkit validate old/*.zip --baseline known.json --update-baseline
    scormkit validate upload.zip --fix
    """
    from scormkit import api

    del verbose
    progress = ProgressLine("bytes" if len(set(packages)) == 1 else "packages")
    refuse_inputs(packages, [*(wanted.file for wanted in reports), selection.baseline])
    names = [name for text in lms for name in text.split(",") if name.strip()]
    try:
        report = api.validate(
            packages,
            lms=names,
            selection=selection,
            fix=fix or fix_folder is not None,
            fix_folder=fix_folder,
            jobs=jobs,
            progress=progress,
        )
    finally:
        progress.clear()
    hand_out(report, reports, painter(colour), quiet=quiet)
    return int(api.failed(report, strict=strict))
