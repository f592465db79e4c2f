"""Options that several commands take. The same words mean the same thing everywhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from scormkit.aside import write_whole

PATIENCE_SECONDS = 1.0
"""How long nothing is shown of work that goes on."""

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


def written(what: str) -> Callable[[Command], Command]:
    """`--output FILE`."""
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("--output", type=path, metavar="FILE", help=f"Write the {what} to FILE, not to the screen.")


def edition(function: Command) -> Command:
    """`--audience`, whom a course is read for."""
    return click.option(
        "--audience",
        type=click.Choice(["learner", "trainer"]),
        default="learner",
        show_default=True,
        help="trainer: the companion, with notes for trainers and the answers of questions.",
    )(function)


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


def existing(name: str, metavar: str, *, readable: bool = True) -> Callable[[Command], Command]:
    """One or more paths that must exist; not `readable`: one that cannot be read is a finding of the command's."""
    path = click.Path(exists=True, readable=readable, path_type=Path)
    return click.argument(name, nargs=-1, required=True, type=path, metavar=metavar)


def give_out(text: str, output: Path | None) -> None:
    """Prints a text, or writes it to a file aside and moves it into place."""
    if output is None:
        click.echo(text, nl=False)
        return
    write_whole(output, text.encode("utf-8", "replace"))


@contextmanager
def progress_bar(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, on a terminal only, once the work has taken longer than a second."""
    line = ProgressLine(unit)
    try:
        yield lambda done, total: line(what, done, total)
    finally:
        line.clear()


class ProgressLine:
    """The bar itself. `unit` is what is counted; bytes are written as people read them."""

    def __init__(self, unit: str = "bytes") -> None:
        self._started = time.monotonic()
        self._shown = False
        self._unit = unit

    def __call__(self, what: str, done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._started < PATIENCE_SECONDS:
            return
        self._shown = True
        share = done / total if total else 1.0
        filled = round(share * 30)
        bar = "█" * filled + "░" * (30 - filled)
        if self._unit == "bytes":
            counts = f"{human_size(done)} of {human_size(total)}"
        else:
            counts = f"{done:,} of {total:,} {self._unit}"
        click.echo(f"\r\x1b[2K{bar} {share:4.0%}  {what}  {counts}", err=True, nl=False)

    def clear(self) -> None:
        """Takes the bar off the screen."""
        if self._shown:
            click.echo("\r\x1b[2K", err=True, nl=False)
            self._shown = False


def human_size(size: int) -> str:
    """Bytes as people read them: `840 B`, `12.3 kB`, `1.4 MB`."""
    value = float(size)
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"
