"""Every rule of statements: a statement that breaks it, with its place; the same verdict as npm's xapi-validation."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from scormkit.targets import TARGETS
from scormkit.xapi.rules import unreadable
from scormkit.xapi.samples import samples
from scormkit.xapi.statement_rules import faults_of
from tests.xapi.conftest import Hooked
from tests.xapi.parts import judged_by_validation

Json = dict[str, Any]
ACTOR: Json = {"objectType": "Agent", "mbox": "mailto:ann@example.org"}
GOOD: Json = {
    "id": "7ccd3322-e1a5-411a-a67d-6a735c76f119",
    "actor": ACTOR,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
    "object": {
        "objectType": "Activity",
        "id": "https://example.org/question",
        "definition": {
            "name": {"en-GB": "Who?"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": "choice",
            "correctResponsesPattern": ["a"],
            "choices": [{"id": "a", "description": {"en": "Ann"}}, {"id": "b", "description": {"en": "Bob"}}],
        },
    },
    "result": {
        "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
        "success": True, "completion": True, "response": "a", "duration": "PT2.5S",
        "extensions": {"https://example.org/e": None},
    },
    "context": {
        "registration": "ec531277-b57b-4c15-8d91-d292c5b2b8f7",
        "contextActivities": {"parent": [{"id": "https://example.org/page"}]},
        "platform": "ours", "revision": "1", "language": "en-GB", "extensions": {"https://example.org/e": {"a": [1]}},
    },
    "timestamp": "2026-03-02T09:30:00.000Z",
}  # fmt: skip


def changed(path: str, value: Any) -> Json:
    """GOOD with another value at a place; `...` removes what is there."""
    statement = copy.deepcopy(GOOD)
    *above, last = path.split("/")
    at: Any = statement
    for step in above:
        at = at[int(step)] if isinstance(at, list) else at[step]
    key: Any = int(last) if isinstance(at, list) else last
    if value is ...:
        del at[key]
    else:
        at[key] = value
    return statement


BAD: list[tuple[str, Any, str]] = [
    ("id", "7ccd3322", "id"),
    ("actor", ..., "actor"),
    ("verb", ..., "verb"),
    ("object", ..., "object"),
    ("verb/id", "answered", "verb.id"),
    ("verb/id", ..., "verb.id"),
    ("verb/display", {"en_GB": "answered"}, "verb.display"),
    ("verb/display", "answered", "verb.display"),
    ("verb/name", "x", "verb.name"),
    ("colour", "red", "colour"),
    ("actor/mbox", "ann@example.org", "actor.mbox"),
    ("actor/mbox", ..., "actor"),
    ("actor/openid", "https://ann.example.org", "actor"),
    ("actor", {"objectType": "Group"}, "actor"),
    ("actor", {"account": {"name": "ann"}}, "actor.account.homePage"),
    ("actor/objectType", "Person", "actor.objectType"),
    ("object/id", "question", "object.id"),
    ("object/id", ..., "object.id"),
    ("object/definition/type", "quiz", "object.definition.type"),
    ("object/definition/interactionType", "multiple", "object.definition.interactionType"),
    ("object/definition/interactionType", ..., "object.definition.correctResponsesPattern"),
    ("object/definition/correctResponsesPattern", "a", "object.definition.correctResponsesPattern"),
    ("object/definition/choices/1/id", "a", "object.definition.choices"),
    ("result/score/scaled", 1.01, "result.score.scaled"),
    ("result/score/scaled", "0.5", "result.score.scaled"),
    ("result/score/raw", 11, "result.score.raw"),
    ("result/score/min", 10, "result.score.min"),
    ("result/success", "true", "result.success"),
    ("result/response", 7, "result.response"),
    ("result/duration", "2 min", "result.duration"),
    ("result/duration", "PT", "result.duration"),
    ("result/extensions", {"mine": 1}, "result.extensions"),
    ("result/score", None, "result.score"),
    ("context/registration", "1", "context.registration"),
    ("context/language", "english language", "context.language"),
    ("context/contextActivities/siblings", [], "context.contextActivities.siblings"),
    ("context/contextActivities/parent", [{"id": "page"}], "context.contextActivities.parent[0].id"),
    ("context/statement", {"objectType": "StatementRef", "id": "x"}, "context.statement.id"),
    ("timestamp", "2026-03-02", "timestamp"),
    ("timestamp", "2026-03-02T09:30:00", "timestamp"),
    ("timestamp", "2026-13-02T09:30:00Z", "timestamp"),
    ("version", "3.0", "version"),
    ("attachments", [{"contentType": "text/plain"}], "attachments[0].usageType"),
]


def test_a_good_statement_has_no_fault() -> None:
    assert list(faults_of(GOOD)) == []
    assert judged_by_validation([GOOD]) == [[]]


@pytest.mark.parametrize(("path", "value", "place"), BAD, ids=[f"{path}={value!r:.30}" for path, value, _ in BAD])
def test_a_fault_is_told_with_its_place(path: str, value: Any, place: str) -> None:
    assert place in [fault.path for fault in faults_of(changed(path, value))]


def test_another_validator_finds_the_same_faults() -> None:
    """But for choices with the same id, and a day without a time, which it lets pass."""
    others = [each[:2] for each in BAD if not each[0].endswith("choices/1/id") and each[1] != "2026-03-02"]
    for (path, value), found in zip(others, judged_by_validation([changed(*each) for each in others]), strict=True):
        assert found, f"{path} = {value!r} is let pass by the other"


def test_what_is_no_object_at_all_is_a_fault() -> None:
    for value in (None, [], "statement", 7, {"verb": [], "actor": 1, "object": None, "result": "good"}):
        assert list(faults_of(value))


def test_other_objects_are_judged_too() -> None:
    agent = changed("object", {"objectType": "Agent", "mbox": "mailto:bob@example.org"})
    assert [fault.path for fault in faults_of(agent)] == ["context.revision", "context.platform"]
    reference = changed("object", {"objectType": "StatementRef", "id": GOOD["id"]})
    reference["verb"]["id"] = "http://adlnet.gov/expapi/verbs/voided"
    del reference["context"]["revision"], reference["context"]["platform"]
    assert list(faults_of(reference)) == []
    inner = {name: GOOD[name] for name in ("actor", "verb", "object")}
    sub = changed("object", {"objectType": "SubStatement", **inner, "id": GOOD["id"]})
    assert "object.id" in [fault.path for fault in faults_of(sub)]
    voiding = copy.deepcopy(GOOD)
    voiding["verb"]["id"] = "http://adlnet.gov/expapi/verbs/voided"
    assert [fault.path for fault in faults_of(voiding)] == ["object"]


def test_what_only_version_2_has() -> None:
    agent = {"objectType": "contextAgent", "agent": ACTOR, "relevantTypes": ["https://example.org/mentor"]}
    assert list(faults_of(changed("context/contextAgents", [agent]))) == []
    broken = changed("context/contextAgents", [{**agent, "agent": {}, "relevantTypes": ["mentor"]}])
    assert [fault.path for fault in faults_of(broken)] == [
        "context.contextAgents[0].agent",
        "context.contextAgents[0].relevantTypes[0]",
    ]


def mutants(chance: random.Random, count: int) -> list[Json]:
    """GOOD with something at some place taken away, or replaced."""
    places: list[Callable[[Json], None]] = []
    values = [None, "", "x", 7, -1.5, True, [], {}, "2026-01-01T00:00:00Z", "PT1S", "en", ["a"], {"en": "a"}]

    def visit(path: list[Any], value: Any) -> None:
        if path:
            places.append(lambda root, path=path: change(root, path))
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, each in items:
            visit([*path, key], each)

    def change(root: Json, path: list[Any]) -> None:
        at: Any = root
        for step in path[:-1]:
            at = at[step]
        if chance.random() < 0.3:
            del at[path[-1]]
        else:
            at[path[-1]] = chance.choice(values)

    visit([], GOOD)
    made = []
    for _ in range(count):
        statement = copy.deepcopy(GOOD)
        chance.choice(places)(statement)
        made.append(statement)
    return made


def test_thousands_of_mutants_are_judged_as_by_another_validator() -> None:
    """A fault in whatever the other refuses, and in nothing else."""
    made = mutants(random.Random(3), 3000)
    for statement, theirs in zip(made, judged_by_validation(made), strict=True):
        ours = [str(fault) for fault in faults_of(statement)]
        assert bool(ours) == bool(theirs), f"ours: {ours}, theirs: {theirs}, in {json.dumps(statement)}"


def test_every_sample_of_every_target_is_valid(hooked: dict[str, Hooked]) -> None:
    found = [
        sample.statement
        for each in hooked.values()
        for target in TARGETS.values()
        for sample in samples(each.course, target.delivery)
    ]
    assert len(found) > 50
    assert [list(map(str, faults_of(statement))) for statement in found if list(faults_of(statement))] == []
    assert [each for each in judged_by_validation(found) if each] == []
    assert [fault for statement in found for fault in unreadable(statement)] == []
