"""The function behind `scormkit test`: packages launched in a browser, and everything that was seen there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit import __version__
from scormkit.errors import MisuseError
from scormkit.findings import Finding, SourcePos, in_order
from scormkit.report import Input, Report
from scormkit.report.runs import Run

if TYPE_CHECKING:
    from scormkit.proof.play import Task
    from scormkit.proof.pool import Outcome

DEFAULT_SECONDS = 300.0
Progress = Callable[[str, int, int], None]
"""(what was played last, done, in all)."""


@dataclass(frozen=True, slots=True)
class _Package:
    """A package and its tasks; `findings` where it cannot be launched at all."""

    path: Path
    standard: str
    tasks: tuple[Task, ...] = ()
    findings: tuple[Finding, ...] = ()


def learner_names() -> tuple[str, ...]:
    """The scripted learners of our own packages, and `generic`, who takes any package."""
    from scormkit.proof.journeys import JOURNEYS
    from scormkit.proof.play import GENERIC

    return (*JOURNEYS, GENERIC)


def test(
    packages: Sequence[Path],
    *,
    profiles: Sequence[str] = ("strict",),
    learners: Sequence[str] = (),
    browser: str = "",
    online: bool = False,
    timeout: float = DEFAULT_SECONDS,
    jobs: int | None = None,
    screenshots: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Launches each SCO, AU or activity of each package, for each learner under each LMS profile.

    `profiles` are names of the local LMS's, or `all`; `learners` names of `learner_names()`, none for all that apply:
    a package of another tool gets the generic one only. `timeout` is the seconds that one learner may take. Pictures go
    to folders in `screenshots`.

    Raises MisuseError for a path or name that is none, ScormkitError where there is no browser.
    """
    from scormkit.proof.browser import find_browser

    wanted = _profiles(profiles)
    # Nothing that follows can be imported without Playwright.
    executable = find_browser(browser)
    from scormkit.proof.pool import play_all

    unknown = set(learners) - set(learner_names())
    if unknown:
        raise MisuseError(f"there is no learner “{min(unknown)}”; there are: {', '.join(learner_names())}, all")
    planned = list(_plan(packages, wanted, learners, timeout, screenshots))
    tasks = [task for package in planned for task in package.tasks]
    done: list[int] = []

    def told(number: int, outcome: Outcome) -> None:
        del outcome
        done.append(number)
        if progress:
            task = tasks[number]
            progress(f"{task.path.name} {task.profile} {task.learner}", len(done), len(tasks))

    count = min(jobs or os.cpu_count() or 1, len(tasks))
    outcomes = iter(play_all(tasks, executable, online=online, jobs=count, told=told))
    return Report(tuple(_input(package, outcomes) for package in planned), __version__)


def _profiles(names: Sequence[str]) -> list[str]:
    from scormkit.player.profiles import profile_named, profiles

    known = [each for name in names for each in (profiles() if name == "all" else [profile_named(name).name])]
    return list(dict.fromkeys(known))


def _plan(
    paths: Sequence[Path], profiles: Sequence[str], learners: Sequence[str], seconds: float, screenshots: Path | None
) -> Iterator[_Package]:
    """What is to be played of each package."""
    from scormkit.player.playable import NotPlayableError, playable_of_path
    from scormkit.proof.pictures import file_name
    from scormkit.proof.play import GENERIC, Task, own_courses
    from scormkit.proof.rules import NOTHING_TO_LAUNCH

    for number, path in enumerate(dict.fromkeys(paths), 1):
        try:
            playable = playable_of_path(path)
        except NotPlayableError as error:
            finding = NOTHING_TO_LAUNCH.at(SourcePos(path.name), str(error))
            yield _Package(path, "unknown", findings=(finding,))
            continue
        try:
            scripted = [name for name in learners or learner_names()[:-1] if name != GENERIC]
            own = own_courses(playable)
        finally:
            playable.files.close()
        chosen = [*scripted, *([GENERIC] if GENERIC in learners else [])] if own else [GENERIC]
        folder = screenshots / f"{number:02}-{file_name(path.stem)}" if screenshots else None
        yield _Package(
            path,
            playable.standard,
            tuple(
                Task(path, profile, learner, seconds, folder / f"{profile}-{learner}" if folder else None)
                for profile in profiles
                for learner in chosen
            ),
        )


def _input(package: _Package, outcomes: Iterator[Outcome]) -> Input:
    from scormkit.proof.record import merged

    runs = tuple(_run(task, next(outcomes)) for task in package.tasks)
    findings = in_order((*package.findings, *merged(runs)))
    return Input(str(package.path), package.standard, findings, is_package=True, runs=runs)


def _run(task: Task, outcome: Outcome) -> Run:
    from scormkit.proof.pictures import write_strip
    from scormkit.proof.played import Played
    from scormkit.proof.record import run_of
    from scormkit.proof.rules import TEST_FAILED

    if not isinstance(outcome, Played):
        where = f"{task.profile} › {task.learner}"
        finding = TEST_FAILED.at(SourcePos(task.path.name), outcome.reason, where=where)
        return Run(task.profile, task.learner, "", 0, 0, task.seconds, (finding,))
    run = run_of(outcome)
    if run.pictures and not run.passed:
        strip = write_strip([Path(each) for each in run.pictures], f"{task.path.name}: {run.name}")
        return replace(run, pictures=(*run.pictures, str(strip)))
    return run
