"""What SCORM 1.2 asks of a manifest beyond its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import local_name, text_of
from scormkit.targets import file_rules, href_rules, metadata_rules, namespace_rules, schema_rules, structure_rules
from scormkit.targets.content_packaging_reader import percent
from scormkit.targets.manifest import Manifest, identifier
from scormkit.targets.scorm12 import script_rules
from scormkit.targets.scorm12.writer import ADLCP, DIALECT

RULES: Catalogue[Manifest] = Catalogue(
    schema_rules.RULES,
    namespace_rules.RULES,
    structure_rules.RULES,
    href_rules.RULES,
    file_rules.RULES,
    metadata_rules.RULES,
    script_rules.RULES,
)
Faults = Iterator[Fault]

_CAM = "SCORM 1.2 CAM 2.3"
_TIMESPAN = re.compile(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?")
_SCO_ONLY = tuple(
    f"{{{ADLCP}}}{local}" for local in ("masteryscore", "maxtimeallowed", "timelimitaction", "datafromlms")
)
_ONCE = (*_SCO_ONLY, f"{{{ADLCP}}}prerequisites")

RULES.check(
    "SK8101",
    Severity.WARNING,
    why="LMSs guess the version; a missing one counts as 1.2 in most.",
    fix="Begin the manifest with metadata: schema ADL SCORM, schemaversion 1.2.",
    reference=_CAM,
)(structure_rules.metadata_missing)
RULES.check(
    "SK8102",
    Severity.WARNING,
    why="LMSs take the first organization, or none.",
    fix="Name the organization in the attribute default.",
    reference=_CAM,
)(structure_rules.default_organization_missing)
RULES.check(
    "SK8103",
    Severity.WARNING,
    why="There is nothing to launch in it.",
    fix="Add an item, or take the organization out.",
    reference=_CAM,
)(structure_rules.organization_without_items)
RULES.check(
    "SK8104",
    Severity.WARNING,
    why="The learner sees an empty line or an identifier in the menu.",
    fix="Add a title as the first element of the item.",
    reference=_CAM,
)(structure_rules.item_without_title)
RULES.check(
    "SK8105",
    Severity.WARNING,
    why="LMSs differ in whether such an item can be launched.",
    fix="Give the resource an item of its own below it.",
    reference=_CAM,
)(structure_rules.branch_with_resource)
RULES.check(
    "SK8106",
    Severity.WARNING,
    why="The learner sees an item that leads nowhere.",
    fix="Refer to a resource, or take the item out.",
    reference=_CAM,
)(structure_rules.leaf_without_resource)
RULES.check(
    "SK8107",
    Severity.WARNING,
    why="LMSs put the parameters behind the href as they are, and the address breaks.",
    fix="Write ?name=value&name=value, #fragment, or both, %-encoded.",
    reference=f"{_CAM}; RFC 3986, 3.4",
)(structure_rules.parameters_malformed)
RULES.check(
    "SK8108",
    Severity.WARNING,
    why="LMSs that copy resources leave the launch file behind.",
    fix="List the launch file among the files of the resource.",
    reference=_CAM,
)(file_rules.launch_file_not_listed)


@RULES.check(
    "SK8109",
    Severity.WARNING,
    why="LMSs take it for an asset: complete as soon as it opens, and never tracked.",
    fix="Say adlcp:scormtype sco or asset, in lower case.",
    reference=_CAM,
)
def scorm_type_missing(manifest: Manifest) -> Faults:
    """A resource says whether it is a SCO or an asset."""
    yield from file_rules.scorm_type_missing(manifest, DIALECT.scorm_type)


@RULES.check(
    "SK8110",
    Severity.WARNING,
    why="LMSs launch web content only, and pass over resources of another type.",
    fix="Write webcontent.",
    reference=_CAM,
)
def resource_type_unusual(manifest: Manifest) -> Faults:
    """The type of a resource is webcontent."""
    for resource in manifest.all("resource"):
        kind = resource.get("type")
        if kind is not None and kind != "webcontent":
            yield manifest.fault(resource, f"the resource “{identifier(resource)}” is of the type “{kind}”")


@RULES.check(
    "SK8111",
    Severity.ERROR,
    why="LMSs compare the raw score with it and decide on passed or failed.",
    fix="Write a number from 0 to 100, without a per cent sign.",
    reference="SCORM 1.2 CAM 2.3; RTE 3.4 (cmi.student_data.mastery_score)",
)
def mastery_score_no_percentage(manifest: Manifest) -> Faults:
    """A mastery score is a number from 0 to 100."""
    for element in manifest.root.iter(f"{{{ADLCP}}}masteryscore"):
        text = text_of(element)
        score = percent(text)
        # Templates have empty ones, and LMSs take them for none.
        if text and (score is None or not 0 <= score <= 100):
            yield manifest.fault(element, f"the mastery score is “{text}”")


@RULES.check(
    "SK8112",
    Severity.ERROR,
    why="LMSs hand it to the content as it is, and time limits fail.",
    fix="Write hours, minutes and seconds, such as 00:30:00.",
    reference="SCORM 1.2 RTE 3.4 (CMITimespan)",
)
def time_allowed_malformed(manifest: Manifest) -> Faults:
    """The time allowed is HH:MM:SS, with two to four digits of hours and at most two decimals."""
    for element in manifest.root.iter(f"{{{ADLCP}}}maxtimeallowed"):
        if text_of(element) and not _TIMESPAN.fullmatch(text_of(element)):
            yield manifest.fault(element, f"maxtimeallowed is “{text_of(element)}”")


@RULES.check(
    "SK8113",
    Severity.WARNING,
    why="Only a SCO can ask for it, so it has no effect.",
    fix="Move it to the item that launches the SCO.",
    reference=_CAM,
)
def sco_element_on_other_item(manifest: Manifest) -> Faults:
    """Mastery score, time limits and launch data are said of items that launch a SCO."""
    yield from structure_rules.sco_elements_on_other_items(manifest, _SCO_ONLY)
    for name in _SCO_ONLY:
        for element in manifest.root.iter(name):
            parent = element.getparent()
            if parent is not None and parent.tag in (manifest.name("organization"), manifest.name("resource")):
                yield manifest.fault(element, f"{local_name(element)} stands in {local_name(parent)}")


@RULES.check(
    "SK8114",
    Severity.ERROR,
    why="Which of the two an LMS takes is chance.",
    fix="Say it once.",
    reference=_CAM,
)
def item_element_twice(manifest: Manifest) -> Faults:
    """Each of ADL's elements is on an item once."""
    yield from structure_rules.repeated_on_item(manifest, _ONCE)
