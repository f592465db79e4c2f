"""Options that say which findings are told: by code, by the settings, by a baseline, by number."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from scormkit.selection import SETTINGS_FILE, Selection

_FILE = click.Path(dir_okay=False, path_type=Path)


def choosing(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--select`, `--ignore`, `--config`, `--baseline`, `--update-baseline`, `--max-findings` → `selection`."""

    @wraps(function)
    def command(
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        config: Path | None,
        baseline: Path | None,
        update_baseline: bool,
        max_findings: int | None,
        **rest: Any,
    ) -> Any:
        if update_baseline and baseline is None:
            raise click.UsageError("--update-baseline needs --baseline FILE: the file that is to be written.")
        if config is None and Path(SETTINGS_FILE).is_file():
            config = Path(SETTINGS_FILE)
        selection = Selection(select, ignore, config, baseline, update_baseline, max_findings)
        return function(selection=selection, **rest)

    codes = "codes, beginnings of codes (SK80) or names, with commas or given several times."
    decorators = (
        click.option("--select", multiple=True, metavar="CODES", help=f"Tell only these findings: {codes}"),
        click.option("--ignore", multiple=True, metavar="CODES", help="Do not tell these findings."),
        click.option(
            "--config",
            type=_FILE,
            metavar="FILE",
            help=f"Settings with [[ignore]] tables: code and reason.  [default: {SETTINGS_FILE} if it is there]",
        ),
        click.option("--baseline", type=_FILE, metavar="FILE", help="Tell only what is new since FILE was written."),
        click.option("--update-baseline", is_flag=True, help="Write all findings into the baseline."),
        click.option(
            "--max-findings", type=click.IntRange(0), metavar="N", help="Tell at most N findings, the heaviest first."
        ),
    )
    for decorator in reversed(decorators):
        command = decorator(command)
    return command
