"""Anybody's zip: each fault is one finding, nothing is a traceback, nothing is unpacked beyond a limit."""

from __future__ import annotations

import io
import os
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.errors import MisuseError
from scormkit.package import opened
from scormkit.package.names import find_manifest, is_site
from scormkit.package.opened import open_package
from scormkit.package.zip_directory import DamagedError
from scormkit.targets.verify import judge

FILES = {"imsmanifest.xml": b"<m/>" * 50, "index.html": b"<p>text</p>" * 200, "a/b.jpg": os.urandom(400)}


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def codes(folder: Path, data: bytes) -> list[str]:
    """The codes of all that opening and reading to the end finds."""
    path = folder / "package.zip"
    path.write_bytes(data)
    with open_package(path) as package:
        return [finding.code for finding in (*package.findings, *package.look_through())]


def test_a_sound_zip_has_no_findings_and_reads(tmp_path: Path) -> None:
    assert codes(tmp_path, zip_of(FILES)) == []
    with open_package(tmp_path / "package.zip") as package:
        assert package.kind == "zip"
        assert {name: package.read(name) for name in package.sizes} == FILES


def test_a_zip_behind_a_program_reads(tmp_path: Path) -> None:
    assert codes(tmp_path, b"#!/bin/sh\n" + zip_of(FILES)) == []


def with_zip64(data: bytes, count: int = 0) -> bytes:
    """The zip with ZIP64 records that say again what its end says, or another `count`."""
    end = data.rindex(b"PK\x05\x06")
    fields = struct.unpack_from("<4s4H2LH", data, end)
    entries, size, offset = fields[4], fields[5], fields[6]
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, count or entries, size, offset)
    return data[:end] + record + struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1) + data[end:]


def test_zip64_records_that_nothing_needs_are_read(tmp_path: Path) -> None:
    """As Python writes them from 2 GiB on, where the fields are wide enough up to 4."""
    assert codes(tmp_path, with_zip64(zip_of(FILES))) == []
    assert codes(tmp_path, b"#!/bin/sh\n" + with_zip64(zip_of(FILES))) == []


def test_zip64_records_that_say_something_else(tmp_path: Path) -> None:
    assert codes(tmp_path, with_zip64(zip_of(FILES), count=2)) == ["SK7002"]


def test_nothing_there_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="there is no"):
        open_package(tmp_path / "none.zip")


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7 " * 40, b"<html>" * 9])
def test_no_zip(tmp_path: Path, data: bytes) -> None:
    assert codes(tmp_path, data) == ["SK7001"]


@pytest.mark.parametrize("keep", [30, 100, 600, -1, -30])
def test_cut_off(tmp_path: Path, keep: int) -> None:
    found = codes(tmp_path, zip_of(FILES)[:keep])
    assert found
    assert set(found) <= {"SK7002", "SK7001"}
    assert found == ["SK7002"] or keep in (-1,)


def test_a_byte_of_content_was_changed(tmp_path: Path) -> None:
    data = bytearray(zip_of(FILES, zipfile.ZIP_STORED))
    data[data.index(b"<p>text")] ^= 1
    assert codes(tmp_path, bytes(data)) == ["SK7002"]


def test_packed_bytes_were_changed(tmp_path: Path) -> None:
    data = bytearray(zip_of({"index.html": bytes(range(256)) * 40}))
    for at in range(50, 70):
        data[at] ^= 0xFF
    assert codes(tmp_path, bytes(data)) == ["SK7002"]


@pytest.mark.parametrize("more", [1, 3000])
def test_bytes_behind_the_end_of_what_is_packed(tmp_path: Path, more: int) -> None:
    """The directory counts more packed bytes than there are: reading comes to an end all the same."""
    data = bytearray(zip_of({"index.html": b"x" * 600_000, "z.bin": os.urandom(4000)}))
    for mark, field in ((b"PK\x03\x04", 18), (b"PK\x01\x02", 20)):
        at = data.index(mark) + field
        packed = struct.unpack_from("<L", data, at)[0]
        data[at : at + 4] = struct.pack("<L", packed + more)
    path = tmp_path / "package.zip"
    path.write_bytes(bytes(data))
    with open_package(path) as package:
        assert {finding.code for finding in package.look_through()} <= {"SK7002"}


def test_sizes_in_the_directory_lie(tmp_path: Path) -> None:
    data = bytearray(zip_of({"index.html": b"x" * 5000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 50)
    assert codes(tmp_path, bytes(data)) == ["SK7002"]


def test_overlapping_files_are_not_read(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a": b"x" * 3000, "b": b"y" * 3000}, zipfile.ZIP_STORED))
    at = data.rindex(b"PK\x01\x02") + 20
    data[at : at + 4] = struct.pack("<L", 6000)
    assert codes(tmp_path, bytes(data)) == ["SK7002"]


def test_encrypted(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.html": b"x" * 100}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(tmp_path, bytes(data)) == ["SK7003"]
    with open_package(tmp_path / "package.zip") as package, pytest.raises(DamagedError, match="encrypted"):
        package.read("a.html")


def test_unusual_method(tmp_path: Path) -> None:
    assert codes(tmp_path, zip_of({"a.html": b"x" * 1000}, zipfile.ZIP_BZIP2)) == ["SK7004"]


@pytest.mark.parametrize(("name", "code"), [("imsmanifest.xml", "SK7005"), ("a.html", "SK7006")])
def test_a_name_twice(tmp_path: Path, name: str, code: str) -> None:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as package:
        warnings.simplefilter("ignore")
        package.writestr(name, b"1")
        package.writestr(name, b"2")
    assert codes(tmp_path, buffer.getvalue()) == [code]


def swapped(files: dict[str, bytes], old: bytes, new: bytes) -> bytes:
    """A zip with names that zipfile would not write."""
    return zip_of(files).replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"aXb.html", b"a\\b.html", ["SK7008"]),
        (b"XX/b.html", b"../b.html", ["SK7009"]),
        (b"Xb.html", b"/b.html", ["SK7009"]),
        (b"XX/b.html", b"C:/b.html", ["SK7009"]),
        (b"XX/b.html", b"..\\b.html", ["SK7008", "SK7009"]),
        (b"aXb.html", b"a\x07b.html", ["SK7011"]),
        (b"aXb.html", b"a\xe4b.html", ["SK7011"]),
    ],
)
def test_names_that_break(tmp_path: Path, old: bytes, new: bytes, found: list[str]) -> None:
    assert codes(tmp_path, swapped({old.decode(): b"x"}, old, new)) == found


def test_marked_utf_8_names_are_fine(tmp_path: Path) -> None:
    assert codes(tmp_path, zip_of({"straße.html": b"x"})) == []


@pytest.mark.parametrize("other", ["A.html", "\u0041.HTML"])
def test_names_that_differ_in_case_only(tmp_path: Path, other: str) -> None:
    assert codes(tmp_path, zip_of({"a.html": b"1", other: b"2"})) == ["SK7007"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(info, "/etc/passwd")
    assert codes(tmp_path, buffer.getvalue()) == ["SK7010"]


def test_expansion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "SUSPICIOUS_SIZE", 100_000)
    data = zip_of({"zeros.txt": bytes(1 << 20)})
    assert codes(tmp_path, data) == ["SK7012"]
    monkeypatch.setattr(opened, "LARGEST_EXPANSION", 500_000)
    assert set(codes(tmp_path, data)) == {"SK7012", "SK7013"}
    with open_package(tmp_path / "package.zip") as package:
        assert package.sizes == {}, "nothing of a bomb is to be unpacked"
    monkeypatch.setattr(opened, "MOST_FILES", 2)
    assert codes(tmp_path, zip_of(FILES)) == ["SK7013"]


def test_a_manifest_too_large_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "LARGEST_READ", 10)
    (tmp_path / "package.zip").write_bytes(zip_of({"imsmanifest.xml": b"x" * 11}))
    assert [finding.code for finding in judge(tmp_path / "package.zip").findings] == ["SK7002"]


def test_an_unpacked_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "imsmanifest.xml").write_bytes(b"<m/>")
    (tmp_path / "a" / "b.html").write_bytes(b"12")
    (tmp_path / "a" / "link").symlink_to("/etc")
    with open_package(tmp_path) as package:
        assert package.sizes == {"imsmanifest.xml": 4, "a/b.html": 2}
        assert package.read("a/b.html") == b"12"
        assert [(finding.code, finding.pos.file) for finding in package.findings] == [("SK7010", "a/link")]


@pytest.mark.parametrize(
    ("names", "found", "expected"),
    [
        (["imsmanifest.xml", "a.html"], "imsmanifest.xml", []),
        (["cmi5.xml"], "cmi5.xml", []),
        (["a.html"], None, ["SK7020"]),
        (["course/imsmanifest.xml"], "course/imsmanifest.xml", ["SK7021"]),
        (["IMSManifest.xml"], "IMSManifest.xml", ["SK7022"]),
        (["c/ImsManifest.XML"], "c/ImsManifest.XML", ["SK7021", "SK7022"]),
        (["imsmanifest.xml", "tincan.xml"], "imsmanifest.xml", ["SK7023"]),
        (["c.crs", "c.AU", "c.des", "c.cst"], None, []),
    ],
)
def test_where_the_manifest_is(names: list[str], found: str | None, expected: list[str]) -> None:
    name, findings = find_manifest(names, "package.zip")
    assert name == found
    assert [finding.code for finding in findings] == expected


@settings(max_examples=150, deadline=None)
@given(damage=st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_damage_is_a_traceback(tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]]) -> None:
    data = bytearray(zip_of(FILES))
    for at, value in damage:
        data[-1 - at % len(data)] = value
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(bytes(data))
    judge(path)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), True),
        (("media/x.png",), True),
        (("imsmanifest.xml",), False),
        (("adlcp_v1p3.xsd",), False),
        (("imsmanifest.xml/x",), False),
        (("a/CMI5.xml",), False),
    ],
)
def test_what_is_a_web_site_of_ours(more: tuple[str, ...], expected: bool) -> None:
    """A package that has lost its manifest is none."""
    assert is_site(["index.html", "player.js", "course.js", *more]) is expected
