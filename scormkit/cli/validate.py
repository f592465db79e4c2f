"""`scormkit validate`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import existing, hand_out, painter, reporting, talking


@click.command("validate")
@existing("packages", "PACKAGE...")
@reporting
@talking
def command(
    packages: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    strict: bool,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Judge a package, whoever made it.

    PACKAGE is a zip, an unpacked folder or a bare manifest. Its XML, its schema, its references and its files are
    compared with the standard that it declares.

    \b
    scormkit validate dist/*.zip
    scormkit validate upload.zip --format json --output findings.json
    """
    from scormkit import api

    del verbose
    report = api.validate(packages)
    if not (quiet and format_name == "text" and output is None and not report.findings):
        hand_out(report, format_name, output, painter(colour))
    return int(api.failed(report, strict=strict))
