"""Packages that send statements, sites and LMSs of other origins, and what a learner does in a browser."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scormkit.render.runtime import join_script
from tests.journeys.fixtures import Packages
from tests.xapi.parts import Cmi5Lms

ADL = "http://adlnet.gov/expapi"
BASE = "https://example.org/tiny"
SCORE = {"scaled": "{score_scaled}", "raw": "{score_raw}", "min": "{score_min}", "max": "{score_max}"}
HOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "page-experienced": ("experienced", {"duration": "{duration}"}),
    "question-answered": ("answered", {"success": "{correct}", "response": "{response}", "duration": "{duration}"}),
    "initialized": ("initialized", {}),
    "completed": ("completed", {"completion": True, "duration": "{duration}"}),
    "passed": ("passed", {"success": True, "score": SCORE, "duration": "{duration}"}),
    "failed": ("failed", {"success": False, "score": SCORE, "duration": "{duration}"}),
    "terminated": ("terminated", {"duration": "{duration}"}),
}


def statements_of(session: dict[str, Any]) -> dict[str, Any]:
    """What statements are made of, for a course of one session."""

    def activity(path: str, kind: str, name: str, **more: Any) -> dict[str, Any]:
        return {"id": BASE + path, "definition": {"name": {"en": name}, "type": f"{ADL}/activities/{kind}", **more}}

    def thing(what: dict[str, Any], parent: str = "") -> dict[str, Any]:
        return {"activity": what, "parent": parent, "grouping": ["course"], "framework": [], "hooks": ""}

    key = f"session:{session['id']}"
    things = {"course": thing(activity("", "course", "Tiny")), key: thing(activity("/s", "lesson", session["title"]))}
    for page in session["pages"]:
        name = f"{session['id']}/{page['id']}"
        things[f"page:{name}"] = thing(activity(f"/{page['id']}", "module", page["title"]), key)
        for question in page["questions"]:
            kind = "true-false" if question["type"] == "true-false" else "choice"
            what = activity(f"/{question['id']}", "cmi.interaction", question["text"], interactionType=kind)
            things[f"question:{session['id']}/{question['id']}"] = thing(what, f"page:{name}")
    hooks = [
        {"on": on, "name": "", "at": "", "activityType": "", "result": result, "context": {}}
        | {"verb": {"id": f"{ADL}/verbs/{verb}", "display": {"en": verb}}}
        for on, (verb, result) in HOOKS.items()
    ]
    return {
        "base": BASE, "profile": f"{BASE}/profile", "language": "en", "broker": "", "publisher": key, "lifecycle": True,
        "moveOn": "CompletedOrPassed", "masteryScore": None, "things": things, "framework": {}, "hooks": hooks,
    }  # fmt: skip


def data_of(script: str) -> dict[str, Any]:
    """What a content script pushes."""
    found = re.search(r'\.push\(\["\w+",(.*)\]\);\s*$', script, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


@pytest.fixture(scope="module")
def content(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder with the tiny course for a tracker that speaks to an LRS, or to nobody."""

    @functools.cache
    def make(tracker: str) -> Path:
        folder = tmp_path_factory.mktemp(tracker)
        with zipfile.ZipFile(packages.path("tiny", "scorm12")) as package:
            package.extractall(folder)
        session = data_of((folder / f"content/{packages.truth('tiny').session().id}.js").read_text("utf-8"))
        course = data_of((folder / "course.js").read_text("utf-8"))
        course["xapi"] = None if tracker == "none" else statements_of(session)
        text = f'(self.SCORMKIT=self.SCORMKIT||[]).push(["course",{json.dumps(course)}]);'
        (folder / "course.js").write_text(text, "utf-8")
        (folder / "player.js").write_bytes(
            join_script(tracker, frozenset() if tracker == "none" else frozenset({"statements", "help"}))
        )
        return folder

    return make


@pytest.fixture
def site() -> Iterator[Callable[[Path], str]]:
    """Serves folders, each at an origin of its own."""
    servers = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def lms() -> Iterator[Callable[..., Cmi5Lms]]:
    """Starts the LMS with options."""
    started: list[Cmi5Lms] = []

    def start(**options: Any) -> Cmi5Lms:
        started.append(Cmi5Lms(**options))
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A learner's browser."""
    context = browser.new_context()
    context.set_default_timeout(30_000)
    yield context
    context.close()


def read_on(page: Page, pages: int) -> None:
    """Follows “Next” some times."""
    page.locator("main h1").wait_for()
    for _ in range(pages):
        before = page.evaluate("location.hash")
        page.locator("nav a").filter(has_text="Next").last.click()
        page.wait_for_function("before => location.hash !== before", arg=before)


def answer_checks(page: Page) -> None:
    """Answers every open check of the page with its first answer."""
    for form in page.locator("main form.question").all():
        form.locator("input").first.check()
        form.get_by_role("button", name="Check").click()


def verbs(seen: dict[str, Any]) -> list[str]:
    """The verbs of all statements, in the order in which they came."""
    return [each["verb"]["id"].rpartition("/")[2] for each in seen["statements"]]
