"""Organizations, items and references, as both SCORMs see them.

Checks whose weight differs between the standards are plain functions here; each standard registers them under a code
of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import elements, local_name, text_of
from scormkit.targets.manifest import Manifest, identifier, is_like, misspells, reference, scorm_type

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

# RFC 3986, query: names and values of what a path segment may hold, but for the signs that part them.
_PAIR = r"(?:[\w\-.~!$'()*+,;:@/?]|%[0-9A-Fa-f]{2})+"
_PARAMETERS = re.compile(rf"(?:\??{_PAIR}={_PAIR}(?:&{_PAIR}={_PAIR})*)?(?:#{_PAIR})?", re.ASCII)


@RULES.check(
    "SK8010",
    Severity.ERROR,
    why="LMSs choose the standard by it: Moodle takes any other text for SCORM 1.2, and 2004 content finds no API.",
    fix="Write exactly 1.2, or CAM 1.3, 2004 3rd Edition or 2004 4th Edition, as the name spaces are.",
    reference="SCORM 2004 CAM 3.4.1; SCORM 1.2 CAM 2.3",
)
def schema_version_unknown(manifest: Manifest) -> Faults:
    """The schema version is one of the standard whose name spaces the manifest has, spelled exactly."""
    allowed = ("1.2",) if "imsproject" in manifest.namespace else ("CAM 1.3", "2004 3rd Edition", "2004 4th Edition")
    version = manifest.schema_version
    for element in _head(manifest, "schemaversion"):
        if version.strip() not in allowed:
            yield manifest.fault(element, f"schemaversion says “{version.strip()}”; allowed: {', '.join(allowed)}")


@RULES.check(
    "SK8011",
    Severity.WARNING,
    why="LMSs compare the text as it is: with a blank or line break Moodle takes it for SCORM 1.2, Open edX for 2004.",
    fix="Write the version without blanks and line breaks around it.",
    reference="Moodle mod/scorm/datamodels/scormlib.php; openedx-scorm-xblock scormxblock.py",
)
def schema_version_padded(manifest: Manifest) -> Faults:
    """There is no white space around the schema version."""
    for element in _head(manifest, "schemaversion"):
        if manifest.schema_version != manifest.schema_version.strip():
            yield manifest.fault(element, "there is white space around the schema version")


@RULES.check(
    "SK8012",
    Severity.ERROR,
    why="It says that the package follows ADL's profile of content packaging at all.",
    fix="Write ADL SCORM.",
    reference="SCORM 2004 CAM 3.4.1; SCORM 1.2 CAM 2.3",
)
def schema_name_wrong(manifest: Manifest) -> Faults:
    """metadata/schema says ADL SCORM."""
    for element in _head(manifest, "schema"):
        if text_of(element) != "ADL SCORM":
            yield manifest.fault(element, f"schema says “{text_of(element)}”, not “ADL SCORM”")


@RULES.check(
    "SK8020",
    Severity.ERROR,
    why="LMSs guess another organization, or show nothing.",
    fix="Name the identifier of an organization of this manifest.",
    reference="SCORM 2004 CAM 3.4.1.2; IMS CP 1.1.4",
)
def default_organization_unknown(manifest: Manifest) -> Faults:
    """The default organization is one of the organizations."""
    for organizations in manifest.all("organizations"):
        known = {identifier(element) for element in manifest.children(organizations, "organization")}
        wanted = reference(organizations, "default")
        if wanted and wanted not in known:
            yield manifest.fault(organizations, f"the default “{wanted}” names no organization")


@RULES.check(
    "SK8021",
    Severity.WARNING,
    why="There is nothing to launch: most LMSs refuse it, Moodle makes a SCO of each resource.",
    fix="Add an organization with an item for what is to be launched.",
    reference="SCORM 2004 CAM 3.5 (resource package)",
)
def no_organization(manifest: Manifest) -> Faults:
    """A package that is to be launched has an organization."""
    organizations = manifest.child(manifest.root, "organizations")
    if organizations is not None and not manifest.children(organizations, "organization"):
        yield manifest.fault(organizations, "there is no organization")


@RULES.check(
    "SK8022",
    Severity.ERROR,
    why="The item launches nothing; Moodle says that resources were referenced but not found.",
    fix="Write the identifier of a resource, with its case.",
    reference="SCORM 2004 CAM 3.4.1.4; IMS CP 1.1.4",
)
def item_resource_unknown(manifest: Manifest) -> Faults:
    """What an item refers to is a resource, or a submanifest."""
    manifests = {identifier(element) for element in manifest.all("manifest")}
    # Where there are no resources at all, the schema says so.
    has_resources = any(True for _ in manifest.all("resources"))
    for item in manifest.all("item"):
        wanted = reference(item)
        if has_resources and wanted and wanted not in manifest.resources and wanted not in manifests:
            yield manifest.fault(item, f"the item refers to “{wanted}”, which is no resource")


@RULES.check(
    "SK8023",
    Severity.ERROR,
    why="Files that the content needs may be left out when an LMS copies the resource.",
    fix="Write the identifier of a resource, with its case.",
    reference="SCORM 2004 CAM 3.4.1.8; IMS CP 1.1.4",
)
def dependency_unknown(manifest: Manifest) -> Faults:
    """What a resource depends on is a resource."""
    for dependency in manifest.all("dependency"):
        wanted = reference(dependency)
        # Of one that is not written at all the schema says so.
        if dependency.get("identifierref") is not None and wanted not in manifest.resources:
            yield manifest.fault(dependency, f"the dependency on “{wanted}” leads to no resource")


@RULES.check(
    "SK8024",
    Severity.ERROR,
    why="LMSs put the title into menus, reports and the gradebook.",
    fix="Add a title as the first element of the organization.",
    reference="SCORM 2004 CAM 3.4.1.3; SCORM 1.2 CAM 2.3",
)
def organization_without_title(manifest: Manifest) -> Faults:
    """An organization has a title."""
    for organization in manifest.all("organization"):
        if _lacks_title(manifest, organization):
            yield manifest.fault(organization, f"the organization “{identifier(organization)}” has no title")


@RULES.check(
    "SK8025",
    Severity.WARNING,
    why="The learner sees an empty line in the menu.",
    fix="Write a title.",
    reference="SCORM 2004 CAM 3.4.1.5",
)
def title_blank(manifest: Manifest) -> Faults:
    """A title says something."""
    for title in manifest.all("title"):
        if not text_of(title):
            yield manifest.fault(title, "the title is empty")


@RULES.check(
    "SK8026",
    Severity.WARNING,
    why="Few LMSs know submanifests, and ADL advises against them.",
    fix="Merge the submanifest into the manifest.",
    reference="SCORM 2004 CAM 3.4.1.9",
)
def submanifest(manifest: Manifest) -> Faults:
    """A manifest holds no other."""
    for element in manifest.all("manifest"):
        if element is not manifest.root:
            yield manifest.fault(element, f"there is a submanifest, “{identifier(element)}”")


def metadata_missing(manifest: Manifest) -> Faults:
    """The manifest has metadata with schema and schemaversion."""
    head = manifest.child(manifest.root, "metadata")
    if head is None:
        yield manifest.fault(manifest.root, "the manifest has no metadata, so no version of the standard")
        return
    for local in ("schema", "schemaversion"):
        if manifest.child(head, local) is None:
            yield manifest.fault(head, f"the metadata have no {local}")


def default_organization_missing(manifest: Manifest) -> Faults:
    """organizations says which organization is the default."""
    for organizations in manifest.all("organizations"):
        # An empty one does not fit the schema, which says so.
        if manifest.children(organizations, "organization") and organizations.get("default") is None:
            yield manifest.fault(organizations, "organizations has no default")


def _lacks_title(manifest: Manifest, element: etree._Element) -> bool:
    """Whether there is no title, nor one that is misspelt: that does not fit the schema, which names the spelling."""
    misspelt = (is_like(local_name(child), "title") for child in elements(element))
    return manifest.child(element, "title") is None and not any(misspelt)


def organization_without_items(manifest: Manifest) -> Faults:
    """An organization has an item."""
    for organization in manifest.all("organization"):
        if manifest.child(organization, "item") is None:
            yield manifest.fault(organization, f"the organization “{identifier(organization)}” has no item")


def item_without_title(manifest: Manifest) -> Faults:
    """An item has a title."""
    for item in manifest.all("item"):
        if _lacks_title(manifest, item):
            yield manifest.fault(item, f"the item “{identifier(item)}” has no title")


def branch_with_resource(manifest: Manifest) -> Faults:
    """An item that has items launches nothing itself."""
    for item in manifest.all("item"):
        if manifest.child(item, "item") is not None and reference(item):
            yield manifest.fault(item, f"the item “{identifier(item)}” has items and a resource")


def leaf_without_resource(manifest: Manifest) -> Faults:
    """An item that has no items launches something."""
    for item in manifest.all("item"):
        if manifest.child(item, "item") is None and not reference(item) and not misspells(item, "identifierref"):
            yield manifest.fault(item, f"the item “{identifier(item)}” has neither items nor a resource")


def parameters_malformed(manifest: Manifest) -> Faults:
    """The parameters of an item are a query, a fragment, or both, and can stand behind an href."""
    for item in manifest.all("item"):
        parameters = item.get("parameters") or ""
        if not _PARAMETERS.fullmatch(parameters):
            yield manifest.fault(item, f"the parameters “{parameters}” are neither ?name=value nor #fragment")


def sco_elements_on_other_items(manifest: Manifest, names: tuple[str, ...]) -> Faults:
    """What an LMS hands to a SCO is said of items that launch one. `names` are qualified."""
    for item in manifest.all("item"):
        wanted = reference(item)
        resource = manifest.resources.get(wanted)
        # Where a reference is missing or leads nowhere, or a resource does not say what it is, another rule says so.
        is_open = wanted and (resource is None or scorm_type(resource).lower() != "asset")
        if is_open or (not wanted and manifest.child(item, "item") is None):
            continue
        for name in names:
            for element in item.findall(name):
                local = local_name(element)
                yield manifest.fault(element, f"{local} stands on the item “{identifier(item)}”, which launches no SCO")


def repeated_on_item(manifest: Manifest, names: tuple[str, ...]) -> Faults:
    """What can be said of an item once is said once. `names` are qualified."""
    for item in manifest.all("item"):
        for name in names:
            for element in item.findall(name)[1:]:
                yield manifest.fault(element, f"{local_name(element)} is there twice")


def _head(manifest: Manifest, local: str) -> Iterator[etree._Element]:
    head = manifest.child(manifest.root, "metadata")
    element = None if head is None else manifest.child(head, local)
    if element is not None:
        yield element
