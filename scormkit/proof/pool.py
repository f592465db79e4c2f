"""Many tasks side by side: each process has a browser of its own, and none may take longer than it is given.

A process that does not come back in time is ended, and its browser with it; the next task gets a new one.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from scormkit.errors import ScormkitError
from scormkit.proof.play import Task
from scormkit.proof.played import Played

# A browser has to start, pictures to be written, and a task knows its own end.
GRACE_SECONDS = 30.0
_TICK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that came to no end."""

    reason: str


Outcome = Played | Failed
Told = Callable[[int, Outcome], None]


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    number: int | None = None
    deadline: float = 0.0


def play_all(tasks: Sequence[Task], browser: str, *, online: bool, jobs: int, told: Told) -> list[Outcome]:
    """An outcome for each task, in their order; `told` hears of each as it comes. ScormkitError: no browser starts."""
    outcomes: dict[int, Outcome] = {}
    waiting = list(range(len(tasks)))
    workers: list[_Worker] = []

    def done(worker: _Worker, outcome: Outcome) -> None:
        assert worker.number is not None
        outcomes[worker.number] = outcome
        told(worker.number, outcome)
        worker.number = None

    try:
        while len(outcomes) < len(tasks):
            workers = [worker for worker in workers if worker.process.is_alive() or worker.number is not None]
            while waiting and len(workers) < jobs:
                workers.append(_start(browser, online))
            for worker in workers:
                if worker.number is None and waiting:
                    worker.number = waiting.pop(0)
                    task = tasks[worker.number]
                    worker.deadline = time.monotonic() + task.seconds + GRACE_SECONDS
                    with suppress(OSError):
                        worker.pipe.send(task)
            ready = wait([worker.pipe for worker in workers if worker.number is not None], _TICK_SECONDS)
            for worker in workers:
                if worker.number is None:
                    continue
                if worker.pipe in ready:
                    done(worker, _heard(worker))
                elif time.monotonic() > worker.deadline:
                    worker.process.kill()
                    worker.process.join(5)
                    done(worker, Failed("it did not end in time, and was stopped"))
        return [outcomes[number] for number in range(len(tasks))]
    finally:
        for worker in workers:
            _end(worker)


def _heard(worker: _Worker) -> Outcome:
    try:
        said = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(5)
        worker.process.kill()
        return Failed("the process that played it was ended, for want of memory perhaps")
    if isinstance(said, ScormkitError):
        raise said
    return said if isinstance(said, (Played, Failed)) else Failed(str(said))


def _start(browser: str, online: bool) -> _Worker:
    # A fresh interpreter: a copy of this one would have its threads' locks, and none of its threads.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, browser, online), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    if worker.number is None:
        worker.process.join(5)
    if worker.process.is_alive():
        worker.process.terminate()
        worker.process.join(2)
    if worker.process.is_alive():
        worker.process.kill()


def _work(pipe: Connection, browser: str, online: bool) -> None:
    """A process: takes tasks until there are none any more."""
    import signal

    # Who interrupts means the one that was called; it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError, BrokenPipeError):
        try:
            _serve(pipe, browser, online)
        except ScormkitError as error:
            pipe.recv()
            pipe.send(error)


def _serve(pipe: Connection, browser: str, online: bool) -> None:
    from scormkit.proof.browser import running_browser
    from scormkit.proof.play import play

    while True:
        with running_browser(browser, online=online) as running:
            while running.is_connected():
                task = pipe.recv()
                pipe.send(_one(play, running, task))


def _one(play: Callable[[Any, Task], Played], running: Any, task: Task) -> Outcome:
    try:
        return play(running, task)
    except ScormkitError:
        raise
    except Exception as error:
        return Failed(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
