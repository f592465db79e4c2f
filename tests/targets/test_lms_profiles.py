"""What named LMSs are known to fail on: each check has an example, each profile its sources and dates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scormkit.errors import MisuseError
from scormkit.findings import Severity
from scormkit.targets import STANDARDS
from scormkit.targets.lms.profile import load_profiles, profile_names
from scormkit.targets.lms.rules import RULES
from scormkit.targets.verify import judge
from tests.targets.cases import sound_files, zipped
from tests.targets.lms_cases import FOUND_IN_THE_BASE, LMS_CASES, LmsCase

NAMED = "moodle openedx docebo cornerstone successfactors canvas brightspace tovuti ilias scormcloud".split()


def package(case: LmsCase, folder: Path) -> Path:
    files, manifest = sound_files(case.standard), STANDARDS[case.standard].manifest
    text = files[manifest].decode()
    for old, new in case.edits:
        text = text.replace(old, new)
    assert text != files[manifest].decode() or not case.edits, "the edits must hit something"
    path = folder / "package.zip"
    path.write_bytes(zipped({**files, manifest: text.encode(), **case.files}))
    return path


@pytest.mark.parametrize("case", LMS_CASES, ids=[f"{case.code}-{n}" for n, case in enumerate(LMS_CASES)])
def test_a_check_finds_its_example(case: LmsCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if case.code == "SK7132":
        rule = next(rule for rule in load_profiles([case.lms])[0].rules if rule.check == "package-too-large")
        monkeypatch.setitem(rule.settings, "limit_mb", 0)  # type: ignore[arg-type]
    found = [one for one in judge(package(case, tmp_path), lms=[case.lms]).findings if one.code == case.code]
    assert found
    (title,) = [profile.title for profile in load_profiles([case.lms])]
    for finding in found:
        assert finding.severity is Severity.WARNING
        assert finding.message.startswith(f"{title} ")
        assert re.search(r"\S \((19|20)\d\d(-\d\d){0,2}\)$", finding.reference)


@pytest.mark.parametrize("case", LMS_CASES, ids=[f"{case.code}-{n}" for n, case in enumerate(LMS_CASES)])
def test_a_check_lets_a_good_package_pass(case: LmsCase, tmp_path: Path) -> None:
    standard = "scorm12" if case.code == "SK7101" else case.standard
    judged = judge(package(LmsCase(case.code, case.lms, standard), tmp_path), lms=[case.lms])
    if case.code not in FOUND_IN_THE_BASE:
        assert case.code not in {one.code for one in judged.findings}
    assert {one.code[:4] for one in judged.findings} <= {"SK71"}


@pytest.mark.parametrize(
    ("code", "lms", "edits", "files"),
    [
        ("SK7103", "tovuti", (('<item identifier="ITEM-2" identifierref="RES-2" isvisible="true">\n'
                               "        <title>Two</title>\n      </item>", ""),), {}),
        ("SK7114", "moodle", (("<adlcp:masteryscore>70</adlcp:masteryscore>", ""),), {}),
        ("SK7131", "chamilo", (), {"a b,c;d=e@f!.html": b"x"}),
        ("SK7137", "canvas", (), {"two.html": b"<img src='media/a.png'><!-- <img src='Media/A.png'> -->"
                                              b"<a href='media/..//two.html#Two.html'></a><a href='/Two.html'></a>"}),
        ("SK7135", "openedx", (), {"two.html": b"<script>set('cmi.core.lesson_status')</script>"}),
    ],
)  # fmt: skip
def test_a_check_lets_pass_what_is_right(
    code: str, lms: str, edits: tuple[tuple[str, str], ...], files: dict[str, bytes], tmp_path: Path
) -> None:
    path = package(LmsCase(code, lms, edits=edits, files=files), tmp_path)
    assert code not in {one.code for one in judge(path, lms=[lms]).findings}


def test_a_version_is_judged_only_where_the_lms_takes_it_for_another(tmp_path: Path) -> None:
    """Open edX takes all but 1.2 for SCORM 2004, which this is."""
    edits = (("2004 4th Edition", "2004 4th edition"),)
    path = package(LmsCase("", "openedx", "scorm2004-4", edits), tmp_path)
    assert "SK7110" not in {one.code for one in judge(path, lms=["openedx"]).findings}
    assert "SK7110" in {one.code for one in judge(path, lms=["moodle"]).findings}


def test_every_check_has_an_example_and_a_profile_that_asks_it() -> None:
    assert {case.code for case in LMS_CASES} == {rule.code for rule in RULES}
    asked = {rule.check for profile in load_profiles(["all"]) for rule in profile.rules}
    assert asked == {rule.name for rule in RULES}


def test_every_row_of_a_profile_has_its_source_and_date() -> None:
    assert set(NAMED) <= set(profile_names())
    for profile in load_profiles(["all"]):
        assert profile.title
        assert profile.rules
        for rule in profile.rules:
            assert rule.says
            assert rule.source
            assert re.fullmatch(r"20\d\d(-\d\d){0,2}", rule.date)


def test_without_a_profile_nothing_of_them_is_asked(tmp_path: Path) -> None:
    assert judge(package(LmsCase("", ""), tmp_path)).findings == ()
    with pytest.raises(MisuseError, match="there are: brightspace, canvas"):
        judge(tmp_path / "package.zip", lms=["moodel"])
