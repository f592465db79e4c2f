"""The local LMS as two servers on the loopback: one for the person's controls, one for the content.

The content has an origin of its own, another port: a hostile package can neither read nor reach the controls. Both ask
for a process of their own (Origin-Agent-Cluster), so that an endless loop stops nothing but itself. They share a host
name, for a browser keeps storage from a frame of another site, which content in an LMS has. Each side answers only
below a path that nobody can guess, and only under its own host name.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from scormkit.errors import ScormkitError
from scormkit.player.attempt import Attempt
from scormkit.player.lrs import Asked
from scormkit.player.package_files import media_type
from scormkit.resources import TEMPLATES

PAGES = TEMPLATES / "player"
LARGEST_BODY = 8 << 20
START_SECONDS = 10
# Content may load from itself alone; whatever else it asks for is let through, but told of.
_REPORTING = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data: blob:; report-uri {report}"
)
_EVERYWHERE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Origin-Agent-Cluster": "?1",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

Controls = Callable[[str, Mapping[str, Any]], Any]
"""Answers what a person's page asks: the name of the question and its values."""


class LocalLms:
    """Use as a context manager: it listens inside. `controls` answers the person's page; without them there is none.

    Raises ScormkitError where the port is taken.
    """

    def __init__(self, attempt: Attempt, *, port: int = 0, controls: Controls | None = None) -> None:
        self._attempt = attempt
        attempt.heard = self.tell
        self._left: Attempt | None = None
        self._controls = controls
        self._token, self._content_token = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        self._listeners: set[asyncio.Queue[tuple[str, Any]]] = set()
        self._loop = asyncio.new_event_loop()
        self._sockets = [_listening(port), _listening(0)]
        self._servers: list[uvicorn.Server] = []

    # Where things are

    @property
    def address(self) -> str:
        """Where a person opens the controls."""
        return f"http://{self._control_host}/{self._token}/"

    @property
    def shell(self) -> str:
        """Where the content is launched by itself."""
        return f"http://{self._content_host}/{self._content_token}/shell.html"

    @property
    def content_root(self) -> str:
        """Address of the package's folder."""
        return f"http://{self._content_host}/{self._content_token}/pkg/"

    @property
    def _control_host(self) -> str:
        return f"127.0.0.1:{self._sockets[0].getsockname()[1]}"

    @property
    def _content_host(self) -> str:
        return f"127.0.0.1:{self._sockets[1].getsockname()[1]}"

    # The attempt that is played

    @property
    def attempt(self) -> Attempt:
        """The attempt that is played now."""
        return self._attempt

    def play(self, attempt: Attempt) -> None:
        """Plays another attempt from the next launch on.

        What the content of the one before says on its way out still belongs to that one, and is shown to nobody.
        """
        self._attempt.heard = lambda name, data: None
        attempt.heard = self.tell
        self._left, self._attempt = self._attempt, attempt
        self.tell("state", self._state())

    def _attempt_of(self, registration: str) -> Attempt:
        """The attempt that a page of content belongs to."""
        left = self._left
        return left if left is not None and left.registration == registration else self._attempt

    def tell(self, name: str, data: Any) -> None:
        """Tells every open control page; may be called from any thread."""
        if self._loop.is_closed():
            return

        def put() -> None:
            for queue in self._listeners:
                # A page that does not listen any more must not fill the memory.
                if queue.qsize() < 5000:
                    queue.put_nowait((name, data))

        self._loop.call_soon_threadsafe(put)

    # Running

    def __enter__(self) -> LocalLms:
        sides = [(self._content_app(), self._sockets[1])]
        if self._controls is not None:
            sides.insert(0, (self._control_app(), self._sockets[0]))
        self._servers = [uvicorn.Server(_config(app)) for app, _ in sides]
        started = threading.Event()

        async def serve() -> None:
            running = [
                asyncio.create_task(server.serve(sockets=[own]))
                for server, (_, own) in zip(self._servers, sides, strict=True)
            ]
            while not all(server.started for server in self._servers):
                await asyncio.sleep(0.005)
            started.set()
            await asyncio.gather(*running)

        def run() -> None:
            asyncio.set_event_loop(self._loop)
            self._loop.run_until_complete(serve())

        self._thread = threading.Thread(target=run, daemon=True, name="local-lms")
        self._thread.start()
        if not started.wait(START_SECONDS):
            raise ScormkitError("the local LMS did not start; is the loopback interface of this machine up?")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.should_exit = True
            server.force_exit = True
        self._thread.join(5)
        for one in self._sockets:
            one.close()
        if not self._thread.is_alive():
            self._loop.close()

    # The person's side

    def _control_app(self) -> Starlette:
        async def page(request: Request) -> Response:
            headers = {
                "Content-Security-Policy": (
                    f"default-src 'self'; frame-src http://{self._content_host}; img-src 'self' data:; "
                    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                )
            }
            return FileResponse(PAGES / "preview.html", headers={**_typed("preview.html"), **headers})

        async def part(request: Request) -> Response:
            return _own_file(PAGES, request.path_params["name"])

        async def state(request: Request) -> Response:
            return JSONResponse(self._state())

        async def events(request: Request) -> Response:
            return StreamingResponse(self._events(request), media_type="text/event-stream")

        async def ask(request: Request) -> Response:
            if request.headers.get("origin") != f"http://{self._control_host}":
                return Response(status_code=403)
            values = json.loads(await _body(request) or b"{}")
            answer = await asyncio.to_thread(self._ask, request.path_params["name"], values)
            return JSONResponse(answer)

        return _guarded(
            self._control_host,
            self._token,
            [
                Route("/", page),
                Route("/state.json", state),
                Route("/events", events),
                Route("/ask/{name}", ask, methods=["POST"]),
                Route("/{name:path}", part),
            ],
        )

    def _state(self) -> dict[str, Any]:
        """Everything that there is to show now."""
        return {"shell": self.shell, **self._attempt.snapshot(), **self._ask("state", {})}

    def _ask(self, name: str, values: Mapping[str, Any]) -> Any:
        assert self._controls is not None
        return self._controls(name, values)

    async def _events(self, request: Request) -> AsyncIterator[bytes]:
        queue: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        # First what there is, then each thing that happens: none is told twice, and none is missed.
        queue.put_nowait(("state", self._state()))
        self._listeners.add(queue)
        try:
            while not await request.is_disconnected():
                try:
                    name, data = await asyncio.wait_for(queue.get(), 1)
                except TimeoutError:
                    if any(server.should_exit for server in self._servers):
                        return
                    continue
                yield f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
        finally:
            self._listeners.discard(queue)

    # The content's side

    def _content_app(self) -> Starlette:
        async def shell(request: Request) -> Response:
            policy = f"frame-ancestors http://{self._control_host}"
            return FileResponse(
                PAGES / "shell.html", headers={**_typed("shell.html"), "Content-Security-Policy": policy}
            )

        async def part(request: Request) -> Response:
            return _own_file(PAGES / "lms", request.path_params["name"])

        async def shell_part(request: Request) -> Response:
            return _own_file(PAGES, request.url.path.rpartition("/")[2])

        async def launch(request: Request) -> Response:
            return JSONResponse(self._attempt.launch())

        async def address(request: Request) -> Response:
            root = f"http://{self._content_host}/{self._content_token}"
            found = self._attempt.address(
                request.query_params.get("unit", ""), f"{root}/xapi/", f"{root}/fetch", f"{root}/left.html"
            )
            return JSONResponse({"address": found}) if found is not None else Response(status_code=404)

        async def commit(request: Request) -> Response:
            await self._be_slow()
            values = json.loads(await _body(request))
            asked = request.query_params
            attempt = self._attempt_of(asked.get("attempt", ""))
            taken = isinstance(values, dict) and attempt.commit(asked.get("unit", ""), values, is_part="part" in asked)
            return JSONResponse({"result": taken})

        async def report(request: Request) -> Response:
            heard, asked = json.loads(await _body(request)), request.query_params
            if isinstance(heard, dict):
                self._attempt_of(asked.get("attempt", "")).hear(asked.get("unit", ""), heard)
            return Response(status_code=204)

        async def outside(request: Request) -> Response:
            told = json.loads(await _body(request)).get("csp-report", {})
            self._attempt.note("outside", f"{told.get('blocked-uri', '')} ({told.get('effective-directive', '')})")
            return Response(status_code=204)

        async def fetch(request: Request) -> Response:
            if request.method != "POST":
                return Response(status_code=405)
            return JSONResponse(self._attempt.fetched(request.query_params.get("session", "")))

        return _guarded(
            self._content_host,
            self._content_token,
            [
                Route("/shell.html", shell),
                Route("/shell.js", shell_part),
                Route("/shell.css", shell_part),
                Route("/left.html", shell_part),
                Route("/lms/{name:path}", part),
                Route("/launch.json", launch),
                Route("/address.json", address),
                Route("/commit", commit, methods=["POST"]),
                Route("/report", report, methods=["POST"]),
                Route("/outside", outside, methods=["POST"]),
                Route("/fetch", fetch, methods=["GET", "POST"]),
                Route("/xapi/{path:path}", self._xapi, methods=["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"]),
                Route("/pkg/{name:path}", self._package_file, methods=["GET", "HEAD"]),
            ],
        )

    async def _be_slow(self) -> None:
        await asyncio.sleep(self._attempt.settings.profile.latency_seconds)

    async def _xapi(self, request: Request) -> Response:
        await self._be_slow()
        left, authorization = self._left, request.headers.get("authorization", "")
        attempt = left if left is not None and authorization in left.lrs.allowed else self._attempt
        answer = attempt.ask_lrs(
            Asked(
                method=request.method,
                path=request.path_params["path"].rstrip("/"),
                query=dict(request.query_params),
                headers={name.lower(): value for name, value in request.headers.items()},
                body=await _body(request),
            )
        )
        return Response(answer.body, answer.status, headers=dict(answer.headers))

    async def _package_file(self, request: Request) -> Response:
        name = request.path_params["name"]
        found = await asyncio.to_thread(self._attempt.playable.files.find, name)
        if found is None:
            if f"{name.rstrip('/')}/index.html" in self._attempt.playable.files.names:
                return RedirectResponse(f"{quote(name.rstrip('/').rpartition('/')[2])}/index.html")
            self._attempt.note("missing", f"{name} is not in the package")
            return Response("There is no such file in the package.", 404)
        headers = _typed(name)
        if headers["content-type"] in ("text/html", "application/xhtml+xml", "image/svg+xml"):
            report = f"http://{self._content_host}/{self._content_token}/outside"
            headers["Content-Security-Policy-Report-Only"] = _REPORTING.format(report=report)
        return FileResponse(found, headers=headers) if isinstance(found, Path) else Response(found, headers=headers)


def _guarded(host: str, token: str, routes: list[Route]) -> Starlette:
    """An app that answers below the token alone, and under its own host name: another name is an attack by DNS."""
    for route in routes:
        route.path = f"/{token}{route.path}"
    app = Starlette(routes=[Route(each.path, _told(each.endpoint), methods=each.methods) for each in routes])

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        asked = dict(scope["headers"]).get(b"host", b"").decode("latin-1")

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.lower().encode(), value.encode())
                        for name, value in _EVERYWHERE.items()
                        if name.lower().encode() not in there
                    ),
                ]
            await send(message)

        if asked != host:
            await Response("Not here.", 421)(scope, receive, sending)
            return
        await app(scope, receive, sending)

    return guarded  # type: ignore[return-value]


def _told(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint for which a body that is too large or no JSON is no fault of ours."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except _TooLargeError:
            return Response("too large", 413)
        except (ValueError, RecursionError, AttributeError):
            return Response("not understood", 400)
        except ClientDisconnect:
            return Response(status_code=499)

    return answer


class _TooLargeError(Exception):
    pass


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise _TooLargeError
        parts.append(part)
    return b"".join(parts)


def _own_file(folder: Path, name: str) -> Response:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return Response("There is no such page.", 404)
    return FileResponse(path, headers=_typed(name))


def _typed(name: str) -> dict[str, str]:
    return {"content-type": media_type(name)}


def _config(app: Any) -> uvicorn.Config:
    return uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)


def _listening(port: int) -> socket.socket:
    own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        own.bind(("127.0.0.1", port))
    except OSError as error:
        own.close()
        raise ScormkitError(
            f"port {port} cannot be had: {error.strerror or error}; choose another with --port"
        ) from error
    return own
