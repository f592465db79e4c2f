"""Licensed wording: laid over a framework at build, told, and never under version control unnoticed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from scormkit import api
from scormkit.errors import MisuseError
from scormkit.source.version_control import tracked_overlays

WORDS = """wording_for: clcf
rights: Licensed to us.
items:
  - code: "2.2.1"
    title: Hears people out
    description: The official statement.
  - {code: "2.2", description: What the element is about.}
"""
SESSION = """---
title: Smallest
id: smallest
minutes: 1
framework: clcf
maps_to: [2.2.1]
---

# Only page

Some text.
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "intro.md").write_text(SESSION, "utf-8")
    (tmp_path / "words.yaml").write_text(WORDS, "utf-8")
    return folder / "intro.md"


def test_words_replace_words_and_nothing_else(course: Path) -> None:
    overlay = course.parent.parent / "words.yaml"
    framework = api.framework_show("clcf", [overlay]).framework
    plain = api.framework_show("clcf").framework
    assert framework
    assert plain
    assert framework.rights == "Licensed to us."
    changed = {code for code, item in framework.by_code.items() if item != plain.by_code[code]}
    assert changed == {"2.2", "2.2.1"}
    item, other = framework.by_code["2.2.1"], framework.by_code["2.2"]
    assert (item.title, item.description) == ("Hears people out", "The official statement.")
    assert (other.title, other.description) == (plain.by_code["2.2"].title, "What the element is about.")
    assert (item.iri, item.id) == (plain.by_code["2.2.1"].iri, plain.by_code["2.2.1"].id)


def test_the_last_of_two_overlays_wins(course: Path) -> None:
    first, second = course.parent.parent / "words.yaml", course.parent.parent / "more.yaml"
    second.write_text('wording_for: clcf\nrights: Ours.\nitems:\n  - {code: "2.2.1", title: Listens}\n', "utf-8")
    framework = api.framework_show("clcf", [first, second]).framework
    assert framework
    assert framework.by_code["2.2.1"].title == "Listens"
    assert framework.rights == "Licensed to us.; Ours."


def test_a_build_puts_the_words_into_the_package_and_says_so(course: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "words.yaml"
    result = api.build([course], output=tmp_path / "dist", overlays=[overlay])
    (used,) = result.overlays
    assert (used.path, used.framework, used.items, used.rights) == (overlay, "clcf", 2, "Licensed to us.")
    shutil.unpack_archive(result.packages[0].path, tmp_path / "out")
    assert "The official statement." in (tmp_path / "out/content/smallest.js").read_text("utf-8")
    assert "Hears people out" in (tmp_path / "out/imsmanifest.xml").read_text("utf-8")


def test_nothing_is_built_without_the_words_that_were_asked_for(course: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "words.yaml"
    overlay.write_text(WORDS.replace("2.2.1", "2.2.9"), "utf-8")
    result = api.build([course], output=tmp_path / "dist", overlays=[overlay])
    assert [finding.code for finding in result.report.findings] == ["SK5120"]
    assert not result.packages


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_an_overlay_that_git_keeps_is_found(version: str, course: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "index.version", version)
    names = ["a.yaml", "deep/er/" + "long-name/" * 30 + "b.yml", "course/intro.md", "words.yaml"]
    for name in names[:2]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# wording_for is a field\nid: x\n", "utf-8")
    git(tmp_path, "add", *names[:3])
    if version == "3":
        # Version 3 is version 2 with flags that this makes.
        git(tmp_path, "add", "--intent-to-add", "words.yaml")
    assert bool(tracked_overlays([course])) is (version == "3")
    git(tmp_path, "add", "words.yaml")
    for place in (course, course.parent, tmp_path):
        (finding,) = tracked_overlays([place])
        assert (finding.code, finding.severity, finding.pos.line) == ("SK5121", "warning", 1)
        assert finding.pos.file.endswith("words.yaml")
    assert "SK5121" in {finding.code for finding in api.check([course]).findings}
    git(tmp_path, "commit", "-qm", "x")
    git(tmp_path, "worktree", "add", "-q", "elsewhere")
    (finding,) = tracked_overlays([tmp_path / "elsewhere/course"])
    assert finding.pos.file.endswith("elsewhere/words.yaml")
    git(tmp_path, "rm", "-q", "--cached", "words.yaml")
    assert not tracked_overlays([course])


def test_an_index_that_cannot_be_read_is_nothing(course: Path, tmp_path: Path) -> None:
    assert not tracked_overlays([course])
    (tmp_path / ".git").mkdir()
    assert not tracked_overlays([course])
    for junk in (b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\7abc", b"x" * 100, b"DIRC\0\0\0\4\0\0\0\1" + b"\xff" * 200):
        (tmp_path / ".git/index").write_bytes(junk)
        assert not tracked_overlays([course])


def test_a_framework_that_is_none_is_misuse() -> None:
    with pytest.raises(MisuseError, match=r"Did you mean “clcf”\?"):
        api.framework_show("clfc")
