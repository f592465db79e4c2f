"""A course whose files are more than a known LMS takes is told before anybody builds it."""

from __future__ import annotations

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
