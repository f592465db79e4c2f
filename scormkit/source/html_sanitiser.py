"""Raw HTML, cut down to what a page may hold, and what was cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

import nh3

_EVERYWHERE = {"id", "class", "lang", "dir", "title", "role", "tabindex"}
_TABLE_CELL = {"colspan", "rowspan", "scope", "headers"}
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "target", "rel", "download", "data-page", "data-anchor"},
    "img": {"src", "alt", "srcset", "sizes", "width", "height", "loading", "decoding"},
    "video": {"src", "controls", "preload", "poster", "width", "height", "data-block", "data-chapters", "data-watch"},
    "audio": {"src", "controls", "preload", "data-block", "data-chapters", "data-watch"},
    "source": {"src", "type"},
    "track": {"kind", "src", "srclang", "label", "default"},
    "th": _TABLE_CELL,
    "td": _TABLE_CELL,
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "details": {"open", "data-block"},
    "aside": {"data-block"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "time": {"datetime"},
    "col": {"span"},
    "colgroup": {"span"},
    "div": {"data-question"},
    "span": {"data-sealed"},
}
_TAGS = set(
    "a abbr aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small source "
    "span strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr".split()
)
_SCHEMES = {"http", "https", "mailto", "tel"}
# An empty value means something in these; in the others it is the same as none.
_VALUED = frozenset({"alt", "href", "src", "value"})
# What only this program writes; an author's would be taken for it.
OURS = frozenset(
    "data-question data-page data-anchor data-block data-sealed data-chapters data-watch srcset sizes".split()
)

Rewrite = Callable[[str, dict[str, str], int], dict[str, str]]
"""Tag, attributes and line (from 0, within the raw HTML) → the attributes to write instead."""


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes={**_ATTRIBUTES, "*": _EVERYWHERE},
        generic_attribute_prefixes={"aria-"},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def sanitise(html: str) -> tuple[str, Counter[str]]:
    """The HTML that is left, and how often each thing was taken out: `<script>`, `onclick=` or `href=javascript:…`."""
    clean = _cleaner().clean(html)
    lost = Counter(each for each, _ in _things(html))
    lost.subtract(each for each, _ in _things(clean))
    return clean, +lost


def things_in(raw: str) -> list[tuple[str, int]]:
    """The tags and attributes of raw HTML, as `sanitise` names them, and the line of each, counted from 0."""
    return list(_things(raw))


def _things(html: str) -> Iterator[tuple[str, int]]:
    lister = _Lister()
    lister.feed(html)
    lister.close()
    yield from lister.found


class _Lister(HTMLParser):
    """Lists start tags, attributes, and what is no HTML: `<?…>` and `<![…]>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0] - 1
        self.found.append((f"<{tag}>", line))
        self.found += [(f"{name}=", line) for name, _ in attrs]

    def handle_pi(self, data: str) -> None:
        self.found.append(("<?…>", self.getpos()[0] - 1))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("<![…]>", self.getpos()[0] - 1))


class _Rewriter(HTMLParser):
    """Writes raw HTML again, with the attributes replaced."""

    def __init__(self, rewrite: Rewrite) -> None:
        super().__init__(convert_charrefs=False)
        self._rewrite = rewrite
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = {name: value or "" for name, value in attrs}
        attributes = self._rewrite(tag, written, self.getpos()[0] - 1)
        self.out.append(open_tag(tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_pi(self, data: str) -> None:
        self.out.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.out.append(f"<![{data}]]>")


def rewrite_tags(raw: str, rewrite: Rewrite) -> str:
    """Raw HTML with the attributes of each tag passed through `rewrite`; comments go."""
    rewriter = _Rewriter(rewrite)
    rewriter.feed(raw)
    rewriter.close()
    return "".join(rewriter.out)


def open_tag(tag: str, attributes: Mapping[str, str]) -> str:
    """A start tag. An attribute without a value is written bare."""
    parts = [f'{name}="{escape(value)}"' if value or name in _VALUED else name for name, value in attributes.items()]
    return f"<{' '.join([tag, *parts])}>"
