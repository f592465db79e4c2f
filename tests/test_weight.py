"""A course whose files are more than a known LMS takes is told before anybody builds it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from scormkit import api

BASE = Path(__file__).parent / "rules" / "base"
PAGE = '# More\n\n::: audio a.mp3 {title="A talk"}\nThe words.\n:::\n\n[The form](b.pdf)\n\n[The form](b.pdf)\n'


@pytest.mark.parametrize(("megabytes", "is_told"), [(249, False), (251, True)])
def test_the_files_of_a_course_are_weighed(megabytes: int, is_told: bool, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    session = tmp_path / "sessions" / "handover"
    (session / "03-more.md").write_text(PAGE, "utf-8")
    for name, size in (("a.mp3", 50), ("b.pdf", megabytes - 50)):
        with (session / name).open("wb") as file:
            file.truncate(size * 1_000_000)
    found = [each for each in api.check([tmp_path]).findings if each.code == "SK3905"]
    assert [each.message for each in found] == [
        f"the files of “Leading a team” come to {megabytes} MB; Cornerstone takes 250 MB"
    ] * is_told


@pytest.mark.parametrize("name", ["course.yaml", "sessions/handover/session.yaml"])
def test_an_author_says_what_the_lms_takes(name: str, tmp_path: Path) -> None:
    """By the files before anything is built, then by each package; a session's own limit counts where it is alone."""
    shutil.copytree(BASE, tmp_path / "course")
    facts = tmp_path / "course" / name
    source = facts.parent
    session = tmp_path / "course/sessions/handover"
    (session / "03-more.md").write_text("# More\n\n[The form](b.pdf)\n", "utf-8")
    (session / "b.pdf").write_bytes(random.Random(1).randbytes(2_100_000))
    facts.write_text(f"{facts.read_text('utf-8')}package_limit: 3\n", "utf-8")
    assert not [each for each in api.check([source]).findings if each.code == "SK3906"]
    facts.write_text(facts.read_text("utf-8").replace("package_limit: 3", "package_limit: 2"), "utf-8")
    [told] = [each for each in api.check([source]).findings if each.code == "SK3906"]
    assert told.message.endswith("come to 2.1 MB; the LMS takes 2 MB")
    assert told.pos.file.endswith(facts.name)
    assert told.pos.line == len(facts.read_text("utf-8").splitlines())
    result = api.build([source], api.target_names(), tmp_path / "dist")
    assert len(result.packages) == len(api.target_names())
    found = [each.message for each in result.report.findings if each.code == "SK3906"]
    assert sorted(found) == sorted(
        f"{each.path.name} has {each.size / 1_000_000:,.1f} MB; the LMS takes 2 MB"
        for each in result.packages
        if each.target != "web"
    )
