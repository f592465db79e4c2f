"""A learner in a real LMS, and a watch on what the content does there; the LMS's own pages are its own affair."""

from __future__ import annotations

import time

from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Page, Request, Response, WebError

from ..journeys.learner import Learner, Place
from ..journeys.truth import Truth
from .servers import RealLms

# A person looks up before leaving.
LOOKING_UP_SECONDS = 1.3
LONGEST_SENDING_SECONDS = 60


class Guest(Learner):
    """As in the journeys, but the LMS is somebody else's: `address` is where it starts the course."""

    def __init__(self, context: BrowserContext, lms: RealLms, address: str, truth: Truth, target: str) -> None:
        super().__init__(context, lms, truth, target)  # type: ignore[arg-type]
        self.real_lms, self.address = lms, address
        self.faults: list[str] = []
        self._sending: set[Request] = set()
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("requestfinished", self._finished)
        context.on("response", self._response)

    def launch(self, place: Place = "frame") -> Learner:
        """Opens the course where the LMS offers it."""
        self._window = self.context.new_page()
        self._window.goto(self.address)
        self._sco = self._find_frame
        self._arrived()
        return self

    def _find_frame(self) -> Frame:
        for _ in range(800):
            for frame in self.window.frames:
                if frame.url.partition("#")[0].endswith("/index.html"):
                    return frame
            self.window.wait_for_timeout(25)
        raise AssertionError("the content was never opened")

    def close_tab(self) -> Learner:
        """Closes the window as a person does."""
        spare = self.context.new_page()
        self._look_up(spare)
        self.window.close(run_before_unload=True)
        for _ in range(400):
            if self.window.is_closed():
                break
            spare.wait_for_timeout(25)
        self._settle(spare)
        spare.close()
        self._sending.clear()
        return self._gone()

    def _look_up(self, spare: Page) -> None:
        """Waits until the LMS sends nothing: Open edX sends values batch by batch, and on leaving none any more."""
        deadline = time.monotonic() + LONGEST_SENDING_SECONDS
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < LOOKING_UP_SECONDS:
            assert time.monotonic() < deadline, f"the LMS is still sending: {[each.url for each in self._sending]}"
            spare.wait_for_timeout(25)
            if self._sending:
                quiet_since = time.monotonic()

    def _settle(self, spare: Page) -> None:
        """These LMSs send on leaving and do not tell when all is there: waits until nothing changes any more."""
        before: dict[str, str] | None = None
        while (stored := self.real_lms.stored(self.context)) != before:
            before = stored
            spare.wait_for_timeout(400)

    @property
    def _content(self) -> str:
        """Folder of the package's files on the server."""
        if self._window is None or self._window.is_closed():
            return "nowhere"
        for frame in self._window.frames:
            if frame.url.partition("#")[0].endswith("/index.html"):
                return frame.url.partition("#")[0].removesuffix("index.html")
        return "nowhere"

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location.get("url", "").startswith(self._content):
            self.faults.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        if self._content in (error.error.stack or ""):
            self.faults.append(f"page error: {error.error.stack}")

    def _request(self, request: Request) -> None:
        if request.method == "POST":
            self._sending.add(request)
        if request.url.startswith(("data:", "blob:", self.lms.origin)) or request.is_navigation_request():
            return
        if request.frame.url.startswith(self._content):
            self.faults.append(f"request to elsewhere: {request.url}")

    def _finished(self, request: Request) -> None:
        self._sending.discard(request)

    def _failed(self, request: Request) -> None:
        self._sending.discard(request)
        if request.url.startswith(self._content):
            self.faults.append(f"request failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.url.startswith(self._content):
            self.faults.append(f"HTTP {response.status}: {response.url}")
