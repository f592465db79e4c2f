"""Options that several commands take, and how findings get out. The same words mean the same thing everywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from scormkit.report import Report

Command = TypeVar("Command", bound=Callable[..., Any])

_COLOURS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "notice": {"fg": "cyan"},
    "good": {"fg": "green"},
    "dim": {"dim": True},
    "bold": {"bold": True},
}


def painter(colour: bool, *, err: bool = False) -> Callable[[str, str], str]:
    """Paints for a terminal; gives the text back where colour is not wanted (`--no-color`, NO_COLOR, no terminal)."""
    stream = sys.stderr if err else sys.stdout
    if not colour or os.environ.get("NO_COLOR") or not stream.isatty():
        return lambda text, style: text
    return lambda text, style: click.style(text, **_COLOURS[style])


def talking(function: Command) -> Command:
    """`-q`, `-v` and `--no-color`, which work everywhere."""
    function = click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")(function)
    function = click.option("-v", "--verbose", is_flag=True, help="Say more.")(function)
    return click.option("--no-color", "colour", flag_value=False, default=True, help="No colours.")(function)


def reporting(function: Command) -> Command:
    """`--format`, `--output` and `--strict` of the commands that judge."""
    formats = click.Choice(["text", "json", "sarif", "junit", "github"])
    function = click.option("--strict", is_flag=True, help="Let warnings fail the run too.")(function)
    function = click.option(
        "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to FILE.", metavar="FILE"
    )(function)
    return click.option(
        "--format", "format_name", type=formats, default="text", show_default=True, help="Form of the report."
    )(function)


def written(what: str) -> Callable[[Command], Command]:
    """`--output FILE`."""
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("--output", type=path, metavar="FILE", help=f"Write the {what} to FILE, not to the screen.")


def overlaid(function: Command) -> Command:
    """`--overlay`, once for each file."""
    return click.option(
        "--overlay",
        "overlays",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Licensed wording for a framework; may be given several times.",
    )(function)


def existing(name: str, metavar: str) -> Callable[[Command], Command]:
    """One or more paths that must exist."""
    path = click.Path(exists=True, path_type=Path)
    return click.argument(name, nargs=-1, required=True, type=path, metavar=metavar)


def hand_out(report: Report, format_name: str, output: Path | None, paint: Callable[[str, str], str]) -> None:
    """Prints the report, or writes it to a file aside and moves it into place."""
    from scormkit.report import plain, write

    give_out(write(report, format_name, paint if output is None else plain), output)


def give_out(text: str, output: Path | None) -> None:
    """Prints a text, or writes it to a file aside and moves it into place."""
    if output is None:
        click.echo(text, nl=False)
        return
    aside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        aside.write_text(text, "utf-8", newline="\n")
        aside.replace(output)
    finally:
        aside.unlink(missing_ok=True)
