"""Many packages at once: judged by several processes, told in the order in which they were given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scormkit.errors import MisuseError
from scormkit.findings import SourcePos
from scormkit.package.rules import JUDGING_FAILED
from scormkit.targets.verify import UNKNOWN, Judged, judge

# Starting a process costs as much as judging a few small packages.
FEWEST_FOR_PROCESSES = 4

Progress = Callable[[str, int, int], None]
"""(name of a package, done, in all): its bytes if it is the only one, else how many packages."""


def judge_many(
    paths: Sequence[Path], *, lms: Sequence[str] = (), jobs: int | None = None, progress: Progress | None = None
) -> list[Judged]:
    """Judges each path; whatever happens to one does not stop the rest. MisuseError where a path holds nothing.

    `jobs` is the number of processes, all cores if None. A fault of ours, or a process that the system ended, is a
    finding of that package. Outlines are left out: several processes could hand over only what pickles.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise MisuseError(f"there is no {path}")
    if lms:
        from scormkit.targets.lms.profile import load_profiles

        # A name that is none is misuse, and is told before the work begins.
        load_profiles(lms)
    count = min(jobs or os.cpu_count() or 1, len(paths))
    if count < 2 or (jobs is None and len(paths) < FEWEST_FOR_PROCESSES):
        return list(_one_by_one(paths, lms, progress))
    found = _side_by_side(paths, range(len(paths)), lms, count, progress)
    for number in range(len(paths)):
        if number not in found:
            # A process was ended from outside, and with it the pool; alone each package shows whether it was the one.
            ended = _failed(paths[number], "the process that judged it was ended, for want of memory perhaps")
            found[number] = _side_by_side(paths, (number,), lms, 1, None).get(number, ended)
            if progress:
                progress(paths[number].name, len(found), len(paths))
    return [found[number] for number in range(len(paths))]


def judge_safely(path: Path, lms: Sequence[str] = (), progress: Progress | None = None) -> Judged:
    """As `judge`, but a fault of ours is a finding, and there is no outline. MisuseError if nothing is there."""

    def advance(done: int, total: int) -> None:
        if progress:
            progress(path.name, done, total)

    try:
        return replace(judge(path, advance, lms=lms), outline=None)
    except MisuseError:
        raise
    except Exception as error:
        return _failed(path, f"{type(error).__name__}: {error}")


def _one_by_one(paths: Sequence[Path], lms: Sequence[str], progress: Progress | None) -> Iterator[Judged]:
    for number, path in enumerate(paths, 1):
        yield judge_safely(path, lms, progress if len(paths) == 1 else None)
        if progress and len(paths) > 1:
            progress(path.name, number, len(paths))


def _failed(path: Path, reason: str) -> Judged:
    return Judged(path, UNKNOWN, None, (JUDGING_FAILED.at(SourcePos(path.name), f"{path.name}: {reason}"),), 0, 0)


def _side_by_side(
    paths: Sequence[Path], numbers: Sequence[int], lms: Sequence[str], count: int, progress: Progress | None
) -> dict[int, Judged]:
    """Number → what was judged; incomplete if a process was ended from outside."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    found: dict[int, Judged] = {}
    with ProcessPoolExecutor(count, initializer=_end_quietly) as pool:
        futures = {pool.submit(judge_safely, paths[number], lms): number for number in numbers}
        try:
            for future in as_completed(futures):
                number = futures[future]
                found[number] = future.result()
                if progress:
                    progress(paths[number].name, len(found), len(paths))
        except BrokenProcessPool:
            return found
        except BaseException:
            # Interrupted: what is being judged is of no use any more.
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise
    return found


def _end_quietly() -> None:
    """In a process of the pool: signals end it without a word; the one that was called says what happened."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
