"""`scormkit xapi`: samples, profile, and an LRS, real or strange; no credential ever comes out."""

from __future__ import annotations

import base64
import contextlib
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.xapi.conftest import Hooked
from tests.xapi.parts import PASSWORD, USER, RealLrs
from tests.xapi.test_statement_rules import GOOD

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs scormkit in an empty folder, with the environment of the test alone."""

    def start(*arguments: str | Path, endpoint: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        known = {"SCORMKIT_LRS_ENDPOINT": endpoint} if endpoint else {}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SCORMKIT_LRS")}
        done = subprocess.run(
            [sys.executable, "-m", "scormkit", *map(str, arguments)],
            cwd=tmp_path, env={**inherited, **known, **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        for secret in environment.values():
            if len(secret) > 5 and secret != endpoint:
                assert secret not in done.stdout + done.stderr
        return done

    return start


LOGIN = {"SCORMKIT_LRS_USER": USER, "SCORMKIT_LRS_PASSWORD": PASSWORD}


def statement(number: int, **more: Any) -> dict[str, Any]:
    """A statement with an id of its own."""
    return {**GOOD, "id": f"7ccd3322-e1a5-411a-a67d-{number:012}", **more}


def lines(path: Path, *values: Any) -> Path:
    """A file with a value on each line."""
    path.write_text("".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in values), "utf-8")
    return path


def test_samples_for_people_and_for_programs(run: Run, hooked: dict[str, Hooked]) -> None:
    shown = run("xapi", "statements", hooked["tiny"].folder, "-t", "scorm12")
    assert shown.returncode == 0, shown.stderr
    assert "question-answered  " in shown.stdout
    assert "session.yaml:" in shown.stdout
    listed = json.loads(run("xapi", "statements", hooked["tiny"].folder, "--format", "json").stdout)
    verbs = {each["verb"]["id"].rpartition("/")[2] for each in listed}
    assert verbs >= {"experienced", "answered", "passed", "failed", "progressed", "initialized", "terminated"}


def test_a_course_without_hooks_sends_nothing_in_scorm(run: Run, lead: Path) -> None:
    done = run("xapi", "statements", lead / "by-domain.course.yaml", "-t", "scorm12", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "docs/xapi.md" in done.stderr


def test_the_profile_is_the_same_every_time(run: Run, hooked: dict[str, Hooked], tmp_path: Path) -> None:
    folder = hooked["pair"].folder
    assert run("xapi", "profile", folder, "-o", "one.jsonld").returncode == 0
    assert (tmp_path / "one.jsonld").read_text("utf-8") == run("xapi", "profile", folder).stdout
    dated = json.loads(run("xapi", "profile", folder, "--date", "2026-04-01").stdout)
    assert dated["versions"][0]["generatedAtTime"] == "2026-04-01T00:00:00Z"


def test_a_course_with_errors_gives_neither(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("---\ntitle: Bad\nid: bad\nlanguage: en\nminutes: x\n---\n\n# One\n", "utf-8")
    for what in ("statements", "profile"):
        done = run("xapi", what, "bad.md")
        assert (done.returncode, done.stdout) == (1, "")
        assert "bad.md:5:" in done.stderr


def test_several_courses_are_a_misuse(run: Run, lead: Path) -> None:
    done = run("xapi", "profile", lead)
    assert done.returncode == 2
    assert "2 courses" in done.stderr


def test_ping(run: Run, lrs: RealLrs) -> None:
    done = run("xapi", "ping", endpoint=lrs.address, **LOGIN)
    assert done.returncode == 0, done.stderr
    assert "1.0.3 is used" in done.stdout
    named = run("xapi", "ping", "--endpoint", lrs.address, **LOGIN)
    assert named.returncode == 0


@pytest.mark.parametrize(
    ("endpoint", "login", "code", "said"),
    [
        ("", LOGIN, 2, "name the LRS"),
        ("lrs", LOGIN, 2, "no endpoint"),
        ("ftp://lrs.example.org/", LOGIN, 2, "no endpoint"),
        ("http://lrs.example.org/xapi", LOGIN, 2, "open line"),
        ("https://ann:hunter22@lrs.example.org/", LOGIN, 2, "holds a password"),
        ("http://127.0.0.1:9/", {}, 2, "no credentials"),
        ("http://127.0.0.1:9/", LOGIN, 3, "cannot be reached"),
    ],
)
def test_what_cannot_be_reached_is_said(run: Run, endpoint: str, login: dict[str, str], code: int, said: str) -> None:
    done = run("xapi", "ping", endpoint=endpoint, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring", **login)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "hunter22" not in done.stderr


def test_wrong_credentials(run: Run, lrs: RealLrs) -> None:
    done = run("xapi", "ping", endpoint=lrs.address, SCORMKIT_LRS_USER=USER, SCORMKIT_LRS_PASSWORD="not-this-one")
    assert done.returncode == 3
    assert "the credentials are wrong" in done.stderr
    token = run("xapi", "ping", endpoint=lrs.address, SCORMKIT_LRS_TOKEN="a-token-of-some-length")
    assert token.returncode == 3


def test_credentials_from_a_keyring(run: Run, lrs: RealLrs, tmp_path: Path) -> None:
    (tmp_path / "ring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Ring(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, username):\n"
        f"        return '{USER}:{PASSWORD}' if (service, username) == ('scormkit-lrs', '{lrs.address}') else None\n"
        "    def set_password(self, service, username, password): ...\n",
        "utf-8",
    )
    more = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, (str(tmp_path), more)))
    done = run("xapi", "ping", endpoint=lrs.address, PYTHON_KEYRING_BACKEND="ring.Ring", PYTHONPATH=path)
    assert done.returncode == 0, done.stderr


def test_statements_are_sent_once(run: Run, lrs: RealLrs, tmp_path: Path) -> None:
    without_id = {name: part for name, part in GOOD.items() if name != "id"}
    lines(tmp_path / "new.jsonl", statement(1), statement(2), without_id)
    before = len(lrs.statements)
    for _ in range(2):
        done = run("xapi", "send", "new.jsonl", endpoint=lrs.address, **LOGIN)
        assert done.returncode == 0, done.stderr
        assert len(lrs.statements) == before + 3
    kept = next(each for each in lrs.statements if each["id"] == statement(1)["id"])
    assert {name: kept[name] for name in ("actor", "verb", "object", "timestamp")} == {
        name: GOOD[name] for name in ("actor", "verb", "object", "timestamp")
    }


def test_a_file_with_a_faulty_statement_is_not_sent_at_all(run: Run, lrs: RealLrs, tmp_path: Path) -> None:
    before = len(lrs.statements)
    (tmp_path / "list.json").write_text(json.dumps([statement(11), statement(12, timestamp="today")]), "utf-8")
    done = run("xapi", "send", "list.json", endpoint=lrs.address, **LOGIN)
    assert done.returncode == 1
    assert "list.json, statement 2" in done.stderr
    assert "timestamp" in done.stderr
    assert len(lrs.statements) == before


def test_another_statement_under_an_id_is_told(run: Run, lrs: RealLrs, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", statement(21))
    lines(tmp_path / "b.jsonl", statement(21, result={"success": False}), statement(22))
    assert run("xapi", "send", "a.jsonl", endpoint=lrs.address, **LOGIN).returncode == 0
    done = run("xapi", "send", "b.jsonl", endpoint=lrs.address, **LOGIN)
    assert done.returncode == 1
    assert "line 1" in done.stderr
    assert "another statement with this id" in done.stderr
    assert statement(22)["id"] in {each["id"] for each in lrs.statements}


def test_a_log_is_replayed_as_far_as_it_goes(run: Run, lrs: RealLrs, tmp_path: Path) -> None:
    lines(tmp_path / "log", statement(31), "{ broken", statement(32, verb={"id": "nope"}), statement(33), statement(31))
    done = run("xapi", "replay", "log", endpoint=lrs.address, **LOGIN)
    assert done.returncode == 1
    assert "log, line 2" in done.stderr
    assert "log, line 3" in done.stderr
    assert "2 statements sent, 2 not taken" in done.stdout
    again = run("xapi", "replay", "log", endpoint=lrs.address, **LOGIN)
    assert "0 statements sent, 2 known already, 2 not taken" in again.stdout
    (tmp_path / "export.json").write_text(json.dumps(lrs.get("statements")), "utf-8")
    done = run("xapi", "replay", "export.json", endpoint=lrs.address, **LOGIN)
    assert (done.returncode, "0 statements sent" in done.stdout) == (0, True), done.stderr


def test_many_statements_go_in_several_requests(run: Run, lrs: RealLrs, tmp_path: Path) -> None:
    before = len(lrs.statements)
    lines(tmp_path / "many.jsonl", *(statement(1000 + number) for number in range(130)))
    done = run("xapi", "send", "many.jsonl", endpoint=lrs.address, **LOGIN)
    assert "130 statements sent" in done.stdout, done.stderr
    assert len(lrs.statements) == before + 130


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[" * 100_000, b"[1, null]", b'{"statements": 7}'])
def test_what_is_no_file_of_statements(run: Run, lrs: RealLrs, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd").write_bytes(content)
    for what in ("send", "replay"):
        done = run("xapi", what, "odd", endpoint=lrs.address, **LOGIN)
        assert done.returncode == (3 if content[:1] == b"\xff" else 1), done.stderr


class Strange(http.server.BaseHTTPRequestHandler):
    """An LRS that answers as the test says: a list of (status, headers, body), the last of them for good."""

    answers: ClassVar[list[tuple[int, dict[str, str], str]]]
    asked: ClassVar[list[tuple[str, str, str]]]

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        self.asked.append((self.command, self.path, self.headers.get("X-Experience-API-Version") or ""))
        status, headers, body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    do_GET = do_POST = do_PUT = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextlib.contextmanager
def strange(*answers: tuple[int, dict[str, str], str]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Endpoint and what it is asked."""
    handler = type("Handler", (Strange,), {"answers": list(answers), "asked": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/xapi", handler.asked  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def test_an_lrs_of_version_2(run: Run, tmp_path: Path) -> None:
    about = (200, {}, '{"version": ["2.0.0"]}')
    with strange(about, (200, {}, '{"statements": []}')) as (endpoint, asked):
        done = run("xapi", "ping", endpoint=endpoint, **LOGIN)
        assert "2.0.0 is used" in done.stdout, done.stderr
        assert [version for _, _, version in asked] == ["1.0.3", "2.0.0"]
    lines(tmp_path / "one", statement(41))
    took = (200, {}, json.dumps([statement(41)["id"]]))
    for first in ((404, {}, ""), (400, {"X-Experience-API-Version": "2.0.0"}, "which version?")):
        no = (400, {"X-Experience-API-Version": "2.0.0"}, "which version?")
        with strange(first, no, took) as (endpoint, asked):
            assert run("xapi", "send", "one", endpoint=endpoint, **LOGIN).returncode == 0
            assert asked[-1][2] == "2.0.0"
    with strange(about, took) as (endpoint, asked):
        assert run("xapi", "send", "one", endpoint=endpoint, **LOGIN).returncode == 0
        assert [version for _, _, version in asked] == ["1.0.3", "2.0.0"]


def test_an_lrs_that_asks_for_patience(run: Run, tmp_path: Path) -> None:
    lines(tmp_path / "one", statement(42))
    answers = [(404, {}, ""), (429, {"Retry-After": "1"}, ""), (503, {}, ""), (204, {}, "")]
    with strange(*answers) as (endpoint, asked):
        assert run("xapi", "send", "one", endpoint=endpoint, **LOGIN).returncode == 0
        assert len(asked) == 4


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, {}, "<html>Welcome</html>"), "not as an LRS does"),
        ((404, {}, ""), "is it an LRS?"),
        ((302, {"Location": "https://elsewhere.example/"}, ""), "elsewhere.example"),
        ((403, {}, ""), "may not do this"),
    ],
)
def test_what_is_no_lrs(run: Run, answer: tuple[int, dict[str, str], str], said: str) -> None:
    with strange((404, {}, "") if answer[0] != 302 else answer, answer) as (endpoint, _):
        done = run("xapi", "ping", endpoint=endpoint, **LOGIN)
        assert (done.returncode, said in done.stderr) == (3, True), done.stderr


def test_too_large_and_refused_ones_do_not_hold_up_the_others(run: Run, tmp_path: Path) -> None:
    lines(tmp_path / "three", *(statement(number) for number in (51, 52, 53)))
    answers = [(404, {}, ""), (413, {}, ""), (204, {}, ""), (413, {}, ""), (400, {}, "no such verb")]
    with strange(*answers) as (endpoint, asked):
        done = run("xapi", "send", "three", endpoint=endpoint, **LOGIN)
        assert done.returncode == 1
        assert "1 statement sent, 2 not taken" in done.stdout
        assert "too large" in done.stderr
        assert "no such verb" in done.stderr
        assert [method for method, _, _ in asked] == ["GET", "POST", "PUT", "PUT", "PUT"]


@pytest.mark.parametrize("body", ["<html>Please log in</html>", "[]", '["another"]', "[" * 100_000, '{"version": 5}'])
def test_what_only_says_200_has_taken_nothing(run: Run, tmp_path: Path, body: str) -> None:
    lines(tmp_path / "one", statement(61))
    with strange((200, {}, body)) as (endpoint, _):
        for what in ("send", "replay"):
            done = run("xapi", what, "one", endpoint=endpoint, **LOGIN)
            assert (done.returncode, "sent" in done.stdout) == (3, False), done.stderr
        assert run("xapi", "ping", endpoint=endpoint, **LOGIN).returncode == 3


def test_what_the_lrs_repeats_of_the_credentials_is_not_shown(run: Run, tmp_path: Path) -> None:
    lines(tmp_path / "one", statement(62))
    login = {"SCORMKIT_LRS_USER": "tester", "SCORMKIT_LRS_PASSWORD": "sesame-street"}
    encoded = base64.b64encode(b"tester:sesame-street").decode()
    echo = (400, {}, f"you sent Basic {encoded}, that is tester:sesame-street")
    with strange((404, {}, ""), echo) as (endpoint, _):
        done = run("xapi", "send", "one", endpoint=endpoint, **login)
        assert done.returncode == 1
        assert "you sent" in done.stderr
        assert encoded not in done.stderr
    moved = (302, {"Location": "https://elsewhere.example/xapi?token=abc123"}, "")
    with strange(moved) as (endpoint, _):
        done = run("xapi", "ping", endpoint=endpoint, **login)
        assert "https://elsewhere.example/xapi;" in done.stderr
        assert "abc123" not in done.stderr
