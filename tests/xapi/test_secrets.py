"""No secret in any package, and no package of a course that holds one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scormkit import api
from scormkit.secret_scan import find_secrets
from scormkit.targets import TARGETS
from tests.xapi.conftest import Hooked

SECRETS = {
    "course.yaml": "xapi:\n  broker: https://ann:hunter2@lms.example.org/token\n",
    "sessions/a/session.yaml": "lrs_password: hunter22\n",
    "sessions/a/01-one.md": "\nAuthorization: Basic dGVzdGVyOnNlY3JldA==\n",
    "sessions/a/notes.txt": "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n",
    "sessions/a/.env": "LRS_SECRET=7c9e6679f3a94c0b\n",
    "sessions/a/talk.vtt": "WEBVTT\n\nNOTE https://lrs.example.org/xapi/?auth=Basic%20dGVzdGVyOnNlY3JldA%3D%3D\n",
}


def packages(lead: Path, tmp_path: Path, hooked: dict[str, Hooked]) -> Iterator[Path]:
    """LeAD and the courses of the journeys, for every target."""
    copy = tmp_path / "lead"
    shutil.copytree(lead, copy)
    yield from (each.path for each in api.build([copy], api.target_names(), tmp_path / "dist").packages)
    for course in hooked.values():
        yield from (course.path(target) for target in TARGETS)


def test_no_package_holds_a_secret(lead: Path, tmp_path: Path, hooked: dict[str, Hooked]) -> None:
    seen = 0
    for path in packages(lead, tmp_path, hooked):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                seen += 1
                found = list(find_secrets(archive.read(name), structured=name.endswith((".json", ".yaml"))))
                assert found == [], f"{path.name}: {name}: {found}"
    assert seen > 400


@pytest.mark.parametrize("place", SECRETS)
def test_a_course_with_a_secret_does_not_build(tmp_path: Path, place: str) -> None:
    session = tmp_path / "sessions" / "a"
    session.mkdir(parents=True)
    (tmp_path / "course.yaml").write_text(
        "title: One\nid: one\nlanguage: en\nversion: '1'\nsections:\n  - sessions: [sessions/a]\n", "utf-8"
    )
    (session / "session.yaml").write_text("title: A\nid: a\nlanguage: en\nminutes: 1\n", "utf-8")
    (session / "01-one.md").write_text("# One\n\nText.\n", "utf-8")
    target = tmp_path / place
    target.write_text((target.read_text("utf-8") if target.exists() else "") + SECRETS[place], "utf-8")
    command = [sys.executable, "-m", "scormkit", "build", ".", "-t", "all"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    assert "SK9509" in done.stderr
    assert not list(tmp_path.glob("dist/*.zip"))
    for secret in ("hunter2", "dGVzdGVyOnNlY3JldA", "MIIEow", "7c9e6679f3a94c0b"):
        assert secret not in done.stdout + done.stderr
