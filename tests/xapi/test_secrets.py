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
from scormkit.secret_scan import PIECE_BYTES, find_secrets, secrets_in
from scormkit.targets import TARGETS
from tests.xapi.conftest import Hooked

SECRETS = {
    "course.yaml": "xapi:\n  broker: https://ann:hunter2@lms.example.org/token\n",
    "sessions/a/session.yaml": "lrs_password: hunter22\n",
    "sessions/a/01-one.md": "\nAuthorization: Basic dGVzdGVyOnNlY3JldA==\n",
    "sessions/a/notes.txt": "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n",
    "sessions/a/.env": "LRS_SECRET=7c9e6679f3a94c0b\n",
    "sessions/a/short.env": "SCORMKIT_LRS_PASSWORD=hunter2\n",
    "sessions/a/readme.txt": "The test account has password=correcthorse today\n",
    "sessions/a/page.html": "<!-- LRS key: dGVzdGVyOnNlY3JldA== -->\n",
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


def test_secrets_in_odd_places_are_found(tmp_path: Path) -> None:
    """In UTF-16, far behind, across the joint of two pieces, in an archive; and nothing in what only looks so."""
    secret = b"Authorization: Basic dGVzdGVyOnNlY3JldA==\n"
    filler = b"a line of text that says nothing at all\n"
    cases = {
        "wide.txt": 'password = "hunter2abc"'.encode("utf-16"),
        "bare.txt": 'password = "hunter2abc"'.encode("utf-16-le"),
        "far.txt": filler * (9_000_000 // len(filler)) + secret,
        "joint.txt": b"x" * (PIECE_BYTES - 20) + b"\n" + secret + filler,
    }
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("inner/notes.txt", secret)
    for name in (*cases, "pack.zip"):
        assert len(list(secrets_in(tmp_path / name))) == 1, name
    (found,) = secrets_in(tmp_path / "far.txt")
    assert found.line == 9_000_000 // len(filler) + 1
    for text in (
        "Your password: at least twelve characters, please.",
        "if (event.key === other.key) return token;",
        "const password = input.value;",
        "A basic key principle: responsibility.",
        "The key is QmFzZTY0VGV4dFdpdGhvdXRDb2xvbg==",
    ):
        (tmp_path / "plain.js").write_text(text, "utf-8")
        assert list(secrets_in(tmp_path / "plain.js")) == [], text
