"""The LRS in memory: what xAPI 1.0.3 asks of one, as far as content can tell."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from scormkit.player.lrs import Answer, Asked, Lrs
from scormkit.xapi.statement_rules import faults_of

AGENT = {"account": {"homePage": "https://lms.example/", "name": "u1"}}
STATEMENT = {
    "actor": AGENT,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/attempted"},
    "object": {"id": "https://example.org/a"},
}
HEADERS = {"authorization": "Basic x", "x-experience-api-version": "1.0.3", "content-type": "application/json"}


@pytest.fixture
def lrs() -> Lrs:
    """An LRS that knows one client."""
    made = Lrs(lambda statement: [str(fault) for fault in faults_of(statement)])
    made.allowed = {"Basic x"}
    return made


def ask(
    lrs: Lrs, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None, **query: Any
) -> Answer:
    """A request; what is no text is sent as JSON."""
    asked = {name: value if isinstance(value, str) else json.dumps(value) for name, value in query.items()}
    data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
    return lrs.answer(Asked(method, path, asked, {**HEADERS, **(headers or {})}, data))


def test_a_statement_is_stored_once(lrs: Lrs) -> None:
    name = str(uuid.uuid4())
    sent = {**STATEMENT, "id": name}
    assert json.loads(ask(lrs, "POST", "statements", sent).body) == [name]
    assert ask(lrs, "POST", "statements", sent).status == 200
    assert ask(lrs, "PUT", "statements", STATEMENT, statementId=name).status == 204
    other = {**sent, "verb": {"id": "https://example.org/v"}}
    assert ask(lrs, "POST", "statements", other).status == 409
    assert len(lrs.statements) == 1
    assert json.loads(ask(lrs, "GET", "statements", statementId=name).body)["stored"]


def test_a_batch_is_stored_whole_or_not_at_all(lrs: Lrs) -> None:
    answer = ask(lrs, "POST", "statements", [STATEMENT, {**STATEMENT, "verb": {"id": "no IRI"}}])
    assert answer.status == 400
    assert b"statement 2: verb.id" in answer.body
    assert not lrs.statements


def test_statements_are_found(lrs: Lrs) -> None:
    registration = str(uuid.uuid4())
    ask(lrs, "POST", "statements", [STATEMENT, {**STATEMENT, "context": {"registration": registration}}])
    for query, count in (
        ({}, 2),
        ({"registration": registration}, 1),
        ({"agent": AGENT}, 2),
        ({"agent": {"mbox": "mailto:a@example.org"}}, 0),
        ({"verb": "http://adlnet.gov/expapi/verbs/attempted", "limit": "1"}, 1),
        ({"activity": "https://example.org/b"}, 0),
    ):
        found = json.loads(ask(lrs, "GET", "statements", **query).body)["statements"]
        assert len(found) == count, query


def test_a_voided_statement_is_gone(lrs: Lrs) -> None:
    name = json.loads(ask(lrs, "POST", "statements", STATEMENT).body)[0]
    voids = {
        "actor": AGENT,
        "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"},
        "object": {"objectType": "StatementRef", "id": name},
    }
    assert ask(lrs, "POST", "statements", voids).status == 200
    assert ask(lrs, "GET", "statements", statementId=name).status == 404
    assert ask(lrs, "GET", "statements", voidedStatementId=name).status == 200


def test_documents(lrs: Lrs) -> None:
    where = {"activityId": "https://example.org/a", "agent": AGENT, "stateId": "s"}
    assert ask(lrs, "GET", "activities/state", **where).status == 404
    assert ask(lrs, "PUT", "activities/state", {"a": 1}, **where).status == 204
    assert ask(lrs, "POST", "activities/state", {"b": 2}, **where).status == 204
    stored = ask(lrs, "GET", "activities/state", **where)
    assert json.loads(stored.body) == {"a": 1, "b": 2}
    changed = {"if-match": '"other"'}
    assert ask(lrs, "PUT", "activities/state", {"c": 3}, headers=changed, **where).status == 412
    assert (
        ask(lrs, "PUT", "activities/state", {"c": 3}, headers={"if-match": stored.headers["ETag"]}, **where).status
        == 204
    )
    one_learner = {name: value for name, value in where.items() if name != "stateId"}
    assert json.loads(ask(lrs, "GET", "activities/state", **one_learner).body) == ["s"]
    assert ask(lrs, "DELETE", "activities/state", **where).status == 204
    assert ask(lrs, "GET", "activities/state", **where).status == 404


def test_profiles_are_not_overwritten_blindly(lrs: Lrs) -> None:
    where = {"agent": AGENT, "profileId": "p"}
    assert ask(lrs, "PUT", "agents/profile", {}, **where).status == 400
    assert ask(lrs, "PUT", "agents/profile", {}, headers={"if-none-match": "*"}, **where).status == 204
    assert ask(lrs, "PUT", "agents/profile", {}, **where).status == 409
    assert ask(lrs, "PUT", "agents/profile", {}, headers={"if-none-match": "*"}, **where).status == 412


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"headers": {"authorization": ""}}, 401),
        ({"headers": {"x-experience-api-version": ""}}, 400),
        ({"headers": {"x-experience-api-version": "0.95"}}, 400),
        ({"body": b"{"}, 400),
        ({"body": b"[" * 100_000}, 400),
        ({"path": "nowhere"}, 404),
        ({"method": "DELETE"}, 405),
    ],
)
def test_what_is_wrong_is_refused(lrs: Lrs, change: dict[str, Any], status: int) -> None:
    asked = {"method": "POST", "path": "statements", "body": STATEMENT, **change}
    answer = ask(lrs, asked["method"], asked["path"], asked["body"], headers=asked.get("headers"))
    assert answer.status == status
    assert answer.body
