"""What LMSs rely on in a manifest, as text: they match names, prefixes and versions literally."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from scormkit.package.outline import Item, LaunchableObjective, Outline, Resource
from scormkit.package.tree import FileTree
from scormkit.targets import Target
from scormkit.targets.assembly import assemble, with_schemas
from scormkit.targets.content_packaging import decimal_text, plain_title
from scormkit.targets.metadata import span_minutes, span_text, vcard, vcard_fields
from tests.targets.outlines import CONTENT, OUTLINE
from tests.targets.scorm import SCORM

each_target = pytest.mark.parametrize("target", SCORM.values(), ids=SCORM)
VERSIONS = {"scorm12": "1.2", "scorm2004-3": "2004 3rd Edition", "scorm2004-4": "2004 4th Edition"}


def text_of(outline: Outline, target: Target) -> str:
    return target.write(outline).decode("utf-8")


@each_target
def test_head(target: Target) -> None:
    text = text_of(OUTLINE, target)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="http://www.ims')
    assert f"<schema>ADL SCORM</schema>\n    <schemaversion>{VERSIONS[target.name]}</schemaversion>" in text
    assert 'identifier="MANIFEST-lead-1" version="1.2.0"' in text
    assert '<organizations default="ORG-lead-1">' in text
    assert text.count("<organization ") == 1


@each_target
def test_no_cdata_no_numeric_references_no_other_prefixes(target: Target) -> None:
    outline = replace(OUTLINE, title="Über & “unter” 🫀 \r\n\x00 ]]>", version="1\u00a02")
    text = text_of(outline, target)
    assert "<title>Über &amp; “unter” 🫀 ]]›</title>" in text
    assert "CDATA" not in text
    assert "&#" not in text
    prefixes = set(re.findall(r"(?:<|</| (?=[^ ]*=))([a-z]+):", text)) - {"xmlns", "xsi", "xml"}
    assert prefixes <= {"adlcp", "imsss", "imsmd", "lom"}
    declared = set(re.findall(r"xmlns:([a-z]+)=", text)) - {"xsi"}
    assert declared == prefixes, "only what is used is declared"


@each_target
def test_schema_location_names_files_that_are_in_the_package(target: Target) -> None:
    tree = assemble(OUTLINE, FileTree(CONTENT), target)
    root = etree.fromstring(tree.read("imsmanifest.xml"))
    pairs = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", "").split()
    used = {etree.QName(element).namespace for element in root.iter(etree.Element)}
    used |= {
        etree.QName(str(name)).namespace
        for element in root.iter(etree.Element)
        for name in element.attrib
        if "{" in name
    }
    assert set(pairs[::2]) == used - {
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://www.w3.org/XML/1998/namespace",
    }
    assert all(file in tree and "/" not in file for file in pairs[1::2])


@each_target
def test_every_file_is_listed_and_nothing_else(target: Target) -> None:
    tree = assemble(OUTLINE, FileTree(CONTENT), target)
    listed = re.findall(r'<file href="([^"]+)"', tree.read("imsmanifest.xml").decode())
    assert sorted(listed) == [name for name in tree if name != "imsmanifest.xml"]


@each_target
def test_outline_and_content_that_disagree_are_a_bug(target: Target) -> None:
    with pytest.raises(ValueError, match=r"differ in \['extra\.js'\]"):
        assemble(OUTLINE, FileTree({**CONTENT, "extra.js": b""}), target)


@each_target
def test_the_launch_resource_is_first_and_schemas_have_no_href(target: Target) -> None:
    other = Resource("RES-0", "asset", "", ("index.html",))
    outline = replace(OUTLINE, resources=(other, *OUTLINE.resources))
    root = etree.fromstring(target.write(with_schemas(outline, target)))
    resources = [element for element in root.iter() if etree.QName(element).localname == "resource"]
    assert [element.get("identifier") for element in resources] == ["RES-lead-1", "RES-0", "scormkit-schemas"]
    assert [element.get("href") for element in resources] == ["index.html", None, None]
    spelling = "scormtype" if target.name == "scorm12" else "scormType"
    kinds = [value for element in resources for name, value in element.attrib.items() if str(name).endswith(spelling)]
    assert kinds == ["sco", "asset", "asset"]


@each_target
def test_hrefs_are_encoded_where_needed(target: Target) -> None:
    resource = replace(OUTLINE.resources[0], href="a b.html?x=ü&y=%20#z", files=("a b.html", "50%+ü?#.png"))
    text = text_of(replace(OUTLINE, resources=(resource,)), target)
    assert 'href="a%20b.html?x=%C3%BC&amp;y=%20#z"' in text
    assert '<file href="a%20b.html"/>' in text
    assert '<file href="50%25+%C3%BC%3F%23.png"/>' in text


@each_target
def test_visibility_and_parameters_are_written(target: Target) -> None:
    item = replace(OUTLINE.items[0], visible=False, parameters="?a=1")
    text = text_of(replace(OUTLINE, items=(item, Item("ITEM-2", "Two"))), target)
    assert 'isvisible="false" parameters="?a=1"' in text
    assert '<item identifier="ITEM-2" isvisible="true">' in text


def test_mastery_only_where_it_was_asked_for() -> None:
    asked = replace(OUTLINE, items=(replace(OUTLINE.items[0], pass_mark=72.5),))
    assert "masteryscore" not in text_of(OUTLINE, SCORM["scorm12"])
    assert "<adlcp:masteryscore>72.5</adlcp:masteryscore>" in text_of(asked, SCORM["scorm12"])
    for name in ("scorm2004-3", "scorm2004-4"):
        assert "minNormalizedMeasure" not in text_of(OUTLINE, SCORM[name])
        assert "satisfiedByMeasure" not in text_of(OUTLINE, SCORM[name])
        text = text_of(asked, SCORM[name])
        assert '<imsss:primaryObjective objectiveID="primary" satisfiedByMeasure="true">' in text
        assert "<imsss:minNormalizedMeasure>0.725</imsss:minNormalizedMeasure>" in text


def test_objectives_of_2004() -> None:
    item = replace(OUTLINE.items[0], objectives=(LaunchableObjective("o1", pass_mark=80), LaunchableObjective("o2")))
    text = text_of(replace(OUTLINE, items=(item,)), SCORM["scorm2004-4"])
    assert '<imsss:primaryObjective objectiveID="primary"/>' in text
    assert '<imsss:objective objectiveID="o1" satisfiedByMeasure="true">' in text
    assert '<imsss:objective objectiveID="o2"/>' in text
    assert '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>' in text
    for never in ("mapInfo", "hideLMSUI", "controlMode", "sequencingRules"):
        assert never not in text


@each_target
def test_an_item_without_a_resource_asks_for_nothing(target: Target) -> None:
    outline = replace(OUTLINE, items=(Item("ITEM-0", "All", children=OUTLINE.items),))
    root = etree.fromstring(target.write(outline))
    branch = next(element for element in root.iter() if element.get("identifier") == "ITEM-0")
    assert [etree.QName(child).localname for child in branch] == ["title", "item"]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("a\n b\t c", "a b c"),
        ("1 < 2 > 0", "1 ‹ 2 › 0"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
        ("word " * 60, ("word " * 40).strip()[:199] + "…"),
        ("", ""),
    ],
)
def test_titles_are_plain_and_short(title: str, written: str) -> None:
    assert plain_title(title) == written
    assert len(written) <= 200


@pytest.mark.parametrize(
    ("value", "text"), [("80", "80"), ("80.50", "80.5"), ("0", "0.0"), ("100", "100"), ("1E-2", "0.01")]
)
def test_decimals(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "PT0M"), (10, "PT10M"), (60, "PT1H"), (75, "PT1H15M"), (1500, "PT25H")]
)
def test_spans(minutes: int, text: str) -> None:
    assert span_text(minutes) == text
    assert span_minutes(text) == minutes


@pytest.mark.parametrize(("text", "minutes"), [("P1DT1M40S", 1442), ("PT90S", 2), ("10 minutes", 0), ("", 0)])
def test_spans_of_others(text: str, minutes: int) -> None:
    assert span_minutes(text) == minutes


@pytest.mark.parametrize(
    ("card", "fields"),
    [
        (vcard("Ann; B", "Org, Ltd"), ("Ann; B", "Org, Ltd")),
        ("BEGIN:VCARD\r\nFN:Ann\r\nORG:X\r\nEND:VCARD", ("Ann", "X")),
        ("begin:vcard fn:Ann org:X end:vcard", ("", "")),
        ("BEGIN:VCARD FN:Ann B VERSION:3.0 END:VCARD", ("Ann B", "")),
        ("Ann", ("", "")),
    ],
)
def test_vcards(card: str, fields: tuple[str, str]) -> None:
    assert vcard_fields(card) == fields
