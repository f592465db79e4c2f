"""Many packages: their order, and what a progress bar is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.errors import MisuseError
from scormkit.targets.verify_many import judge_many
from tests.targets.cases import sound_files, zipped


@pytest.mark.parametrize(("count", "jobs"), [(1, None), (3, None), (3, 2), (5, None), (5, 1)])
def test_progress_counts_bytes_of_one_and_packages_of_many(count: int, jobs: int | None, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.zip" for number in range(count)]
    for path in paths:
        path.write_bytes(zipped(sound_files("scorm12")))
    told: list[tuple[str, int, int]] = []
    judged = judge_many(paths, jobs=jobs, progress=lambda *each: told.append(each))
    assert [one.path for one in judged] == paths
    assert {name for name, _, _ in told} == {path.name for path in paths}
    done = [number for _, number, _ in told]
    assert done == sorted(done)
    if count > 1:
        assert done == list(range(1, count + 1))
    assert told[-1][1] == told[-1][2]


def test_a_path_that_is_not_there_stops_the_run_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(sound_files("scorm12")))
    with pytest.raises(MisuseError):
        judge_many([tmp_path / "a.zip", tmp_path / "none.zip"])
