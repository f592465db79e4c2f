"""A picture in Markdown, `![words](file){.decorative .original}` → its HTML."""

from __future__ import annotations

from markdown_it.token import Token

from scormkit.findings import SourcePos
from scormkit.source import media
from scormkit.source.assets import SessionAssets
from scormkit.source.faults.assets import ALT_MISSING
from scormkit.source.faults.links import OUTSIDE_MEDIA
from scormkit.source.links import SCHEME
from scormkit.source.markdown_reader import plain_text
from scormkit.source.reading import Reading
from scormkit.source.settings import check_settings, read_settings

_CLASSES = ("decorative", "original")


def picture(reading: Reading, assets: SessionAssets, image: Token, pos: SourcePos) -> str:
    """The HTML of a picture; empty, and a finding, where there is none to show."""
    src = str(image.attrs.get("src", ""))
    classes: tuple[str, ...] = ()
    if braces := image.meta.get("braces"):
        settings = read_settings(reading, braces, pos)
        check_settings(reading, settings, "a picture", classes=_CLASSES)
        classes = settings.classes
    decorative = "decorative" in classes
    alt = plain_text(image.children or [])
    if not alt and not decorative:
        reading.report(ALT_MISSING.at(pos, f"the picture “{src}” has no text alternative"))
    if SCHEME.match(src):
        reading.report(OUTSIDE_MEDIA.at(pos, f"“{src}” is not a file of the session"))
        return ""
    shown = assets.picture(src, pos, original="original" in classes)
    return media.image(shown, "" if decorative else alt, "decorative" if decorative else "") if shown else ""
