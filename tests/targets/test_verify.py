"""Whatever is at a path: the standard that it is known as, and what an LMS admin is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from scormkit.errors import MisuseError
from scormkit.package.archive import write_archive
from scormkit.package.tree import FileTree
from scormkit.targets import STANDARDS, Target
from scormkit.targets.assembly import assemble
from scormkit.targets.verify import judge
from tests.targets.outlines import CONTENT, OUTLINE
from tests.targets.scorm import SCORM

CMI5 = b'<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"/>'
TINCAN = b'<tincan xmlns="http://projecttincan.com/tincan.xsd"/>'


def zipped(files: dict[str, bytes], folder: Path) -> Path:
    path = folder / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def tree_of(target: Target) -> FileTree:
    return assemble(OUTLINE, FileTree(CONTENT), target)


@pytest.mark.parametrize("target", SCORM.values(), ids=SCORM)
def test_our_own_zip_folder_and_manifest(target: Target, tmp_path: Path) -> None:
    tree = tree_of(target)
    unpacked = tmp_path / "unpacked"
    write_archive(tree, tmp_path / "package.zip")
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(unpacked)
    for path in (tmp_path / "package.zip", unpacked, unpacked / "imsmanifest.xml"):
        judged = judge(path)
        assert (judged.standard, judged.findings, judged.is_valid) == (target.name, (), True)
    assert judge(unpacked).unpacked_size == sum(map(tree.size, tree))
    assert judge(unpacked).files == len(tree)


def test_a_target_writes_what_only_it_recognises() -> None:
    limits = {name: target.delivery.state_limit_chars for name, target in SCORM.items()}
    assert limits == {"scorm12": 4096, "scorm2004-3": 64_000, "scorm2004-4": 64_000}
    assert {target.delivery.tracker for target in SCORM.values()} == {"scorm12", "scorm2004"}


@pytest.mark.parametrize(
    ("files", "standard", "codes"),
    [
        ({"cmi5.xml": CMI5}, "cmi5", ["SK8001"]),
        ({"tincan.xml": TINCAN}, "xapi", ["SK9101"]),
        ({"c.crs": b"", "c.au": b"", "c.des": b"", "c.cst": b""}, "aicc", ["SK7041"]),
        ({"index.html": b""}, "unknown", ["SK7020"]),
        ({}, "unknown", ["SK7020"]),
        ({"imsmanifest.xml": b"<html/>"}, "unknown", ["SK7040"]),
        ({"imsmanifest.xml": b""}, "unknown", ["SK7030"]),
        ({"imsmanifest.xml": b"<manifest>"}, "unknown", ["SK7030"]),
    ],
)
def test_other_packages(files: dict[str, bytes], standard: str, codes: list[str], tmp_path: Path) -> None:
    judged = judge(zipped(files, tmp_path))
    assert judged.standard == standard
    assert [finding.code for finding in judged.findings] == codes
    assert (judged.outline is None) == (standard not in STANDARDS)


def test_a_package_in_a_folder_is_judged_all_the_same(tmp_path: Path) -> None:
    tree = tree_of(SCORM["scorm12"])
    judged = judge(zipped({f"course/{name}": tree.read(name) for name in tree}, tmp_path))
    assert (judged.standard, [finding.code for finding in judged.findings]) == ("scorm12", ["SK7021"])
    assert judged.outline is not None


def test_a_broken_manifest_still_says_its_standard(tmp_path: Path) -> None:
    data = tree_of(SCORM["scorm2004-4"]).read("imsmanifest.xml").replace(b"</resources>", b"")
    judged = judge(zipped({"imsmanifest.xml": data}, tmp_path))
    assert (judged.standard, judged.outline) == ("scorm2004-4", None)
    assert judged.findings[0].pos.line


def test_the_second_edition_by_its_own_version_and_attribute(tmp_path: Path) -> None:
    text = SCORM["scorm2004-3"].write(OUTLINE).decode()
    text = text.replace("2004 3rd Edition", "CAM 1.3").replace(
        "adlcp:scormType", 'adlcp:persistState="0" adlcp:scormType'
    )
    path = tmp_path / "imsmanifest.xml"
    path.write_text(text, "utf-8")
    judged = judge(path)
    assert (judged.standard, judged.findings) == ("scorm2004-2", ())
    path.write_text(text.replace("CAM 1.3", "2004 3rd Edition"), "utf-8")
    assert [finding.code for finding in judge(path).findings] == ["SK8219"]


def test_files_that_are_no_packages(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    assert [finding.code for finding in judge(tmp_path / "notes.txt").findings] == ["SK7001"]
    with pytest.raises(MisuseError):
        judge(tmp_path / "nothing.zip")


def test_progress_counts_packed_bytes(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    write_archive(tree_of(SCORM["scorm12"]), path)
    seen: list[tuple[int, int]] = []
    judge(path, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0


def test_naming_targets_imports_no_lxml() -> None:
    import subprocess
    import sys

    code = "import sys; from scormkit.targets import TARGETS, PACKAGE_RULES; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"lxml", "lxml.etree", "deflate", "zipfile"} & set(loaded)
