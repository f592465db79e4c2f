"""Addresses in manifests of both SCORMs: how they are written, and whether they stay in the package."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import local_name
from scormkit.targets.hrefs import WEB, own_base
from scormkit.targets.manifest import Manifest, scorm_type

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CAM = "SCORM 2004 CAM 3.4.1.6; SCORM 1.2 CAM 2.3"
# Schemes that somebody writes on purpose; any other is more likely a file name with a colon.
_NO_FILES = ("about", "blob", "data", "ftp", "javascript", "mailto", "tel")


@RULES.check(
    "SK8031",
    Severity.ERROR,
    why="LMSs look for the file under exactly this address and answer 404.",
    fix="Write a relative path with forward slashes, from the root of the package.",
    reference="RFC 3986, 4.2; SCORM 2004 CAM 3.4.1.6",
)
def href_malformed(manifest: Manifest) -> Faults:
    """An href names a file or a web page: no backslash, no leading slash, no drive, no scheme but http and https."""
    for element in with_href(manifest):
        if local_name(element) == "file" and not (element.get("href") or "").strip():
            yield manifest.fault(element, "the href is empty")
        elif manifest.href(element).is_malformed:
            yield manifest.fault(element, f"the href “{element.get('href')}” is no relative URL")
        elif (scheme := manifest.href(element).scheme) and scheme not in WEB:
            message = f"the href “{element.get('href')}” names no file: {scheme}: is taken for a scheme"
            hint = "" if scheme in _NO_FILES else "If it is the name of a file, write ./ before it."
            yield manifest.fault(element, message, hint=hint)


@RULES.check(
    "SK8032",
    Severity.ERROR,
    why="An LMS does not serve what lies outside the package, and careful ones refuse it whole.",
    fix="Put the file into the package and name it from its root.",
    reference=_CAM,
)
def href_leaves_package(manifest: Manifest) -> Faults:
    """No href leads out of the package."""
    for element in with_href(manifest):
        # Of one that is no relative URL it is enough to say so.
        if manifest.href(element).leaves_package and not manifest.href(element).is_malformed:
            yield manifest.fault(element, f"the href “{element.get('href')}” leads out of the package")


@RULES.check(
    "SK8039",
    Severity.WARNING,
    why="Browsers keep pages of another origin from the LMS's API, so nothing is tracked.",
    fix="Put the content into the package.",
    reference="SCORM 2004 RTE 3.3.6",
)
def sco_on_other_host(manifest: Manifest) -> Faults:
    """A SCO is part of the package."""
    for resource in manifest.all("resource"):
        href = manifest.href(resource)
        is_elsewhere = href.scheme in WEB or href.url.startswith("//")
        if scorm_type(resource) == "sco" and is_elsewhere:
            yield manifest.fault(resource, f"the SCO is launched from another host: {resource.get('href')}")


@RULES.check(
    "SK8040",
    Severity.ERROR,
    why="Addresses under it lead nowhere; Moodle puts the base in front of the href as it is.",
    fix="Write a relative path that ends in a slash.",
    reference="XML Base, 4; SCORM 2004 CAM 3.4.2",
)
def base_malformed(manifest: Manifest) -> Faults:
    """xml:base is a relative path with forward slashes that ends in one, and stays inside under those above it."""
    for element, fault in manifest.faulty_bases.items():
        is_outside = fault.startswith("leads")
        hint = "Put the content into the package, and take xml:base out." if is_outside else ""
        yield manifest.fault(element, f"xml:base “{own_base(element)}” {fault}", hint=hint)


def with_href(manifest: Manifest) -> Iterator[etree._Element]:
    for local in ("resource", "file"):
        for element in manifest.all(local):
            if element.get("href") is not None:
                yield element
