"""Speed as ratios between two commands run side by side: python benchmarks/measure.py [--rounds 7]

Interleaved, order swapped each round, the first round thrown away; the median of the ratios of CPU time (user and
system, of the whole process tree), with the smallest and largest. Results are printed as they fall; nothing is gated.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import zipfile
from pathlib import Path

from workloads import write_framework, write_session

SCORMKIT = str(Path(sys.executable).with_name("scormkit"))
PYTHON = [sys.executable, "-c", "pass"]


def once(command: list[str]) -> tuple[float, int]:
    """CPU seconds and peak resident size in KiB of one run."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def compare(name: str, ours: list[str], yardstick: list[str], rounds: int) -> None:
    """Prints one row: the median ratio, its range, and our peak memory."""
    once(ours)
    once(yardstick)
    ratios = []
    peak = 0
    for turn in range(rounds):
        pair = [ours, yardstick] if turn % 2 == 0 else [yardstick, ours]
        measured = {id(command): once(command) for command in pair}
        ratios.append(measured[id(ours)][0] / max(measured[id(yardstick)][0], 1e-9))
        peak = max(peak, measured[id(ours)][1])
    low, high = min(ratios), max(ratios)
    print(f"{name:58} {statistics.median(ratios):7.2f}   {low:6.2f} to {high:6.2f}   {peak / 1024:6.0f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    work = Path(tempfile.mkdtemp(prefix="scormkit-bench-"))
    try:
        run(work, rounds)
    finally:
        shutil.rmtree(work)


def run(work: Path, rounds: int) -> None:
    """Makes the workloads, builds each once, and compares."""
    write_session(work / "S", 20, 0, 0)
    write_session(work / "M", 300, 200, 40)
    out = work / "out"
    trees = {}
    for name, pages in (("S", 20), ("M", 300)):
        once([SCORMKIT, "build", str(work / name), "-o", str(out)])
        trees[name] = work / f"tree-{name}"
        zipfile.ZipFile(out / f"workload-{pages}-scorm12.zip").extractall(trees[name])

    def zip_tree(name: str, *options: str) -> list[str]:
        target = work / "yardstick.zip"
        return ["sh", "-c", f"rm -f {target}; cd {trees[name]} && zip -qr -6 {' '.join(options)} {target} ."]

    def build(name: str) -> list[str]:
        return [SCORMKIT, "build", str(work / name), "-o", str(out)]

    print(f"{'A / B, CPU time':58} {'median':>7}   {'range':>16}   peak of A")
    compare("P13 --version / bare Python", [SCORMKIT, "--version"], PYTHON, rounds)
    compare("P13 --help / bare Python", [SCORMKIT, "--help"], PYTHON, rounds)
    compare("P6  build S / bare Python", build("S"), PYTHON, rounds)
    compare("P1  build M / zip -r -6 of the tree", build("M"), zip_tree("M"), rounds)
    compare("P2  build M / zip -r -6 -n .jpg of the tree", build("M"), zip_tree("M", "-n", ".jpg"), rounds)
    validate = [SCORMKIT, "validate", str(out / "workload-300-scorm12.zip")]
    compare("    validate M's package / bare Python", validate, PYTHON, rounds)
    write_framework(work / "5k", 5_000)
    write_framework(work / "20k", 20_000)
    for what, name in (("framework show", "big.yaml"), ("check", "session.md"), ("coverage", "session.md")):
        large, small = ([SCORMKIT, *what.split(), str(work / size / name)] for size in ("20k", "5k"))
        compare(f"    {what}: 20,000 items / 5,000 items", large, small, rounds)
    once(zip_tree("M"))
    ratio = (out / "workload-300-scorm12.zip").stat().st_size / (work / "yardstick.zip").stat().st_size
    print(f"R5  size of M's package / zip -r -6 of the tree: {ratio:.3f}")


if __name__ == "__main__":
    main()
