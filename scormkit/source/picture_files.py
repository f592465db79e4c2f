"""The pictures of a session as they are read from their files: once, remembered, and told where they are no use."""

from __future__ import annotations

from pathlib import Path

from scormkit.findings import SourcePos
from scormkit.source.faults.pictures import PICTURE_FILE_HUGE, PICTURE_OF_TOO_MANY_PIXELS, PICTURE_UNREADABLE
from scormkit.source.file_sizes import MEGABYTE, PICTURE_LIMIT, check_size
from scormkit.source.pictures import Picture, PictureMemory, Unusable, read_picture
from scormkit.source.reading import Reading

_HUGE = 8 * MEGABYTE


class PictureFiles:
    """Reads pictures and reports what is wrong with them. What is `known` and has not changed is not scaled again."""

    def __init__(self, reading: Reading, known: PictureMemory | None) -> None:
        self._reading = reading
        self._known = known

    def read(self, source: Path, pos: SourcePos, *, scale: bool) -> Picture | None:
        """The picture in a file, scaled if asked for; None, and a finding, where there is none."""
        key = (source, scale)
        made = self._known.recall(key) if self._known else None
        if made is None:
            made = read_picture(source, scale=scale)
            if self._known:
                self._known.keep(key, made, files=[source])
        self._reading.files[source] = None
        if isinstance(made, Unusable):
            self._report_unusable(source.name, made, pos)
            return None
        in_file = source.stat().st_size
        carried = len(made.main.content) if made.main else in_file
        if in_file > _HUGE:
            message = (
                f"“{source.name}” has {in_file / MEGABYTE:.1f} MB; the package carries {carried / MEGABYTE:.1f} MB"
            )
            self._reading.report(PICTURE_FILE_HUGE.at(pos, message))
        else:
            is_kept = scale and source.suffix.lower() == ".avif"
            hint = (
                "Save it as JPEG, PNG or WebP: what is wider than 1,600 pixels is then scaled here." if is_kept else ""
            )
            check_size(self._reading, source.name, carried, PICTURE_LIMIT, pos, hint)
        return made

    def _report_unusable(self, name: str, made: Unusable, pos: SourcePos) -> None:
        if made.pixels:
            message = f"“{name}” has {made.pixels / 1_000_000:,.0f} million pixels"
            self._reading.report(PICTURE_OF_TOO_MANY_PIXELS.at(pos, message))
        else:
            self._reading.report(PICTURE_UNREADABLE.at(pos, f"“{name}” cannot be read as a picture: {made.reason}"))
