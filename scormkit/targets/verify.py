"""Judges any package, its own or another tool's: opened from disk as a stranger would. Knows nothing of courses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.findings import Finding, SourcePos, has_errors, in_order
from scormkit.package.names import find_manifest, is_aicc
from scormkit.package.opened import OpenedPackage, open_package
from scormkit.package.outline import Outline
from scormkit.package.rules import ARCHIVE_DAMAGED, MANIFEST_MISSING, NOT_JUDGED, STANDARD_UNKNOWN
from scormkit.package.zip_directory import DamagedError
from scormkit.targets import TARGETS, Target

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest

UNKNOWN = "unknown"
SECOND_EDITION = "scorm2004-2"
# Manifests of standards that have no target yet, by the local name and name space of their root.
_NOT_JUDGED = {
    ("courseStructure", "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"): "cmi5",
    ("tincan", "http://projecttincan.com/tincan.xsd"): "xapi",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """`standard` is a target's name, or scorm2004-2, cmi5, xapi, aicc or unknown; `outline` None if none was read.

    `files` is how many files the package has, `unpacked_size` their bytes together.
    """

    path: Path
    standard: str
    outline: Outline | None
    findings: tuple[Finding, ...]
    files: int
    unpacked_size: int

    @property
    def is_valid(self) -> bool:
        """Whether there is no error."""
        return not has_errors(self.findings)


def judge(path: Path, progress: Callable[[int, int], None] | None = None) -> Judged:
    """Opens, recognises and judges what is at `path`: a zip, an unpacked folder or a bare manifest.

    `progress` is told the packed bytes done and in all. MisuseError if nothing is there.
    """
    with open_package(path) as package:
        findings = [*package.findings, *package.damage(progress)]
        standard, outline = _judge_opened(package, findings)
        size = sum(package.sizes.values())
        return Judged(path, standard, outline, in_order(findings), len(package.sizes), size)


def _judge_opened(package: OpenedPackage, findings: list[Finding]) -> tuple[str, Outline | None]:
    """Standard and outline; what is found is added to `findings`."""
    whole = package.path.name
    if package.kind == "manifest":
        return _judge_manifest(package, whole, findings)
    if not package.sizes:
        # What cannot be opened was reported as such.
        findings += [] if findings else [MANIFEST_MISSING.at(SourcePos(whole), f"{whole} is empty")]
        return UNKNOWN, None
    name, misplaced = find_manifest(package.sizes, whole)
    findings += misplaced
    if name is not None:
        return _judge_manifest(package, name, findings)
    if is_aicc(package.sizes):
        findings.append(NOT_JUDGED.at(SourcePos(whole), "this is an AICC package"))
        return "aicc", None
    return UNKNOWN, None


def _judge_manifest(package: OpenedPackage, name: str, findings: list[Finding]) -> tuple[str, Outline | None]:
    """Standard and outline; what is found is added to `findings`."""
    from scormkit.package.xml_reader import parse_xml

    try:
        data = package.read(name)
    except DamagedError as error:
        findings.append(ARCHIVE_DAMAGED.at(SourcePos(name), f"{name}: {error}"))
        return UNKNOWN, None
    parsed = parse_xml(data, name)
    findings += parsed.findings
    root = parsed.remains if parsed.root is None else parsed.root
    if root is None:
        return UNKNOWN, None

    from scormkit.package.xml_reader import line_of, local_name, namespace_of
    from scormkit.targets.manifest import Manifest

    manifest = Manifest(root, name, _names_around(package, name))
    target = next((target for target in TARGETS.values() if target.recognises(manifest)), None)
    if parsed.root is None:
        return _edition(manifest, target) if target else UNKNOWN, None
    if target is not None:
        edition = _edition(manifest, target)
        findings += _standard_findings(manifest, target, edition)
        return edition, target.read(manifest)
    called = (local_name(root), namespace_of(str(root.tag)))
    pos = SourcePos(name, line_of(root))
    if called in _NOT_JUDGED:
        findings.append(NOT_JUDGED.at(pos, f"this is a {_NOT_JUDGED[called]} package"))
        return _NOT_JUDGED[called], None
    findings.append(STANDARD_UNKNOWN.at(pos, f"the root is “{called[0]}” in the name space “{called[1]}”"))
    return UNKNOWN, None


def _names_around(package: OpenedPackage, manifest: str) -> frozenset[str] | None:
    """The other files of the package from the manifest's folder on: one that is misplaced is an error already."""
    if package.kind == "manifest":
        return None
    folder = manifest.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    around = (name for name in package.sizes if name != manifest and name.startswith(prefix))
    return frozenset(name.removeprefix(prefix) for name in around)


def _edition(manifest: Manifest, target: Target) -> str:
    """The target's name, or scorm2004-2: packages of the 2nd edition are judged by the rules of the 3rd."""
    from scormkit.targets.scorm2004.reader import edition

    return SECOND_EDITION if edition(manifest) == 2 else target.name


def _standard_findings(manifest: Manifest, target: Target, edition: str) -> Iterator[Finding]:
    """What the schema of the standard says, then its rules."""
    from scormkit.package.schemas import load_schemas
    from scormkit.targets.schema_rules import schema_findings
    from scormkit.targets.scorm2004.writer import PERSIST_STATE

    tolerated = frozenset({PERSIST_STATE} if edition == SECOND_EDITION else ())
    yield from schema_findings(manifest, load_schemas(target.schema), tolerated)
    yield from target.rules().run(manifest)
