"""`--format`, `--output` and `--strict` of the commands that judge: several reports at once, to screen and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scormkit.aside import write_whole
from scormkit.errors import MisuseError
from scormkit.report import FORMATS

if TYPE_CHECKING:
    from scormkit.report import Report

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report: its form, and the file that it goes to, None for standard output."""

    form: str
    file: Path | None = None


class ReportingCommand(click.Command):
    """Joins each `--output` to its `--format` by their order on the command line, and hands over `reports`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it; the order of options is known only here."""
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        rest = super().parse_args(ctx, args)
        names = [parameter.name for parameter in order if parameter.name in ("format_names", "outputs")]
        formats, outputs = iter(ctx.params.pop("format_names", ())), iter(ctx.params.pop("outputs", ()))
        ctx.params["reports"] = joined(
            [(name == "outputs", next(outputs if name == "outputs" else formats)) for name in names], ctx
        )
        return rest


def joined(given: Sequence[tuple[bool, Any]], ctx: click.Context | None = None) -> tuple[Wanted, ...]:
    """Pairs (is an output, value) in their order → reports.

    An output belongs to the format before it, else to the one after it, else to text. If every report goes to a file,
    the text is shown too. UsageError for two reports on standard output.
    """
    found: list[Wanted] = []
    waiting: Path | None = None
    for is_output, value in given:
        if not is_output:
            found.append(Wanted(value, waiting))
            waiting = None
        elif found and found[-1].file is None:
            found[-1] = Wanted(found[-1].form, value)
        elif waiting is None:
            waiting = value
        else:
            raise click.UsageError(f"--output {value} has no --format of its own.", ctx)
    if waiting is not None:
        found.append(Wanted("text", waiting))
    shown = [each for each in found if each.file is None]
    if len(shown) > 1:
        raise click.UsageError("Only one report can go to standard output: give the others an --output FILE.", ctx)
    if len({each.file for each in found}) < len(found):
        raise click.UsageError("Two reports cannot go to one file.", ctx)
    return tuple(found) if shown else (Wanted("text"), *found)


def reporting(function: Command) -> Command:
    """`--format`, `--output` and `--strict`; the command gets `reports` and `strict`, and is a ReportingCommand."""
    function = click.option("--strict", is_flag=True, help="Let warnings fail the run too.")(function)
    function = click.option(
        "--output",
        "outputs",
        type=click.Path(dir_okay=False, path_type=Path),
        multiple=True,
        help="Write the report of the --format before it to FILE, and show the text.",
        metavar="FILE",
    )(function)
    return click.option(
        "--format",
        "format_names",
        type=click.Choice(FORMATS),
        multiple=True,
        help="Form of the report; several may be given.  [default: text]",
    )(function)


def hand_out(report: Report, reports: Sequence[Wanted], paint: Callable[[str, str], str], *, quiet: bool) -> None:
    """Prints the one report, and writes the others to their files, each aside first.

    With `quiet` the text is shown only if it is all that was asked for and there is something to say.
    """
    from scormkit.report import plain, write

    for wanted in reports:
        rules = _catalogue() if wanted.form == "sarif" else ()
        if wanted.file is not None:
            write_whole(wanted.file, write(report, wanted.form, plain, rules).encode("utf-8", "replace"))
        elif not (quiet and wanted.form == "text" and (len(reports) > 1 or not report.findings)):
            click.echo(write(report, wanted.form, paint, rules), nl=False)


def _catalogue() -> tuple[Any, ...]:
    from scormkit import api

    return api.rules()


def refuse_inputs(inputs: Sequence[Path], outputs: Sequence[Path | None]) -> None:
    """MisuseError where something would be written over what is to be read."""
    read = {path.resolve() for path in inputs}
    for output in outputs:
        if output is not None and output.resolve() in read:
            raise MisuseError(f"{output} is to be judged; it would be overwritten: name another file")
