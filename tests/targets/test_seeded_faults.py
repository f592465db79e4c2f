"""Faults seeded by mutation of good packages: found at their place, under the code that names them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from scormkit.targets import STANDARDS
from scormkit.targets.verify import judge
from tests.targets.cases import zipped
from tests.targets.grounds import good_files, manifest_name, written
from tests.targets.seeds import SEEDS, Seed

FEWEST = 300
PLANTED = [(seed, standard) for seed in SEEDS for standard in seed.standards]


def planted(seed: Seed, standard: str) -> Iterator[tuple[dict[str, bytes], int]]:
    """A package for each place of the fault, and the line where it is."""
    files = good_files(standard)
    root = etree.fromstring(files[manifest_name(standard)])
    for number in range(min(seed.most, len(seed.at(root)))):
        broken = copy.deepcopy(root)
        element = seed.make(seed.at(broken)[number])
        place = list(broken.iter(etree.Element)).index(element)
        data = written(broken)
        again = list(etree.fromstring(data).iter(etree.Element))[place]
        yield {**files, manifest_name(standard): data}, int(again.sourceline or 0)


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_ground_is_good(standard: str, tmp_path: Path) -> None:
    path = tmp_path / "good.zip"
    path.write_bytes(zipped(good_files(standard)))
    judged = judge(path)
    assert (judged.standard, judged.findings) == (standard, ())


def test_there_are_enough_of_them() -> None:
    count = 0
    for seed, standard in PLANTED:
        root = etree.fromstring(good_files(standard)[manifest_name(standard)])
        places = min(seed.most, len(seed.at(root)))
        assert places, seed.name
        count += places
    assert count >= FEWEST


@pytest.mark.parametrize(("seed", "standard"), PLANTED, ids=[f"{one.code}-{one.name}-{name}" for one, name in PLANTED])
def test_a_seeded_fault_is_found_at_its_place(seed: Seed, standard: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    for files, line in planted(seed, standard):
        path.write_bytes(zipped(files))
        judged = judge(path)
        assert judged.standard == standard
        found = [f"{one.pos.line} {one.code} {one.message}" for one in judged.findings]
        assert line in {one.pos.line for one in judged.findings if one.code == seed.code}, found
        assert {one.code for one in judged.findings} <= {seed.code, *seed.also}, found
