"""Where the command line starts. `--version` is answered before anything else is imported: editors and CI ask often."""

from __future__ import annotations

import sys
from typing import NoReturn

from scormkit import __version__


def main(argv: list[str] | None = None) -> NoReturn:
    """Runs the command line on `argv` (else the process's own arguments) and exits."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in (["--version"], ["-V"]):
        print(f"scormkit {__version__}")
        sys.exit(0)
    from scormkit.cli.group import run

    run(arguments)
