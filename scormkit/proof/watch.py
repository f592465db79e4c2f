"""What a browser sees of content: errors, requests, dialogs, pages that die."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response, WebError, WebSocket

from scormkit.proof.played import Seen

MOST_SEEN = 200
_PLACE = re.compile(r"(https?://[^\s()]+?):(\d+)(?::\d+)?\)?$", re.MULTILINE)
_OWN_SCHEMES = ("data:", "blob:", "about:", "chrome-error:", "javascript:")
_TRAP = "scormkit-proof looked-for "
# The browser says of each request that failed what is seen as a request as well, and of our own reports what they would
# have forbidden.
_SAID_ELSEWHERE = re.compile(r"^Failed to load resource|report-only|\[Report Only\]|^Access to \w+ at ", re.IGNORECASE)


class Watch:
    """Listens to a browser context. What it has seen since is taken away by `take`."""

    def __init__(self, context: BrowserContext, content_root: str) -> None:
        self._root = content_root
        parts = urlsplit(content_root)
        self._own = (f"{parts.scheme}://{parts.netloc}/", f"ws://{parts.netloc}/", *_OWN_SCHEMES)
        self._seen: dict[Seen, None] = {}
        self._refused: set[str] = set()
        context.on("console", self._console)
        context.on("weberror", self._web_error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("dialog", self._dialog)
        context.on("page", self._page)

    def take(self) -> tuple[Seen, ...]:
        """What was seen since the last time, each thing once."""
        found = tuple(self._seen)
        self._seen.clear()
        return found

    def add(self, seen: Seen) -> None:
        """Something that was seen in another way."""
        if len(self._seen) < MOST_SEEN:
            self._seen.setdefault(seen)

    def place(self, url: str) -> str:
        """A file's name in the package, or the address as it is."""
        return unquote(urlsplit(url).path.removeprefix(urlsplit(self._root).path)) if self._is_content(url) else url

    def _is_content(self, url: str) -> bool:
        return url.startswith(self._root)

    def _console(self, message: ConsoleMessage) -> None:
        if message.text.startswith(_TRAP):
            self.add(Seen("looked-for", message.text.removeprefix(_TRAP)))
        elif message.type == "error" and not _SAID_ELSEWHERE.search(message.text):
            url, line = message.location.get("url", ""), message.location.get("lineNumber")
            if self._is_content(url):
                self.add(Seen("console", message.text, self.place(url), line + 1 if isinstance(line, int) else None))

    def _web_error(self, error: WebError) -> None:
        found = _PLACE.search(error.error.stack or "")
        if found and not self._is_content(found[1]):
            return
        file, line = (self.place(found[1]), int(found[2])) if found else ("", None)
        self.add(Seen("script", error.error.message, file, line))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._own):
            self._outside(request.url)

    def _outside(self, url: str) -> None:
        parts = urlsplit(url)
        # What follows the path may hold a learner's name.
        self.add(Seen("outside", f"{parts.scheme}://{parts.netloc}{parts.path}"))

    def _failed(self, request: Request) -> None:
        if self._is_content(request.url) and "ABORTED" not in (request.failure or "").upper():
            self.add(Seen("failed", f"{self.place(request.url)}: {request.failure}", self.place(request.url)))

    def _response(self, response: Response) -> None:
        if response.status >= 400 and self._is_content(response.url):
            file = self.place(response.url)
            # What a browser asks for by itself.
            if file != "favicon.ico":
                self.add(Seen("missing", file, file))

    def _dialog(self, dialog: Dialog) -> None:
        self.add(Seen("dialog", f"{dialog.type}: {dialog.message}"))
        dialog.accept()

    def _page(self, page: Page) -> None:
        page.on("crash", lambda _: self.add(Seen("crashed", "the page died")))
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        if not socket.url.startswith(self._own):
            self._outside(socket.url)
