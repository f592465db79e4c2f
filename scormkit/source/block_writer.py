"""`:::` blocks other than questions → the HTML before and behind what they hold."""

from __future__ import annotations

from scormkit.course.model import Asset
from scormkit.course.statements import OFF, Block
from scormkit.findings import Origin, SourcePos
from scormkit.source import media
from scormkit.source.assets import SessionAssets, ShownPicture, Use
from scormkit.source.blocks import BLOCKS, IN_QUESTIONS, STATEMENT_SETTINGS
from scormkit.source.captions import check_ending
from scormkit.source.colon_blocks import Opening
from scormkit.source.faults.assets import CAPTIONS_MISSING, TRANSCRIPT_MISSING
from scormkit.source.faults.links import OUTSIDE_MEDIA
from scormkit.source.faults.markdown import MEDIA_WITHOUT_FILE, WATCH_NOT_UNDERSTOOD
from scormkit.source.faults.scenarios import SCENE_OUTSIDE
from scormkit.source.faults.statements import BLOCK_ID_TWICE, BLOCK_WITHOUT_ID
from scormkit.source.links import SCHEME
from scormkit.source.markdown_reader import Document
from scormkit.source.media_length import seconds_of
from scormkit.source.nearest import id_from
from scormkit.source.reading import Reading
from scormkit.source.scalars import check_id
from scormkit.source.settings import Settings, check_settings, read_settings
from scormkit.source.statement_templates import block_hooks


class BlockWriter:
    """Writes the blocks of one page. `prefix` makes ids unique in the package."""

    def __init__(self, reading: Reading, document: Document, prefix: str, assets: SessionAssets, language: str) -> None:
        self._reading = reading
        self._document = document
        self._prefix = prefix
        self._assets = assets
        self._language = language
        self._callouts = 0
        self._found: dict[str, Block] = {}
        self.must_watch = False
        """Whether anything on the page must be played to its end."""
        self.playing = 0.0
        """Seconds of video and sound so far."""

    @property
    def found(self) -> tuple[Block, ...]:
        """The blocks that statements can be about, as far as they were written."""
        return tuple(self._found.values())

    def around(self, opening: Opening, has_text: bool) -> tuple[str, str]:
        """The HTML before and behind what the block holds."""
        line = self._document.lines[opening.line]
        pos = self._document.pos(opening.line, line.find(":") + 1)
        kind = BLOCKS.get(opening.kind)
        # A word that is merely like it has been told already.
        if opening.written == "scene":
            self._reading.report(SCENE_OUTSIDE.at(pos, "this scene does not stand in a scenario"))
        if kind is None or opening.kind in (*IN_QUESTIONS, "section", "scene"):
            # Reported where questions are taken from their page.
            return "<div>\n", "</div>\n"
        settings = block_settings(self._reading, self._document, opening)
        names = (*kind.settings, *STATEMENT_SETTINGS)
        check_settings(self._reading, settings, f"the block “{opening.kind}”", names)
        if kind.label:
            self._callouts += 1
            before, after = media.callout(opening.kind, opening.title, f"{self._prefix}-callout-{self._callouts}")
            return self._named(before, "aside", self._block(opening, settings, pos, kind.label, "")), after
        if opening.kind == "details":
            before, after = media.expandable(opening.title)
            # The words of the title are what an author controls here; without any there is no permanent name.
            default = id_from(opening.title, "") if opening.title else ""
            return self._named(before, "details", self._block(opening, settings, pos, "", default)), after
        before, after = self._player(Use(opening.kind), opening, settings, pos, has_text)
        stem = id_from(opening.title.rpartition("/")[2].partition(".")[0], "")
        return self._named(before, opening.kind, self._block(opening, settings, pos, "", stem)), after

    def _block(self, opening: Opening, settings: Settings, pos: SourcePos, title: str, default: str) -> str:
        """Notes a block that statements can be about, and returns its id; empty where it has no permanent name."""
        hooks = block_hooks(settings.words("xapi"))
        if settings.id:
            check_id(self._reading, settings.id, settings.pos)
            if other := self._found.get(settings.id):
                message = f"the block in line {other.origin.pos.line} has the id “{settings.id}” already"
                self._reading.report(BLOCK_ID_TWICE.at(settings.pos, message))
        name = settings.id or (default if default not in self._found else "")
        if not name:
            if hooks and hooks != (OFF,):
                message = f"this block “{opening.kind}” sends statements, but has no id of its own"
                self._reading.report(BLOCK_WITHOUT_ID.at(settings.pos, message))
            return ""
        # The title of a video or sound is the path of its file.
        heading = opening.title if not BLOCKS[opening.kind].settings else ""
        words = settings.values.get("title") or heading or title or name
        keys = dict.fromkeys(settings.values, settings.pos)
        self._found.setdefault(name, Block(name, opening.kind, words, hooks, Origin(pos, keys)))
        return name

    @staticmethod
    def _named(html: str, tag: str, name: str) -> str:
        """The HTML with the id of its block at the first tag of that name."""
        return html.replace(f"<{tag} ", f'<{tag} data-block="{name}" ', 1) if name else html

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
        poster = self._poster(settings.values.get("poster", ""), settings.pos)
        captions = self._asset(settings.values.get("captions", ""), settings.pos, Use.CAPTIONS)
        chapters = self._asset(settings.values.get("chapters", ""), settings.pos, Use.CHAPTERS)
        if asset is None:
            return "<div>\n", "</div>\n"
        length = seconds_of(asset.source)
        self.playing += length or 0
        for timed in (captions, chapters):
            if timed and length:
                check_ending(self._reading, timed.source, length)
        return media.player(
            use,
            asset,
            title=settings.values.get("title", ""),
            poster=poster,
            captions=captions,
            chapters=chapters,
            must_watch=self._must_watch(settings),
            language=self._language,
            has_text=has_text,
        )

    def _must_watch(self, settings: Settings) -> bool:
        """Whether the page counts only when the medium was played to its end."""
        word = settings.values.get("watch", "")
        if word not in ("", "whole"):
            message = f"“{word}” is nothing that “watch” takes"
            self._reading.report(WATCH_NOT_UNDERSTOOD.at(settings.pos, message))
        self.must_watch = self.must_watch or word == "whole"
        return word == "whole"

    def _asset(self, reference: str, pos: SourcePos, use: Use) -> Asset | None:
        return self._assets.use(reference, pos, use) if self._is_file(reference, pos) else None

    def _poster(self, reference: str, pos: SourcePos) -> ShownPicture | None:
        return self._assets.picture(reference, pos) if self._is_file(reference, pos) else None

    def _is_file(self, reference: str, pos: SourcePos) -> bool:
        """Whether something is named, and it is no address; one is reported."""
        if SCHEME.match(reference):
            self._reading.report(OUTSIDE_MEDIA.at(pos, f"“{reference}” is not a file of the session"))
            return False
        return bool(reference)


def block_settings(reading: Reading, document: Document, opening: Opening) -> Settings:
    """The settings in the first line of a block; empty ones, at the line, where it has no braces."""
    column = document.lines[opening.line].rfind(opening.braces) + 1 if opening.braces else None
    pos = document.pos(opening.line, column)
    return read_settings(reading, opening.braces, pos) if opening.braces else Settings(pos)
