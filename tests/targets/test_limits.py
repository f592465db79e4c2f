"""Limits: work that grows with the size of a manifest and no faster, memory that does not grow with media."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import deflate
import pytest

from scormkit.package.zip_records import STORED, Entry, central_header, end_records, local_header
from scormkit.targets.verify import judge
from tests.targets.cases import sound_files
from tests.targets.large import large_manifest

SMALL, LARGE = 300, 1200
GIGABYTE = 1 << 30
CHUNK = 64 << 20


def calls_of(path: Path) -> int:
    """How many functions are called to judge it: what time would say, without its noise."""
    count = 0

    def counting(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        judge(path)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-4", "cmi5"])
@pytest.mark.parametrize("broken", [False, True])
def test_work_grows_with_the_number_of_items_and_no_faster(standard: str, broken: bool, tmp_path: Path) -> None:
    path = tmp_path / "imsmanifest.xml"
    counts = []
    for number in (SMALL, SMALL, LARGE):
        path.write_bytes(large_manifest(standard, number, broken=broken))
        counts.append(calls_of(path))
    # The first one also imports and compiles.
    assert counts[2] / counts[1] < 1.15 * LARGE / SMALL


def test_twenty_thousand_items(tmp_path: Path) -> None:
    path = tmp_path / "imsmanifest.xml"
    path.write_bytes(large_manifest("scorm2004-4", 20_000))
    judged = judge(path)
    assert judged.findings == ()
    assert judged.outline is not None
    assert sum(1 for item in judged.outline.walk() if item.resource) == 20_000


def test_many_siblings_with_many_faults(tmp_path: Path) -> None:
    """libxml2 would count all siblings for each fault: the first are compared, and that is told."""
    items = "".join(f'<item identifier="I{n}" isvisible="yes" bad="1"><titel/></item>\n' for n in range(9000))
    path = tmp_path / "imsmanifest.xml"
    text = sound_files("scorm12")["imsmanifest.xml"].decode().replace("</organization>", f"{items}</organization>")
    path.write_text(text)
    first = text[: text.index('"I0"')].count("\n") + 1
    judged = judge(path)
    found = [one for one in judged.findings if one.code in ("SK8001", "SK8002", "SK8004") and one.pos.line != first]
    assert {first + 1, first + 1000} <= {one.pos.line for one in found}
    assert all(one.where and one.pos.column for one in found)
    assert any("only 2,000 of the 9,00" in one.message for one in found)
    assert judged.outline is not None
    assert sum(1 for _ in judged.outline.walk()) == 9002
    # The rules of the standard are asked of all of them.
    assert sum(one.code == "SK8106" for one in judged.findings) == 9000


def two_gigabytes(path: Path) -> None:
    """A good package with a film of 2 GB of zeros, which takes no room on disk."""
    content = sound_files("scorm12")
    text = content["imsmanifest.xml"].decode().replace('"two.html"/>', '"two.html"/><file href="film.mp4"/>')
    content["imsmanifest.xml"] = text.encode()
    directory = []
    zeros, crc = bytes(CHUNK), 0
    for _ in range(2 * GIGABYTE // CHUNK):
        crc = deflate.crc32(zeros, crc)
    with path.open("wb") as out:
        for name, data in content.items():
            entry = Entry(name.encode(), STORED, deflate.crc32(data), len(data), len(data), out.tell())
            out.write(local_header(entry) + data)
            directory.append(central_header(entry))
        entry = Entry(b"film.mp4", STORED, crc, 2 * GIGABYTE, 2 * GIGABYTE, out.tell())
        out.write(local_header(entry))
        out.seek(2 * GIGABYTE, 1)
        directory.append(central_header(entry))
        start = out.tell()
        out.writelines(directory)
        out.write(end_records(len(directory), out.tell() - start, start))


def test_two_gigabytes_are_judged_in_little_memory_and_without_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "large.zip"
    two_gigabytes(path)
    code = (
        "import sys; from pathlib import Path; from scormkit.targets.verify import judge\n"
        "judged = judge(Path(sys.argv[1]))\n"
        # getrusage would tell the peak of the process that we were forked from.
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(int(peak.split()[1]) // 1024, *(one.code for one in judged.findings))"
    )
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, path], check=True, capture_output=True, text=True, cwd=tmp_path / "empty"
    )
    megabytes, *codes = done.stdout.split()
    assert codes == ["SK7057"]
    assert int(megabytes) < 150
    assert list((tmp_path / "empty").iterdir()) == []
