"""A learner in a real LMS, and a watch on what the content does there; the LMS's own pages are its own affair."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Request, Response, WebError

from ..journeys.learner import Learner, Place
from ..journeys.truth import Truth
from .servers import RealLms


class Guest(Learner):
    """As in the journeys, but the LMS is somebody else's: `address` is where it starts the course."""

    def __init__(self, context: BrowserContext, lms: RealLms, address: str, truth: Truth, target: str) -> None:
        super().__init__(context, lms, truth, target)  # type: ignore[arg-type]
        self.address = address
        self.faults: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
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
        # A person looks up before leaving. Open edX sends values batch by batch, and on leaving none any more.
        spare.wait_for_timeout(1300)
        self.window.close(run_before_unload=True)
        for _ in range(400):
            if self.window.is_closed():
                break
            spare.wait_for_timeout(25)
        # These LMSs send on leaving and do not tell when all is there.
        spare.wait_for_timeout(400)
        spare.close()
        return self._gone()

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
        if request.url.startswith(("data:", "blob:", self.lms.origin)) or request.is_navigation_request():
            return
        if request.frame.url.startswith(self._content):
            self.faults.append(f"request to elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.url.startswith(self._content):
            self.faults.append(f"request failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.url.startswith(self._content):
            self.faults.append(f"HTTP {response.status}: {response.url}")
