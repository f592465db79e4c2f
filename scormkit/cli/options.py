"""Options that several commands take. The same words mean the same thing everywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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


def existing(name: str, metavar: str, *, readable: bool = True) -> Callable[[Command], Command]:
    """One or more paths that must exist; not `readable`: one that cannot be read is a finding of the command's."""
    path = click.Path(exists=True, readable=readable, path_type=Path)
    return click.argument(name, nargs=-1, required=True, type=path, metavar=metavar)
