"""`scormkit test`."""

from __future__ import annotations

from pathlib import Path

import click

from scormkit.cli.options import ProgressLine, existing, painter, talking
from scormkit.cli.reports import ReportingCommand, Wanted, hand_out, refuse_inputs, reporting


def _names(texts: tuple[str, ...]) -> list[str]:
    """Names of options that repeat, or hold commas."""
    return [name.strip() for text in texts for name in text.split(",") if name.strip()]


@click.command("test", cls=ReportingCommand)
@existing("packages", "PACKAGE...", readable=False)
@click.option(
    "--profile", "profiles", multiple=True, metavar="NAMES", help="LMSs, with commas, or all.  [default: strict]"
)
@click.option(
    "--learner", "learners", multiple=True, metavar="NAMES", help="Learners, with commas.  [default: all that apply]"
)
@click.option("--browser", default="", metavar="PATH", help="Chromium, Chrome, Edge or Brave.  [default: found]")
@click.option("--online", is_flag=True, help="Let the content reach other servers.")
@click.option(
    "--timeout",
    type=click.FloatRange(5),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="The longest that one learner may take.",
)
@click.option(
    "--screenshots",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Take pictures; of what fails also a strip of them.",
)
@reporting
@click.option("-j", "--jobs", type=click.IntRange(1), help="How many browsers at once.  [default: all cores]")
@talking
def command(
    packages: tuple[Path, ...],
    profiles: tuple[str, ...],
    learners: tuple[str, ...],
    browser: str,
    online: bool,
    timeout: float,
    screenshots: Path | None,
    reports: tuple[Wanted, ...],
    strict: bool,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
    colour: bool,
) -> int:
    """Launch packages in a browser without a screen, in a local LMS, and tell what went wrong there.

    Each SCO, AU or activity is launched. In packages made by scormkit, learners follow a script: all-right, all-wrong,
    mixed, resume, quit-early; what the LMS holds then is compared with the course's completion rule. Other packages
    get the learner “generic”: load, wait, leave, come back. Needs Chromium and Playwright (pip install
    'scormkit[browser]'), no display, no network.

    \b
    scormkit test dist/*.zip
    scormkit test upload.zip --profile strict,moodle
    scormkit test dist/*.zip --profile all --format junit --output proof.xml --screenshots pictures
    """
    from scormkit import api, api_proof

    del verbose
    progress = ProgressLine("learners")
    refuse_inputs(packages, [wanted.file for wanted in reports])
    wanted_learners = _names(learners)
    try:
        report = api_proof.test(
            packages,
            profiles=_names(profiles) or ["strict"],
            learners=[] if "all" in wanted_learners else wanted_learners,
            browser=browser,
            online=online,
            timeout=timeout,
            jobs=jobs,
            screenshots=screenshots,
            progress=progress,
        )
    finally:
        progress.clear()
    hand_out(report, reports, painter(colour), quiet=quiet)
    return int(api.failed(report, strict=strict))
