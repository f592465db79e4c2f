"""A Learning Record Store in memory (xAPI 1.0.3): statements, documents, agents. Strict, since it exists to complain.

It knows no server: a request goes in, an answer comes out. Whether a statement is as it should be is told by a function
that is handed in. What a hostile package could do to memory is bounded.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

VERSION = "1.0.3"
MOST_STATEMENTS = 20_000
MOST_DOCUMENTS = 2_000
LARGEST_DOCUMENT = 4 << 20
_VOIDED = "http://adlnet.gov/expapi/verbs/voided"
_VERSION_ASKED = re.compile(r"1\.0(\.\d+)?")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
# What an LRS adds of its own; it takes no part in comparing two statements (xAPI communication 2.1.1).
_ADDED = ("id", "authority", "stored", "timestamp", "version")

# Resource → the parameters that name a document's holder, and the one that names the document (communication 2.2-2.7).
_DOCUMENTS = {
    "activities/state": (("activityId", "agent"), "stateId"),
    "agents/profile": (("agent",), "profileId"),
    "activities/profile": (("activityId",), "profileId"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `path` is what follows the endpoint; names of headers are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `body` is sent as it is."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """What is stored under a name."""

    body: bytes
    media_type: str
    stored: datetime

    @property
    def etag(self) -> str:
        """Quoted, as it stands in a header (communication 3.1)."""
        return f'"{hashlib.sha1(self.body, usedforsecurity=False).hexdigest()}"'


class RefusedError(Exception):
    """A request is not as it should be."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


Judge = Callable[[Any], Iterable[str]]


class Lrs:
    """`judge` says what is wrong with a statement; `allowed` are the values of Authorization that are let in."""

    def __init__(self, judge: Judge, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._judge, self._now = judge, now
        self.allowed: set[str] = set()
        self.statements: dict[str, dict[str, Any]] = {}
        self.documents: dict[tuple[str, ...], Document] = {}
        self._voided: set[str] = set()

    def answer(self, asked: Asked) -> Answer:
        """What an LRS answers."""
        headers = {"X-Experience-API-Version": VERSION, "Cache-Control": "no-store"}
        try:
            found = self._route(asked)
        except RefusedError as refused:
            return Answer(
                refused.status, refused.why.encode(), {**headers, "Content-Type": "text/plain; charset=utf-8"}
            )
        return Answer(found.status, found.body, {**headers, **found.headers})

    def _route(self, asked: Asked) -> Answer:
        if asked.path == "about":
            return _json({"version": [VERSION]})
        if asked.headers.get("authorization", "") not in self.allowed:
            raise RefusedError(401, "the Authorization header is missing, or not that of a running session")
        version = asked.headers.get("x-experience-api-version", "")
        if not _VERSION_ASKED.fullmatch(version):
            raise RefusedError(400, f"the header X-Experience-API-Version is {version or 'missing'}; 1.0.3 is expected")
        if asked.path == "statements":
            return self._statements(asked)
        if asked.path in _DOCUMENTS:
            return self._document(asked)
        if asked.path == "agents" and asked.method == "GET":
            agent = _agent(asked.query.get("agent", ""))
            person = {name: [value] for name, value in agent.items() if name != "objectType"}
            return _json({"objectType": "Person", **person})
        if asked.path == "activities" and asked.method == "GET":
            return _json(self._activity(_needed(asked.query, "activityId")))
        raise RefusedError(404, f"there is no resource “{asked.path}”")

    # Statements (communication 2.1)

    def _statements(self, asked: Asked) -> Answer:
        if asked.method in ("GET", "HEAD"):
            return self._query(asked.query)
        if asked.method not in ("PUT", "POST"):
            raise RefusedError(405, "statements are read with GET, and sent with PUT or POST")
        sent = _parsed(asked.body)
        if asked.method == "PUT":
            if isinstance(sent, list):
                raise RefusedError(400, "PUT takes one statement, not a list")
            wanted = _needed(asked.query, "statementId")
            if isinstance(sent, dict) and sent.get("id", wanted) != wanted:
                raise RefusedError(400, "statementId and the id of the statement differ")
            self._store([{**sent, "id": wanted} if isinstance(sent, dict) else sent])
            return Answer(204)
        return _json(self._store(sent if isinstance(sent, list) else [sent]))

    def _store(self, sent: list[Any]) -> list[str]:
        """All of them, or none (communication 2.1.2)."""
        for at, statement in enumerate(sent):
            for fault in self._judge(statement):
                raise RefusedError(400, f"statement {at + 1}: {fault}" if len(sent) > 1 else fault)
        fresh: dict[str, dict[str, Any]] = {}
        names: list[str] = []
        for statement in sent:
            name = statement.get("id") or str(uuid.uuid4())
            known = self.statements.get(name) or fresh.get(name)
            if known is not None and _core(known) != _core(statement):
                raise RefusedError(409, f"there is another statement with the id {name}")
            if known is None:
                moment = self._now().isoformat()
                fresh[name] = {"timestamp": moment, "version": "1.0.0", **statement, "id": name, "stored": moment}
            names.append(name)
        if len(self.statements) + len(fresh) > MOST_STATEMENTS:
            raise RefusedError(413, f"this LRS keeps {MOST_STATEMENTS:,} statements")
        for name, statement in fresh.items():
            if statement["verb"]["id"] == _VOIDED:
                self._voided.add(str(statement["object"].get("id")))
            self.statements[name] = statement
        return names

    def _query(self, query: Mapping[str, str]) -> Answer:
        if (name := query.get("statementId") or query.get("voidedStatementId")) is not None:
            found = self.statements.get(name)
            if found is None or (name in self._voided) != ("voidedStatementId" in query):
                raise RefusedError(404, f"there is no statement {name}")
            return _json(found)
        limit = int(query["limit"]) if query.get("limit", "").isdigit() else 0
        found_all = list(self._matching(query))
        if query.get("ascending") != "true":
            found_all.reverse()
        return _json({"statements": found_all[:limit] if limit else found_all, "more": ""})

    def _matching(self, query: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        agent = _identity(_agent(query["agent"])) if "agent" in query else None
        for name, statement in self.statements.items():
            context = statement.get("context", {})
            if (
                name not in self._voided
                and (agent is None or _identity(statement["actor"]) == agent)
                and query.get("verb", statement["verb"]["id"]) == statement["verb"]["id"]
                and query.get("activity", statement["object"].get("id")) == statement["object"].get("id")
                and query.get("registration", context.get("registration")) == context.get("registration")
                and query.get("since", "") < statement["stored"]
                and ("until" not in query or statement["stored"] <= query["until"])
            ):
                yield statement

    def _activity(self, name: str) -> dict[str, Any]:
        for statement in reversed(self.statements.values()):
            if statement["object"].get("id") == name and "definition" in statement["object"]:
                return dict(statement["object"])
        return {"objectType": "Activity", "id": name}

    # Documents (communication 2.2)

    def put_document(self, resource: str, holder: Iterable[str], name: str, value: Any) -> None:
        """What the LMS itself writes, such as LMS.LaunchData (cmi5 10.0)."""
        key = (resource, *holder, name)
        self.documents[key] = Document(json.dumps(value).encode(), "application/json", self._now())

    def _document(self, asked: Asked) -> Answer:
        needed, naming = _DOCUMENTS[asked.path]
        holder = [_needed(asked.query, name) for name in needed]
        if "agent" in needed:
            at = needed.index("agent")
            holder[at] = _identity(_agent(holder[at]))
        registration = asked.query.get("registration", "")
        if registration and not _UUID.fullmatch(registration):
            raise RefusedError(400, "registration is no UUID")
        scope = (asked.path, *holder, *([registration] if asked.path == "activities/state" else []))
        name = asked.query.get(naming)
        if name is None:
            return self._several(asked, scope, naming)
        key = (*scope, name)
        old = self.documents.get(key)
        if asked.method in ("GET", "HEAD"):
            if old is None:
                raise RefusedError(404, f"there is no document “{name}”")
            return Answer(
                200,
                b"" if asked.method == "HEAD" else old.body,
                {
                    "Content-Type": old.media_type,
                    "ETag": old.etag,
                    "Last-Modified": old.stored.strftime("%a, %d %b %Y %H:%M:%S GMT"),
                },
            )
        _preconditions(asked, old, asked.path.endswith("/profile"))
        if asked.method == "DELETE":
            self.documents.pop(key, None)
            return Answer(204)
        if asked.method not in ("PUT", "POST"):
            raise RefusedError(405, "a document is read with GET, and written with PUT, POST or DELETE")
        if len(asked.body) > LARGEST_DOCUMENT or (old is None and len(self.documents) >= MOST_DOCUMENTS):
            raise RefusedError(
                413, f"this LRS keeps {MOST_DOCUMENTS:,} documents of {LARGEST_DOCUMENT >> 20} MB at most"
            )
        media_type = asked.headers.get("content-type", "application/octet-stream")
        body = asked.body if asked.method == "PUT" or old is None else _merged(asked.body, media_type, old)
        if "json" in media_type:
            _parsed(body)
        self.documents[key] = Document(body, media_type, self._now())
        return Answer(204)

    def _several(self, asked: Asked, scope: tuple[str, ...], naming: str) -> Answer:
        keys = [key for key in self.documents if key[:-1] == scope]
        if asked.method == "GET":
            since = asked.query.get("since", "")
            return _json([key[-1] for key in keys if self.documents[key].stored.isoformat() > since])
        if asked.method == "DELETE" and naming == "stateId":
            for key in keys:
                del self.documents[key]
            return Answer(204)
        raise RefusedError(400, f"{naming} is missing")


def _preconditions(asked: Asked, old: Document | None, is_profile: bool) -> None:
    """If-Match and If-None-Match (communication 3.1)."""
    match, none_match = asked.headers.get("if-match"), asked.headers.get("if-none-match")
    if match and (old is None or match != old.etag):
        raise RefusedError(412, "the document is not the one that If-Match names")
    if none_match == "*" and old is not None:
        raise RefusedError(412, "If-None-Match is *, and the document is there already")
    if asked.method == "PUT" and is_profile and not match and not none_match:
        if old is not None:
            raise RefusedError(409, "a profile that is there already is replaced only with If-Match or If-None-Match")
        raise RefusedError(400, "a profile is written with If-Match or If-None-Match")


def _merged(body: bytes, media_type: str, old: Document) -> bytes:
    """POST joins the top level of two JSON objects (communication 2.2.7)."""
    before, added = _parsed(old.body) if "json" in old.media_type else None, None
    if "json" in media_type:
        added = _parsed(body)
    if not isinstance(before, dict) or not isinstance(added, dict):
        raise RefusedError(400, "only JSON objects can be merged by POST")
    return json.dumps({**before, **added}).encode()


def _needed(query: Mapping[str, str], name: str) -> str:
    if not query.get(name):
        raise RefusedError(400, f"the parameter {name} is missing")
    return query[name]


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(400, "the body is no JSON") from None


def _agent(text: str) -> dict[str, Any]:
    agent = _parsed(text.encode())
    if not isinstance(agent, dict) or not _identity(agent):
        raise RefusedError(400, "agent is no agent with mbox, mbox_sha1sum, openid or account")
    return agent


def _identity(agent: Mapping[str, Any]) -> str:
    """What tells one agent from another (data 4.2.3)."""
    for name in ("mbox", "mbox_sha1sum", "openid"):
        if isinstance(agent.get(name), str):
            return f"{name} {agent[name]}"
    account = agent.get("account")
    if isinstance(account, dict) and account.get("homePage") and account.get("name"):
        return f"account {account['homePage']} {account['name']}"
    return ""


def _core(statement: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in statement.items() if name not in _ADDED}


def _json(value: Any) -> Answer:
    return Answer(200, json.dumps(value, ensure_ascii=False).encode(), {"Content-Type": "application/json"})
