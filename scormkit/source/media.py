"""The HTML of pictures, video, sound, call-outs and expandable sections. Everything given is escaped here.

The theme and the runtime rely on exactly these elements and classes.
"""

from __future__ import annotations

import json
from html import escape

from scormkit.course.model import Asset
from scormkit.source.assets import MEDIA_TYPES, ShownPicture, Use
from scormkit.source.blocks import BLOCKS
from scormkit.source.captions import chapters_in
from scormkit.source.html_sanitiser import open_tag

# The column of text, and the window where that is narrower: `--measure` in the theme.
_SIZES = "(max-width: 44rem) 100vw, 42rem"


def image(picture: ShownPicture, alt: str, css_class: str = "") -> str:
    """A picture, with its size where the file tells, so that the text does not jump when it arrives."""
    attributes = {"src": picture.asset.href, "alt": alt}
    if picture.small and picture.size:
        both = f"{picture.small.href} {picture.small_width}w, {picture.asset.href} {picture.size[0]}w"
        attributes |= {"srcset": both, "sizes": _SIZES}
    if css_class:
        attributes["class"] = css_class
    attributes |= {"loading": "lazy", "decoding": "async"}
    if picture.size:
        attributes |= {"width": str(picture.size[0]), "height": str(picture.size[1])}
    return open_tag("img", attributes)


def figure(picture: str, caption: str) -> str:
    """A picture that stands alone, with a caption if it has one."""
    words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{picture}{words}</figure>\n"


def player(
    use: Use,
    asset: Asset,
    *,
    title: str,
    poster: ShownPicture | None,
    captions: Asset | None,
    chapters: Asset | None,
    must_watch: bool,
    language: str,
    has_text: bool,
) -> tuple[str, str]:
    """What stands before and behind the transcript of a video or sound."""
    attributes = {"controls": "", "preload": "metadata"}
    if poster:
        attributes["poster"] = poster.asset.href
        if poster.size:
            attributes |= {"width": str(poster.size[0]), "height": str(poster.size[1])}
    if title:
        attributes["aria-label"] = title
    if must_watch:
        attributes["data-watch"] = "whole"
    tag = use.value
    media_type = MEDIA_TYPES[use][asset.source.suffix.lower()]
    inside = open_tag("source", {"src": asset.href, "type": media_type})
    if captions:
        track = {"kind": "captions", "src": captions.href, "srclang": language, "label": "Captions", "default": ""}
        inside += open_tag("track", track)
    if chapters:
        track = {"kind": "chapters", "src": chapters.href, "srclang": language, "label": "Chapters"}
        inside += open_tag("track", track)
        attributes["data-chapters"] = json.dumps(chapters_in(chapters.source), ensure_ascii=False)
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    before = f'<figure class="media">{open_tag(tag, attributes)}{inside}</{tag}>{caption}'
    if not has_text:
        return before, "</figure>\n"
    return (
        f'{before}<details class="expand transcript"><summary>Transcript</summary><div class="expand-body">\n',
        "</div></details></figure>\n",
    )


def callout(kind: str, title: str, title_id: str) -> tuple[str, str]:
    """What stands before and behind the text of a call-out."""
    label = BLOCKS[kind].label
    words = f"{label}: {title}" if title and title.casefold() != label.casefold() else label
    return (
        f'<aside class="callout callout-{kind}" aria-labelledby="{title_id}">'
        f'<p class="callout-title" id="{title_id}">{escape(words)}</p>\n',
        "</aside>\n",
    )


def expandable(title: str) -> tuple[str, str]:
    """What stands before and behind the text of an expandable section."""
    return (
        f'<details class="expand"><summary>{escape(title or "More")}</summary><div class="expand-body">\n',
        "</div></details>\n",
    )
