from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.package.tree import FileTree


def test_iterates_sorted_and_knows_sizes(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"12345")
    tree = FileTree({"z.html": b"abc", "media/film.mp4": file, "a.css": b""})
    assert list(tree) == ["a.css", "media/film.mp4", "z.html"]
    assert [tree.size(path) for path in tree] == [0, 5, 3]
    assert tree.read("media/film.mp4") == b"12345"
    assert "z.html" in tree
    assert len(tree) == 3


UNSAFE = [
    "",
    "/a",
    "a/",
    "a//b",
    "../a",
    "a/./b",
    ".htaccess",
    "a/.b",
    "A.html",
    "a b",
    "ä.html",
    "a\\b",
    "c:",
    "a.",
    "a\n",
]


@pytest.mark.parametrize("path", [*UNSAFE, "x" * 256])
def test_unsafe_paths_are_refused(path: str) -> None:
    with pytest.raises(ValueError, match="unsafe path"):
        FileTree({path: b""})


@pytest.mark.parametrize(("first", "second"), [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a/b/c", "a/b")])
def test_a_path_is_taken_once_and_a_file_is_no_folder(first: str, second: str) -> None:
    tree = FileTree({first: b""})
    with pytest.raises(ValueError, match="already taken"):
        tree.add(second, b"")
