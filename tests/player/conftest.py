"""The browser of the journeys, and a person who looks at a preview."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from scormkit.api_player import Preview

from ..journeys.fixtures import COURSES, browser

__all__ = ["browser"]


@dataclass
class Viewer:
    """A preview in a browser. `faults` are errors of our own page."""

    preview: Preview
    page: Page
    told: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Errors of the content, and documents that an LRS does not have yet, are none of our page's."""
        ours = not any(part in message.location["url"] for part in ("/pkg/", "/xapi/"))
        if message.type == "error" and ours:
            self.faults.append(message.text)

    def frame(self, ending: str) -> Frame:
        """The frame whose address ends so, before any query or fragment."""
        for _ in range(600):
            for frame in self.page.frames:
                if frame.url.partition("#")[0].partition("?")[0].endswith(ending):
                    return frame
            self.page.wait_for_timeout(25)
        raise AssertionError(f"no frame shows {ending}: {[frame.url for frame in self.page.frames]}")

    @property
    def content(self) -> Frame:
        """The first page of a package of ours."""
        for _ in range(5):
            # A frame may be replaced by that of the next launch.
            with contextlib.suppress(PlaywrightError):
                frame = self.frame("/index.html")
                frame.locator("main h1").wait_for()
                return frame
        raise AssertionError("the content is never there for long")

    def choose(self, name: str, value: str) -> None:
        """A switch at the top."""
        more = self.page.locator("details:has(.more)")
        if name in ("mode", "place", "scheme", "direction", "language", "learner_name"):
            more.evaluate("node => { node.open = true; }")
        self.page.locator(f"#settings [name={name}]").select_option(value)

    def tab(self, name: str) -> str:
        """The text of a view of the panel."""
        self.page.get_by_role("tab", name=re.compile(rf"^{name}\b")).click()
        self.page.wait_for_timeout(150)
        return self.page.locator("#view").inner_text()

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Waits for something."""
        for _ in range(800):
            # A frame may be replaced while it is looked at.
            with contextlib.suppress(PlaywrightError):
                if condition():
                    return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"never came: {what}")


View = Callable[..., Viewer]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of a small session that a test may change."""
    return Path(shutil.copytree(COURSES["tiny"], tmp_path / "tiny"))


@pytest.fixture
def view(browser: Browser) -> Iterator[View]:
    """Opens a preview; at the end our own page must have had no error."""
    with ExitStack() as stack:
        viewers: list[Viewer] = []

        def start(
            path: Path, *, watched: bool = True, width: int = 1400, color_scheme: Any = "light", **options: Any
        ) -> Viewer:
            told: list[str] = []
            preview = stack.enter_context(Preview(path, told=lambda name, data: told.append(name), **options))
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=color_scheme)
            stack.callback(context.close)
            context.set_default_timeout(20_000)
            viewer = Viewer(preview, context.new_page(), told)
            if watched:
                viewers.append(viewer)
            viewer.page.on("pageerror", lambda error: viewer.faults.append(str(error)))
            viewer.page.on("console", lambda message: viewer.hear(message))
            viewer.page.goto(preview.address)
            return viewer

        yield start
        assert not [fault for viewer in viewers for fault in viewer.faults]
