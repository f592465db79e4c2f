"""The names in a package: where the manifest is, and which names break on some LMS."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator

from scormkit.findings import Finding, SourcePos
from scormkit.package.rules import (
    BACKSLASH_IN_NAME,
    FILE_TWICE,
    FILE_TYPE_REFUSED,
    MANIFEST_IN_FOLDER,
    MANIFEST_IN_OTHER_CASE,
    MANIFEST_MISSING,
    MANIFEST_TWICE,
    NAME_LEAVES_PACKAGE,
    NAME_NOT_PORTABLE,
    NAMES_COLLIDE,
    TWO_MANIFESTS,
)

MANIFESTS = ("imsmanifest.xml", "cmi5.xml", "tincan.xml")
AICC_ENDINGS = (".crs", ".au", ".des", ".cst")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_REFUSED = re.compile(
    r"\.ht(access|passwd)|web\.config"
    r"|.*\.(php[0-9]?|phtml|asp|aspx|ashx|jsp|jspx|cgi|pl|py|rb|sh|bash|bat|cmd|ps1|vbs|hta|exe|com|scr|msi|dll|so|app)"
)
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")


def name_findings(names: Collection[str], unmarked: Collection[str] = ()) -> Iterator[Finding]:
    """What is wrong with the names themselves. `unmarked` are those that a zip does not say to be UTF-8."""
    for name, count in Counter(iter(names)).items():
        pos = SourcePos(name)
        if count > 1:
            rule = MANIFEST_TWICE if name in MANIFESTS else FILE_TWICE
            yield rule.at(pos, f"{name} is there {count} times")
        if "\\" in name:
            yield BACKSLASH_IN_NAME.at(pos, f"“{name}” has a backslash")
        if _ABSOLUTE.match(name) or ".." in name.replace("\\", "/").split("/"):
            yield NAME_LEAVES_PACKAGE.at(pos, f"“{name}” leads out of the package")
        if _REFUSED.fullmatch(name.rpartition("/")[2].lower()):
            yield FILE_TYPE_REFUSED.at(pos, f"{name} is a file that servers or desktops run")
        if any(part in ("", ".") for part in name.lstrip("/").split("/")):
            yield NAME_NOT_PORTABLE.at(pos, f"“{name}” has an empty step in its path")
        if _CONTROL.search(name):
            yield NAME_NOT_PORTABLE.at(pos, f"{name!r} has control characters")
    for name in dict.fromkeys(unmarked):
        if not name.isascii():
            yield NAME_NOT_PORTABLE.at(
                SourcePos(name), f"“{name}” is not ASCII, and the zip does not say in which encoding"
            )
    yield from _collisions(sorted(set(names)))


def _collisions(names: Collection[str]) -> Iterator[Finding]:
    """Names that are one on hosts without case or with other accents, and files that are folders too."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold()
        other = seen.setdefault(folded, name)
        if other != name:
            yield NAMES_COLLIDE.at(SourcePos(name), f"“{other}” and “{name}” are one file on some hosts")
        at = folded.find("/")
        while at >= 0:
            folders.setdefault(folded[:at], name)
            at = folded.find("/", at + 1)
    for folded in sorted(seen.keys() & folders.keys()):
        message = f"“{seen[folded]}” is a file, and “{folders[folded]}” needs a folder of that name"
        yield NAMES_COLLIDE.at(SourcePos(seen[folded]), message)


def find_manifest(names: Collection[str], package: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The name of the manifest to read, also where it is misplaced so that the rest can be judged, and what is wrong.

    A package of AICC course files has no manifest and no finding. `package` names the whole in findings.
    """
    at_root = [name for name in MANIFESTS if name in names]
    if len(at_root) > 1:
        message = f"there are {' and '.join(at_root)}; {at_root[0]} is judged"
        return at_root[0], (TWO_MANIFESTS.at(SourcePos(at_root[1]), message),)
    if at_root:
        return at_root[0], ()
    misplaced = sorted((name for name in names if _base(name).lower() in MANIFESTS), key=lambda n: (n.count("/"), n))
    if misplaced:
        name = misplaced[0]
        pos, exact = SourcePos(name), _base(name).lower()
        findings = []
        if "/" in name:
            findings.append(MANIFEST_IN_FOLDER.at(pos, f"the manifest is {name}, in a folder"))
        if _base(name) != exact:
            findings.append(MANIFEST_IN_OTHER_CASE.at(pos, f"the manifest is called {_base(name)}, not {exact}"))
        return name, tuple(findings)
    if is_aicc(names):
        return None, ()
    return None, (MANIFEST_MISSING.at(SourcePos(package), f"{package} has no manifest"),)


def is_site(names: Collection[str]) -> bool:
    """Whether it is what scormkit builds for “web”: the files of a package, no manifest, and no schema of one."""
    return {"index.html", "player.js", "course.js"} <= set(names) and not any(
        name.lower().endswith(".xsd") or not set(MANIFESTS).isdisjoint(name.lower().split("/")) for name in names
    )


def is_aicc(names: Collection[str]) -> bool:
    """Whether there are the four course files of AICC (CMI001, 6.1)."""
    lower = [name.lower() for name in names]
    return all(any(name.endswith(ending) for name in lower) for ending in AICC_ENDINGS)


def _base(name: str) -> str:
    return name.rpartition("/")[2]
