"""What SCORM 2004 asks of a manifest beyond its schema; sequencing is in a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import text_of
from scormkit.targets import file_rules, href_rules, metadata_rules, namespace_rules, schema_rules, structure_rules
from scormkit.targets.href_rules import with_href
from scormkit.targets.hrefs import has_extension
from scormkit.targets.manifest import Manifest
from scormkit.targets.scorm2004 import (
    behaviour_rules,
    edition_rules,
    lom_rules,
    objective_rules,
    placement_rules,
    sequencing_rules,
)
from scormkit.targets.scorm2004.writer import ADLCP, ADLNAV, FOURTH, IMSSS

RULES: Catalogue[Manifest] = Catalogue(
    schema_rules.RULES,
    namespace_rules.RULES,
    structure_rules.RULES,
    href_rules.RULES,
    file_rules.RULES,
    metadata_rules.RULES,
    placement_rules.RULES,
    edition_rules.RULES,
    sequencing_rules.RULES,
    objective_rules.RULES,
    behaviour_rules.RULES,
    lom_rules.RULES,
)
Faults = Iterator[Fault]

LONGEST_TITLE = 200
_CAM = "SCORM 2004 CAM 3.4"
_SCO_ONLY = tuple(f"{{{ADLCP}}}{local}" for local in ("timeLimitAction", "dataFromLMS"))
_ONCE = (
    *_SCO_ONLY,
    f"{{{ADLCP}}}completionThreshold",
    f"{{{ADLCP}}}data",
    f"{{{ADLNAV}}}presentation",
    f"{{{IMSSS}}}sequencing",
)

RULES.check(
    "SK8201",
    Severity.ERROR,
    why="LMSs do not know which edition it is, and Moodle takes it for SCORM 1.2.",
    fix="Begin the manifest with metadata: schema ADL SCORM and the schemaversion of the edition.",
    reference=_CAM,
)(structure_rules.metadata_missing)
RULES.check(
    "SK8202",
    Severity.ERROR,
    why="LMSs take the first organization, or none.",
    fix="Name the organization in the attribute default.",
    reference=_CAM,
)(structure_rules.default_organization_missing)
RULES.check(
    "SK8203",
    Severity.ERROR,
    why="There is nothing to launch in it.",
    fix="Add an item, or take the organization out.",
    reference=_CAM,
)(structure_rules.organization_without_items)
RULES.check(
    "SK8204",
    Severity.ERROR,
    why="The learner sees an empty line or an identifier in the menu.",
    fix="Add a title as the first element of the item.",
    reference=_CAM,
)(structure_rules.item_without_title)
RULES.check(
    "SK8205",
    Severity.ERROR,
    why="In SCORM 2004 only leaves of the tree are delivered.",
    fix="Give the resource an item of its own below it.",
    reference=_CAM,
)(structure_rules.branch_with_resource)
RULES.check(
    "SK8206",
    Severity.ERROR,
    why="Sequencing comes to an activity that cannot be delivered.",
    fix="Refer to a resource, or take the item out.",
    reference=_CAM,
)(structure_rules.leaf_without_resource)
RULES.check(
    "SK8207",
    Severity.ERROR,
    why="LMSs put the parameters behind the href as they are, and the address breaks.",
    fix="Write ?name=value&name=value, #fragment, or both, %-encoded.",
    reference=f"{_CAM}; RFC 3986, 3.4",
)(structure_rules.parameters_malformed)
RULES.check(
    "SK8208",
    Severity.ERROR,
    why="LMSs that copy resources leave the launch file behind.",
    fix="List the launch file among the files of the resource.",
    reference=_CAM,
)(file_rules.launch_file_not_listed)


@RULES.check(
    "SK8209",
    Severity.ERROR,
    why="LMSs take it for an asset: complete as soon as it opens, and never tracked.",
    fix="Say adlcp:scormType sco or asset, in lower case.",
    reference=_CAM,
)
def scorm_type_missing(manifest: Manifest) -> Faults:
    """A resource says whether it is a SCO or an asset."""
    yield from file_rules.scorm_type_missing(manifest, FOURTH.scorm_type)


@RULES.check(
    "SK8210",
    Severity.ERROR,
    why="Only a SCO can ask for it, so it has no effect.",
    fix="Move it to the item that launches the SCO.",
    reference=_CAM,
)
def sco_element_on_other_item(manifest: Manifest) -> Faults:
    """Time limits and launch data are said of items that launch a SCO."""
    yield from structure_rules.sco_elements_on_other_items(manifest, _SCO_ONLY)


@RULES.check(
    "SK8211",
    Severity.ERROR,
    why="Which of the two an LMS takes is chance.",
    fix="Say it once.",
    reference=_CAM,
)
def item_element_twice(manifest: Manifest) -> Faults:
    """Each of ADL's elements is on an item once."""
    yield from structure_rules.repeated_on_item(manifest, _ONCE)


@RULES.check(
    "SK8238",
    Severity.WARNING,
    why="Servers tell browsers by the extension what a file is: a page without one is offered for download.",
    fix="Give the file an extension, here and in the package.",
    reference="ADL's test of SCORM 2004 4th Edition (resource, file: extension)",
)
def file_without_extension(manifest: Manifest) -> Faults:
    """The files that resources name have an extension."""
    for element in with_href(manifest):
        href = manifest.href(element)
        name = href.path.rpartition("/")[2]
        is_repeated = element.tag == manifest.name("resource") and href.path in manifest.files(element)
        # Other rules tell of one that is not there, and of an address that is none.
        is_there = manifest.names is None or href.path in manifest.names
        if name and is_there and not is_repeated and not href.is_malformed and not has_extension(name):
            yield manifest.fault(element, f"{href.path} has no extension")


@RULES.check(
    "SK8212",
    Severity.WARNING,
    why="LMSs need not keep more, and cut it or refuse the package; Moodle refuses more than 255.",
    fix="Shorten the title.",
    reference=f"{_CAM} (smallest permitted maximum)",
)
def title_long(manifest: Manifest) -> Faults:
    """A title has at most 200 characters."""
    for title in manifest.all("title"):
        length = len(text_of(title))
        if length > LONGEST_TITLE:
            yield manifest.fault(title, f"the title has {length} characters")
