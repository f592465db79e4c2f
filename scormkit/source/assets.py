"""The files of one session that its pages refer to, checked and given their names in the package."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from scormkit.course.model import Asset
from scormkit.findings import Origin, SourcePos
from scormkit.source.captions import check_captions
from scormkit.source.faults.assets import (
    FILE_FORBIDDEN,
    FILE_MISSING,
    FILE_NAME_COLLISION,
    FILE_OUTSIDE,
    FILE_UNUSED,
    MEDIA_TYPE,
)
from scormkit.source.file_sizes import PICTURE_LIMIT, VIDEO_LIMIT, check_size
from scormkit.source.image_size import image_size
from scormkit.source.nearest import nearest, slug
from scormkit.source.picture_files import PictureFiles
from scormkit.source.pictures import RASTER, Copy, PictureMemory
from scormkit.source.reading import Reading, display_name

# Programs and server files: Open edX, Moodle plug-ins and web firewalls refuse a whole upload because of one.
_PROGRAMS = ".bat .cmd .com .dll .exe .jar .msi .pl .ps1 .py .rb .scr .sh .vbs"
_SERVER_FILES = ".asp .aspx .cgi .htaccess .jsp .jspx .php .phtml"
_FORBIDDEN = frozenset(f"{_PROGRAMS} {_SERVER_FILES}".split())
_LONGEST_NAME = 100


class Use(StrEnum):
    """What a page uses a file for."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    CAPTIONS = "captions"
    CHAPTERS = "chapters"
    DOWNLOAD = "download"


MEDIA_TYPES: dict[Use, dict[str, str]] = {
    Use.VIDEO: {".mp4": "video/mp4", ".webm": "video/webm", ".m4v": "video/mp4"},
    Use.AUDIO: {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav"},
    Use.CAPTIONS: {".vtt": "text/vtt"},
    Use.CHAPTERS: {".vtt": "text/vtt"},
    Use.IMAGE: {
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".gif": "image/gif",
        ".webp": "image/webp",
        ".avif": "image/avif",
    },
}
MEDIA_TAGS = {"img": Use.IMAGE, "video": Use.VIDEO, "audio": Use.AUDIO, "source": Use.DOWNLOAD, "track": Use.CAPTIONS}
LIMITS = {Use.IMAGE: PICTURE_LIMIT, Use.VIDEO: VIDEO_LIMIT}


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture on a page, its size in pixels if known, and a smaller copy of it, `small_width` pixels wide."""

    asset: Asset
    size: tuple[int, int] | None
    small: Asset | None = None
    small_width: int = 0


class SessionAssets:
    """Collects the files that the pages of one session use. `folder` is where references start and must stay."""

    def __init__(
        self,
        reading: Reading,
        session_id: str,
        folder: Path,
        *,
        keep_originals: bool = False,
        known: PictureMemory | None = None,
    ) -> None:
        self._reading = reading
        self._session_id = session_id
        self._folder = folder
        self._keep_originals = keep_originals
        self._pictures = PictureFiles(reading, known)
        self._shown: dict[tuple[str, bool], ShownPicture] = {}
        self._listings: dict[str, frozenset[str]] = {}
        self._used: dict[str, Asset] = {}
        self._by_href: dict[str, str] = {}
        self._claimed: set[str] = set()

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The files used so far, by their names in the package."""
        return tuple(sorted(self._used.values(), key=lambda asset: asset.href))

    def use(self, reference: str, pos: SourcePos, use: Use) -> Asset | None:
        """The asset that a reference means; None, and a finding, where it means none."""
        path = posixpath.normpath(unquote(reference))
        if use is Use.IMAGE and posixpath.splitext(path)[1].lower() in RASTER:
            shown = self.picture(reference, pos)
            return shown.asset if shown else None
        if asset := self._used.get(path):
            return asset
        suffix = self._suffix_allowed(reference, path, pos, use)
        source = self._source(reference, path, pos) if suffix else None
        if source is None:
            return None
        if use in LIMITS:
            check_size(self._reading, source.name, source.stat().st_size, LIMITS[use], pos)
        if use in (Use.CAPTIONS, Use.CHAPTERS):
            check_captions(self._reading, source, is_spoken=use is Use.CAPTIONS)
        return self._carry(path, source, self._content(source, suffix), pos)

    def picture(self, reference: str, pos: SourcePos, *, original: bool = False) -> ShownPicture | None:
        """The picture that a reference means, scaled unless asked for the original; None, and a finding, for none."""
        path = posixpath.normpath(unquote(reference))
        suffix = self._suffix_allowed(reference, path, pos, Use.IMAGE)
        if suffix and suffix not in RASTER:
            asset = self.use(reference, pos, Use.IMAGE)
            return ShownPicture(asset, image_size(asset.source)) if asset else None
        source = self._source(reference, path, pos) if suffix else None
        if source is None:
            return None
        scale = not (original or self._keep_originals)
        shown = self._shown.get((path, scale)) or self._carried(path, source, pos, scale)
        if shown:
            self._shown[path, scale] = shown
        return shown

    def _carried(self, path: str, source: Path, pos: SourcePos, scale: bool) -> ShownPicture | None:
        picture = self._pictures.read(source, pos, scale=scale)
        if picture is None:
            return None
        main = self._carry(path, source, picture.main.content if picture.main else None, pos, picture.main)
        if main is None:
            return None
        small = picture.small
        beside = self._carry(path, source, small.content, pos, small) if small else None
        return ShownPicture(main, picture.size, beside, small.width if small else 0)

    def _suffix_allowed(self, reference: str, path: str, pos: SourcePos, use: Use) -> str:
        """How the name ends, in small letters; empty, and a finding, where such a file may not be used so."""
        suffix = posixpath.splitext(path)[1].lower() or posixpath.basename(path).lower()
        if posixpath.isabs(path) or path.split("/")[0] == "..":
            self._reading.report(FILE_OUTSIDE.at(pos, f"“{reference}” lies outside the folder of the session"))
            return ""
        if suffix in _FORBIDDEN:
            self._reading.report(FILE_FORBIDDEN.at(pos, f"“{reference}”: files of type {suffix} are not allowed"))
            return ""
        if use in MEDIA_TYPES and suffix not in MEDIA_TYPES[use]:
            allowed = ", ".join(each[1:] for each in MEDIA_TYPES[use])
            self._reading.report(MEDIA_TYPE.at(pos, f"“{reference}” is none of the types for {use}: {allowed}"))
            return ""
        return suffix

    def _source(self, reference: str, path: str, pos: SourcePos) -> Path | None:
        """The file; None, and a finding, where it is not there or not the session's."""
        if not self._exists(path):
            self._report_missing(reference, path, pos)
            return None
        source = self._folder / path
        if not source.resolve().is_relative_to(self._folder.resolve()):
            self._reading.report(FILE_OUTSIDE.at(pos, f"“{reference}” is a link to a file outside the session"))
            return None
        self._claimed.add(path)
        return source

    def _carry(
        self, path: str, source: Path, content: bytes | None, pos: SourcePos, copy: Copy | None = None
    ) -> Asset | None:
        """Notes a file, or a copy of it, to be carried; None, and a finding, where another has its name."""
        key = f"{path}/{copy.width}" if copy else path
        if asset := self._used.get(key):
            return asset
        # Ids hold no underscore, so no other session can come to the same name, nor a file to that of a copy; base
        # names are unique too, since Open edX looks for files by them (field-notes 31).
        name = asset_name(path)
        if copy:
            stem, ending = posixpath.splitext(name)
            name = f"{stem}_{copy.width}{ending}"
        href = f"media/{self._session_id}_{name}"
        if other := self._by_href.get(href):
            self._reading.report(FILE_NAME_COLLISION.at(pos, f"“{path}” and “{other}” would both be {href}"))
            return None
        asset = Asset(href, source, content, Origin(pos))
        self._used[key] = asset
        self._by_href[href] = path
        self._reading.files[source] = None
        return asset

    def report_unused(self, known: frozenset[str]) -> None:
        """Reports files of the folder that are neither used nor `known` (pages, facts, lock)."""
        for path in self._files():
            if path not in self._claimed | known and posixpath.basename(path).lower() != "readme.md":
                pos = SourcePos(display_name(self._folder / path))
                self._reading.report(FILE_UNUSED.at(pos, f"no page uses “{path}”"))

    def _exists(self, path: str) -> bool:
        """Whether the file is there by exactly this name, also where the file system does not tell case apart."""
        folder = ""
        for part in path.split("/"):
            if part not in self._names(folder):
                return False
            folder = posixpath.join(folder, part)
        return (self._folder / path).is_file()

    def _names(self, folder: str) -> frozenset[str]:
        if folder not in self._listings:
            try:
                names = frozenset(os.listdir(self._folder / folder))
            except OSError:
                names = frozenset()
            self._listings[folder] = names
        return self._listings[folder]

    def _files(self, folder: str = "") -> list[str]:
        found = []
        for name in sorted(self._names(folder)):
            path = posixpath.join(folder, name)
            if name.startswith("."):
                continue
            if (self._folder / path).is_dir():
                found += self._files(path)
            else:
                found.append(path)
        return found

    def _report_missing(self, reference: str, path: str, pos: SourcePos) -> None:
        files = [each for each in self._files() if not each.endswith((".md", ".yaml"))]
        same = next((each for each in files if each.lower() == path.lower()), None)
        if same:
            hint = f"The file is called “{same}”; capital and small letters must agree."
        else:
            match = nearest(path, files)
            hint = f"Did you mean “{match}”?" if match else ""
        self._reading.report(FILE_MISSING.at(pos, f"there is no file “{reference}”", hint=hint))

    def _content(self, source: Path, suffix: str) -> bytes | None:
        """What the package carries instead of the file; None where the file may stay as it is."""
        if suffix != ".svg":
            return None
        from scormkit.source.svg import cleaned_svg  # lxml is heavy, and few runs need it

        return cleaned_svg(self._reading, source)


def asset_name(path: str) -> str:
    """The name in the package, in small ASCII: `Bilder/Grün 1.SVG` → `bilder-grun-1.svg`.

    A name that is too long for some file system keeps its beginning, and tells itself apart by a hash of the path.
    """
    stem, suffix = posixpath.splitext(path)
    plain = unicodedata.normalize("NFKD", suffix).encode("ascii", "ignore").decode().lower()
    name = slug(stem) or "file"
    ending = re.sub(r"[^a-z0-9]", "", plain)[:16]
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME].rstrip('-')}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"
    return f"{name}.{ending}" if ending else name


def use_of(tag: str, attribute: str) -> Use:
    """What a tag of MEDIA_TAGS uses the file for that an attribute names."""
    return Use.IMAGE if attribute == "poster" else MEDIA_TAGS[tag]
