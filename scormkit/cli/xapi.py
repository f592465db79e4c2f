"""`scormkit xapi`: samples and profile of a course's statements, and speaking to an LRS."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scormkit.cli.options import existing, hand_out_text, painter, progress_bar, talking
from scormkit.errors import MisuseError
from scormkit.report import counted

if TYPE_CHECKING:
    from scormkit.course.model import Course
    from scormkit.package.delivery import Delivery
    from scormkit.xapi.deliver import Delivered

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


def _one_course(path: Path) -> Course | None:
    """The course of a path. None where it has errors, which are then printed."""
    from scormkit import api
    from scormkit.report.text import as_text

    courses, report = api.courses_of(path)
    if api.failed(report):
        click.echo(as_text(report, painter(True, err=True)), err=True, nl=False)
        return None
    if len(courses) != 1:
        raise MisuseError(f"{path} holds {len(courses)} courses; name the file of one of them")
    return courses[0]


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
    from scormkit import api, xapi

    del verbose
    found = _one_course(course)
    if found is None:
        return 1
    paint = painter(colour)
    parts: list[str] = []
    listed: list[dict[str, Any]] = []
    seen: set[str] = set()
    for name, delivery in api.deliveries(targets).items():
        for sample in xapi.statements(found, delivery):
            text = json.dumps(sample.statement, ensure_ascii=False, indent=2)
            if text in seen:
                continue
            seen.add(text)
            listed.append(sample.statement)
            whence = f"{sample.pos.file}:{sample.pos.line}" if sample.pos.line else f"every {name} package"
            named = f" “{sample.hook.name}”" if sample.hook.name else ""
            parts.append(f"{paint(sample.hook.on + named, 'bold')}  {paint(whence, 'dim')}\n{text}\n")
    if not listed and not quiet:
        click.echo("no package of this course sends a statement; docs/xapi.md says how to declare hooks", err=True)
    text = json.dumps(listed, ensure_ascii=False, indent=2) + "\n" if format_name == "json" else "\n".join(parts)
    hand_out_text(text, output)
    return 0


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
    from scormkit import api, xapi

    del quiet, verbose, colour
    found = _one_course(course)
    if found is None:
        return 1
    generated: date | None = day.date() if day else None
    deliveries: list[Delivery] = list(api.deliveries(targets).values())
    document = xapi.profile(found, deliveries, generated)
    hand_out_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", output)
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
    lrs = xapi.open_lrs(endpoint)
    failed = 0
    for file in files:
        with progress_bar(f"sending {file.name}", "statements") as progress:
            result = xapi.send(file, lrs, progress)
        failed |= _tell(file, result, quiet, colour)
    return failed


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
    lrs = xapi.open_lrs(endpoint)
    failed = 0
    for log in logs:
        with progress_bar(f"replaying {log.name}", "statements") as progress:
            result = xapi.replay(log, lrs, progress)
        failed |= _tell(log, result, quiet, colour)
    return failed


def _tell(file: Path, result: Delivered, quiet: bool, colour: bool) -> int:
    paint = painter(colour)
    for each in result.refused:
        name = f" ({each.id})" if each.id else ""
        click.echo(f"{paint('✗', 'error')} {file}, {each.place}{name}: {each.why}", err=True)
    if not quiet:
        known = f", {result.known} known already" if result.known else ""
        refused = f", {len(result.refused)} not taken" if result.refused else ""
        mark = paint("✗", "error") if result.refused else paint("✓", "good")
        click.echo(f"{mark} {file}: {counted(result.sent, 'statement')} sent{known}{refused}")
    return int(bool(result.refused))
