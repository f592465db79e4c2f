"""Videos that an author writes in HTML: whether each has captions."""

from __future__ import annotations

from collections.abc import Mapping

from scormkit.findings import SourcePos
from scormkit.source.faults.assets import CAPTIONS_MISSING
from scormkit.source.reading import Reading

_HINT = 'Write it as a block ::: video, or add <track kind="captions" src="…">.'


class RawVideos:
    """Is shown every tag, in order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: list[tuple[SourcePos, str]] = []

    def see(self, tag: str, attributes: Mapping[str, str], pos: SourcePos) -> None:
        """A start tag; its file may be named here, or by a <source> inside."""
        if tag == "video":
            self._found.append((pos, attributes.get("src", "")))
        elif tag == "source" and self._found and not self._found[-1][1]:
            self._found[-1] = (self._found[-1][0], attributes.get("src", ""))
        elif tag == "track" and self._found and attributes.get("kind", "subtitles") in ("captions", "subtitles"):
            self._found.pop()

    def report(self) -> None:
        """Tells of those seen so far that have none."""
        for pos, src in self._found:
            name = f"the video “{src}”" if src else "this <video>"
            self._reading.report(CAPTIONS_MISSING.at(pos, f"{name} has no captions", hint=_HINT))
        self._found.clear()
