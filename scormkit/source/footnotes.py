"""The HTML of footnotes. Their links carry `data-anchor`, for a bare `#…` would be taken for a route of the player."""

from __future__ import annotations

from markdown_it.token import Token

from scormkit.source.html_sanitiser import open_tag

FOOTNOTE_PARTS = frozenset(
    {"footnote_block_open", "footnote_block_close", "footnote_open", "footnote_close", "footnote_anchor"}
)


def footnote_reference(token: Token, prefix: str) -> str:
    """The number in the text. `prefix` makes ids unique in the package."""
    number = token.meta["id"] + 1
    note = f"{prefix}-fn{number}"
    reference = _reference_id(prefix, number, token.meta.get("subId", 0))
    attributes = {"href": f"#{note}", "data-anchor": note, "id": reference, "role": "doc-noteref"}
    return f'<sup class="footnote-ref">{open_tag("a", attributes)}[{number}]</a></sup>'


def footnote_part(token: Token, prefix: str) -> str:
    """The HTML of a token of `FOOTNOTE_PARTS`, which make the list at the end of the page."""
    match token.type:
        case "footnote_block_open":
            return '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n'
        case "footnote_block_close":
            return "</ol>\n</section>\n"
        case "footnote_open":
            return f'<li id="{prefix}-fn{token.meta["id"] + 1}">'
        case "footnote_anchor":
            reference = _reference_id(prefix, token.meta["id"] + 1, token.meta["subId"])
            attributes = {"href": f"#{reference}", "data-anchor": reference, "class": "footnote-backref"}
            attributes |= {"role": "doc-backlink", "aria-label": "Back to the text"}
            return f" {open_tag('a', attributes)}\u21a9\ufe0e</a>"
    return "</li>\n"


def _reference_id(prefix: str, number: int, nth: int) -> str:
    return f"{prefix}-fnref{number}" + (f"-{nth + 1}" if nth else "")
