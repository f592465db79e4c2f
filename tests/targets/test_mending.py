"""`--fix`: what is certain is mended into a new package, which then has no such finding; the old one stays."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scormkit import api
from scormkit.errors import MisuseError
from scormkit.targets.mending import mend
from scormkit.targets.verify import judge
from tests.targets.cases import Case as Broken
from tests.targets.cases import broken_files, sound_files, zipped

Files = dict[str, bytes]
SCORM = ("scorm12", "scorm2004-3", "scorm2004-4")
Break = Callable[[Files, str], Files]


def manifest_edit(*edits: tuple[str, str]) -> Break:
    def change(files: Files, standard: str) -> Files:
        return broken_files(Broken("", (standard,), edits), standard)

    return change


def gone(*endings: str) -> Break:
    return lambda files, _: {name: data for name, data in files.items() if not name.endswith(endings)}


def littered(files: Files, _: str) -> Files:
    return {**{f"course/{name}": data for name, data in files.items()}, "__MACOSX/._a": b"x", ".DS_Store": b"x"}


def renamed(change: Callable[[str], str]) -> Break:
    return lambda files, _: {change(name): data for name, data in files.items()}


def one_resource(files: Files, standard: str) -> Files:
    """Nothing is launched but the first resource, and a file of it is not listed."""
    text = files["imsmanifest.xml"].decode()
    start = text.index('<resource identifier="RES-2"')
    end = text.index("</resource>", start) + len("</resource>")
    at = text.index('<item identifier="ITEM-2"')
    text = text[:start] + text[end:]
    text = text[:at] + text[text.index("</organization>") :]
    return {**files, "imsmanifest.xml": text.encode()}


CASES: dict[str, tuple[Break, str, str]] = {
    "in a folder": (renamed(lambda name: f"course/{name}"), "SK7021", "from course/ to the root"),
    "in two folders": (renamed(lambda name: f"a/b/{name}"), "SK7021", "from a/b/ to the root"),
    "in a folder beside litter": (littered, "SK7021", "Left .DS_Store, __MACOSX/._a out."),
    "other case": (renamed(lambda name: name.replace("imsmanifest", "IMSManifest")), "SK7022", "Renamed IMSManifest"),
    "missing schemas": (gone(".xsd"), "SK8042", "Put in "),
    "blank in version": (manifest_edit(("</schemaversion>", "\n </schemaversion>")), "SK8011", "schema version"),
    "launch file": (manifest_edit(('<file href="index.html"/>', "")), "SK8", "Listed index.html"),
    "twice": (manifest_edit(('<file href="two.html"/>', '<file href="two.html"/><file href="./two.html"/>')), "SK8038",
              "Listed two.html once"),
    "case of a file": (manifest_edit(('href="two.html"', 'href="Two.HTML?x=1"')), "SK8034", "Wrote two.html for"),
    "unlisted": (one_resource, "SK8036", "Listed 1 file(s)"),
}  # fmt: skip


@pytest.mark.parametrize("standard", SCORM)
@pytest.mark.parametrize("case", CASES)
def test_what_is_certain_is_mended(case: str, standard: str, tmp_path: Path) -> None:
    change, code, says = CASES[case]
    path = tmp_path / "upload.zip"
    path.write_bytes(zipped(change(sound_files(standard), standard)))
    before = hashlib.sha256(path.read_bytes()).digest()
    judged = judge(path)
    assert any(one.code.startswith(code) for one in judged.findings), judged.findings
    mended = mend(judged)
    assert mended.path == tmp_path / "upload-fixed.zip"
    assert any(says in sentence for sentence in mended.done), mended.done
    after = judge(mended.path)
    assert (after.standard, [f"{one.code} {one.message}" for one in after.findings]) == (standard, [])
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert zipfile.ZipFile(mended.path).testzip() is None
    assert zipfile.ZipFile(mended.path).namelist()[0] == "imsmanifest.xml"
    assert mend(after).path is None


@pytest.mark.parametrize(
    ("standard", "said", "exact"),
    [
        ("scorm12", "SCORM 1.2", "1.2"),
        ("scorm12", " 1.2\n", "1.2"),
        ("scorm2004-3", "2004 3rd edition", "2004 3rd Edition"),
        ("scorm2004-4", "SCORM 2004 4th Ed.", "2004 4th Edition"),
        ("scorm2004-3", "cam 1.3", "CAM 1.3"),
        ("scorm2004-4", "1.2", ""),
        ("scorm2004-4", "2004", ""),
        ("scorm12", "1.3", ""),
    ],
)
def test_a_version_is_mended_where_there_is_no_doubt(standard: str, said: str, exact: str, tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    files = sound_files(standard)
    text = re.sub(r"(?<=<schemaversion>)[^<]+", said, files["imsmanifest.xml"].decode())
    path.write_bytes(zipped({**files, "imsmanifest.xml": text.encode()}))
    mended = mend(judge(path))
    if not exact:
        assert mended.path is None
    else:
        assert mended.path is not None
        assert f"<schemaversion>{exact}</schemaversion>".encode() in zipfile.ZipFile(mended.path).read(
            "imsmanifest.xml"
        )


def test_backslashes_become_folders(tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    data = zipped(sound_files("scorm12")).replace(b"media/a.png", b"media\\a.png")
    path.write_bytes(data)
    mended = mend(judge(path))
    assert mended.path is not None
    assert judge(mended.path).findings == ()


def test_a_folder_and_large_and_odd_files_are_copied(tmp_path: Path) -> None:
    content = {**sound_files("scorm12"), "größe.bin": bytes(range(256)) * 40_000}
    text = content["imsmanifest.xml"].decode().replace('"two.html"/>', '"two.html"/><file href="größe.bin"/>')
    content["imsmanifest.xml"] = text.replace("</schemaversion>", " </schemaversion>").encode()
    for name, data in content.items():
        path = tmp_path / "unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    mended = mend(judge(tmp_path / "unpacked"), tmp_path / "out")
    assert mended.path == tmp_path / "out" / "unpacked-fixed.zip"
    assert judge(mended.path).findings == ()
    again = zipfile.ZipFile(mended.path)
    assert again.read("größe.bin") == content["größe.bin"]
    (tmp_path / "zipped.zip").write_bytes(zipped(content))
    second = mend(judge(tmp_path / "zipped.zip"))
    assert second.path is not None
    assert zipfile.ZipFile(second.path).read("größe.bin") == content["größe.bin"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"imsmanifest.xml": b"<manifest"}, ""),
        ({"a.html": b"x"}, "no manifest"),
        ({"c/imsmanifest.xml": b"<x/>", "other/a.html": b"x"}, "other/a.html, are not"),
    ],
)
def test_where_there_is_doubt_nothing_is_done(files: Files, says: str, tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    path.write_bytes(zipped(files))
    mended = mend(judge(path))
    assert mended.path is None
    assert says in mended.reason
    assert [each.name for each in tmp_path.iterdir()] == ["upload.zip"]


def test_a_damaged_package_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    path.write_bytes(zipped(CASES["in a folder"][0](sound_files("scorm12"), "scorm12"))[:-60])
    mended = mend(judge(path))
    assert (mended.path, "SK7002" in mended.reason) == (None, True)


def test_never_over_itself(tmp_path: Path) -> None:
    path = tmp_path / "a-fixed.zip"
    path.write_bytes(zipped(CASES["in a folder"][0](sound_files("scorm12"), "scorm12")))
    (tmp_path / "a.zip").symlink_to(path)
    with pytest.raises(MisuseError, match="over itself"):
        mend(judge(tmp_path / "a.zip"))


def test_the_report_is_about_the_new_package_and_says_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("upload.zip").write_bytes(zipped(CASES["in a folder"][0](sound_files("scorm12"), "scorm12")))
    Path("good.zip").write_bytes(zipped(sound_files("scorm12")))
    report = api.validate([Path("upload.zip"), Path("good.zip")], fix=True)
    assert [(one.path, one.mended_from, one.valid) for one in report.inputs] == [
        ("upload-fixed.zip", "upload.zip", True),
        ("good.zip", "", True),
    ]
    assert report.inputs[0].changed == ("Moved everything from course/ to the root.",)


def test_a_schema_whose_name_no_disk_takes_is_no_fault_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "upload.zip"
    files = sound_files("scorm12")
    text = files["imsmanifest.xml"].decode().replace("adlcp_rootv1p2.xsd", f"adlcp_{'x' * 3000}.xsd", 1)
    path.write_bytes(zipped({**files, "imsmanifest.xml": text.encode()}))
    mend(judge(path))


def test_a_file_without_an_extension_is_not_listed(tmp_path: Path) -> None:
    """Listed it would be a fault of its own."""
    files = one_resource(sound_files("scorm2004-4"), "scorm2004-4")
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({**files, "notes": b"x", "a/. ": b"x"}))
    mended = mend(judge(path))
    before = {finding.code for finding in judge(path).findings}
    assert "SK8238" not in before
    assert mended.path is None or not {one.code for one in judge(mended.path).findings} - before
