"""imsmanifest.xml → the activity tree that templates/player/lms/sequencing.js runs, as JSON.

Names are the manifest's own, in camel case; the shape is documented in templates/player/lms/types.js. What a manifest
leaves out is there with the standard's default (SN 3, CAM 5), so that no reader has to know the defaults again.
Reads what it can of a manifest that is not valid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from lxml import etree

from scormkit.package.xml_reader import elements, local_name, text_of, whole_text
from scormkit.player.sequencing_definition import SequencingDefinition, read_sequencing
from scormkit.player.xml_values import number, yes
from scormkit.targets.content_packaging_reader import default_organization
from scormkit.targets.manifest import Manifest, identifier, reference
from scormkit.targets.scorm12.writer import ADLCP as ADLCP_12
from scormkit.targets.scorm2004.reader import edition
from scormkit.targets.scorm2004.writer import ADLCP, ADLNAV, ADLSEQ, IMSSS


class CompletionThreshold(TypedDict):
    """Whether progress decides completion, from what measure on, and how much it weighs in a rollup (4th edition)."""

    completedByMeasure: bool
    minProgressMeasure: float
    progressWeight: float


class DataMap(TypedDict):
    """A shared data store that an activity may use (adlcp:map)."""

    targetID: str
    readSharedData: bool
    writeSharedData: bool


class Activity(TypedDict):
    """An item, or the organization."""

    identifier: str
    title: str
    isvisible: bool
    href: str
    scormType: str
    dataFromLMS: str
    masteryscore: float | None
    maxtimeallowed: str
    timeLimitAction: str
    prerequisites: str
    completionThreshold: CompletionThreshold
    hasCompletionThreshold: bool
    hideLMSUI: list[str]
    data: list[DataMap]
    sequencing: SequencingDefinition
    children: list[Activity]


class ActivityTree(TypedDict):
    """What one manifest organizes."""

    standard: str
    identifier: str
    title: str
    objectivesGlobalToSystem: bool
    sharedDataGlobalToSystem: bool
    root: Activity


def read_activity_tree(manifest: Manifest) -> ActivityTree | None:
    """The default organization; of a manifest without any, its launchable resources; None if there are none either."""
    year = edition(manifest)
    reader = _Reader(manifest, is_2004=year != 0)
    organization = default_organization(manifest)
    root = reader.organization(organization) if organization is not None else reader.resources()
    if root is None:
        return None
    return {
        "standard": f"scorm2004-{year}" if year else "scorm12",
        "identifier": root["identifier"],
        "title": root["title"],
        "objectivesGlobalToSystem": yes(organization, f"{{{ADLSEQ}}}objectivesGlobalToSystem", True),
        "sharedDataGlobalToSystem": yes(organization, f"{{{ADLCP}}}sharedDataGlobalToSystem", True),
        "root": root,
    }


def launchables(activity: Activity) -> list[Activity]:
    """The activities that launch something, in the order of the tree."""
    own = [activity] if activity["href"] else []
    return own + [leaf for child in activity["children"] for leaf in launchables(child)]


class _Reader:
    def __init__(self, manifest: Manifest, *, is_2004: bool) -> None:
        self.manifest = manifest
        self.is_2004 = is_2004
        self.adlcp = ADLCP if is_2004 else ADLCP_12
        collected = manifest.root.iter(f"{{{IMSSS}}}sequencingCollection")
        self.collection = {
            reference(each, "ID"): each for found in collected for each in found.iterchildren(f"{{{IMSSS}}}sequencing")
        }

    def organization(self, element: etree._Element) -> Activity:
        activity = self._activity(element)
        activity["children"] = self._items(element)
        return activity

    def resources(self) -> Activity | None:
        """Each resource that can be launched, as an LMS lists them where there is no organization."""
        found = [each for each in self.manifest.all("resource") if each.get("href")]
        if not found:
            return None
        root = self._activity(self.manifest.root)
        for resource in found:
            activity = self._activity(resource)
            activity["title"] = identifier(resource)
            self._launch(activity, resource, "")
            root["children"].append(activity)
        return root

    def _items(self, parent: etree._Element) -> list[Activity]:
        activities: list[Activity] = []
        # A package is untrusted: its items may be thousands deep, so no recursion here.
        waiting: list[tuple[etree._Element, list[Activity]]] = [(parent, activities)]
        while waiting:
            element, place = waiting.pop()
            for item in self.manifest.children(element, "item"):
                activity = self._activity(item)
                place.append(activity)
                waiting.append((item, activity["children"]))
        return activities

    def _activity(self, element: etree._Element) -> Activity:
        threshold, has_threshold = self._threshold(element)
        activity: Activity = {
            "identifier": identifier(element),
            "title": self.manifest.text(element, "title"),
            "isvisible": yes(element, "isvisible", True),
            "href": "",
            "scormType": "",
            "dataFromLMS": self._text("dataFromLMS", element, keep=True),
            "masteryscore": number(self._text("masteryscore", element)),
            "maxtimeallowed": self._text("maxtimeallowed", element),
            "timeLimitAction": self._text("timeLimitAction", element),
            "prerequisites": self._text("prerequisites", element),
            "completionThreshold": threshold,
            "hasCompletionThreshold": has_threshold,
            "hideLMSUI": self._hidden(element),
            "data": self._data(element),
            "sequencing": self._sequencing(element),
            "children": [],
        }
        if self.is_2004:
            limits = element.find(f"{{{IMSSS}}}sequencing/{{{IMSSS}}}limitConditions")
            activity["maxtimeallowed"] = "" if limits is None else limits.get("attemptAbsoluteDurationLimit") or ""
        resource = self.manifest.resources.get(reference(element)) if element.get("identifierref") else None
        if resource is not None:
            self._launch(activity, resource, element.get("parameters") or "")
        return activity

    def _launch(self, activity: Activity, resource: etree._Element, parameters: str) -> None:
        if not resource.get("href"):
            return
        activity["href"] = with_parameters(self.manifest.href(resource).url, parameters)
        # scormType in 2004, scormtype in 1.2; LMSs read either.
        words = (resource.get(f"{{{self.adlcp}}}{name}") for name in ("scormType", "scormtype"))
        activity["scormType"] = "sco" if any((word or "").strip().lower() == "sco" for word in words) else "asset"

    def _text(self, local: str, element: etree._Element, *, keep: bool = False) -> str:
        """The text of an element of ADL's, whatever the case of its name: 1.2 writes them small."""
        for child in elements(element):
            if str(child.tag).lower() == f"{{{self.adlcp}}}{local}".lower():
                return whole_text(child) if keep else text_of(child)
        return ""

    def _threshold(self, element: etree._Element) -> tuple[CompletionThreshold, bool]:
        """The 2nd and 3rd editions write the measure as text, the 4th as an attribute."""
        found = element.find(f"{{{ADLCP}}}completionThreshold")
        written = number(text_of(found))
        if written is not None:
            return {"completedByMeasure": True, "minProgressMeasure": written, "progressWeight": 1.0}, True
        by_measure = yes(found, "completedByMeasure", False)
        measure = number(found.get("minProgressMeasure") if found is not None else None, 1.0)
        weight = number(found.get("progressWeight") if found is not None else None, 1.0)
        threshold: CompletionThreshold = {
            "completedByMeasure": by_measure,
            "minProgressMeasure": measure,
            "progressWeight": weight,
        }
        return threshold, by_measure

    def _hidden(self, element: etree._Element) -> list[str]:
        path = "/".join(f"{{{ADLNAV}}}{name}" for name in ("presentation", "navigationInterface", "hideLMSUI"))
        return [text_of(each) for each in element.findall(path)]

    def _data(self, element: etree._Element) -> list[DataMap]:
        return [
            {
                "targetID": (each.get("targetID") or "").strip(),
                "readSharedData": yes(each, "readSharedData", True),
                "writeSharedData": yes(each, "writeSharedData", False),
            }
            for each in element.findall(f"{{{ADLCP}}}data/{{{ADLCP}}}map")
        ]

    def _sequencing(self, element: etree._Element) -> SequencingDefinition:
        """An activity's own rules; of a sequencing that it refers to, what it does not say itself (CAM 5.1)."""
        if not self.is_2004:
            # SCORM 1.2 knows no sequencing: any item may be chosen, and an LMS may offer to go on and back.
            definition = read_sequencing(())
            definition["controlMode"]["flow"] = True
            return definition
        own = element.find(f"{{{IMSSS}}}sequencing")
        if own is None:
            return read_sequencing(())
        parts = list(elements(own))
        shared = self.collection.get(reference(own, "IDRef"))
        if shared is not None:
            parts += _unsaid(parts, list(elements(shared)))
        return read_sequencing(parts)


def _unsaid(said: Sequence[etree._Element], others: Sequence[etree._Element]) -> list[etree._Element]:
    names = {str(each.tag) for each in said}
    return [each for each in others if str(each.tag) not in names and local_name(each)]


def with_parameters(href: str, parameters: str) -> str:
    """An item's parameters at the end of its resource's href (CAM 3.4.1, the attribute parameters)."""
    rest = parameters.lstrip("?&")
    if not rest:
        return href
    if rest.startswith("#"):
        return href if "#" in href else href + rest
    path, mark, fragment = href.partition("#")
    return path + ("&" if "?" in path else "?") + rest + mark + fragment
