"""The group of commands, what they all take, and how an error becomes an exit code (contract: exit codes)."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

from scormkit import __version__
from scormkit.errors import MisuseError, ScormkitError

COMMANDS = {
    "new": "Write a small course to start from.",
    "check": "Find every fault in the sources without building.",
    "build": "Make a package for each course and target.",
    "preview": "Show a course or package in the browser, in a local LMS, with live reload.",
    "validate": "Judge a package, whoever made it.",
    "test": "Launch packages in a browser without a screen, in a local LMS.",
    "inspect": "Show what an LMS will see in a package.",
    "coverage": "Show what of a framework is taught and assessed, and what is missing.",
    "framework": "Show, check, import and export competency frameworks.",
    "xapi": "Statement templates, the xAPI profile, and speaking to an LRS.",
    "schema": "Print the JSON Schema of a source file kind.",
    "rules": "List every finding that check and validate can print.",
    "explain": "Explain a finding, when a course is complete, or the graph of its scenarios.",
}
"""Commands in the order of a course's life; each stands in scormkit/cli/<name>.py under the name `command`."""

_GROUPS = ("framework", "xapi")
_EVERYWHERE = ("-q", "--quiet", "-v", "--verbose", "--no-color")

EXIT_FINDINGS = 1
EXIT_MISUSE = 2
EXIT_SURROUNDINGS = 3
EXIT_INTERRUPTED = 130


class LazyGroup(click.Group):
    """Imports a command only when it runs or shows its own help: `--help` and `--version` stay quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of COMMANDS."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None if there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"scormkit.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but an unknown command is told with the nearest one."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            meant = f" Did you mean “{near[0]}”?" if near else " “scormkit --help” lists them all."
            ctx.fail(f"There is no command “{name}”.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from COMMANDS alone."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


_EPILOG = """\b
Start:
  scormkit new my-course
  scormkit build my-course -t scorm12 -t scorm2004-4
\b
Exit codes:
  0 done   1 the input has errors   2 misuse   3 the surroundings failed"""


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)
@click.version_option(__version__, "-V", "--version", message="scormkit %(version)s")
def cli() -> None:
    """Turn Markdown courses, mapped to a competency framework, into SCORM, cmi5 and xAPI packages for any LMS.

    Write sessions in Markdown and a little YAML, check them, build a package, upload it. Packages of any other tool can
    be judged too.
    """


def _stop(message: str, code: int) -> NoReturn:
    click.echo(f"scormkit: {message}", err=True)
    sys.exit(code)


def _behind_the_command(arguments: list[str]) -> list[str]:
    """`-q`, `-v` and `--no-color` work everywhere, also before the command: they are moved behind it."""
    rest = list(arguments)
    moved: list[str] = []
    while rest and rest[0] in _EVERYWHERE:
        moved.append(rest.pop(0))
    depth = 0
    while depth < len(rest) and not rest[depth].startswith("-") and depth < (2 if rest[0] in _GROUPS else 1):
        depth += 1
    return [*rest[:depth], *moved, *rest[depth:]] if depth else [*moved, *rest]


def run(arguments: list[str]) -> NoReturn:
    """Runs the command line and exits; the one place where an error becomes an exit code."""
    # A closed stream is none at all: what would be written goes nowhere then.
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
        _run(_behind_the_command(arguments))


def _run(arguments: list[str]) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe of another encoding gets “?” for what it cannot show.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Ended by a service manager or a closed terminal: cleaned up as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        result = cli.main(arguments, prog_name="scormkit", standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(EXIT_MISUSE)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_MISUSE)
    except MisuseError as error:
        _stop(str(error), EXIT_MISUSE)
    except ScormkitError as error:
        _stop(str(error), EXIT_SURROUNDINGS)
    except (KeyboardInterrupt, click.Abort):
        _stop("interrupted; nothing half-written was left behind", EXIT_INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output had enough; the interpreter would complain again while it closes stdout.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        _stop(f"{error.filename or 'the system'}: {error.strerror or error}", EXIT_SURROUNDINGS)
