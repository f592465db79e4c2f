"""FileTree: the files of a package before it is a zip, each by its path: bytes, or a file on disk to copy from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

Content = bytes | Path

# Moodle drops some characters from names and Chamilo others, hosts differ in case, Docebo refuses dot files
# (field-notes 26, 39, 58, 59): only these are safe everywhere.
_SEGMENT = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?")
LONGEST_PATH = 255


class FileTree:
    """Path → content. Iterates in sorted order, whatever the order of adding.

    Paths are relative, `/`-separated and of `[a-z0-9._-]`; a path that is not, is there already or is a folder of
    another one raises ValueError: names are the builder's work, so this is a bug and no finding.
    """

    def __init__(self, files: Mapping[str, Content] | None = None) -> None:
        self._files: dict[str, Content] = {}
        self._folders: set[str] = set()
        for path, content in (files or {}).items():
            self.add(path, content)

    def add(self, path: str, content: Content) -> None:
        """Adds one file; its content is not read before it is wanted."""
        segments = path.split("/")
        if len(path) > LONGEST_PATH or not all(_SEGMENT.fullmatch(segment) for segment in segments):
            raise ValueError(f"unsafe path in a package: {path!r}")
        folders = {"/".join(segments[:depth]) for depth in range(1, len(segments))}
        if path in self._files or path in self._folders or any(folder in self._files for folder in folders):
            raise ValueError(f"path already taken in the package: {path!r}")
        self._files[path] = content
        self._folders |= folders

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __getitem__(self, path: str) -> Content:
        return self._files[path]

    def size(self, path: str) -> int:
        """Bytes of one file; OSError if it cannot be looked at."""
        content = self._files[path]
        return len(content) if isinstance(content, bytes) else content.stat().st_size

    def read(self, path: str) -> bytes:
        """The whole content of one file; OSError if it cannot be read."""
        content = self._files[path]
        return content if isinstance(content, bytes) else content.read_bytes()
