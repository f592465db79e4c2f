"""read(write(outline)) == outline, for every target; and what is written fits the schema and has no finding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import etree

from scormkit.package.outline import Outline
from scormkit.package.schemas import load_schemas, schema_faults
from scormkit.targets import Target
from scormkit.targets.manifest import Manifest
from tests.targets.outlines import OUTLINE, outlines, without_objectives
from tests.targets.scorm import SCORM

each_target = pytest.mark.parametrize("target", SCORM.values(), ids=SCORM)


def carried(outline: Outline, target: Target) -> Outline:
    return without_objectives(outline) if target.name == "scorm12" else outline


def read(data: bytes, target: Target) -> Outline:
    manifest = Manifest(etree.fromstring(data), "imsmanifest.xml")
    assert [name for name, other in SCORM.items() if other.standard.recognises(manifest)] == [target.name]
    return target.standard.read(manifest)


@each_target
def test_a_whole_outline(target: Target) -> None:
    assert read(target.write(OUTLINE), target) == carried(OUTLINE, target)


@each_target
@settings(max_examples=50, deadline=None)
@given(outline=outlines())
def test_any_outline(target: Target, outline: Outline) -> None:
    data = target.write(outline)
    assert data == target.write(outline)
    assert read(data, target) == carried(outline, target)
    assert [
        fault.message for fault in schema_faults(etree.fromstring(data), load_schemas(target.standard.schema))
    ] == []


@each_target
def test_what_was_read_knows_its_line(target: Target) -> None:
    data = target.write(OUTLINE)
    item = read(data, target).items[0]
    lines = data.decode().split("\n")
    line = item.origin.pos.line
    assert line is not None
    assert "<item " in lines[line - 1]
    title = item.origin.at("title").line
    assert title is not None
    assert "<title>" in lines[title - 1]
