"""Packages of npm's simple-scorm-packager around a page that misuses the API: each misuse is told, and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scormkit.proof.rules import PROOF_RULES
from tests.proof.cases import BOTH, CASES, VERSIONS, Case, page_of
from tests.proof.conftest import Played

# Rules about our own packages, about LRSs, and about what a page cannot bring about.
ELSEWHERE = {
    *("SK7601", "SK7602", "SK7604", "SK7655", "SK7656", "SK7657"),
    *("SK7660", "SK7661", "SK7662", "SK7663", "SK7664", "SK7665", "SK7666"),
}
Packages = Callable[[Case | None, str], Path]


@pytest.fixture(scope="session")
def packages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """A folder with the package of each case and standard, all made by one process."""
    folder = tmp_path_factory.mktemp("misuses")
    wanted: list[tuple[Case | None, str]] = [(None, standard) for standard in VERSIONS if standard in BOTH]
    wanted += [(case, standard) for case in CASES for standard in case.standards]

    def place(case: Case | None, standard: str) -> Path:
        return folder / f"{CASES.index(case) if case else 'sound'}-{standard}"

    for case, standard in wanted:
        place(case, standard).mkdir()
        (place(case, standard) / "index.html").write_text(page_of(case, standard), "utf-8")
    arguments = [part for case, standard in wanted for part in (VERSIONS[standard], str(place(case, standard)))]
    script = root / "tests" / "proof" / "packages.cjs"
    subprocess.run(["node", script, *arguments], check=True, capture_output=True, timeout=120)
    return place


@pytest.mark.parametrize("standard", BOTH)
@pytest.mark.parametrize("profile", ["strict", "moodle"])
def test_a_sound_page_has_no_finding(packages: Packages, played: Played, standard: str, profile: str) -> None:
    run = played(packages(None, standard), profile)
    assert run.findings == ()
    assert run.end.startswith("incomplete")
    assert run.calls >= 5
    assert run.refused == 0


@pytest.mark.parametrize(
    ("case", "standard"),
    [
        pytest.param(case, standard, id=f"{case.code}-{case.name.replace(' ', '_')}-{standard}")
        for case in CASES
        for standard in case.standards
    ],
)
def test_a_misuse_is_told_and_nothing_else(packages: Packages, played: Played, case: Case, standard: str) -> None:
    run = played(packages(case, standard), case.profile, seconds=case.seconds)
    told = [finding.code for finding in run.findings]
    assert set(told) == {case.code, *case.also}, run.findings
    assert told.count(case.code) == 1, run.findings
    for finding in run.findings:
        assert finding.message
        assert finding.hint
        assert finding.where
        assert finding.pos.file.endswith(".html")


def test_every_rule_has_a_case() -> None:
    assert {case.code for case in CASES} | ELSEWHERE == {rule.code for rule in PROOF_RULES}


def test_twenty_misuses_at_least() -> None:
    """The bar is twenty; these are those of the API alone."""
    assert len({(case.code, case.name) for case in CASES if case.code >= "SK7610"}) >= 20
