"""Whatever stands where in a CASE package: findings or a framework, and what is read can be written; no exception."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit import api

from .case_package import association, item, package

PACKAGE = package(
    [
        item("top", "A", CFItemType="Domain", educationLevel=["09"], abbreviatedStatement="Top"),
        item("below", "A.1", CFItemType="Standard", extensions={"scormkitStatus": "draft"}),
        item("other", "", notes="none"),
    ],
    [
        association("top", "doc", sequenceNumber=1),
        association("below", "top", sequenceNumber=1),
        association("other", "top", sequenceNumber=2),
        association("below", "elsewhere", "exactMatchOf"),
        association("elsewhere", "below", "ext:own"),
    ],
    extensions={"scormkit": {"id": "ours", "levels": ["Domain", "Standard"], "trackedLevel": "Domain", "core": ["A"]}},
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, each in inner for place in places(each, (*path, key)))]


PLACES = [place for place in places(PACKAGE) if place]
ODD = ("urn:x-scormkit:framework::", "urn:x-scormkit:framework:a:")
TEXTS = ("doc", "top", "below", "isChildOf", "A", "\ud800", "urn:x-scormkit:framework:clcf:2.2", *ODD)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(TEXTS)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["identifier", "uri", "x"]), inner),
    max_leaves=5,
)
CHANGES = st.lists(st.tuples(st.sampled_from(PLACES), JSON | st.just(PACKAGE["CFItems"][0])), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "theirs.json"


@settings(max_examples=400)
@given(changes=CHANGES)
def test_anything_anywhere(changes: list[tuple[tuple[Any, ...], Any]], path: Path) -> None:
    document = copy.deepcopy(PACKAGE)
    for place, value in changes:
        target = document
        for key in place[:-1]:
            target = target[key] if isinstance(target, dict | list) and _holds(target, key) else {}
        if isinstance(target, dict | list) and _holds(target, place[-1]):
            target[place[-1]] = copy.deepcopy(value)
    path.write_text(json.dumps(document), "utf-8")
    result = api.framework_import(path)
    if result.framework:
        for form in ("case", "csv", "skos", "yaml"):
            api.framework_text(result.framework, form).encode()
    if result.failed:
        assert result.report.findings
    else:
        assert result.framework
        again = path.with_suffix(".yaml")
        again.write_text(api.framework_text(result.framework, "yaml"), "utf-8")
        read = api.framework_import(again)
        assert read.framework
        assert not read.failed, read.report.findings
        assert [each.code for each in read.framework.walk()] == [each.code for each in result.framework.walk()]


def _holds(target: Any, key: Any) -> bool:
    return key in target if isinstance(target, dict) else isinstance(key, int) and key < len(target)


@settings(max_examples=200)
@given(text=st.text(st.sampled_from('code,title;"\n\r\t|A.1 –\x00'), max_size=60), header=st.booleans())
def test_any_table(text: str, header: bool, path: Path) -> None:
    table = path.with_suffix(".csv")
    table.write_text(("code,title,parent\n" if header else "") + text, "utf-8", newline="")
    result = api.framework_import(table)
    if result.framework:
        for form in ("case", "csv", "skos", "yaml"):
            api.framework_text(result.framework, form).encode()
    assert result.framework or result.report.findings
