"""What `validate` is made of: packages judged, mended, and their findings chosen among, as the inputs of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scormkit import __version__
from scormkit.catalogue import Rule
from scormkit.errors import MisuseError
from scormkit.report import Input, Report
from scormkit.selection import Selection, apply
from scormkit.targets.verify import Judged
from scormkit.targets.verify_many import judge_many, judge_safely

Progress = Callable[[str, int, int], None]

_LMS_RULES = "SK71"


def inputs_of(
    paths: Sequence[Path],
    lms: Sequence[str],
    *,
    fix: bool,
    fix_folder: Path | None,
    jobs: int | None,
    progress: Progress | None,
) -> tuple[Input, ...]:
    """An input for each path; with `fix` for the package that was made of it, where one was."""
    if fix:
        _refuse_same_targets(paths, fix_folder)
    judged = judge_many(paths, lms=lms, jobs=jobs, progress=progress)
    return tuple(_mended(one, fix_folder, lms) if fix else _input(one) for one in judged)


def selected(inputs: Sequence[Input], selection: Selection, rules: Sequence[Rule], *, asked_lms: bool) -> Report:
    """The report of what a selection leaves, and an input more for each file of settings that something is wrong in."""
    unasked = frozenset() if asked_lms else frozenset(one.code for one in rules if one.code.startswith(_LMS_RULES))
    chosen = apply(selection, {one.path: one.findings for one in inputs}, rules, unasked)
    kept = [replace(one, findings=chosen.told[one.path], omitted=chosen.omitted.get(one.path, ())) for one in inputs]
    about = [Input(path, "unknown", findings) for path, findings in chosen.about.items() if findings]
    return Report((*kept, *about), __version__, chosen.known, chosen.silenced)


def _refuse_same_targets(paths: Sequence[Path], folder: Path | None) -> None:
    """MisuseError where two packages would be mended into one file."""
    from scormkit.targets.mending import mended_path

    made: dict[Path, Path] = {}
    for path in paths:
        target = mended_path(path, folder)
        if other := made.get(target):
            raise MisuseError(f"{other} and {path} would both become {target}; mend them into different folders")
        made[target] = path


def _input(one: Judged) -> Input:
    return Input(str(one.path), one.standard, one.findings, is_package=True)


def _mended(one: Judged, folder: Path | None, lms: Sequence[str]) -> Input:
    """The new package judged, if one was made; else the old one, with the reason if there was something to mend."""
    from scormkit.targets.mending import mend

    mended = mend(one, folder)
    if mended.path is None:
        is_told = bool(mended.reason) and bool(one.findings)
        return replace(_input(one), mended_from=str(one.path) if is_told else "", changed=(mended.reason,) * is_told)
    new = judge_safely(_as_given(mended.path, one.path), lms)
    return replace(_input(new), mended_from=str(one.path), changed=mended.done)


def _as_given(new: Path, old: Path) -> Path:
    """The path of the new package in the words in which the old one's was given."""
    return old.parent / new.name if new.parent == old.absolute().parent and old.name else new
