"""Speaking to an LRS over HTTP (xAPI 1.0.3, part 3, and what 2.0 changes in it)."""

from __future__ import annotations

import base64
import json
import os
import re
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from scormkit import __version__
from scormkit.errors import MisuseError, ScormkitError

ENDPOINT = "SCORMKIT_LRS_ENDPOINT"
USER = "SCORMKIT_LRS_USER"
PASSWORD = "SCORMKIT_LRS_PASSWORD"
TOKEN = "SCORMKIT_LRS_TOKEN"
KEYRING = "scormkit-lrs"
"""Service under which a keyring has the credentials; the account is the endpoint."""
VERSIONS = ("1.0.3", "2.0.0")
PATIENCE_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 60.0
LARGEST_ANSWER_BYTES = 16_000_000
_TRIES = 5
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class LrsError(ScormkitError):
    """The LRS cannot be reached, does not let us in, or answers what no LRS answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is the body; names of `headers` are in lower case."""

    status: int
    text: str
    headers: Mapping[str, str]

    def json(self) -> Any:
        """The body as a JSON value; None where it is none."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What `Authorization` says, and the secrets in it. They are shown nowhere, not even by `repr`."""

    header: str = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def hidden(self, text: str) -> str:
        """A text of others without the secrets that it repeats."""
        for secret in sorted({self.header, *self.header.split()[1:], *self.secrets}, key=len, reverse=True):
            text = text.replace(secret, "…") if len(secret) > 2 else text
        return text

    @classmethod
    def of(cls, endpoint: str, environment: Mapping[str, str] = os.environ) -> Credentials:
        """From the environment, else from the keyring of this computer. MisuseError where neither has them."""
        if token := environment.get(TOKEN):
            return cls(f"Bearer {token}")
        user, password = environment.get(USER), environment.get(PASSWORD)
        if user is None and password is None:
            user, password = _from_keyring(endpoint)
        if not user or password is None:
            raise MisuseError(
                f"there are no credentials for the LRS: set {USER} and {PASSWORD}, or {TOKEN}, or put them into a "
                f"keyring: keyring set {KEYRING} {endpoint}, with user:password as the password"
            )
        pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        return cls(f"Basic {pair}", (password, f"{user}:{password}"))


def _from_keyring(endpoint: str) -> tuple[str | None, str | None]:
    """`user:password` as the keyring has it. A computer without one has nothing."""
    try:
        import keyring
    except ImportError:
        return None, None
    try:
        kept = keyring.get_password(KEYRING, endpoint)
    except Exception:
        # A keyring that is locked or broken raises whatever its backend does; it then has nothing for us.
        return None, None
    user, joint, password = (kept or "").partition(":")
    return (user, password) if joint else (None, None)


def endpoint_of(given: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The endpoint from the command line or the environment, with a slash at its end. MisuseError for what is none."""
    text = given or environment.get(ENDPOINT) or ""
    if not text:
        raise MisuseError(f"name the LRS: --endpoint https://lrs.example.org/xapi/, or set {ENDPOINT}")
    try:
        parts = urlsplit(text)
        host, secret = parts.hostname, bool(parts.username or parts.password)
    except ValueError:
        parts, host, secret = urlsplit(""), None, False
    if secret:
        raise MisuseError("the endpoint holds a password; set it in the environment instead, and have it changed")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise MisuseError(f"“{text}” is no endpoint of an LRS, such as https://lrs.example.org/xapi/")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise MisuseError(f"“{text}” would send the credentials over an open line; the endpoint must begin with https")
    return text.rstrip("/") + "/"


class _NoRedirect(HTTPRedirectHandler):
    """Credentials go to the endpoint and nowhere else."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        """None: the answer is taken as it is."""
        del req, fp, code, msg, headers, newurl


@dataclass(slots=True)
class Lrs:
    """One LRS. `version` is what is spoken; it is settled by the first answer of an LRS that speaks another."""

    endpoint: str
    credentials: Credentials | None = None
    version: str = VERSIONS[0]
    wait: Callable[[float], None] = time.sleep

    def about(self) -> Answer:
        """The resource that says which versions there are; it needs no credentials (xAPI communication 2.8)."""
        return self._ask("GET", "about", {}, None, credentials=None)

    def settle_version(self) -> tuple[str, ...]:
        """Speaks what the LRS says that it speaks; the versions that it names, none if it does not say.

        Raises LrsError where it speaks none of ours.
        """
        about = self.about()
        said = about.json() if about.status == 200 else None
        named = said.get("version") if isinstance(said, dict) else None
        versions = tuple(each for each in named if isinstance(each, str)) if isinstance(named, list) else ()
        if versions:
            ours = [version for version in VERSIONS if any(each[:3] == version[:3] for each in versions)]
            if not ours:
                raise LrsError(f"{self.endpoint} speaks xAPI {', '.join(versions)}, and none of {', '.join(VERSIONS)}")
            self.version = ours[0]
        return versions

    def get(self, resource: str, parameters: Mapping[str, str]) -> Answer:
        """A GET."""
        return self._patiently("GET", resource, parameters, None)

    def post(self, statements: Sequence[Mapping[str, Any]]) -> Answer:
        """Statements together. 204 and 200 mean that all of them are there now; 400 that none is."""
        return self._patiently("POST", "statements", {}, _body(list(statements)))

    def put(self, statement: Mapping[str, Any]) -> Answer:
        """One statement under its id; the same one again is no fault (204), another one is (409)."""
        return self._patiently("PUT", "statements", {"statementId": str(statement["id"])}, _body(statement))

    def _patiently(self, method: str, resource: str, parameters: Mapping[str, str], body: bytes | None) -> Answer:
        """Again after 429 and 5xx, for as long as the LRS asks or twice as long each time; 401 and 403 are errors."""
        pause = 0.5
        for left in reversed(range(_TRIES)):
            answer = self._ask(method, resource, parameters, body, credentials=self.credentials)
            if answer.status in (401, 403):
                why = "the credentials are wrong" if answer.status == 401 else "the credentials may not do this"
                raise LrsError(f"{self.endpoint} answered {answer.status}: {why}")
            if answer.status != 429 and answer.status < 500:
                return answer
            if left:
                asked = answer.headers.get("retry-after", "")
                self.wait(min(float(asked) if asked.isdigit() else pause, LONGEST_WAIT_SECONDS))
                pause *= 2
        return answer

    def _ask(
        self,
        method: str,
        resource: str,
        parameters: Mapping[str, str],
        body: bytes | None,
        *,
        credentials: Credentials | None,
    ) -> Answer:
        headers = {"X-Experience-API-Version": self.version, "User-Agent": f"scormkit/{__version__}"}
        if credentials is not None:
            headers["Authorization"] = credentials.header
        if body is not None:
            headers["Content-Type"] = "application/json"
        query = f"?{urlencode(parameters)}" if parameters else ""
        request = Request(f"{self.endpoint}{resource}{query}", body, headers, method=method)
        answer = self._open(request)
        if answer.status == 400 and (other := self._other_version(answer)):
            self.version = other
            return self._ask(method, resource, parameters, body, credentials=credentials)
        return answer

    def _open(self, request: Request) -> Answer:
        try:
            with build_opener(_NoRedirect).open(request, timeout=PATIENCE_SECONDS) as response:
                text = self._hidden(response.read(LARGEST_ANSWER_BYTES).decode("utf-8", "replace"))
                return Answer(response.status, text, {name.lower(): value for name, value in response.headers.items()})
        except HTTPError as error:
            with error:
                text = self._hidden(error.read(LARGEST_ANSWER_BYTES).decode("utf-8", "replace"))
                headers = {name.lower(): value for name, value in error.headers.items()}
                if 300 <= error.code < 400:
                    elsewhere = self._hidden(_without_query(headers.get("location", ""))) or "another address"
                    raise LrsError(f"{self.endpoint} sends us on to {elsewhere}; name that one") from None
                return Answer(error.code, text, headers)
        except (URLError, HTTPException, OSError, ssl.SSLError) as error:
            reason = self._hidden(str(getattr(error, "reason", None) or error))
            raise LrsError(f"{self.endpoint} cannot be reached: {reason}") from None

    def _hidden(self, text: str) -> str:
        return text if self.credentials is None else self.credentials.hidden(text)

    def _other_version(self, answer: Answer) -> str:
        """The version of an LRS that does not speak ours: it says its own with every answer (2.0, 4.1.11)."""
        said = answer.headers.get("x-experience-api-version", "")
        wanted = "2.0.0" if re.match(r"2\.0", said) else "1.0.3" if re.match(r"1\.0", said) else ""
        return wanted if wanted and wanted != self.version and wanted[:1] != self.version[:1] else ""


def _without_query(address: str) -> str:
    """Scheme, host and path of an address: what follows may be a token."""
    try:
        parts = urlsplit(address)
        return urlunsplit(
            (parts.scheme, (parts.hostname or "") + (f":{parts.port}" if parts.port else ""), parts.path, "", "")
        )
    except ValueError:
        return ""


def _body(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
