"""What can be played: the files of a package, and the units that an LMS launches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scormkit.package.names import find_manifest, is_site
from scormkit.package.opened import LARGEST_READ, open_package
from scormkit.package.outline import Item, Outline
from scormkit.package.tree import FileTree
from scormkit.package.xml_reader import parse_xml
from scormkit.player.activity_tree import Activity, ActivityTree, read_activity_tree
from scormkit.player.cmi5 import AuFacts
from scormkit.player.package_files import OpenedFiles, PackageFiles, TreeFiles
from scormkit.targets import STANDARDS
from scormkit.targets.hrefs import resolve
from scormkit.targets.manifest import Manifest


class NotPlayableError(Exception):
    """The package holds nothing that an LMS could launch; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that is launched: a SCO or asset by its item, an AU, an activity. `href` is relative to the package."""

    identifier: str
    title: str
    href: str
    au: AuFacts | None = None


@dataclass(frozen=True, slots=True)
class Playable:
    """`standard` as in reports. `tree` is the activity tree of a SCORM package (templates/player/lms/types.js)."""

    title: str
    language: str
    standard: str
    files: PackageFiles
    units: tuple[Unit, ...]
    tree: ActivityTree | None = None

    @property
    def is_scorm(self) -> bool:
        """Whether content speaks to an API in the page, and not to an LRS."""
        return self.standard.startswith("scorm")


def playable_of_tree(tree: FileTree) -> Playable:
    """A package that was made just now."""
    return _read(TreeFiles(tree), "the course")


def playable_of_path(path: Path) -> Playable:
    """Anybody's zip or folder; close its `files` when done. Raises NotPlayableError, MisuseError for no such path."""
    package = open_package(path)
    if package.kind == "manifest" or not package.sizes:
        package.close()
        raise NotPlayableError(f"{path} is no package with content. “scormkit validate {path}” says what is wrong.")
    name, _ = find_manifest(package.sizes, path.name)
    # A package that was zipped with its folder is played as if the folder were its root, as forgiving LMSs do.
    root = name.rpartition("/")[0] if name else ""
    files = OpenedFiles(package, f"{root}/" if root else "")
    try:
        return _read(files, str(path))
    except BaseException:
        files.close()
        raise


def _read(files: PackageFiles, called: str) -> Playable:
    names = frozenset(files.names)
    name, _ = find_manifest(names, called)
    if name is None:
        if is_site(names):
            return Playable(called, "", "web", files, (Unit("web", called, "index.html"),))
        raise NotPlayableError(f"{called} has no manifest. “scormkit validate {called}” says what is wrong.")
    content = files.find(name)
    if isinstance(content, Path):
        content = content.read_bytes() if content.stat().st_size <= LARGEST_READ else None
    root = None if content is None else parse_xml(content, name).root
    if root is None or content is None:
        raise NotPlayableError(f"{name} of {called} cannot be read. “scormkit validate {called}” says why.")
    manifest = Manifest(root, name, names - {name}, content)
    standard = next((one for one in STANDARDS.values() if one.recognises(manifest)), None)
    if standard is None:
        raise NotPlayableError(f"{name} of {called} is of no standard that can be played.")
    outline = standard.read(manifest)
    tree = read_activity_tree(manifest) if standard.name.startswith("scorm") else None
    units = tuple(_scos(tree["root"]) if tree else _units(outline, standard.name))
    if not units:
        raise NotPlayableError(f"nothing in {called} can be launched. “scormkit validate {called}” says why.")
    version = tree["standard"] if tree else standard.name
    return Playable(outline.title, outline.metadata.language, version, files, units, tree)


def _scos(activity: Activity) -> Iterator[Unit]:
    """The activities that can be launched; what is on another host an LMS of one's own cannot track."""
    if activity["href"] and not resolve("", activity["href"]).is_external:
        yield Unit(activity["identifier"], activity["title"], activity["href"])
    for child in activity["children"]:
        yield from _scos(child)


def _units(outline: Outline, standard: str) -> Iterator[Unit]:
    hrefs = {resource.identifier: resource.href for resource in outline.resources}
    for item in outline.walk():
        href = hrefs.get(item.resource, "") if item.resource else ""
        if not href or resolve("", href).is_external:
            continue
        if standard == "cmi5":
            yield Unit(item.identifier, item.title, href, _au_facts(item))
        else:
            yield Unit(item.identifier, item.title, href)


def _au_facts(item: Item) -> AuFacts:
    mastery = None if item.pass_mark is None else round(item.pass_mark / 100, 4)
    return AuFacts(item.identifier, item.move_on or "NotApplicable", mastery, item.parameters)
