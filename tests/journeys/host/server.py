"""An LMS of the tests on a loopback port of its own: serves one package straight from its zip, keeps what that stores.

The run-time API lives in the browser (page/host.js); this side launches, stores commits as they come, hands them back
at the next launch, and can be told to fail. It knows manifests and SCORM's words, and nothing of scormkit.
"""

from __future__ import annotations

import json
import mimetypes
import re
import socket
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from lxml import etree

PAGE = Path(__file__).with_name("page")
SCORM_AGAIN = Path(__file__).parents[3] / "node_modules/scorm-again/dist/scorm-again.js"

Profile = Literal["scorm12", "scorm2004", "moodle12", "moodle2004", "none"]
CommitMode = Literal["ok", "refuse", "broken", "slow", "offline", "lose"]
"""ok; said no to; HTTP 500; a second late; connection cut and nothing stored; stored, but the answer never arrives."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API. `error` is the code that the API gave for it, "" where it threw."""

    launch: int
    time: float
    method: str
    args: tuple[str, ...]
    result: str
    error: str
    threw: str = ""
    dismissed: bool = False
    """Whether the page was being taken off the screen already."""
    beacons: int = 0
    """Commits that this launch had sent by beacon when the call returned. They may arrive after the record of it."""

    @property
    def name(self) -> str:
        """Method without the prefix of SCORM 1.2, as SCORM 2004 says it."""
        return {"LMSFinish": "Terminate"}.get(self.method, self.method.removeprefix("LMS"))


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit that arrived, and what the record held after it."""

    launch: int
    time: float
    by_beacon: bool
    size: int
    taken: bool
    record: dict[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an LMS needs of a manifest."""

    standard: Literal["scorm12", "scorm2004"]
    href: str
    mastery: str
    objectives: tuple[str, ...]
    launch_data: str


def read_manifest(data: bytes) -> Manifest:
    """The first item with a resource, as an LMS launches it."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    hrefs = {r.get("identifier"): r.get("href") or "" for r in root.iterfind(".//{*}resource")}
    item = next(i for i in root.iterfind(".//{*}item") if i.get("identifierref"))
    text = (root.findtext("{*}metadata/{*}schemaversion") or "").strip()
    objectives = [
        o.get("objectiveID")
        for tag in ("primaryObjective", "objective")
        for o in item.iterfind(f"{{*}}sequencing/{{*}}objectives/{{*}}{tag}")
    ]
    primary = item.find("{*}sequencing/{*}objectives/{*}primaryObjective")
    measure = ""
    if primary is not None and primary.get("satisfiedByMeasure") == "true":
        measure = primary.findtext("{*}minNormalizedMeasure") or "1.0"
    return Manifest(
        "scorm12" if text == "1.2" else "scorm2004",
        (hrefs[item.get("identifierref")] + (item.get("parameters") or "")),
        item.findtext("{*}masteryscore") or measure,
        tuple(o for o in objectives if o),
        item.findtext("{*}datafromlms") or item.findtext("{*}dataFromLMS") or "",
    )


@dataclass
class Lms:
    """The LMS and its one learner. Use as a context manager."""

    package: Path
    profile: Profile
    learner_id: str = "u1"
    learner_name: str = "Doe, Jo"
    mode: CommitMode = "ok"
    lesson_mode: str = "normal"
    page_faults: dict[str, Any] = field(default_factory=dict)
    """What the page's API does wrong from the launch on: {"throws": [methods]}."""
    record: dict[str, str] = field(default_factory=dict)
    launches: int = 0
    calls: list[Call] = field(default_factory=list)
    commits: list[Commit] = field(default_factory=list)
    disturbed: bool = False
    """Whether a commit was ever made to fail: failed requests to /commit are then no fault of the package."""
    content_reloaded: bool = False
    """Whether the content was loaded anew without the LMS, which may then refuse to end, or to begin again."""

    def __enter__(self) -> Lms:
        self._lock = threading.Lock()
        self._zip = zipfile.ZipFile(self.package)
        self.manifest = read_manifest(self._zip.read("imsmanifest.xml"))
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.lms = self
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._zip.close()

    @property
    def origin(self) -> str:
        """Where the LMS is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def other_origin(self) -> str:
        """The same server as a stranger: another site to a browser."""
        return f"http://localhost:{self.port}"

    @property
    def start(self) -> str:
        """Address of the package's first page."""
        return f"{self.origin}/pkg/{self.manifest.href}"

    def fail(self, mode: CommitMode) -> None:
        """From now on commits fail in this way; `ok` ends it."""
        self.mode = mode
        self.disturbed = self.disturbed or mode != "ok"

    def wait_for(self, condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Waits for something to arrive, such as the beacon of a tab that was closed."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"never came: {what}"
            time.sleep(0.02)

    def wait_for_end(self, ended_before: int) -> None:
        """Waits for one more end of a session, and for each commit that its page sent on the way out."""

        def is_over() -> bool:
            with self._lock:
                ends = self.called("Terminate")
                if len(ends) <= ended_before:
                    return False
                arrived = sum(commit.by_beacon and commit.launch == ends[-1].launch for commit in self.commits)
                return arrived >= ends[-1].beacons

        self.wait_for(is_over, "the end of the session")

    def value(self, name: str) -> str:
        """One stored element, "" if there is none."""
        return self.record.get(name) or ""

    def called(self, name: str) -> list[Call]:
        """The calls of one method, in the words of SCORM 2004."""
        return [call for call in self.calls if call.name == name]

    def written(self, element: str) -> list[str]:
        """Every value that content set an element to, in order."""
        return [call.args[1] for call in self.calls if call.name == "SetValue" and call.args[0] == element]

    def api_errors(self) -> list[Call]:
        """Calls that an LMS complained about.

        Reading what was never set (403 in 2004) is no complaint. Nor is it the content's fault if an LMS commits by a
        request that waits: while a page is dismissed browsers block these. What follows goes by beacon.
        """

        def harmless(call: Call) -> bool:
            unset = call.name == "GetValue" and call.error == "403"
            blocked = call.name == "Commit" and call.dismissed and call.error in ("101", "391")
            reloaded = self.content_reloaded and call.name in ("Initialize", "Commit", "Terminate")
            return unset or blocked or reloaded or call.name in ("GetLastError", "GetErrorString", "GetDiagnostic")

        return [call for call in self.calls if call.threw or (call.error not in ("", "0") and not harmless(call))]

    @property
    def finished(self) -> bool:
        """Whether the LMS would open the course for review only from now on."""
        return self._lesson_mode() != "normal"

    # What the pages ask of the server

    def launch(self) -> dict[str, Any]:
        """Everything that the host page must know to launch. A new launch begins."""
        with self._lock:
            self.launches += 1
            resumable = self.profile.endswith("12") or self.value("cmi.exit") == "suspend"
            if self.record and not resumable:
                self.record = {}
            return {
                "launch": self.launches,
                "profile": self.profile,
                "href": "/pkg/" + self.manifest.href,
                "learnerId": self.learner_id,
                "learnerName": self.learner_name,
                "mode": self._lesson_mode(),
                "mastery": self.manifest.mastery,
                "launchData": self.manifest.launch_data,
                "objectives": list(self.manifest.objectives),
                "saved": self.record,
                "faults": self.page_faults,
            }

    def _lesson_mode(self) -> str:
        """As set by the test; Moodle decides by itself (S/datamodel.php: finished is entered for review)."""
        if self.profile == "moodle12" and self.value("cmi.core.lesson_status") in ("completed", "passed", "failed"):
            return "review"
        if self.profile == "moodle2004" and self.value("cmi.completion_status") == "completed":
            return "review"
        return self.lesson_mode

    def store(self, body: bytes, content_type: str) -> bool:
        """A commit arrives. Returns whether it was taken."""
        with self._lock:
            taken = self.mode in ("ok", "slow", "lose")
            if taken:
                values = json.loads(body)
                self.record = {**self.record, **{k: str(v) for k, v in values.items() if not isinstance(v, dict)}}
            by_beacon = not content_type.startswith("application/json")
            self.commits.append(Commit(self.launches, time.time(), by_beacon, len(body), taken, self.record))
            return taken

    def note(self, body: bytes) -> None:
        """Calls of the API that the page recorded."""
        with self._lock:
            self.calls += [Call(**{**call, "args": tuple(call["args"])}) for call in json.loads(body)]

    def file(self, name: str) -> bytes | None:
        """A file of the package."""
        with self._lock:
            try:
                return self._zip.read(name)
            except KeyError:
                return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    lms: Lms

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is none of the tests' business."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        """Silent."""

    def _send(self, body: bytes, content_type: str, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        """Pages of the host, files of the package."""
        path = unquote(urlsplit(self.path).path)
        if path == "/launch.json":
            return self._send(json.dumps(self.server.lms.launch()).encode(), "application/json")
        if path == "/favicon.ico":
            return self._send(b"", "image/x-icon")
        if path == "/scorm-again.js":
            return self._send(SCORM_AGAIN.read_bytes(), "text/javascript")
        if path.startswith("/host/"):
            page = PAGE / Path(path).name
            return self._reply(page.read_bytes() if page.is_file() else None, page.name)
        if path.startswith("/pkg/"):
            return self._reply(self.server.lms.file(path.removeprefix("/pkg/")), path)
        return self._send(b"not here", "text/plain", 404)

    def _reply(self, body: bytes | None, name: str) -> None:
        if body is None:
            return self._send(b"not here", "text/plain", 404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            return self._send(body, kind, Accept_Ranges="bytes")
        first, last = int(wanted[1]), int(wanted[2] or len(body) - 1)
        part = body[first : last + 1]
        extent = f"bytes {first}-{first + len(part) - 1}/{len(body)}"
        return self._send(part, kind, 206, Accept_Ranges="bytes", Content_Range=extent)

    def do_POST(self) -> None:
        """Commits, and the record of calls."""
        lms = self.server.lms
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/calls":
            lms.note(body)
            return self._send(b"{}", "application/json")
        mode = lms.mode
        if mode == "slow":
            time.sleep(1)
        taken = lms.store(body, self.headers.get("Content-Type", ""))
        if mode in ("offline", "lose"):
            return self._cut()
        answer = {"result": "true", "errorCode": 0} if taken else {"result": "false", "errorCode": 101}
        return self._send(json.dumps(answer).encode(), "application/json", 500 if mode == "broken" else 200)
