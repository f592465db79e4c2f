"""Hostile packages, made by chance: python benchmarks/fuzz.py [--minutes 60] [--seed 1]

Each case is a good or broken package with damage to its zip, its XML or its content. It is judged, with all LMS
profiles, its findings are written in every form, and it is mended. What must never happen: an exception, more than
SECONDS of CPU for one case, more than MEMORY bytes, and a file opened for writing elsewhere. A case that does is kept
in var/fuzz, with its seed.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402

from scormkit.report import FORMATS, Input, Report, write  # noqa: E402
from scormkit.targets import STANDARDS  # noqa: E402
from scormkit.targets.mending import mend  # noqa: E402
from scormkit.targets.verify import judge  # noqa: E402
from tests.schemas.mutations import mutated  # noqa: E402
from tests.targets.cases import CASES, broken_files  # noqa: E402
from tests.targets.grounds import good_files, manifest_name  # noqa: E402

SECONDS = 20
MEMORY = 1 << 30
BATCH = 200

Files = dict[str, bytes]
NUMBERS = (0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x8000)
SNIPPETS = (
    b"<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]>", b"&x;",
    b"<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;",
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?", b"?>", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"<" * 500,
    b"<a>" * 3000, b"</a>" * 50, b"&#x10FFFF;", b"&#0;", b"xmlns:x=''", b" xml:base='../../'", b"href='%00'",
    b"href='http://[::1'", b"encoding='utf-7'", b"encoding='UTF-16'", b"encoding='x'", "\u202e\u0000".encode(),
    b"'" * 9, b"identifierref='x' " * 20, b"<item>" * 900, b"x" * 70_000, b"(" * 2000, b"1*{" * 300, b"&amp;" * 900,
)  # fmt: skip
SCRIPTS = (
    b"<script src=", b"<a href='http://", b"on('", b"unload ", b".on('a b c d e f unload", b"<html", b"<title", b"url(",
    b"Basic ", b"QUJD" * 40, b"password: '", b"'", b'"', b"AKIA", b"-----BEGIN ", b"fetch('https://x",
    b"<link rel=", b">", b" ", b"\n", b"lrs endpoint ", b"http://", b"<!DOCTYPE html>", b"addEventListener(",
    b"import ", b"\\", b"%20",
)  # fmt: skip


def zipped(files: Files, dice: random.Random) -> bytes:
    """A zip of the files, by a method of chance."""
    buffer = io.BytesIO()
    method = dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Bytes flipped, cut, repeated, moved, or numbers in them made extreme."""
    found = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 30))):
        if not found:
            break
        at = dice.randrange(len(found))
        kind = dice.randrange(7)
        if kind == 0:
            found[at] = dice.randrange(256)
        elif kind == 1:
            del found[at : at + dice.choice((1, 4, 100, 5000))]
        elif kind == 2:
            found[at:at] = found[at : at + dice.choice((1, 30, 2000))]
        elif kind == 3:
            found[at : at + 4] = struct.pack("<L", dice.choice(NUMBERS))
        elif kind == 4:
            marks = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
            header = found.rfind(dice.choice(marks), 0, at)
            if header >= 0:
                field = header + dice.randrange(4, 46)
                found[field : field + 2] = struct.pack("<H", dice.choice(NUMBERS) & 0xFFFF)
        elif kind == 5:
            found[at:at] = dice.choice(SNIPPETS)
        else:
            found = found[:at] if dice.random() < 0.3 else found
    return bytes(found)


def hostile_xml(data: bytes, dice: random.Random) -> bytes:
    """A manifest changed as text, as a tree or in its encoding."""
    kind = dice.randrange(5)
    if kind == 0:
        return damaged(data, dice)
    if kind == 1:
        at = dice.randrange(len(data))
        return data[:at] + dice.choice(SNIPPETS) + data[at:]
    if kind == 2:
        try:
            ((_, root),) = mutated(etree.fromstring(data), 1, str(dice.random()))
        except (etree.XMLSyntaxError, ValueError):
            return data
        return etree.tostring(root)
    if kind == 3:
        encoding = dice.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "cp037", "shift_jis"))
        return data.decode("utf-8", "replace").encode(encoding, "replace")
    at = data.find(b">", dice.randrange(len(data))) + 1
    return data[:at] + dice.choice(SNIPPETS) * dice.choice((1, 3, 40)) + data[at:]


def hostile_names(files: Files, dice: random.Random) -> Files:
    """Odd names for some files."""
    odd = (
        "../x", "/x", "C:\\x", "a\\b", "x\n", "\x1b[2J", "con", "a" * 300, "é", "e\u0301", "a/" * 120 + "b", ".", "",
        "a//b", "imsmanifest.xml/x", "IMSMANIFEST.XML", "x/imsmanifest.xml", " ", "a.php", "%2e%2e/x", "\u202ex",
    )  # fmt: skip
    changed = dict(files)
    for _ in range(dice.randrange(1, 4)):
        changed[dice.choice(odd) + dice.choice(("", ".html"))] = dice.choice(list(files.values()))
    return changed


def hostile_content(files: Files, dice: random.Random) -> Files:
    """Pages and scripts of fragments that patterns look for, again and again."""
    text = b"".join(dice.choice(SCRIPTS) * dice.choice((1, 1, 2, 900)) for _ in range(dice.randrange(1, 60)))
    return {**files, f"a{dice.choice(('.html', '.js', '.css', '.json', '.svg'))}": text}


def case(seed: str) -> bytes:
    """The zip of one case."""
    dice = random.Random(seed)
    standard = dice.choice(list(STANDARDS))
    if dice.random() < 0.5:
        files = good_files(standard)
    else:
        broken = dice.choice([each for each in CASES if standard in each.standards])
        files = broken_files(broken, standard)
    name = manifest_name(standard)
    if dice.random() < 0.6 and name in files and files[name]:
        files = {**files, name: hostile_xml(files[name], dice)}
    if dice.random() < 0.2:
        files = hostile_names(files, dice)
    if dice.random() < 0.2:
        files = hostile_content(files, dice)
    if dice.random() < 0.1:
        # The manifest by itself.
        return files.get(name, b"<")
    data = zipped(files, dice)
    return damaged(data, dice) if dice.random() < 0.5 else data


def judge_case(path: Path) -> None:
    """Judges a case, writes what was found in every form, mends what can be mended, and judges that."""
    judged = judge(path, lms=["all"])
    report = Report((Input(str(path), judged.standard, judged.findings, is_package=True),), "0")
    for form in FORMATS:
        write(report, form).encode("utf-8", "replace")
    mended = mend(judged)
    if mended.path is not None:
        before = {one.code for one in judged.findings}
        new = {one.code for one in judge(mended.path).findings} - before
        mended.path.unlink()
        # Under its exact name a manifest is read, and what is wrong with it comes to light.
        if new and not before & {"SK7008", "SK7021", "SK7022"}:
            raise AssertionError(f"mended ({mended.done}), and now there is {new}")


def run_batch(seeds: list[str], folder: Path) -> tuple[str, str]:
    """In a process of its own: the seed and the trouble of the first case that fails, empty if none does."""
    path = folder / "case.zip"
    opened: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        is_writing = event == "open" and isinstance(arguments[1], str) and any(sign in arguments[1] for sign in "wax+")
        if is_writing and not str(arguments[0]).startswith(str(folder)):
            opened.append(str(arguments[0]))

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS} seconds of CPU")

    signal.signal(signal.SIGVTALRM, late)
    sys.addaudithook(watch)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2, MEMORY * 2))
    for seed in seeds:
        path.write_bytes(case(seed))
        opened.clear()
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            judge_case(path)
        except BaseException:
            return seed, traceback.format_exc()
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if opened:
            return seed, f"opened for writing: {opened}"
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > MEMORY:
            return seed, f"more than {MEMORY >> 20} MB"
    return "", ""


def in_process(work: Callable[[], tuple[str, str]]) -> tuple[str, str, int]:
    """Runs the work in a fork; what it said, and the peak of its memory in MB. One that dies says that."""
    read, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        said = "\0".join(work()).encode("utf-8", "replace")
        os.write(write_end, said[:60_000])
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    _, status, usage = os.wait4(pid, 0)
    seed, _, trouble = said.decode("utf-8", "replace").partition("\0")
    if status:
        trouble = f"the process died with status {status}"
    return seed, trouble, usage.ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0, help="minutes of CPU  [default: 60]")
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    kept = ROOT / "var" / "fuzz"
    number = failures = peak = 0
    started = time.monotonic()

    def cpu() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (usage.ru_utime + usage.ru_stime) / 60

    with tempfile.TemporaryDirectory(prefix="scormkit-fuzz-") as name:
        folder = Path(name)
        while cpu() < options.minutes:
            seeds = [f"{options.seed}-{number + each}" for each in range(BATCH)]
            seed, trouble, memory = in_process(lambda seeds=seeds: run_batch(seeds, folder))  # type: ignore[misc]
            number += BATCH
            peak = max(peak, memory)
            if trouble:
                failures += 1
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{seed or seeds[0]}.zip").write_bytes((folder / "case.zip").read_bytes())
                (kept / f"{seed or seeds[0]}.txt").write_text(trouble, "utf-8")
                print(f"{seed or seeds[0]}: {trouble}", flush=True)
            left = {path.name for path in folder.iterdir()} - {"case.zip"}
            if left:
                raise SystemExit(f"files were left behind: {left}")
            if number % (BATCH * 10) == 0:
                print(f"{number:,} cases, {cpu():.1f} minutes of CPU, {failures} failures, peak {peak} MB", flush=True)
    print(
        f"{number:,} cases in {cpu():.1f} minutes of CPU ({(time.monotonic() - started) / 60:.1f} by the clock): "
        f"{failures} failures, peak {peak} MB"
    )
    raise SystemExit(1 if failures else 0)


if __name__ == "__main__":
    main()
