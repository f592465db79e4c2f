"""`scormkit build`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from scormkit.cli.options import ProgressLine, edition, existing, human_size, overlaid, painter, talking
from scormkit.report import counted

if TYPE_CHECKING:
    from scormkit.api import BuiltPackage


def _lines(packages: Sequence[BuiltPackage]) -> Iterator[str]:
    """A line for each package, in columns: path, target, size, SCOs, seconds, stored state."""
    rows = [
        (
            str(package.path),
            package.target,
            human_size(package.size),
            counted(package.units, package.unit),
            f"{package.seconds:.2f} s",
            f"state {package.state_chars:,} of {package.state_limit:,} characters",
        )
        for package in packages
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


@click.command("build")
@existing("courses", "COURSE...")
@click.option(
    "-t",
    "--target",
    "targets",
    multiple=True,
    metavar="TARGET",
    help="scorm12, scorm2004-3, scorm2004-4, cmi5, xapi, web, or all; may be given several times.  [default: scorm12]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    metavar="DIR",
    help="Folder for the packages.",
)
@edition
@click.option("--locked", is_flag=True, help="Refuse to build if a lock file would change (for CI).")
@click.option("--strict", is_flag=True, help="Do not build a course that has warnings.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many files to pack at once.  [default: all cores]")
@overlaid
@talking
def command(
    courses: tuple[Path, ...],
    targets: tuple[str, ...],
    output: Path,
    audience: Literal["learner", "trainer"],
    locked: bool,
    strict: bool,
    jobs: int | None,
    overlays: tuple[Path, ...],
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Make a package for each course and target.

    COURSE is a folder, a course file, or a single Markdown file. Prints a line for each package: path, target, size,
    number of SCOs or AUs, seconds, and how long the stored state can get. The same sources give the same bytes
    everywhere. A package for “web” is no package for an LMS: unpack it, and open index.html.

    \b
    scormkit build intro.md
    scormkit build courses/lead -t scorm12 -t scorm2004-4 -o dist
    scormkit build courses/lead --audience trainer
    """
    from scormkit import api

    asked = [name for each in targets for name in (api.target_names() if each == "all" else (each,))]
    names = tuple(dict.fromkeys(asked)) or (api.DEFAULT_TARGET,)
    progress = ProgressLine()
    try:
        result = api.build(
            courses,
            names,
            output,
            jobs=jobs,
            locked=locked,
            strict=strict,
            overlays=overlays,
            readers=audience,
            progress=progress,
        )
    finally:
        progress.clear()
    for line in _lines(result.packages):
        click.echo(line)
    if result.report.findings:
        from scormkit.report.text import as_text

        click.echo(as_text(result.report, painter(colour, err=True)), err=True, nl=False)
    for overlay in result.overlays:
        words = f"words for {counted(overlay.items, 'item')} of {overlay.framework}"
        click.echo(f"used overlay {overlay.path}: {words} ({overlay.rights})", err=True)
    for path in set(overlays) - {overlay.path for overlay in result.overlays}:
        click.echo(f"overlay {path} was not used: no course maps to its framework", err=True)
    for lock in () if quiet else result.locks:
        click.echo(f"wrote {lock}: commit it, it keeps learners' records when the course changes", err=True)
    if verbose:
        click.echo(f"{len(result.packages)} packages in {output}", err=True)
    return int(api.failed(result.report, strict=strict))
