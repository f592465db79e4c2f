"""Judges any package, its own or another tool's: opened from disk as a stranger would. Knows nothing of courses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.findings import Finding, SourcePos, has_errors, in_order
from scormkit.package.content_scan import ContentScan
from scormkit.package.names import find_manifest, is_aicc, is_site
from scormkit.package.opened import OpenedPackage, open_package
from scormkit.package.outline import Outline
from scormkit.package.rules import (
    ARCHIVE_DAMAGED,
    ENTRY_ENCRYPTED,
    MANIFEST_MISSING,
    NOT_JUDGED,
    STANDARD_UNKNOWN,
)
from scormkit.package.zip_directory import DamagedError
from scormkit.targets import STANDARDS, Standard
from scormkit.targets.cmi5 import NAMESPACE as CMI5

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest

UNKNOWN = "unknown"
MISPLACED = "misplaced"
SECOND_EDITION = "scorm2004-2"


@dataclass(frozen=True, slots=True)
class Judged:
    """`standard` is one of STANDARDS, or scorm2004-2, web, aicc or unknown; `outline` None if none was read.

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


def judge(path: Path, progress: Callable[[int, int], None] | None = None, *, lms: Sequence[str] = ()) -> Judged:
    """Opens, recognises and judges what is at `path`: a zip, an unpacked folder or a bare manifest.

    `progress` is told the packed bytes done and in all. `lms` names profiles whose rules are asked too. MisuseError
    if nothing is there, or a profile is not known.
    """
    with open_package(path) as package:
        findings = list(package.findings)
        standard, outline, manifest = _judge_opened(package, findings)
        if package.kind != "manifest":
            scan = ContentScan(standard)
            findings += package.look_through(scan, progress)
            findings += scan.rest()
        if lms:
            from scormkit.targets.lms.judge import lms_findings

            findings += lms_findings(package, standard, manifest, lms)
        if manifest is not None:
            from scormkit.targets.excerpts import with_excerpts

            findings = with_excerpts(findings, manifest)
        size = sum(package.sizes.values())
        return Judged(path, standard, outline, in_order(findings), len(package.sizes), size)


def _judge_opened(package: OpenedPackage, findings: list[Finding]) -> tuple[str, Outline | None, Manifest | None]:
    """Standard, outline and manifest; what is found is added to `findings`."""
    whole = package.path.name
    if package.kind == "manifest":
        return _judge_manifest(package, whole, findings)
    if not package.sizes:
        # What cannot be opened was reported as such.
        findings += [] if findings else [MANIFEST_MISSING.at(SourcePos(whole), f"{whole} is empty")]
        return UNKNOWN, None, None
    if is_site(package.sizes):
        return "web", None, None
    name, misplaced = find_manifest(package.sizes, whole)
    findings += misplaced
    if name is not None:
        return _judge_manifest(package, name, findings)
    if is_aicc(package.sizes):
        findings.append(NOT_JUDGED.at(SourcePos(whole), "this is an AICC package"))
        return "aicc", None, None
    return UNKNOWN, None, None


def _judge_manifest(
    package: OpenedPackage, name: str, findings: list[Finding]
) -> tuple[str, Outline | None, Manifest | None]:
    """Standard, outline and manifest; what is found is added to `findings`."""
    from scormkit.package.xml_reader import local_name, namespace_of, parse_xml
    from scormkit.targets.manifest import Manifest
    from scormkit.targets.namespace_rules import meant_namespace

    try:
        data = package.read(name)
    except DamagedError as error:
        # In a zip the same is found again when all files are read; once is said by `in_order`. That it is encrypted was
        # said already.
        if not any(one.code == ENTRY_ENCRYPTED.code for one in package.findings):
            findings.append(ARCHIVE_DAMAGED.at(SourcePos(name), f"{name}: {error}"))
        return UNKNOWN, None, None
    parsed = parse_xml(data, name)
    findings += parsed.findings
    root = parsed.remains if parsed.root is None else parsed.root
    if root is None:
        return UNKNOWN, None, None
    manifest = Manifest(root, name, _names_around(package, name), data, _reader(package, name))
    standard = next((one for one in STANDARDS.values() if one.recognises(manifest)), None)
    if parsed.root is None:
        return _edition(manifest, standard) if standard else UNKNOWN, None, manifest
    if standard is not None:
        edition = _edition(manifest, standard)
        findings += _standard_findings(manifest, standard)
        return edition, standard.read(manifest), manifest
    called, space = local_name(root), namespace_of(str(root.tag))
    message = f"the root is “{called}” in " + (f"the name space “{space}”" if space else "no name space")
    # Many packages were made when cmi5 was a draft.
    meant = CMI5 if called == "courseStructure" else meant_namespace(space)
    hint = f"Write the name space of the published standard: {meant}" if meant else ""
    findings.append(STANDARD_UNKNOWN.at(manifest.pos(root), message, hint=hint))
    return UNKNOWN, None, manifest


def _names_around(package: OpenedPackage, manifest: str) -> frozenset[str] | None:
    """The other files of the package from the manifest's folder on: one that is misplaced is an error already."""
    if package.kind == "manifest":
        return None
    folder = manifest.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    around = (name for name in package.sizes if name != manifest and name.startswith(prefix))
    return frozenset(name.removeprefix(prefix) for name in around)


def _reader(package: OpenedPackage, manifest: str) -> Callable[[str], bytes | None]:
    """Reads a file by its path from the manifest's folder; None where there is none, or none that can be read."""
    prefix = manifest[: manifest.rfind("/") + 1]

    def read(name: str) -> bytes | None:
        if package.kind == "manifest" or prefix + name not in package.sizes:
            return None
        try:
            return package.read(prefix + name)
        except DamagedError:
            return None

    return read


def _edition(manifest: Manifest, standard: Standard) -> str:
    """The name of the standard, or scorm2004-2: the 2nd edition is judged by the rules of the 3rd."""
    from scormkit.targets.scorm2004.reader import edition

    return SECOND_EDITION if edition(manifest) == 2 else standard.name


def _standard_findings(manifest: Manifest, standard: Standard) -> Iterator[Finding]:
    """What the schema of the standard says, then its rules."""
    unfit: set[str] = set()
    if standard.schema is not None:
        from scormkit.package.schemas import load_schemas
        from scormkit.targets.schema_rules import schema_findings

        for finding in schema_findings(manifest, load_schemas(standard.schema), standard.has_own_rule):
            unfit.add(finding.where)
            yield finding
    for finding in standard.rules().run(manifest):
        # What the schema does not let be there needs no rule that says that it belongs elsewhere.
        if finding.name != MISPLACED or unfit.isdisjoint((finding.where, finding.where.rpartition("/")[0])):
            yield finding
