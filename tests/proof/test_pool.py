"""Tasks side by side: a process that dies or does not come back costs its own task alone."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from scormkit.errors import ScormkitError
from scormkit.proof import pool
from scormkit.proof.play import Task
from scormkit.proof.played import Played
from scormkit.proof.pool import Failed, Outcome, play_all
from tests.journeys.fixtures import find_chromium

Ours = Callable[[str, str], Path]


def test_a_process_that_is_ended_costs_its_own_task(ours: Ours) -> None:
    tasks = [Task(ours("tiny", "web"), "strict", learner, 60) for learner in ("quit-early", "mixed", "quit-early")]

    def told(number: int, outcome: Outcome) -> None:
        # The next task is on its way to the only process.
        if number == 0:
            multiprocessing.active_children()[0].kill()

    outcomes = play_all(tasks, find_chromium(), online=False, jobs=1, told=told)
    assert [type(each) for each in outcomes] == [Played, Failed, Played]
    assert "ended" in outcomes[1].reason  # type: ignore[union-attr]


def test_a_task_that_does_not_come_back_is_stopped(ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE_SECONDS", -4.0)
    tasks = [Task(ours("tiny", "web"), "strict", "resume", 5), Task(ours("tiny", "web"), "strict", "quit-early", 60)]
    first, second = play_all(tasks, find_chromium(), online=False, jobs=1, told=lambda number, outcome: None)
    assert isinstance(first, Failed)
    assert "in time" in first.reason
    assert isinstance(second, Played)


def test_a_fault_of_ours_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no zip")
    (outcome,) = play_all(
        [Task(tmp_path / "a.zip", "strict", "generic", 30)], find_chromium(), online=False, jobs=1, told=lambda *_: None
    )
    assert isinstance(outcome, Failed)
    assert outcome.reason.startswith("NotPlayableError")


def test_no_browser_ends_it_all(ours: Ours) -> None:
    with pytest.raises(ScormkitError, match="could not be started"):
        play_all(
            [Task(ours("tiny", "web"), "strict", "mixed", 30)], "/bin/false", online=False, jobs=1, told=lambda *_: None
        )
