"""The real LMSs, each a process of its own from .venv-lms on a free loopback port."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import BrowserContext

HERE = Path(__file__).parent
PYTHON = HERE.parents[1] / ".venv-lms/bin/python"
NOT_THERE = "The real LMSs are not installed. Run tools/lms-parts, which puts them into .venv-lms"
START_SECONDS = 60


@contextlib.contextmanager
def running(script: Path, folder: Path, ready: str) -> Iterator[str]:
    """Runs a server's script in a folder until it answers at `ready`; yields its origin."""
    if not PYTHON.is_file():
        pytest.fail(NOT_THERE, pytrace=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    origin = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(script.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [str(PYTHON), str(script), str(port)], cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _answers(origin + ready):
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"{script} did not start:\n{(folder / 'server.log').read_text()[-3000:]}")
                time.sleep(0.1)
            yield origin
        finally:
            process.terminate()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=20) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class RealLms(Protocol):
    """What a test asks of a real LMS."""

    origin: str
    name: str

    def upload(self, context: BrowserContext, package: Path) -> str:
        """Imports a package as an admin does; the address that a learner opens."""

    def stored(self, context: BrowserContext) -> dict[str, str]:
        """What is stored for the learner, by element."""


@dataclass
class Scormhost:
    """scormhost: takes anything, forgets `entry`, says nothing of counts."""

    origin: str
    name: str = "scormhost"
    _uploads: int = 0
    _package: str = ""

    def upload(self, context: BrowserContext, package: Path) -> str:
        """Registers (the first becomes admin) or logs in, then uploads under a fresh id."""
        person = {"email": "a@example.com", "username": "ann", "display_name": "Ann Other", "password": "Passw0rd-long"}
        answer = context.request.post(f"{self.origin}/api/auth/register", data=person)
        if not answer.ok:
            answer = context.request.post(f"{self.origin}/api/auth/login", data=person)
        assert answer.ok, answer.text()
        self._uploads += 1
        self._package = f"package{self._uploads}"
        file = {"name": package.name, "mimeType": "application/zip", "buffer": package.read_bytes()}
        url = f"{self.origin}/api/packages?package_id={self._package}"
        answer = context.request.post(url, multipart={"file": file})
        assert answer.status == 201, answer.text()
        launch = answer.json()["manifest"]["launches"]
        assert [each["href"] for each in launch] == ["index.html"]
        return f"{self.origin}/launch/{self._package}?launch=index.html"

    def stored(self, context: BrowserContext) -> dict[str, str]:
        """Its table of elements."""
        answer = context.request.get(f"{self.origin}/api/scorm/{self._package}/cmi?launch=index.html")
        assert answer.ok, answer.text()
        elements = answer.json()["elements"]
        return {name: str(value) for name, value in elements.items()}


@dataclass
class OpenEdx:
    """Open edX's SCORM block in the XBlock workbench: answers nothing that was stored but state and location."""

    origin: str
    folder: Path
    name: str = "openedx"

    def upload(self, context: BrowserContext, package: Path) -> str:
        """As Studio does, into a block without a past."""
        self._forget()
        scenario = f"{self.origin}/scenario/scorm.0/"
        assert context.request.get(scenario).ok
        token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
        answer = context.request.post(
            f"{self.origin}/handler/scorm.scorm.d0.u0/studio_submit/?student=student_1",
            headers={"X-CSRFToken": token},
            multipart={
                "file": {"name": package.name, "mimeType": "application/zip", "buffer": package.read_bytes()},
                "display_name": "SCORM",
                "width": "",
                "height": "700",
                "has_score": "1",
                "weight": "1",
                "enable_navigation_menu": "0",
                "enable_fullscreen_button": "0",
                "navigation_menu_width": "",
                "popup_on_launch": "0",
            },
        )
        assert answer.ok, answer.text()
        assert answer.json() == {"result": "success", "errors": []}, answer.text()
        return scenario

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "workbench.db", timeout=20)

    def _forget(self) -> None:
        with contextlib.closing(self._database()) as database, database:
            database.execute("DELETE FROM workbench_xblockstate WHERE user_id = 'student_1'")

    def stored(self, context: BrowserContext) -> dict[str, str]:
        """The fields of the block, and what it keeps of SCORM's own elements."""
        with contextlib.closing(self._database()) as database:
            rows = database.execute("SELECT state FROM workbench_xblockstate WHERE user_id = 'student_1'").fetchall()
        fields: dict[str, object] = {}
        for (state,) in rows:
            fields.update(json.loads(state))
        elements = fields.pop("scorm_data", None) or {}
        assert isinstance(elements, dict)
        return {name: str(value) for name, value in {**fields, **elements}.items()}
