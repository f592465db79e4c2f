"""Prerequisites of SCORM 1.2: the expression itself, and the items that it names."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import text_of
from scormkit.targets.circles import circles
from scormkit.targets.manifest import Manifest, identifier
from scormkit.targets.scorm12.prerequisites import ScriptError, identifiers_in
from scormkit.targets.scorm12.writer import ADLCP

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_PREREQUISITES = f"{{{ADLCP}}}prerequisites"


@RULES.check(
    "SK8115",
    Severity.ERROR,
    why="LMSs that evaluate it lock the item for ever, or refuse the package.",
    fix="Write identifiers of items with & | ~ = <> ( ) and n*{a,b}.",
    reference="SCORM 1.2 CAM 2.3; AICC CMI001, 4.5.4",
)
def prerequisites_malformed(manifest: Manifest) -> Faults:
    """Prerequisites are an AICC script."""
    for _, element in _with_prerequisites(manifest):
        try:
            identifiers_in(text_of(element))
        except ScriptError as error:
            yield manifest.fault(element, f"the prerequisites “{text_of(element)[:80]}” are no AICC script: {error}")


@RULES.check(
    "SK8116",
    Severity.WARNING,
    why="The item can never be started.",
    fix="Name identifiers of other items, with their case.",
    reference="AICC CMI001, 4.5.4",
)
def prerequisites_unknown(manifest: Manifest) -> Faults:
    """Prerequisites name items of the manifest."""
    known = {identifier(item) for item in manifest.all("item")}
    for _, element in _with_prerequisites(manifest):
        for name in sorted(_named(element) - known):
            yield manifest.fault(element, f"there is no item “{name}”")


@RULES.check(
    "SK8117",
    Severity.WARNING,
    why="None of the items in the circle can ever be started.",
    fix="Take one prerequisite of the circle out.",
    reference="AICC CMI001, 4.5.4",
)
def prerequisites_circle(manifest: Manifest) -> Faults:
    """No item waits for itself, directly or round a circle."""
    references: dict[str, frozenset[str]] = {}
    places: dict[str, etree._Element] = {}
    for item, element in _with_prerequisites(manifest):
        references[identifier(item)] = _named(element)
        places[identifier(item)] = element
    for name in circles(references):
        yield manifest.fault(places[name], f"the item “{name}” waits for itself")


def _with_prerequisites(manifest: Manifest) -> Iterator[tuple[etree._Element, etree._Element]]:
    for item in manifest.all("item"):
        element = item.find(_PREREQUISITES)
        # Templates have empty ones, and LMSs take them for none.
        if element is not None and text_of(element):
            yield item, element


def _named(element: etree._Element) -> frozenset[str]:
    """The items that it names; none where it is no script."""
    try:
        return identifiers_in(text_of(element))
    except ScriptError:
        return frozenset()
