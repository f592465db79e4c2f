"""Our schemas against the published ones, over thousands of changed manifests (docs/decisions/own-schemas.md)."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from lxml import etree

from scormkit.package.schemas import load_schemas, schema_faults
from scormkit.targets import STANDARDS
from tests.schemas.manifests import rich_manifest
from tests.schemas.mutations import mutated
from tests.schemas.published import EDITIONS, published_schema, without_lom

COUNT = 2000
UNDECLARED = ("is no element of its standard", "is no attribute of its standard")


def _schema(name: str) -> Path:
    schema = STANDARDS[name].schema
    assert schema is not None
    return schema


def ground(name: str) -> etree._Element:
    root = rich_manifest(name)
    return root if name == "scorm12" else without_lom(root)


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("seed", ["first", "second"])
def test_the_same_verdict_over_thousands_of_changed_manifests(name: str, seed: str) -> None:
    ours, theirs = load_schemas(_schema(name)), published_schema(name, strict=True)
    assert theirs.validate(ground(name))
    verdicts = {True: 0, False: 0}
    for change, root in mutated(ground(name), COUNT, f"{seed} {name}"):
        written = etree.tostring(root)
        is_valid = not list(schema_faults(etree.fromstring(written), ours))
        verdicts[is_valid] += 1
        assert is_valid == theirs.validate(etree.fromstring(written)), change
    assert min(verdicts.values()) > COUNT / 5


def test_what_the_4th_edition_lets_through_is_names_that_nobody_declared() -> None:
    """The published wildcards are lax there; ours are as strict as those of the other editions."""
    name, differences = "scorm2004-4", 0
    ours, theirs = load_schemas(_schema(name)), published_schema(name)
    for change, root in mutated(ground(name), COUNT, name):
        changed = etree.fromstring(etree.tostring(root))
        faults = list(schema_faults(copy.deepcopy(changed), ours))
        if theirs.validate(changed):
            assert all(fault.message.endswith(UNDECLARED) for fault in faults), change
            differences += bool(faults)
        else:
            assert faults, change
    assert differences


@pytest.mark.parametrize("name", ["scorm12", "scorm2004-3"])
def test_vendors_content_that_the_strict_wildcards_refuse_is_let_be(name: str) -> None:
    root = ground(name)
    resource = next(element for element in root.iter(etree.Element) if etree.QName(element).localname == "resource")
    resource.append(etree.Element("{urn:vendor}extra"))
    assert not published_schema(name).validate(root)
    assert not list(schema_faults(root, load_schemas(_schema(name))))
    resource.remove(resource[-1])
    assert published_schema(name).validate(root)
