"""Faults seeded in good packages outside the manifest's elements: in its XML, in the zip, in pages and scripts."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scormkit.findings import Finding
from scormkit.targets import STANDARDS
from scormkit.targets.verify import judge
from tests.targets.grounds import good_files, manifest_name

Files = dict[str, bytes]
PLACES = 4


def stored(files: Files) -> bytes:
    """Not compressed, so that bytes of a file can be found in it; names as they are."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def judged(data: bytes, folder: Path) -> tuple[Finding, ...]:
    path = folder / "bad.zip"
    path.write_bytes(data)
    return judge(path).findings


def places_of(findings: tuple[Finding, ...], code: str) -> set[tuple[str, int | None]]:
    return {(one.pos.file, one.pos.line) for one in findings if one.code == code}


# What is put into a line of the manifest → the code that names it.
IN_LINES: dict[str, tuple[bytes, str]] = {
    "bare ampersand": (b" & ", "SK7030"),
    "less-than sign": (b" < ", "SK7030"),
    "control character": (b"\x0b", "SK7030"),
    "entity of HTML": (b"&nbsp;", "SK7030"),
    "broken UTF-8": (b"\xc3\x28", "SK7030"),
    "unclosed comment": (b"<!-- ", "SK7030"),
}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("fault", IN_LINES)
def test_a_fault_of_the_xml_is_found_in_its_line(standard: str, fault: str, tmp_path: Path) -> None:
    piece, code = IN_LINES[fault]
    files, name = good_files(standard), manifest_name(standard)
    lines = files[name].split(b"\n")
    texts = [n for n, line in enumerate(lines) if b"</" in line and (b"title>" in line or b"<name" in line)]
    texts += [n for n, line in enumerate(lines) if b"</langstring" in line]
    for number in texts[:: max(1, len(texts) // PLACES)][:PLACES]:
        at = lines[number].rindex(b"</")
        broken = [*lines[:number], lines[number][:at] + piece + lines[number][at:], *lines[number + 1 :]]
        found = judged(stored({**files, name: b"\n".join(broken)}), tmp_path)
        assert {one.code for one in found} == {code}, found
        last = len(lines) if fault == "unclosed comment" else number + 1
        assert any(file == name and line in (number + 1, last) for file, line in places_of(found, code)), found


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("cut", "SK7030"),
        ("doctype", "SK7031"),
        ("entity", "SK7032"),
        ("wrong encoding", "SK7033"),
        ("odd encoding", "SK7034"),
        ("two roots", "SK7030"),
        ("empty", "SK7030"),
        ("other root", "SK7040"),
    ],
)
def test_a_fault_of_the_whole_xml(standard: str, fault: str, code: str, tmp_path: Path) -> None:
    files, name = good_files(standard), manifest_name(standard)
    data = files[name]
    end = data.index(b"?>") + 2
    changed = {
        "cut": data[: len(data) // 2],
        "doctype": data[:end] + b"<!DOCTYPE x>" + data[end:],
        "entity": data[:end] + b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data[end:],
        "wrong encoding": data.replace(b"UTF-8", b"UTF-16"),
        "odd encoding": data.decode().replace("UTF-8", "UTF-32").encode("utf-32"),
        "two roots": data + b"<x/>",
        "empty": b"",
        "other root": b"<html/>",
    }[fault]
    found = judged(stored({**files, name: changed}), tmp_path)
    assert {one.code for one in found} == {code}, found
    assert {one.pos.file for one in found} == {name}


def headers(data: bytes, name: str) -> tuple[int, int]:
    """Where the headers of a file begin: in front of it, and in the directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.getinfo(name).header_offset, data.rindex(name.encode()) - 46


def encrypted(data: bytes, name: str) -> bytes:
    changed = bytearray(data)
    changed[headers(data, name)[1] + 8] |= 1
    return bytes(changed)


def flipped(data: bytes, name: str) -> bytes:
    changed = bytearray(data)
    changed[headers(data, name)[0] + 30 + len(name.encode()) + 3] ^= 0x20
    return bytes(changed)


def method(data: bytes, name: str) -> bytes:
    changed = bytearray(data)
    for at, field in zip(headers(data, name), (8, 10), strict=True):
        changed[at + field : at + field + 2] = struct.pack("<H", 12)
    return bytes(changed)


def linked(data: bytes, name: str) -> bytes:
    changed = bytearray(data)
    at = headers(data, name)[1]
    changed[at + 5] = 3
    changed[at + 38 : at + 42] = struct.pack("<L", 0o120777 << 16)
    return bytes(changed)


def lying(data: bytes, name: str) -> bytes:
    changed = bytearray(data)
    at = headers(data, name)[1] + 24
    changed[at : at + 4] = struct.pack("<L", 7)
    return bytes(changed)


IN_ENTRIES: dict[str, tuple[Callable[[bytes, str], bytes], str, set[str]]] = {
    "encrypted": (encrypted, "SK7003", set()),
    "changed": (flipped, "SK7002", set()),
    "unusual method": (method, "SK7004", set()),
    "link": (linked, "SK7010", set()),
    "size that lies": (lying, "SK7002", set()),
}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("fault", IN_ENTRIES)
def test_a_fault_of_an_entry_is_found_at_its_name(standard: str, fault: str, tmp_path: Path) -> None:
    change, code, also = IN_ENTRIES[fault]
    files = good_files(standard)
    data = stored(files)
    # Content: what is wrong with the manifest's own entry keeps the rest from being read.
    names = [name for name in files if name.endswith(".html")][:PLACES]
    for name in names:
        found = judged(change(data, name), tmp_path)
        assert (name, None) in places_of(found, code), found
        assert {one.code for one in found} <= {code, *also}, found


# How names are changed → the code.
NAMES: dict[str, tuple[Callable[[Files, str], Files], str]] = {
    "in a folder": (lambda files, _: {f"course/{name}": data for name, data in files.items()}, "SK7021"),
    "manifest in capitals": (
        lambda files, manifest: {name.upper() if name == manifest else name: data for name, data in files.items()},
        "SK7022",
    ),
    "no manifest": (
        lambda files, manifest: {name: data for name, data in files.items() if name != manifest},
        "SK7020",
    ),
    "dangerous file": (lambda files, _: {**files, "upload.php": b"<?php"}, "SK7014"),
    "twin in another case": (lambda files, _: {**files, "PART-1/INDEX.HTML": b"x"}, "SK7007"),
    "way out": (lambda files, _: {**files, "../evil.html": b"x"}, "SK7009"),
    "from the root": (lambda files, _: {**files, "/etc/evil.html": b"x"}, "SK7009"),
    "drive": (lambda files, _: {**files, "C:/evil.html": b"x"}, "SK7009"),
    "control character in a name": (lambda files, _: {**files, "a\tb.html": b"x"}, "SK7011"),
}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("fault", NAMES)
def test_a_fault_of_the_names(standard: str, fault: str, tmp_path: Path) -> None:
    change, code = NAMES[fault]
    files = good_files(standard)
    changed = change(files, manifest_name(standard))
    found = judged(stored(changed), tmp_path)
    new = {name for name in changed if name not in files}
    # Of twins the one that comes second is named first, and both in the message.
    assert any(
        one.code == code and (one.pos.file in {*new, "bad.zip"} or any(n in one.message for n in new)) for one in found
    )
    # That nobody lists a file more is told of SCORM too.
    assert {one.code for one in found} <= {code, "SK8036"}, found


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_package_that_is_cut_off(standard: str, keep: float, tmp_path: Path) -> None:
    data = stored(good_files(standard))
    found = judged(data[: int(len(data) * keep)], tmp_path)
    assert {one.code for one in found} == {"SK7002"}
    assert {one.pos.file for one in found} == {"bad.zip"}


IN_PAGES: dict[str, tuple[str, str, str]] = {
    "unload": ("<body>", "<body onunload='save()'>", "SK7050"),
    "http image": ("<p>", "<img src='http://example.org/a.png'><p>", "SK7052"),
    "http link": ("<p>", "<a href='http://example.org/'>a</a><p>", "SK7053"),
    "script from elsewhere": ("<p>", "<script src='https://cdn.example.org/a.js'></script><p>", "SK7054"),
    "credentials": ("<p>", "<script>auth = 'Basic bHJzOnNlY3JldHNlY3JldA=='</script><p>", "SK7055"),
    "key": ("<p>", "<script>key = 'AKIAABCDEFGHIJKLMNOP'</script><p>", "SK7055"),
    "Flash": ("<p>", "<object type='application/x-shockwave-flash'></object><p>", "SK7056"),
    "no language": (' lang="en"', "", "SK7058"),
    "no title": ("<title>", "<title></title><x>", "SK7059"),
}


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("fault", IN_PAGES)
def test_a_fault_of_a_page_is_found_in_its_line(standard: str, fault: str, tmp_path: Path) -> None:
    old, new, code = IN_PAGES[fault]
    files = good_files(standard)
    for name in [name for name in files if name.endswith(".html")][:3]:
        page = files[name].decode().replace("<html", "\n<html").replace("<body", "\n<body")
        broken = page.replace(old, new)
        assert broken != page
        found = judged(stored({**files, name: broken.encode()}), tmp_path)
        assert {one.code for one in found} == {code}, found
        ((file, line),) = places_of(found, code)
        assert (file, line) == (name, 3 if old in ("<p>", "<body>") else 2)
