"""`scormkit xapi`: samples and profile of a course's statements, and speaking to an LRS."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scormkit.cli.options import existing, give_out, painter, progress_bar, talking
from scormkit.report import counted

if TYPE_CHECKING:
    from scormkit.report import Report
    from scormkit.xapi import Progress
    from scormkit.xapi.deliver import Delivered
    from scormkit.xapi.lrs import Lrs
    from scormkit.xapi.samples import Sample

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group("xapi", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def command() -> None:
    """Statement templates, the xAPI profile, and speaking to an LRS.

    An LRS is named by --endpoint or SCORMKIT_LRS_ENDPOINT. Credentials come from SCORMKIT_LRS_USER and
    SCORMKIT_LRS_PASSWORD, from SCORMKIT_LRS_TOKEN, or from a keyring; never from a file of a course, and they are never
    printed.
    """


def _targeted(function: Command) -> Command:
    return click.option(
        "-t",
        "--target",
        "targets",
        multiple=True,
        metavar="TARGET",
        help="What packages of this target send; may be given several times.  [default: all]",
    )(function)


def _at_lrs(function: Command) -> Command:
    return click.option("--endpoint", metavar="URL", help="The LRS.  [default: SCORMKIT_LRS_ENDPOINT]")(function)


def _output(function: Command) -> Command:
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to FILE instead of standard output.",
    )(function)


def _told(report: Report, colour: bool) -> bool:
    """Whether the course has no errors; otherwise prints what was found."""
    from scormkit import api
    from scormkit.report.text import as_text

    if api.failed(report):
        click.echo(as_text(report, painter(colour, err=True)), err=True, nl=False)
        return False
    return True


@command.command("statements")
@click.argument("course", type=click.Path(exists=True, path_type=Path))
@_targeted
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_output
@talking
def statements(
    course: Path,
    targets: tuple[str, ...],
    format_name: str,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Print a sample of each statement that packages of a course send.

    \b
    scormkit xapi statements courses/lead/by-domain.course.yaml
    scormkit xapi statements intro.md -t cmi5 --format json
    """
    from scormkit import api_xapi

    del verbose
    samples, report = api_xapi.statements(course, targets)
    if not _told(report, colour):
        return 1
    if not samples and not quiet:
        click.echo("no package of this course sends a statement; docs/xapi.md says how to declare hooks", err=True)
    if format_name == "json":
        text = json.dumps([sample.statement for sample in samples], ensure_ascii=False, indent=2) + "\n"
    else:
        paint = painter(colour and output is None)
        text = "\n".join(_shown(sample, paint) for sample in samples)
    give_out(text, output)
    return 0


def _shown(sample: Sample, paint: Callable[[str, str], str]) -> str:
    """A line that says what asks for it, then the statement."""
    whence = f"{sample.pos.file}:{sample.pos.line}" if sample.pos.line else "sent by every launch of such a package"
    named = f" “{sample.hook.name}”" if sample.hook.name else ""
    text = json.dumps(sample.statement, ensure_ascii=False, indent=2)
    return f"{paint(sample.hook.on + named, 'bold')}  {paint(whence, 'dim')}\n{text}\n"


@command.command("profile")
@click.argument("course", type=click.Path(exists=True, path_type=Path))
@_targeted
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day of this version.  [default: last review]")
@_output
@talking
def profile(
    course: Path,
    targets: tuple[str, ...],
    day: datetime | None,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Write the xAPI Profile (JSON-LD) of the statements that packages of a course send.

    \b
    scormkit xapi profile courses/lead/by-domain.course.yaml -o lead.profile.jsonld
    """
    from scormkit import api_xapi

    del quiet, verbose
    document, report = api_xapi.profile(course, targets, day.date() if day else None)
    if not _told(report, colour):
        return 1
    give_out(json.dumps(document, ensure_ascii=False, indent=2) + "\n", output)
    return 0


@command.command("ping")
@_at_lrs
@talking
def ping(endpoint: str | None, quiet: bool, verbose: bool, colour: bool) -> int:
    """Ask an LRS what it speaks and whether it lets us in."""
    from scormkit import xapi

    del quiet, verbose
    answer = xapi.ping(xapi.open_lrs(endpoint))
    speaks = f"speaks xAPI {', '.join(answer.versions)}" if answer.versions else "does not say what it speaks"
    mark = painter(colour)("✓", "good")
    click.echo(f"{mark} {answer.endpoint} {speaks}; {answer.spoken} is used, and the credentials are good")
    return 0


@command.command("send")
@existing("files", "FILE...")
@_at_lrs
@talking
def send(files: tuple[Path, ...], endpoint: str | None, quiet: bool, verbose: bool, colour: bool) -> int:
    """Send files of statements to an LRS.

    FILE holds a statement, a list of them, or one on each line. A file with a statement that is not valid is not sent
    at all. Statements keep their ids; one without an id gets one that follows from what it says, so that sending a
    file twice doubles nothing.

    \b
    scormkit xapi send statements.json --endpoint https://lrs.example.org/xapi/
    """
    from scormkit import xapi

    del verbose
    return _deliver(files, "sending", xapi.send, endpoint, quiet, colour)


@command.command("replay")
@existing("logs", "LOG...")
@_at_lrs
@talking
def replay(logs: tuple[Path, ...], endpoint: str | None, quiet: bool, verbose: bool, colour: bool) -> int:
    """Send what an LRS lacks of a log of statements.

    LOG is one statement on each line, or what an LRS gave out. Ids and times stay as they are. Lines that hold no valid
    statement are told and passed over. After an interruption run it again: nothing is doubled.

    \b
    scormkit xapi replay lrs-export.json --endpoint https://lrs.example.org/xapi/
    """
    from scormkit import xapi

    del verbose
    return _deliver(logs, "replaying", xapi.replay, endpoint, quiet, colour)


def _deliver(
    files: tuple[Path, ...],
    doing: str,
    deliver: Callable[[Path, Lrs, Progress], Delivered],
    endpoint: str | None,
    quiet: bool,
    colour: bool,
) -> int:
    from scormkit import xapi

    lrs = xapi.open_lrs(endpoint)
    failed = 0
    for file in files:
        with progress_bar(f"{doing} {file.name}", "statements") as progress:
            result = deliver(file, lrs, progress)
        failed |= _tell(file, result, quiet, colour)
    return failed


def _tell(file: Path, result: Delivered, quiet: bool, colour: bool) -> int:
    paint = painter(colour)
    if not (result.sent or result.known or result.refused):
        click.echo(f"{paint('✗', 'error')} {file} holds no statement", err=True)
        return 1
    for each in result.refused:
        name = f" ({each.id})" if each.id else ""
        click.echo(f"{paint('✗', 'error')} {file}, {each.place}{name}: {each.why}", err=True)
    if not quiet:
        known = f", {result.known} known already" if result.known else ""
        refused = f", {len(result.refused)} not taken" if result.refused else ""
        mark = paint("✗", "error") if result.refused else paint("✓", "good")
        click.echo(f"{mark} {file}: {counted(result.sent, 'statement')} sent{known}{refused}")
    return int(bool(result.refused))
