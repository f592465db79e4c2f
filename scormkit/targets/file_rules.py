"""Resources and files, as both SCORMs see them: what is launched, what is listed, what is there."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import local_name, namespace_of, text_of
from scormkit.targets.circles import circles
from scormkit.targets.href_rules import with_href
from scormkit.targets.hrefs import resolve
from scormkit.targets.manifest import XSI, Manifest, identifier, misspells, reference, scorm_type

RULES: Catalogue[Manifest] = Catalogue()
Faults = Iterator[Fault]

_CAM = "SCORM 2004 CAM 3.4.1.6; SCORM 1.2 CAM 2.3"
_NOT_CONTENT = (".xsd", ".dtd", ".ds_store", "thumbs.db", "desktop.ini")
MOST_NAMED = 5
MOST_COMPARED = 10_000
# Steps along dependencies: a hostile manifest could make us walk the same ones again for each resource.
MOST_DEPENDENCIES = 500_000


@RULES.check(
    "SK8030",
    Severity.ERROR,
    why="There is nothing to launch: in Moodle the activity is dead.",
    fix="Write the launch file as the href of the resource.",
    reference=_CAM,
)
def launch_without_href(manifest: Manifest) -> Faults:
    """A SCO, and every resource that an item launches, has an href."""
    launched = {reference(item) for item in manifest.all("item")}
    for name, resource in manifest.resources.items():
        is_launched = name in launched or scorm_type(resource) == "sco"
        if is_launched and not (resource.get("href") or "").strip() and not misspells(resource, "href"):
            yield manifest.fault(resource, f"the resource “{name}” is to be launched and has no href")


@RULES.check(
    "SK8033",
    Severity.ERROR,
    why="The learner gets a page that is not found, or a page without its parts.",
    fix="Put the file into the package, or take it out of the manifest.",
    reference=_CAM,
)
def file_missing(manifest: Manifest) -> Faults:
    """Every file that the manifest names is in the package."""
    meant = _probably_meant(manifest)
    for element, path in _missing(manifest):
        hint = f"Did you mean {meant[path]}?" if path in meant else ""
        yield manifest.fault(element, f"{path} is not in the package", hint=hint)


@RULES.check(
    "SK8034",
    Severity.ERROR,
    why="Most LMSs run on hosts where case counts, and answer 404.",
    fix="Write the name as the file has it.",
    reference=_CAM,
)
def file_in_other_case(manifest: Manifest) -> Faults:
    """Files are named with the case that they have in the package."""
    folded = {name.casefold(): name for name in manifest.names or ()}
    for element, path in _named_paths(manifest):
        if path not in (manifest.names or ()) and path.casefold() in folded:
            yield manifest.fault(element, f"{path} is called {folded[path.casefold()]} in the package")


@RULES.check(
    "SK8036",
    Severity.WARNING,
    why="LMSs and repositories that copy resources leave such files behind.",
    fix="List each file in the resource that uses it, or take it out of the package.",
    reference="SCORM 2004 CAM 3.4.1.7",
)
def files_not_listed(manifest: Manifest) -> Faults:
    """Every file of the package is listed in the manifest."""
    resources = manifest.child(manifest.root, "resources")
    meant = set(_probably_meant(manifest).values())
    extra = [name for name in unlisted_files(manifest) if name not in meant]
    if extra and resources is not None:
        more = f" and {len(extra) - MOST_NAMED} more" if len(extra) > MOST_NAMED else ""
        named = ", ".join(extra[:MOST_NAMED])
        yield manifest.fault(resources, f"{len(extra)} file(s) of the package are not listed: {named}{more}")


@RULES.check(
    "SK8037",
    Severity.WARNING,
    why="It is carried along and never seen.",
    fix="Refer to it from an item or a dependency, or take it out.",
    reference="SCORM 2004 CAM 3.4.1.6",
)
def resource_unused(manifest: Manifest) -> Faults:
    """Every resource is used by an item or by another resource."""
    used = {reference(element) for local in ("item", "dependency") for element in manifest.all(local)}
    if not any(True for _ in manifest.all("item")):
        return
    unused = [name for name in manifest.resources if name not in used]
    # Where as many references are missing or lead nowhere, one of them is meant, and other rules tell of it.
    lost = sum(1 for name in used if name and name not in manifest.resources)
    lost += sum(1 for item in manifest.all("item") if not reference(item) and manifest.child(item, "item") is None)
    lost += sum(1 for dependency in manifest.all("dependency") if not reference(dependency))
    for name in unused if len(unused) > lost else ():
        yield manifest.fault(manifest.resources[name], f"the resource “{name}” is used by nothing")


@RULES.check(
    "SK8038",
    Severity.WARNING,
    why="It is a sign of a manifest that was put together by hand or merged.",
    fix="List the file once.",
    reference="SCORM 2004 CAM 3.4.1.7",
)
def file_listed_twice(manifest: Manifest) -> Faults:
    """A resource lists a file once."""
    for resource in manifest.all("resource"):
        seen: set[str] = set()
        for file in manifest.children(resource, "file"):
            path = manifest.href(file).path
            if path and path in seen:
                yield manifest.fault(file, f"{path} is listed twice")
            seen.add(path)


@RULES.check(
    "SK8041",
    Severity.WARNING,
    why="Readers that follow dependencies may never come to an end.",
    fix="Take one dependency of the circle out.",
    reference="IMS CP 1.1.4",
)
def dependency_cycle(manifest: Manifest) -> Faults:
    """No resource depends on itself, directly or round a circle."""
    references = {
        name: frozenset(reference(dependency) for dependency in manifest.children(resource, "dependency"))
        for name, resource in manifest.resources.items()
    }
    for name in circles(references):
        yield manifest.fault(manifest.resources[name], f"the resource “{name}” depends on itself")


@RULES.check(
    "SK8042",
    Severity.WARNING,
    why="LMSs that check the manifest against the schema look for the file in the package.",
    fix="Put the schema at the root of the package, or take its name out of xsi:schemaLocation.",
    reference="SCORM 2004 CAM 3.3.1",
)
def schema_file_missing(manifest: Manifest) -> Faults:
    """Every schema that xsi:schemaLocation names is in the package."""
    if manifest.names is None:
        return
    for element, pairs in _schema_locations(manifest):
        for file in pairs[1::2]:
            if not resolve("", file).is_external and resolve("", file).path not in manifest.names:
                yield manifest.fault(element, f"the schema {file} is not in the package")


@RULES.check(
    "SK8043",
    Severity.WARNING,
    why="A reader cannot tell which file belongs to which name space.",
    fix="Write a name space and a file in turn.",
    reference="XML Schema 1, 4.3.2",
)
def schema_location_odd(manifest: Manifest) -> Faults:
    """xsi:schemaLocation has pairs of a name space and a file."""
    for element, pairs in _schema_locations(manifest):
        if len(pairs) % 2:
            yield manifest.fault(element, "xsi:schemaLocation has a name space without a file")


def launch_file_not_listed(manifest: Manifest) -> Faults:
    """The launch file is among the files of its resource, or of one that it depends on."""
    listed = {path for resource in manifest.all("resource") for path in manifest.files(resource)}
    patience = MOST_DEPENDENCIES
    for name, resource in manifest.resources.items():
        href = manifest.href(resource)
        path = href.path if resource.get("href") else ""
        # Other rules tell what is wrong with the address, or that there is no such file.
        is_odd = href.is_malformed or href.leaves_package
        if not path or is_odd or (manifest.names is not None and path not in manifest.names):
            continue
        is_listed = path in manifest.files(resource)
        if not is_listed and path in listed:
            for owner in with_dependencies(manifest, name):
                patience -= 1
                is_listed = is_listed or path in manifest.files(owner)
                if is_listed or patience < 0:
                    break
        if not is_listed and patience >= 0:
            yield manifest.fault(resource, f"{path}, the launch file of “{name}”, is not listed among its files")


def scorm_type_missing(manifest: Manifest, attribute: str) -> Faults:
    """A resource says whether it is a SCO or an asset. `attribute` is qualified."""
    for resource in manifest.all("resource"):
        # One that is misspelt does not fit the schema, which names the right spelling.
        if resource.get(attribute) is None and not scorm_type(resource):
            yield manifest.fault(resource, f"the resource “{identifier(resource)}” says neither sco nor asset")


def _named_paths(manifest: Manifest) -> Iterator[tuple[etree._Element, str]]:
    """Every path that resources, files and metadata locations name, inside the package; nothing for a bare manifest."""
    if manifest.names is None:
        return
    for element in with_href(manifest):
        href = manifest.href(element)
        # A launch file that is listed too is reported where it is listed.
        repeated = local_name(element) == "resource" and href.path in manifest.files(element)
        if href.path and not (href.is_malformed or href.leaves_package or repeated):
            yield element, href.path
    for element in manifest.root.iter(etree.Element):
        if local_name(element) == "location" and "adlcp" in namespace_of(str(element.tag)).lower():
            href = manifest.resolved(element, text_of(element))
            if href.path and not (href.is_malformed or href.leaves_package):
                yield element, href.path


def _missing(manifest: Manifest) -> Iterator[tuple[etree._Element, str]]:
    """Every path that is named and is not in the package, in no case."""
    folded = {name.casefold() for name in manifest.names or ()}
    for element, path in _named_paths(manifest):
        if path.casefold() not in folded:
            yield element, path


def _probably_meant(manifest: Manifest) -> dict[str, str]:
    """Path that is missing → file that nobody lists and that is called alike, or the same in another folder."""
    missing = dict.fromkeys(path for _, path in _missing(manifest))
    left = unlisted_files(manifest) if missing else []
    found: dict[str, str] = {}
    by_last_name: dict[str, list[str]] = {}
    for name in left:
        by_last_name.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    for path in missing:
        alike = by_last_name.get(path.rpartition("/")[2].casefold(), [])
        if not alike and len(missing) * len(left) <= MOST_COMPARED:
            alike = get_close_matches(path, left, 1, 0.85)
        if len(alike) == 1 and alike[0] not in found.values():
            found[path] = alike[0]
    return found


def unlisted_files(manifest: Manifest) -> list[str]:
    """The files of the package that the manifest does not name, schemas and litter aside, in order.

    One that is named badly, in another case or from outside the package, is not meant: other rules tell of it. None
    where a base is at fault.
    """
    if manifest.names is None or manifest.faulty_bases:
        return []
    listed = {path for _, path in _named_paths(manifest)}
    listed |= {manifest.href(element).path for element in with_href(manifest)}
    folded = {path.removeprefix("../").casefold() for path in listed - manifest.names}
    extra = manifest.names - listed
    return sorted(name for name in extra if name.casefold() not in folded and not _is_beside_content(name))


def with_dependencies(manifest: Manifest, name: str) -> Iterator[etree._Element]:
    """A resource, then every resource that it depends on, at any depth."""
    found, waiting = {name}, [name]
    while waiting:
        resource = manifest.resources[waiting.pop()]
        yield resource
        for dependency in manifest.children(resource, "dependency"):
            wanted = reference(dependency)
            if wanted in manifest.resources and wanted not in found:
                found.add(wanted)
                waiting.append(wanted)


def _schema_locations(manifest: Manifest) -> Iterator[tuple[etree._Element, list[str]]]:
    for element in manifest.having("xsi:schemaLocation"):
        yield element, element.get(f"{{{XSI}}}schemaLocation", "").split()


def _is_beside_content(name: str) -> bool:
    return name.lower().endswith(_NOT_CONTENT) or name.startswith("__MACOSX/")
