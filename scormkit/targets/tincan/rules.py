"""What readers of TinCan packages rely on. No body published a schema: these follow the convention and xAPI itself."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.iris import is_absolute_iri, is_language
from scormkit.package.xml_reader import local_name, text_of
from scormkit.targets.hrefs import Href, resolve
from scormkit.targets.manifest import Manifest

# What a browser does not open as a page that an LMS launches; other schemes may start a program.
_NO_PAGES = ("about", "blob", "data", "javascript", "mailto")
RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CONVENTION = "tincan.xml as Rustici published it"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
# xAPI data, 4.1.4.1: the component lists that each type may have.
_COMPONENTS: dict[str, set[str]] = {
    "true-false": set(),
    "choice": {"choices"},
    "fill-in": set(),
    "long-fill-in": set(),
    "matching": {"source", "target"},
    "performance": {"steps"},
    "sequencing": {"choices"},
    "likert": {"scale"},
    "numeric": set(),
    "other": set(),
}
_ALL_COMPONENTS = {"choices", "source", "target", "steps", "scale"}


@RULES.check(
    "SK9101",
    Severity.ERROR,
    why="Readers find no activities and refuse the package.",
    fix="Write tincan, in it activities, in it an activity for each thing that is launched or reported on.",
    reference=_CONVENTION,
)
def activities_missing(manifest: Manifest) -> Faults:
    """The root is tincan and holds activities, which hold at least one activity."""
    activities = manifest.child(manifest.root, "activities")
    if local_name(manifest.root) != "tincan":
        yield manifest.fault(manifest.root, f"the root is {local_name(manifest.root)}, not tincan")
    elif activities is None:
        yield manifest.fault(manifest.root, "there are no activities")
    elif manifest.child(activities, "activity") is None:
        yield manifest.fault(activities, "there is no activity")


@RULES.check(
    "SK9102",
    Severity.ERROR,
    why="It is the id in every statement, and an LRS refuses statements without an IRI.",
    fix="Write an absolute IRI of a domain that is yours, such as https://example.org/courses/1.",
    reference="xAPI data, 4.1.4.1 (Activity id)",
)
def activity_id_not_an_iri(manifest: Manifest) -> Faults:
    """The id of an activity is an absolute IRI."""
    for activity in manifest.all("activity"):
        value = activity.get("id")
        if value is None:
            yield manifest.fault(activity, "the activity has no id")
        elif not is_absolute_iri(value.strip()):
            yield manifest.fault(activity, f"the id “{value.strip()}” is no absolute IRI")


@RULES.check(
    "SK9103",
    Severity.ERROR,
    why="Results of the two are mixed up.",
    fix="Give each activity an id of its own.",
    reference=_CONVENTION,
)
def activity_id_twice(manifest: Manifest) -> Faults:
    """No two activities have the same id."""
    seen: set[str] = set()
    for activity in manifest.all("activity"):
        value = (activity.get("id") or "").strip()
        if value and value in seen:
            yield manifest.fault(activity, f"there is another activity with the id “{value}”")
        seen.add(value)


@RULES.check(
    "SK9104",
    Severity.ERROR,
    why="Readers refuse the activity, and an LRS a type that is no IRI.",
    fix="Write an absolute IRI, such as http://adlnet.gov/expapi/activities/course.",
    reference="xAPI data, 4.1.4.1 (type)",
)
def activity_type_not_an_iri(manifest: Manifest) -> Faults:
    """An activity has a type, an absolute IRI."""
    for activity in manifest.all("activity"):
        value = (activity.get("type") or "").strip()
        if not is_absolute_iri(value):
            yield manifest.fault(activity, f"the type of the activity is “{value}”" if value else "it has no type")


@RULES.check(
    "SK9105",
    Severity.ERROR,
    why="Learners and reports see an address instead of a name.",
    fix="Add a name.",
    reference=_CONVENTION,
)
def activity_without_name(manifest: Manifest) -> Faults:
    """An activity has a name."""
    for activity in manifest.all("activity"):
        if not manifest.text(activity, "name"):
            yield manifest.fault(activity, "the activity has no name")


@RULES.check(
    "SK9106",
    Severity.WARNING,
    why="Some LMSs show it where learners choose a course.",
    fix="Add a description.",
    reference=_CONVENTION,
)
def launched_activity_without_description(manifest: Manifest) -> Faults:
    """An activity that is launched has a description."""
    for activity in manifest.all("activity"):
        if manifest.text(activity, "launch") and not manifest.text(activity, "description"):
            yield manifest.fault(activity, "the activity has no description")


@RULES.check(
    "SK9107",
    Severity.ERROR,
    why="There is nothing to launch.",
    fix="Add launch with the address of the first page to the activity of the course.",
    reference=_CONVENTION,
)
def nothing_launched(manifest: Manifest) -> Faults:
    """At least one activity is launched."""
    activities = list(manifest.all("activity"))
    if activities and not any(text_of(launch) for launch in manifest.all("launch")):
        yield manifest.fault(activities[0], "no activity has a launch")


@RULES.check(
    "SK9108",
    Severity.ERROR,
    why="The learner gets a page that is not found.",
    fix="Put the file into the package, or write launch as the file is called.",
    reference=_CONVENTION,
)
def launch_file_missing(manifest: Manifest) -> Faults:
    """A relative launch has its file in the package."""
    folded = {name.casefold(): name for name in manifest.names or ()}
    for element, _, href in _launches(manifest):
        is_inside = href.path and not href.is_malformed and not href.leaves_package
        if manifest.names is not None and is_inside and href.path not in manifest.names:
            other = folded.get(href.path.casefold())
            there = f"; there is {other}" if other else ""
            yield manifest.fault(element, f"{href.path} is not in the package{there}")


@RULES.check(
    "SK9109",
    Severity.ERROR,
    why="An LMS does not serve what lies outside the package, or looks for it under another address.",
    fix="Name the file from the root of the package, with forward slashes.",
    reference=f"{_CONVENTION}; RFC 3986, 4.2",
)
def launch_malformed(manifest: Manifest) -> Faults:
    """A launch is a relative path inside the package or an absolute URL."""
    for element, url, href in _launches(manifest):
        if href.leaves_package or href.is_malformed or href.scheme in _NO_PAGES:
            yield manifest.fault(element, f"“{url}” leads out of the package or is no URL")


@RULES.check(
    "SK9110",
    Severity.NOTICE,
    why="Readers that choose a text by its language do not find it.",
    fix="Write a language tag, such as en or de-AT.",
    reference="BCP 47",
)
def language_malformed(manifest: Manifest) -> Faults:
    """A lang attribute is a language tag."""
    for local in ("name", "description", "launch"):
        for element in manifest.all(local):
            value = element.get("lang")
            if value is not None and not is_language(value.strip()):
                yield manifest.fault(element, f"lang is “{value.strip()}”")


@RULES.check(
    "SK9111",
    Severity.WARNING,
    why="Reports cannot say what learners chose.",
    fix="Write a known interactionType, and the component lists of that type.",
    reference="xAPI data, 4.1.4.1 (interaction activities)",
)
def interaction_malformed(manifest: Manifest) -> Faults:
    """An interaction has a known type, and lists components that fit it."""
    for activity in manifest.all("activity"):
        kind = manifest.text(activity, "interactionType")
        if (activity.get("type") or "").strip() != _INTERACTION and not kind:
            continue
        if kind not in _COMPONENTS:
            element = manifest.child(activity, "interactionType")
            message = "there is no interactionType" if element is None else f"the interactionType is “{kind}”"
            yield manifest.fault(activity if element is None else element, message)
            continue
        for local in sorted(_ALL_COMPONENTS - _COMPONENTS[kind]):
            element = manifest.child(activity, local)
            if element is not None:
                yield manifest.fault(element, f"an interaction of the type {kind} has no {local}")


def _launches(manifest: Manifest) -> Iterator[tuple[etree._Element, str, Href]]:
    for element in manifest.all("launch"):
        url = text_of(element)
        if url:
            yield element, url, resolve("", url)
