"""`:::` blocks other than questions → the HTML before and behind what they hold."""

from __future__ import annotations

from scormkit.course.model import Asset
from scormkit.findings import SourcePos
from scormkit.source import media
from scormkit.source.assets import SessionAssets, Use
from scormkit.source.blocks import BLOCKS
from scormkit.source.colon_blocks import Opening
from scormkit.source.faults.assets import CAPTIONS_MISSING, TRANSCRIPT_MISSING
from scormkit.source.faults.links import OUTSIDE_MEDIA
from scormkit.source.faults.markdown import MEDIA_WITHOUT_FILE
from scormkit.source.links import SCHEME
from scormkit.source.markdown_reader import Document
from scormkit.source.reading import Reading
from scormkit.source.settings import Settings, check_settings, read_settings


class BlockWriter:
    """Writes the blocks of one page. `prefix` makes ids unique in the package."""

    def __init__(self, reading: Reading, document: Document, prefix: str, assets: SessionAssets, language: str) -> None:
        self._reading = reading
        self._document = document
        self._prefix = prefix
        self._assets = assets
        self._language = language
        self._callouts = 0

    def around(self, opening: Opening, has_text: bool) -> tuple[str, str]:
        """The HTML before and behind what the block holds."""
        line = self._document.lines[opening.line]
        pos = self._document.pos(opening.line, line.find(":") + 1)
        kind = BLOCKS.get(opening.kind)
        if kind is None:
            return "<div>\n", "</div>\n"
        settings = block_settings(self._reading, self._document, opening)
        check_settings(self._reading, settings, f"the block “{opening.kind}”", kind.settings)
        if kind.label:
            self._callouts += 1
            return media.callout(opening.kind, opening.title, f"{self._prefix}-callout-{self._callouts}")
        if opening.kind == "details":
            return media.expandable(opening.title)
        return self._player(Use(opening.kind), opening, settings, pos, has_text)

    def _player(
        self, use: Use, opening: Opening, settings: Settings, pos: SourcePos, has_text: bool
    ) -> tuple[str, str]:
        reference = opening.title
        if not reference:
            self._reading.report(MEDIA_WITHOUT_FILE.at(pos, f"this block “{use}” names no file"))
            return "<div>\n", "</div>\n"
        if use is Use.VIDEO and "captions" not in settings.values:
            self._reading.report(CAPTIONS_MISSING.at(pos, f"the video “{reference}” has no captions"))
        if not has_text:
            self._reading.report(TRANSCRIPT_MISSING.at(pos, f"“{reference}” has no transcript"))
        asset = self._asset(reference, pos, use)
        poster = self._asset(settings.values.get("poster", ""), settings.pos, Use.IMAGE)
        captions = self._asset(settings.values.get("captions", ""), settings.pos, Use.CAPTIONS)
        if asset is None:
            return "<div>\n", "</div>\n"
        return media.player(
            use,
            asset,
            title=settings.values.get("title", ""),
            poster=poster,
            captions=captions,
            language=self._language,
            has_text=has_text,
        )

    def _asset(self, reference: str, pos: SourcePos, use: Use) -> Asset | None:
        if not reference:
            return None
        if SCHEME.match(reference):
            self._reading.report(OUTSIDE_MEDIA.at(pos, f"“{reference}” is not a file of the session"))
            return None
        return self._assets.use(reference, pos, use)


def block_settings(reading: Reading, document: Document, opening: Opening) -> Settings:
    """The settings in the first line of a block; empty ones, at the line, where it has no braces."""
    column = document.lines[opening.line].rfind(opening.braces) + 1 if opening.braces else None
    pos = document.pos(opening.line, column)
    return read_settings(reading, opening.braces, pos) if opening.braces else Settings(pos)
