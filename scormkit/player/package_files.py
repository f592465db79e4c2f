"""The files of a package as a server hands them out: by their exact names and nothing else, each with its type.

A name is looked up, never joined to a path, so none can lead out of the package. As on most LMSs, upper and lower case
are two things.
"""

from __future__ import annotations

import mimetypes
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Protocol

from scormkit.package.opened import OpenedPackage
from scormkit.package.tree import FileTree
from scormkit.package.zip_directory import DamagedError

# What the system's own table may lack, or say differently on another machine.
_TYPES = {
    ".css": "text/css",
    ".htm": "text/html",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}


def media_type(name: str) -> str:
    """The type of a file by the end of its name; no charset, so that a page's own declaration counts."""
    ending = Path(name).suffix.lower()
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


class PackageFiles(Protocol):
    """Files by name."""

    @property
    def names(self) -> Iterable[str]:
        """Every name there is."""

    def find(self, name: str) -> bytes | Path | None:
        """The bytes of a file, or where it lies on disk; None where there is no such file, or none that is readable."""

    def close(self) -> None:
        """Lets go of whatever is held."""


class TreeFiles:
    """Of a package that was made just now and is no zip yet."""

    def __init__(self, tree: FileTree) -> None:
        self._tree = tree

    @property
    def names(self) -> Iterable[str]:
        """Every name there is."""
        return tuple(self._tree)

    def find(self, name: str) -> bytes | Path | None:
        """Bytes, or the source file that would be copied."""
        if name not in self._tree:
            return None
        content = self._tree[name]
        return None if isinstance(content, Path) and not content.is_file() else content

    def close(self) -> None:
        """Nothing is held."""


class OpenedFiles:
    """Of anybody's zip or folder. What is asked for is unpacked under a number of ours; close it, or use `with`."""

    def __init__(self, package: OpenedPackage, root: str = "") -> None:
        self._package, self._root = package, root
        self._folder = tempfile.TemporaryDirectory(prefix="scormkit-")
        self._unpacked: dict[str, Path] = {}
        self._lock = threading.Lock()

    @property
    def names(self) -> Iterable[str]:
        """Every name there is, from the folder of the manifest on."""
        return tuple(name.removeprefix(self._root) for name in self._package.sizes if name.startswith(self._root))

    def find(self, name: str) -> Path | None:
        """Where the file lies on disk."""
        full = self._root + name
        if full not in self._package.sizes:
            return None
        if self._package.kind == "folder":
            path = self._package.path / full
            # It was a plain file when the folder was looked through; a link put there since is not followed.
            return path if path.is_file() and not path.is_symlink() else None
        with self._lock:
            if full not in self._unpacked:
                target = Path(self._folder.name, str(len(self._unpacked)))
                try:
                    with target.open("wb") as out:
                        for block in self._package.blocks(full):
                            out.write(block)
                except DamagedError:
                    target.unlink(missing_ok=True)
                    return None
                self._unpacked[full] = target
            return self._unpacked[full]

    def close(self) -> None:
        """Removes what was unpacked and closes the package."""
        self._package.close()
        self._folder.cleanup()

    def __enter__(self) -> OpenedFiles:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
