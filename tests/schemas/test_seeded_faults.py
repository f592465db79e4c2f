"""A fault of each kind, seeded at every place of a rich manifest where it can be: the schema refuses each."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

import pytest
from lxml import etree

from scormkit.package.schema_telling import SchemaFaultKind
from scormkit.package.schemas import load_schemas, schema_faults
from scormkit.package.xml_reader import local_name
from tests.schemas.manifests import rich_manifest
from tests.targets.scorm import SCORM

Seed = Callable[[etree._Element], bool]
"""Breaks an element where that kind of fault can be made, and says whether it did."""

REQUIRED_CHILDREN = {
    "manifest": ("organizations", "resources"),
    "rollupRule": ("rollupConditions", "rollupAction"),
    "preConditionRule": ("ruleAction",),
    "postConditionRule": ("ruleAction",),
    "ruleConditions": ("ruleCondition",),
    "objectives": ("primaryObjective",),
    "catalogentry": ("catalog", "entry"),
    "purpose": ("source", "value"),
    "centity": ("vcard",),
}
REQUIRED_ATTRIBUTES = {
    "manifest": "identifier", "organization": "identifier", "item": "identifier", "resource": "type", "file": "href",
    "dependency": "identifierref", "objective": "objectiveID", "ruleCondition": "condition", "ruleAction": "action",
    "rollupCondition": "condition", "rollupAction": "action", "prerequisites": "type",
}  # fmt: skip
BAD_VALUES = {
    "isvisible": "yes", "scormtype": "SCO", "scormType": "Sco", "condition": "done", "action": "leave", "flow": "maybe",
    "operator": "NOT", "conditionCombination": "some", "measureThreshold": "1.5", "attemptLimit": "-1",
    "attemptAbsoluteDurationLimit": "1 hour", "childActivitySet": "most", "minimumCount": "few",
    "objectiveMeasureWeight": "2", "satisfiedByMeasure": "ja", "randomizationTiming": "often", "tracked": "TRUE",
    "requiredForSatisfied": "sometimes", "identifier": "1 2", "default": "a b", "type": None,
}  # fmt: skip
BAD_TEXTS = {
    "minNormalizedMeasure": "80", "hideLMSUI": "Continue", "timelimitaction": "exit, message",
    "maxtimeallowed": "0" * 14, "datafromlms": "x" * 256, "size": "10 kB", "duration": "10 min", "dateTime": "today",
}  # fmt: skip


def dropped_child(element: etree._Element) -> bool:
    for local in REQUIRED_CHILDREN.get(local_name(element), ()):
        for child in [child for child in element if local_name(child) == local]:
            element.remove(child)
            return True
    return False


def dropped_attribute(element: etree._Element) -> bool:
    name = REQUIRED_ATTRIBUTES.get(local_name(element))
    if name is None or name not in element.attrib:
        return False
    del element.attrib[name]
    return True


def misspelt_element(element: etree._Element) -> bool:
    element.tag = f"{element.tag}x"
    return True


def misspelt_attribute(element: etree._Element) -> bool:
    for name in map(str, element.attrib):
        if "XMLSchema-instance" not in name:
            element.set(f"{name}x", element.attrib.pop(name))
            return True
    return False


def bad_value(element: etree._Element) -> bool:
    for name in list(element.attrib):
        value = BAD_VALUES.get(str(name).rpartition("}")[2])
        if value is not None:
            element.set(name, value)
            return True
    return False


def bad_text(element: etree._Element) -> bool:
    text = BAD_TEXTS.get(local_name(element))
    if text is None or len(element):
        return False
    element.text = text
    return True


def reversed_children(element: etree._Element) -> bool:
    # The categories of IMS MD are open lists, LOM has no order; content packaging and sequencing are sequences.
    if "imscp" not in str(element.tag) and "imsss" not in str(element.tag):
        return False
    if len({child.tag for child in element}) < 2:
        return False
    element[:] = reversed(list(element))
    return True


def text_between(element: etree._Element) -> bool:
    if not len(element) or "imsmd" in str(element.tag):
        return False
    element.text = "stray"
    return True


def element_in_text(element: etree._Element) -> bool:
    if local_name(element) not in ("title", "schema", "schemaversion", "masteryscore", "hideLMSUI"):
        return False
    if any(local_name(child) in ("langstring", "string") for child in element):
        return False
    etree.SubElement(element, "{urn:vendor}b")
    return True


SEEDS: list[Seed] = [
    dropped_child, dropped_attribute, misspelt_element, misspelt_attribute, bad_value, bad_text, reversed_children,
    text_between, element_in_text,
]  # fmt: skip


def seeded(root: etree._Element, seed: Seed) -> Iterator[tuple[str, etree._Element]]:
    """A copy of the manifest for each element that the fault can be seeded in, and the name of the element."""
    for number, element in enumerate(root.iter(etree.Element)):
        broken = copy.deepcopy(root)
        if seed(list(broken.iter(etree.Element))[number]):
            yield str(element.tag), broken


@pytest.mark.parametrize("name", SCORM)
def test_the_ground_is_valid(name: str) -> None:
    faults = list(schema_faults(rich_manifest(name), load_schemas(SCORM[name].standard.schema)))
    assert [fault.message for fault in faults] == []


@pytest.mark.parametrize("name", SCORM)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed.__name__))
def test_a_seeded_fault_is_refused_wherever_it_is(name: str, seed: Seed) -> None:
    schemas, count = load_schemas(SCORM[name].standard.schema), 0
    for tag, broken in seeded(rich_manifest(name), seed):
        assert list(schema_faults(broken, schemas)), f"{seed.__name__} at {tag} passed"
        count += 1
    assert count >= 3


@pytest.mark.parametrize("name", SCORM)
def test_an_identifier_twice_is_refused(name: str) -> None:
    root = rich_manifest(name)
    resource = next(element for element in root.iter(etree.Element) if local_name(element) == "resource")
    resource.set("identifier", root.get("identifier", ""))
    (fault,) = schema_faults(root, load_schemas(SCORM[name].standard.schema))
    assert fault.kind is SchemaFaultKind.DUPLICATE_ID
    assert fault.element is resource
    assert "“MANIFEST-lead-1” is taken already" in fault.message


@pytest.mark.parametrize("name", SCORM)
def test_vendors_may_extend_where_there_is_room(name: str) -> None:
    schemas = load_schemas(SCORM[name].standard.schema)
    root = rich_manifest(name)
    for local in ("metadata", "organizations", "organization", "item", "resources", "resource", "file"):
        element = next(element for element in root.iter(etree.Element) if local_name(element) == local)
        etree.SubElement(etree.SubElement(element, "{urn:vendor}extra"), "{urn:vendor}deep").set("any", "thing")
        if local != "metadata":
            element.set("{urn:vendor}mark", "1")
    assert [fault.message for fault in schema_faults(root, schemas)] == []


@pytest.mark.parametrize(
    ("name", "local", "message"),
    [
        ("scorm12", "item", "<adlcp:nonsense> is no element of its standard"),
        ("scorm2004-3", "item", "<adlcp:nonsense> is no element of its standard"),
        ("scorm2004-4", "resource", "<adlcp:nonsense> is no element of its standard"),
    ],
)
def test_a_standards_own_name_space_is_closed(name: str, local: str, message: str) -> None:
    root = rich_manifest(name)
    space = root.nsmap["adlcp"]
    element = next(element for element in root.iter(etree.Element) if local_name(element) == local)
    etree.SubElement(element, f"{{{space}}}nonsense")
    assert [fault.message for fault in schema_faults(root, load_schemas(SCORM[name].standard.schema))] == [message]


def test_data_of_the_4th_edition_is_refused_in_the_3rd() -> None:
    for name, expected in (("scorm2004-3", 1), ("scorm2004-4", 0)):
        root = rich_manifest(name)
        item = next(element for element in root.iter(etree.Element) if local_name(element) == "item")
        space = root.nsmap["adlcp"]
        data = etree.SubElement(item, f"{{{space}}}data")
        etree.SubElement(data, f"{{{space}}}map", targetID="x")
        item.remove(data)
        item.insert(1, data)
        assert len(list(schema_faults(root, load_schemas(SCORM[name].standard.schema)))) == expected
