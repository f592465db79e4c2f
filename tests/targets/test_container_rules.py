"""Rules of the archive, of names and of what is no package: an example that breaks each, and one that does not."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scormkit.package import content_scan, opened, xml_reader
from scormkit.targets import verify_many
from scormkit.targets.verify import judge
from tests.targets.cases import PAGE, sound_files, zipped

GOOD = sound_files("scorm12")
MANIFEST = GOOD["imsmanifest.xml"].decode()


def listing(*names: str) -> dict[str, bytes]:
    """The good package with more files, all of them listed."""
    files = "".join(f'<file href="{name}"/>' for name in names)
    text = MANIFEST.replace('<file href="two.html"/>', f'<file href="two.html"/>{files}')
    return {**GOOD, "imsmanifest.xml": text.encode()}


def with_names(*names: str) -> bytes:
    return zipped({**listing(*names), **dict.fromkeys(names, PAGE)})


def renamed(old: str, new: str) -> bytes:
    """A name in the zip that zipfile would not write."""
    return with_names(old).replace(old.encode(), new.encode("latin-1"))


def twice(name: str) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for each in (*GOOD, name):
            archive.writestr(each, GOOD[each])
    return buffer.getvalue()


def changed(find: bytes, at: int, value: int) -> bytes:
    data = bytearray(zipped(GOOD))
    data[data.index(find) + at] = value
    return bytes(data)


def linked(mode: int) -> bytes:
    info = zipfile.ZipInfo("two.html")
    info.create_system, info.external_attr = 3, mode << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in GOOD.items():
            archive.writestr(info if name == "two.html" else name, content)
    return buffer.getvalue()


def expanding(size: int) -> bytes:
    return zipped({**listing("a.dat"), "a.dat": bytes(size)})


def folder(prefix: str) -> bytes:
    return zipped({prefix + name: content for name, content in GOOD.items()})


def called(name: str) -> bytes:
    return zipped({name if each == "imsmanifest.xml" else each: content for each, content in GOOD.items()})


Made = Callable[[], bytes]
# Code → what breaks it, what does not, and what cannot but be reported too.
CONTAINERS: dict[str, tuple[list[Made], list[Made], set[str]]] = {
    "SK7001": ([lambda: b"%PDF-1.7", lambda: b"", lambda: b"\x1f\x8b\x08\x00gzip"], [lambda: zipped({**GOOD})], set()),
    "SK7002": ([lambda: zipped(GOOD)[:-40], lambda: zipped(GOOD)[:300],
                lambda: zipped(GOOD, zipfile.ZIP_STORED).replace(b"<title>2<", b"<title>3<")],
               [lambda: b"#!/bin/sh\n" + zipped(GOOD)], set()),
    "SK7003": ([lambda: changed(b"PK\x01\x02", 8, 1)], [lambda: changed(b"PK\x01\x02", 8, 2)], set()),
    "SK7004": ([lambda: zipped({**GOOD}, zipfile.ZIP_BZIP2)], [lambda: zipped(GOOD, zipfile.ZIP_STORED)],
               {"SK7002"}),
    "SK7005": ([lambda: twice("imsmanifest.xml")], [lambda: zipped(GOOD)], set()),
    "SK7006": ([lambda: twice("two.html")], [lambda: with_names("sub/two.html")], set()),
    "SK7007": ([lambda: with_names("Two.html"), lambda: with_names("caf\u00e9.html", "cafe\u0301.html")],
               [lambda: with_names("Two.htm", "caf\u00e9.html", "cafe.html")], set()),
    "SK7008": ([lambda: renamed("aXb.html", "a\\b.html")], [lambda: with_names("a/b.html")], {"SK8033", "SK8036"}),
    "SK7009": ([lambda: renamed("XX/b.html", "../b.html"), lambda: renamed("Xb.html", "/b.html"),
                lambda: renamed("XX/b.html", "C:/b.html")], [lambda: with_names("..a/b..html")],
               {"SK8033", "SK8036"}),
    "SK7010": ([lambda: linked(0o120777), lambda: linked(0o020666)], [lambda: linked(0o100755)], set()),
    "SK7011": ([lambda: renamed("aXb.html", "a\xe4b.html"), lambda: renamed("aXb.html", "a\x07b.html")],
               [lambda: with_names("b\u00fccher.html")], {"SK8033", "SK8036"}),
    "SK7012": ([lambda: expanding(2_000_000)], [lambda: expanding(50_000)], set()),
    "SK7013": ([lambda: expanding(9_000_000), lambda: with_names("/".join("a" * 102) + ".html")],
               [lambda: with_names("/".join("a" * 60) + ".html")], {"SK7012"}),
    "SK7014": ([lambda: with_names("save.php"), lambda: with_names("run.exe")], [lambda: with_names("php.html")],
               set()),
    "SK7020": ([lambda: zipped({"index.html": PAGE}), lambda: zipped({}), lambda: called("manifest.xml")],
               [lambda: zipped(GOOD)], set()),
    "SK7021": ([lambda: folder("course/"), lambda: folder("a/b/")], [lambda: zipped(GOOD)], set()),
    "SK7022": ([lambda: called("IMSManifest.xml"), lambda: called("imsmanifest.XML")], [lambda: zipped(GOOD)], set()),
    "SK7023": ([lambda: zipped({**listing("cmi5.xml"), "cmi5.xml": b"<x/>"})],
               [lambda: with_names("sub/cmi5.xml")], set()),
    "SK7035": ([lambda: zipped({**GOOD, "imsmanifest.xml": GOOD["imsmanifest.xml"] + b"<!---->" * 500})],
               [lambda: zipped({**GOOD, "imsmanifest.xml": GOOD["imsmanifest.xml"] + b"<!---->" * 5})], set()),
    "SK7041": ([lambda: zipped(dict.fromkeys(("a.crs", "a.au", "a.des", "a.cst"), b""))],
               [lambda: zipped(GOOD)], set()),
    "SK7057": ([lambda: zipped({**listing("film.mp4"), "film.mp4": bytes(range(256)) * 100})],
               [lambda: zipped({**listing("film.mp4"), "film.mp4": bytes(range(256)) * 50})], set()),
    "SK8021": ([lambda: zipped({**GOOD, "imsmanifest.xml": (
        MANIFEST[: MANIFEST.index("<organizations")] + "<organizations/>"
        + MANIFEST[MANIFEST.index("</organizations>") + 16 :]).encode()})], [lambda: zipped(GOOD)], set()),
}  # fmt: skip


def codes(folder: Path, data: bytes) -> set[str]:
    path = folder / "package.zip"
    path.write_bytes(data)
    return {finding.code for finding in judge(path).findings}


@pytest.fixture
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "SUSPICIOUS_SIZE", 1_000_000)
    monkeypatch.setattr(opened, "LARGEST_EXPANSION", 8_000_000)
    monkeypatch.setattr(content_scan, "LARGEST_FILE", 20_000)
    monkeypatch.setattr(xml_reader, "MOST_TAGS", 500)


@pytest.mark.usefixtures("_small_limits")
@pytest.mark.parametrize(
    ("code", "made"),
    [
        pytest.param(code, made, id=f"{code}-{n}")
        for code, (bad, _, _) in CONTAINERS.items()
        for n, made in enumerate(bad)
    ],
)
def test_a_broken_container_has_its_finding_and_nothing_else(code: str, made: Made, tmp_path: Path) -> None:
    found = codes(tmp_path, made())
    assert code in found
    assert found <= {code, *CONTAINERS[code][2]} | ({"SK7057"} if code in ("SK7012", "SK7013") else set())


@pytest.mark.usefixtures("_small_limits")
@pytest.mark.parametrize(
    ("code", "made"),
    [
        pytest.param(code, made, id=f"{code}-{n}")
        for code, (_, good, _) in CONTAINERS.items()
        for n, made in enumerate(good)
    ],
)
def test_what_is_close_to_it_is_let_pass(code: str, made: Made, tmp_path: Path) -> None:
    assert code not in codes(tmp_path, made())


def test_a_course_structure_by_itself_has_no_relative_address(tmp_path: Path) -> None:
    path = tmp_path / "cmi5.xml"
    path.write_bytes(sound_files("cmi5")["cmi5.xml"])
    assert {finding.code for finding in judge(path).findings} == {"SK9009"}
    path.write_bytes(path.read_bytes().replace(b"index.html?a=1", b"https://example.org/one"))
    assert judge(path).findings == ()


def test_a_fault_of_ours_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(GOOD))
    assert verify_many.judge_safely(path).findings == ()

    def failing(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(verify_many, "judge", failing)
    (finding,) = verify_many.judge_safely(path).findings
    assert (finding.code, "RecursionError" in finding.message) == ("SK7042", True)


def test_what_cannot_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(GOOD))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (finding,) = judge(path).findings
    assert (finding.code, "Permission denied" in finding.message) == ("SK7001", True)


def test_sizes_that_lie_are_found(tmp_path: Path) -> None:
    data = bytearray(zipped(GOOD))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 5)
    assert "SK7002" in codes(tmp_path, bytes(data))
