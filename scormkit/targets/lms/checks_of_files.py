"""Checks of LMS profiles that look at the files of the package."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity, SourcePos
from scormkit.package.names import MANIFESTS
from scormkit.targets.lms.subject import Subject
from scormkit.targets.manifest import reference

RULES: Catalogue[Subject] = Catalogue()
Faults = Iterator[Fault]

MOST_NAMED = 20
# Relative addresses of attributes that load or link.
_ADDRESS = re.compile(r"""\s(?:src|href|poster|data)\s*=\s*["']([^"'#?:<>{}\\]{1,500})["'#?]""", re.IGNORECASE)


@RULES.check(
    "SK7130",
    Severity.WARNING,
    why="The LMS refuses the whole package.",
    fix="Take the file out, or give it another form.",
)
def file_type_not_taken(subject: Subject) -> Faults:
    """No file is of a type that the LMS refuses."""
    endings = tuple(subject.settings["endings"])
    found = [name for name in subject.package.sizes if name.lower().rpartition("/")[2].endswith(endings)]
    for name in found[:MOST_NAMED]:
        yield Fault(SourcePos(name), f"there is {name}")


@RULES.check(
    "SK7131",
    Severity.WARNING,
    why="The LMS renames the file when it unpacks it and links to it break, or it does not see a package at all.",
    fix="Name files with lower-case ASCII letters, digits, hyphens and full stops.",
)
def file_name_changed(subject: Subject) -> Faults:
    """No file has a name that the LMS changes or stumbles over."""
    pattern = re.compile(subject.settings.get("characters", r"(?!)"))
    is_composed = bool(subject.settings.get("composes"))
    found = [
        name
        for name in subject.package.sizes
        if pattern.search(name) or (is_composed and unicodedata.normalize("NFC", name) != name)
    ]
    for name in found[:MOST_NAMED]:
        yield Fault(SourcePos(name), f"there is {name}")


@RULES.check(
    "SK7132",
    Severity.WARNING,
    why="The upload is refused or times out.",
    fix="Compress media, or split the course.",
)
def package_too_large(subject: Subject) -> Faults:
    """The package is no larger than the LMS takes."""
    package, limit = subject.package, subject.settings["limit_mb"]
    size = package.path.stat().st_size if package.kind == "zip" else sum(package.sizes.values())
    if size > limit * 1_000_000:
        yield subject.whole(f"the package has {size // 1_000_000:,} MB")


@RULES.check(
    "SK7133",
    Severity.WARNING,
    why="The LMS takes whichever manifest it meets first.",
    fix="Keep one manifest in the package, at its root.",
)
def several_manifests(subject: Subject) -> Faults:
    """No folder has a manifest too."""
    for name in subject.package.sizes:
        if "/" in name and name.rpartition("/")[2].lower() in MANIFESTS:
            yield Fault(SourcePos(name), f"there is {name}")


@RULES.check(
    "SK7134",
    Severity.WARNING,
    why="The LMS finds files by their last name and may serve the other one.",
    fix="Give the two files different names.",
)
def same_name_in_two_folders(subject: Subject) -> Faults:
    """No two files have the same last name."""
    seen: dict[str, str] = {}
    told = 0
    for name in sorted(subject.package.sizes):
        other = seen.setdefault(name.rpartition("/")[2], name)
        if other != name and told < MOST_NAMED:
            told += 1
            yield Fault(SourcePos(name), f"{name} and {other} have the same last name")


@RULES.check(
    "SK7135",
    Severity.WARNING,
    why="The LMS looks for it: without it authors are warned, or no result is ever seen.",
    fix="Report it, and keep the word in one of the scripts.",
)
def status_word_missing(subject: Subject) -> Faults:
    """Some script names an element of the result literally."""
    if subject.package.kind != "manifest" and subject.is_scorm and subject.package.sizes:
        text = subject.text_of_scripts()
        if not any(word in text for word in subject.settings["words"]):
            yield subject.whole(f"no script has one of: {', '.join(subject.settings['words'])}")


@RULES.check(
    "SK7137",
    Severity.WARNING,
    why="On the author's computer the file is found, in the LMS it is not: pictures are missing, scripts do not run.",
    fix="Write the name as the file has it.",
)
def link_in_other_case(subject: Subject) -> Faults:
    """Pages name files with the case that they have."""
    folded = {name.casefold(): name for name in subject.package.sizes}
    told = 0
    for page, text in subject.pages():
        folder = posixpath.dirname(page)
        for found in _ADDRESS.finditer(text):
            path = posixpath.normpath(posixpath.join(folder, unquote(found[1])))
            other = folded.get(path.casefold(), path)
            if other != path and path not in subject.package.sizes and told < MOST_NAMED:
                told += 1
                line = text.count("\n", 0, found.start(1)) + 1
                column = found.start(1) - text.rfind("\n", 0, found.start(1))
                yield Fault(SourcePos(page, line, column), f"{path} is called {other}")


@RULES.check(
    "SK7136",
    Severity.WARNING,
    why="The LMS looks for the launch page in another place and finds none.",
    fix="Put the launch page into the package.",
)
def content_elsewhere(subject: Subject) -> Faults:
    """What is launched lies in the package."""
    manifest = subject.manifest
    if manifest is None or not subject.is_scorm:
        return
    launched = {reference(item) for item in manifest.all("item")}
    for name, resource in manifest.resources.items():
        if name in launched and manifest.href(resource).is_external:
            yield subject.at(resource, f"{manifest.href(resource).url} is launched")
