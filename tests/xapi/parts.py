"""Real parts for the tests of statements: an LRS and a cmi5 LMS as processes of their own, a site for packages."""

from __future__ import annotations

import base64
import functools
import http.server
import json
import os
import subprocess
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scormkit.course.moments import DECLARABLE

ROOT = Path(__file__).parents[2]
USER, PASSWORD = "tester", "secret"
ALL_HOOKS = f"xapi:\n  activity_base: https://learning.example.org/xapi\n  hooks: [{', '.join(DECLARABLE)}]\n"
"""The section `xapi` of a course that tells everything."""


class Process:
    """A server of the tests; it says where it is with the last word of its first line."""

    def __init__(self, command: list[str], folder: Path, **environment: str) -> None:
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, **environment}
        )
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            self.stop()
            raise AssertionError(f"{command} ended before it began")
        self.address = line.split()[-1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()


class RealLrs(Process):
    """Learning Locker's services in memory; `address` is the endpoint."""

    def __init__(self, folder: Path) -> None:
        script = str(ROOT / "tests/lrs/lrs.cjs")
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(["node", script, "0"], folder, LRS_DIR=str(folder), LRS_AUTH=f"{USER}:{PASSWORD}")

    @property
    def authorization(self) -> str:
        """The header that lets us in."""
        return "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()

    def get(self, path: str) -> Any:
        """A GET with credentials; None for 404."""
        headers = {"Authorization": self.authorization, "X-Experience-API-Version": "1.0.3"}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address + path, headers=headers)) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise

    @property
    def statements(self) -> list[dict[str, Any]]:
        """All that it has, in the order in which they came."""
        answer = self.get("statements?ascending=true&limit=100")
        found = list(answer["statements"])
        while answer.get("more"):
            answer = self.get(answer["more"].removeprefix("/xAPI/"))
            found += answer["statements"]
        return found


class Cmi5Lms(Process):
    """The cmi5 LMS of the tests; `address` is its origin."""

    def __init__(self, **options: Any) -> None:
        super().__init__(["node", str(ROOT / "tests/lrs/serve_lms.js"), json.dumps(options)], ROOT)

    def ask(self, path: str) -> Any:
        """A control request."""
        with urllib.request.urlopen(f"{self.address}/control/{path}") as answer:
            return json.loads(answer.read() or b"null")

    def launch(self, mode: str = "Normal") -> str:
        """The parameters of a launch."""
        return str(self.ask(f"launch?mode={mode}")["search"])

    @property
    def seen(self) -> dict[str, Any]:
        """What the LMS has and has refused."""
        return dict(self.ask("seen"))


class Site:
    """Unpacked packages, each at an origin of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._servers: list[http.server.ThreadingHTTPServer] = []

    def open(self, package: Path) -> str:
        """The origin at which the package is served now."""
        target = self._folder / f"{len(self._servers)}-{package.stem}"
        with zipfile.ZipFile(package) as archive:
            archive.extractall(target)
        handler = functools.partial(_Quiet, directory=str(target))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        self._servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    def close(self) -> None:
        """Ends all servers."""
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def wait_for(what: Callable[[], bool], message: str = "it never was so") -> None:
    """Until it is so, a minute at most."""
    pause = threading.Event()
    for _ in range(600):
        if what():
            return
        pause.wait(0.1)
    raise AssertionError(message)


def judged_by_validation(statements: list[dict[str, Any]]) -> list[list[str]]:
    """What npm's xapi-validation says of each statement: nothing where it is valid."""
    script = (
        "const validate = require('@learninglocker/xapi-validation').default;"
        "let text = ''; process.stdin.on('data', (part) => text += part).on('end', () => {"
        "console.log(JSON.stringify(JSON.parse(text).map((one) => validate(one)"
        ".map((warning) => warning.constructor.name + ' ' + (warning.path || []).join('.')))));});"
    )
    done = subprocess.run(
        ["node", "-e", script], input=json.dumps(statements), capture_output=True, text=True, check=True, cwd=ROOT
    )
    return list(json.loads(done.stdout))
