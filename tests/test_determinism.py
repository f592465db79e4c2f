"""The same sources give the same bytes, whatever surrounds the build."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = {
    "TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "umask": "022", "jobs": "1", "SOURCE_DATE_EPOCH": "0",
}  # fmt: skip
THERE = {
    "TZ": "Pacific/Chatham", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711", "umask": "077", "jobs": "4",
    "SOURCE_DATE_EPOCH": "1700000000",
}  # fmt: skip


def build(course: Path, output: Path, surroundings: dict[str, str], cwd: Path) -> dict[str, str]:
    env = {**os.environ, **{key: value for key, value in surroundings.items() if key.isupper()}}
    command = f'umask {surroundings["umask"]}; exec "$@"'
    arguments = ["build", str(course), "-t", "all", "-o", str(output), "-j", surroundings["jobs"]]
    subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-m", "scormkit", *arguments],
        env=env,
        cwd=cwd,
        check=True,
        capture_output=True,
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(output.glob("*.zip"))}


@pytest.mark.parametrize("name", ["by-domain.course.yaml", "sessions/improving-services"])
def test_time_zone_locale_umask_folder_and_jobs_change_no_byte(name: str, lead: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "Ein anderer Ordner" / "lead"
    # Backwards, so that the folder's own order of files differs too, and with other times.
    for path in sorted((each for each in lead.rglob("*") if each.is_file()), reverse=True):
        target = elsewhere / path.relative_to(lead)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (1, 1))
    here = build(lead / name, tmp_path / "one", HERE, lead)
    there = build(elsewhere / name, tmp_path / "two", THERE, tmp_path)
    assert len(here) == 3
    assert here == there
