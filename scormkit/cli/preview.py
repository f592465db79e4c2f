"""`scormkit preview`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from scormkit.cli.group import EXIT_INTERRUPTED
from scormkit.cli.options import edition, overlaid, painter, talking

if TYPE_CHECKING:
    from scormkit.findings import Finding


@click.command("preview")
@click.argument("path", type=click.Path(exists=True, path_type=Path), metavar="COURSE|PACKAGE")
@click.option(
    "-t", "--target", default="scorm12", show_default=True, metavar="TARGET", help="The standard to begin with."
)
@click.option("--profile", default="strict", show_default=True, metavar="NAME", help="The LMS to begin with.")
@edition
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the page.  [default: any free one]")
@click.option("--open/--no-open", "opens", default=True, help="Open the page in the browser.  [default: open]")
@click.option("--editor", default="", metavar="COMMAND", help="What opens a faulty place: “code --goto {file}:{line}”.")
@overlaid
@talking
def command(
    path: Path,
    target: str,
    profile: str,
    audience: Literal["learner", "trainer"],
    port: int,
    opens: bool,
    editor: str,
    overlays: tuple[Path, ...],
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Show a course or any package in the browser, inside a local LMS.

    A course is built again whenever a file of it is saved, and the page comes back at the same place. Beside the
    learner's view stands what the LMS sees: calls, data, statements, problems. Nothing leaves this machine, and
    nothing is written. Ends with Ctrl-C.

    \b
    scormkit preview courses/lead
    scormkit preview upload.zip --profile moodle
    """
    import threading

    from scormkit.api_player import BrokenCourseError, Preview
    from scormkit.player.playable import NotPlayableError
    from scormkit.report.text import as_text

    del verbose
    paint = painter(colour, err=True)

    def show(findings: tuple[Finding, ...]) -> None:
        from scormkit import __version__
        from scormkit.report import Input, Report

        click.echo(as_text(Report((Input(str(path), "unknown", findings),), __version__), paint), err=True, nl=False)

    def told(name: str, data: Any) -> None:
        if name == "broken":
            show(data.findings)
        elif name == "rebuilt" and not quiet:
            click.echo(f"Rebuilt in {data.seconds:.2f} s", err=True)
        elif name == "lost":
            click.echo(f"Waiting for the sources: {data}", err=True)

    try:
        preview = Preview(
            path,
            target=target,
            profile=profile,
            port=port,
            editor=editor,
            overlays=overlays,
            readers=audience,
            told=told,
        )
    except BrokenCourseError as error:
        show(error.findings)
        return 1
    except NotPlayableError as error:
        click.echo(f"scormkit: {error}", err=True)
        return 1
    with preview:
        click.echo(preview.address)
        if not quiet:
            click.echo(f"{preview.title} is shown there. Ctrl-C ends it.", err=True)
        if opens:
            click.launch(preview.address)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return EXIT_INTERRUPTED
    return 0
