"""Sees to it that a journey left no trace that it should not: errors, failed requests, requests to elsewhere."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

from .host.server import Lms

OF_THE_HOST = ("/commit", "/calls")


class Watch:
    """Collects from every page and frame of a context, from the first request on."""

    def __init__(self, context: BrowserContext, lms: Lms) -> None:
        self.lms = lms
        self.faults: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._page_error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        # A commit that was made to fail; what else does not load is seen by _failed and _response.
        if self.lms.disturbed and message.text.startswith("Failed to load resource"):
            return
        self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _page_error(self, error: WebError) -> None:
        self.faults.append(f"page error: {error.error.stack or error.error.message}")

    def _request(self, request: Request) -> None:
        own = (self.lms.origin + "/", self.lms.other_origin + "/", "data:", "blob:", "about:")
        if not request.url.startswith(own):
            self.faults.append(f"request to elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        # Beacons outlive their page, and a page that is gone has its record of calls cut off.
        if request.url.endswith(OF_THE_HOST) and (self.lms.disturbed or "ABORTED" in (request.failure or "")):
            return
        self.faults.append(f"request failed: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not (self.lms.disturbed and response.url.endswith(OF_THE_HOST)):
            self.faults.append(f"HTTP {response.status}: {response.url}")

    def assert_clean(self) -> None:
        """Nothing wrong was seen, and the API was never used wrongly. Errors of commits made to fail are the test's."""
        calls = [
            call
            for call in self.lms.api_errors()
            if not self.lms.page_faults and not (self.lms.disturbed and call.name in ("Commit", "Terminate"))
        ]
        assert not self.faults, "\n".join(self.faults)
        assert not calls, "\n".join(map(str, calls))
