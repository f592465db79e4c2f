"""Tokens of a page → HTML, with links and media resolved. Reports what is wrong with either."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from scormkit.course.statements import Block
from scormkit.findings import SourcePos
from scormkit.source import media
from scormkit.source.assets import MEDIA_TAGS, SessionAssets, use_of
from scormkit.source.block_writer import BlockWriter
from scormkit.source.faults.assets import ALT_MISSING, TABLE_WITHOUT_HEADER
from scormkit.source.faults.links import LINK_TEXT_VAGUE, LINK_WITHOUT_TEXT, OUTSIDE_MEDIA
from scormkit.source.faults.markdown import FOOTNOTE_NOT_DEFINED, HTML_DROPPED, STRAY_MARKER
from scormkit.source.footnotes import FOOTNOTE_PARTS, footnote_part, footnote_reference
from scormkit.source.glossary import Glossary
from scormkit.source.html_sanitiser import OURS, open_tag, rewrite_tags, sanitise, things_in
from scormkit.source.links import OPENS_NEW_TAB, SCHEME, Links
from scormkit.source.markdown_reader import matching_close, plain_text
from scormkit.source.pages import DraftPage, anchor_prefix
from scormkit.source.picture_writer import picture
from scormkit.source.raw_videos import RawVideos
from scormkit.source.reading import Reading
from scormkit.source.sealed import put_away, put_back, sealed
from scormkit.source.special_texts import SpecialTexts
from scormkit.source.tables import Tables, cell, columns_of
from scormkit.source.term_writer import TermWriter

_SAYS_NOTHING = frozenset(
    {"click here", "click", "here", "link", "this link", "this", "this page", "more", "read more", "learn more"}
)
_OPTIONS = OptionsDict(
    {
        "maxNesting": 20,
        "html": True,
        "linkify": False,
        "typographer": False,
        "quotes": "“”‘’",
        "xhtmlOut": False,
        "breaks": False,
        "langPrefix": "language-",
        "highlight": None,
    }
)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What the pages of one session share while they are written."""

    session_id: str
    language: str
    assets: SessionAssets
    links: Links
    glossary: Glossary


def made(html: str, token: Token | None = None) -> Token:
    """A token that stands for finished HTML of ours."""
    return Token("html_block", "", 0, content=html, map=token.map if token else None, meta={"made": True})


class PageWriter:
    """Writes the parts of one page. Each part may be asked for once, for it reports as it goes."""

    def __init__(self, reading: Reading, page: DraftPage, facts: SessionFacts) -> None:
        self._reading = reading
        self._page = page
        self._document = page.document
        self._facts = facts
        self._prefix = anchor_prefix(facts.session_id, page.id)
        self._blocks = BlockWriter(reading, page.document, self._prefix, facts.assets, facts.language)
        self._specials = SpecialTexts(reading, page.document)
        self._tables = Tables()
        self._videos = RawVideos(reading)
        self._terms = TermWriter(reading, facts.glossary, self._prefix)
        self._is_label = False
        self._renderer = RendererHTML()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks written so far that statements can be about."""
        return self._blocks.found

    @property
    def must_watch(self) -> bool:
        """Whether anything written so far must be played to its end."""
        return self._blocks.must_watch

    @property
    def playing(self) -> float:
        """Seconds of all video and sound written so far, as far as the files tell."""
        return self._blocks.playing

    def html(self, tokens: list[Token]) -> str:
        """Block tokens as HTML."""
        return self._render(self._finish_blocks(tokens))

    def inline_html(self, inline: Token) -> str:
        """One inline token as HTML without a block round it, as a label of something: it holds no buttons."""
        self._is_label = True
        html = self._render([self._inline(inline)]).strip()
        self._is_label = False
        return html

    def _render(self, tokens: list[Token]) -> str:
        self._videos.report()
        raw = [each for token in tokens for each in _raw_of(token)]
        if not raw:
            return self._renderer.render(tokens, _OPTIONS, {})
        kept = put_away(tokens)
        clean, lost = sanitise(self._renderer.render(tokens, _OPTIONS, {}))
        self._report_lost(raw, lost)
        return put_back(clean, kept)

    def _report_lost(self, raw: list[Token], lost: Counter[str]) -> None:
        for token in raw:
            pos: SourcePos = token.meta["pos"]
            tag_lost = False
            for thing, line in things_in(token.meta["raw"]):
                gone = lost[thing] > 0
                lost[thing] -= gone
                if thing.startswith("<"):
                    tag_lost = gone
                # That the attributes of a tag go with it need not be said.
                if gone and (thing.startswith("<") or not tag_lost):
                    place = SourcePos(pos.file, (pos.line or 1) + line, pos.column if line == 0 else None)
                    self._reading.report(HTML_DROPPED.at(place, f"“{thing}” may not stand in a page and is taken out"))

    def _finish_blocks(self, tokens: list[Token]) -> list[Token]:
        done: list[Token] = []
        block_ends: list[str] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "paragraph_open" and (alone := self._figure(tokens[index + 1])):
                done.append(alone)
                index += 3
                continue
            match token.type:
                case "inline":
                    done.append(self._inline(token))
                case "colon_block_open":
                    inner = tokens[index + 1 : matching_close(tokens, index)]
                    before, after = self._blocks.around(token.meta["opening"], bool(inner))
                    done.append(made(before, token))
                    block_ends.append(after)
                case "colon_block_close":
                    done.append(made(block_ends.pop()))
                case "html_block" if not token.meta.get("made"):
                    done.append(self._raw(token, self._document.start_of(token)))
                case "math_block":
                    done.append(sealed(self._specials.displayed(token)))
                case "fence":
                    code = self._specials.code(token)
                    done.append(sealed(code) if code else token)
                case "table_open":
                    done += [made(self._table(columns_of(tokens, index), token)), token]
                case "table_close":
                    done += [token, made("</div>\n")]
                case "th_open" | "td_open":
                    done.append(cell(token))
                case kind if kind in FOOTNOTE_PARTS:
                    done.append(made(footnote_part(token, self._prefix)))
                case _:
                    done.append(token)
            index += 1
        return done

    # Words within a line

    def _inline(self, inline: Token) -> Token:
        # Token.copy is slow, and the renderer asks an inline token for its children only.
        return Token("inline", "", 0, children=self._finish_inline(inline))

    def _finish_inline(self, inline: Token) -> list[Token]:
        done: list[Token] = []
        seen: Counter[str] = Counter()
        ends: list[str] = []
        children = inline.children or []
        self._specials.check_end(inline)
        for index, child in enumerate(children):
            match child.type:
                case "link_open":
                    opening, end = self._link(inline, children, index, seen)
                    done.append(opening)
                    ends.append(end)
                case "link_close":
                    done.append(made(ends.pop()))
                case "image":
                    done.append(made(self._image(inline, child, seen)))
                case "html_inline":
                    done.append(self._raw(child, self._place(inline, child.content, seen)))
                case "formula":
                    pos = self._place(inline, f"{child.markup}{child.content}{child.markup}", seen)
                    done.append(sealed(self._specials.formula(child, pos)))
                case "term":
                    pos = self._place(inline, child.markup, seen)
                    done.append(self._terms.write(child, pos, in_label=self._is_label))
                case "footnote_ref":
                    self._check_footnote(inline, child)
                    done.append(made(footnote_reference(child, self._prefix)))
                case _:
                    if child.type == "text" and child.content.startswith(":::"):
                        pos = self._document.find(inline, child.content)
                        if (pos.line or 0) - self._document.first_line not in self._document.stray:
                            self._reading.report(STRAY_MARKER.at(pos, "these colons neither begin nor end a block"))
                    done.append(child)
        return done

    def _place(self, inline: Token, needle: str, seen: Counter[str]) -> SourcePos:
        """The place of the next occurrence of a text that stands in the inline token again and again."""
        nth = seen[needle]
        seen[needle] += 1
        return self._document.find(inline, needle, nth)

    def _link(self, inline: Token, children: list[Token], index: int, seen: Counter[str]) -> tuple[Token, str]:
        href = str(children[index].attrs.get("href", ""))
        pos = self._place(inline, href, seen)
        text = plain_text(children[index + 1 : matching_close(children, index)])
        if not text:
            self._reading.report(LINK_WITHOUT_TEXT.at(pos, f"the link to “{href}” has no text"))
        elif text.lower().strip(" .!:→>") in _SAYS_NOTHING:
            self._reading.report(LINK_TEXT_VAGUE.at(pos, f"“{text}” does not say where the link leads"))
        target = self._facts.links.resolve(href, self._page, pos)
        if target is None:
            return made(""), ""
        attributes = dict(target.attributes)
        if title := children[index].attrs.get("title"):
            attributes["title"] = str(title)
        return made(open_tag("a", attributes)), f"{OPENS_NEW_TAB}</a>" if target.outside else "</a>"

    # Pictures

    def _figure(self, inline: Token) -> Token | None:
        """A paragraph that holds one picture and nothing else; None for any other."""
        children = inline.children or []
        if len(children) != 1 or children[0].type != "image":
            return None
        html = self._image(inline, children[0], Counter())
        decorative = "decorative" in str(children[0].meta.get("braces", ""))
        if not html or decorative:
            return made(f"<p>{html}</p>\n", inline)
        return made(media.figure(html, str(children[0].attrs.get("title", ""))), inline)

    def _image(self, inline: Token, image: Token, seen: Counter[str]) -> str:
        pos = self._place(inline, str(image.attrs.get("src", "")), seen)
        return picture(self._reading, self._facts.assets, image, pos)

    # Raw HTML

    def _raw(self, token: Token, pos: SourcePos) -> Token:
        def rewrite(tag: str, attributes: dict[str, str], line: int) -> dict[str, str]:
            place = SourcePos(pos.file, (pos.line or 1) + line, pos.column if line == 0 else None)
            return self._rewrite(tag, attributes, place)

        content = rewrite_tags(token.content, rewrite)
        return Token(token.type, "", 0, content=content, meta={"pos": pos, "raw": token.content})

    def _rewrite(self, tag: str, attributes: dict[str, str], pos: SourcePos) -> dict[str, str]:
        self._videos.see(tag, attributes, pos)
        if tag == "img" and "alt" not in attributes:
            self._reading.report(ALT_MISSING.at(pos, "this <img> has no text alternative", hint='Add alt="…".'))
        written: dict[str, str] = {}
        for name, value in attributes.items():
            if name in OURS:
                self._reading.report(HTML_DROPPED.at(pos, f"“{name}=” may not stand in a page and is taken out"))
            elif name == "id":
                written[name] = f"{self._prefix}_{value}"
            elif name == "href" and tag == "a":
                if target := self._facts.links.resolve(value, self._page, pos):
                    written |= target.attributes
                    if target.outside:
                        written.setdefault("title", "Opens in a new tab")
            elif name in ("src", "poster") and tag in MEDIA_TAGS:
                if SCHEME.match(value):
                    self._reading.report(OUTSIDE_MEDIA.at(pos, f"“{value}” is not a file of the session"))
                elif asset := self._facts.assets.use(value, pos, use_of(tag, name)):
                    written[name] = asset.href
            else:
                written.setdefault(name, value)
        return written

    # Tables and footnotes

    def _table(self, columns: list[str], token: Token) -> str:
        if not any(columns):
            pos = self._document.start_of(token)
            self._reading.report(TABLE_WITHOUT_HEADER.at(pos, "the first row of this table is empty"))
        return self._tables.opening(columns)

    def _check_footnote(self, inline: Token, token: Token) -> None:
        label = token.meta["label"]
        if label not in self._document.footnotes:
            pos = self._document.find(inline, f"[^{label}]")
            self._reading.report(FOOTNOTE_NOT_DEFINED.at(pos, f"the footnote “{label}” has no text"))


def _raw_of(token: Token) -> list[Token]:
    """The author's raw HTML in a block token."""
    return [each for each in (token, *(token.children or ())) if "raw" in each.meta]
