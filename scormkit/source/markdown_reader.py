"""Markdown → tokens that know their lines. Knows no YAML and no files.

Beyond CommonMark: tables, footnotes, definition lists, formulas, terms, `:::` blocks, settings in braces behind
headings and pictures, and answers (`- [x] …`) in questions, choices (`- [Ask](#ward)`) in scenes, whose first line is
split from the feedback or consequence under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from scormkit.course.model import Readers
from scormkit.findings import SourcePos
from scormkit.source.colon_blocks import Opening, colon_blocks, find_blocks
from scormkit.source.dollar_formulas import FORMULA, FORMULA_BLOCK, dollar_formulas
from scormkit.source.reading import SourceFile
from scormkit.source.settings import AT_END
from scormkit.source.term_marks import TERM, term_marks

_ANSWER = re.compile(r"\[(?P<box>[ xX])\](?:[ \t]+|$)(?P<text>.*?)(?:[ \t]*(?P<braces>\{(?:#|area=)[^{}]*\}))?$")
# An answer and its partner. Not within code, where an arrow is often an arrow.
_ARROW = re.compile(r"[ \t]+(?:->|→)[ \t]+(?!.*`)")
# A choice in a scene: a link to another one, alone or with words behind it.
_WAY_ON = re.compile(
    r"\[(?P<text>.+?)\]\(\s*#(?P<to>[^()\s]*)\s*\)(?P<rest>.*?)(?:[ \t]*(?P<braces>\{[^{}]*\}))?[ \t]*$"
)
_FOOTNOTE = re.compile(r"^[ >]*\[\^([^\]\s]+)\]:", re.MULTILINE)
_HAS_WORDS = frozenset({"text", "code_inline", "code_block", "fence", FORMULA, FORMULA_BLOCK, TERM})
_IMAGE_SETTINGS = re.compile(r"\{[^{}\n]*\}")


@dataclass(frozen=True, slots=True)
class Answer:
    """The box and the name of an answer, as token meta of its list item."""

    correct: bool
    braces: str


@dataclass(frozen=True, slots=True)
class WayOn:
    """Where a choice leads, and its settings, as token meta of its list item."""

    to: str
    braces: str


@dataclass(slots=True)
class Document:
    """Markdown from one place of a file. `first_line` is where in the file the text begins.

    `stray` are lines of colons that mean nothing, `footnotes` the labels that have a text. `has_trainer_blocks` is
    whether it holds blocks for trainers, though the tokens are those for `readers`.
    """

    file: SourceFile
    first_line: int
    lines: list[str]
    tokens: list[Token]
    blocks: dict[int, Opening]
    stray: list[int]
    footnotes: frozenset[str]
    has_trainer_blocks: bool = False

    def pos(self, line: int, column: int | None = None) -> SourcePos:
        """The place of a line of the text, counted from 0 as tokens count."""
        return self.file.pos(self.first_line + line, column)

    def start_of(self, token: Token) -> SourcePos:
        """Where a block token begins: its line, and the column of its first character."""
        line = token.map[0] if token.map else 0
        text = self.lines[line] if line < len(self.lines) else ""
        return self.pos(line, len(text) - len(text.lstrip()) + 1)

    def find(self, inline: Token, needle: str, nth: int = 0) -> SourcePos:
        """Where in the file a text of an inline token stands; without a column where it is written otherwise."""
        line = inline.map[0] if inline.map else 0
        at = -1
        for _ in range(nth + 1):
            at = inline.content.find(needle, at + 1) if needle else -1
            if at < 0:
                return self.pos(line)
        line += inline.content.count("\n", 0, at)
        begin = inline.content.rfind("\n", 0, at) + 1
        stop = inline.content.find("\n", at)
        within = inline.content[begin : stop if stop >= 0 else None]
        column = self.lines[line].find(within.strip()) if line < len(self.lines) else -1
        if column < 0:
            return self.pos(line)
        return self.pos(line, column + at - begin - (len(within) - len(within.lstrip())) + 1)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable("table").use(deflist_plugin)
    md.use(footnote_plugin, inline=False, always_match_refs=True)
    dollar_formulas(md)
    term_marks(md)
    colon_blocks(md)
    md.core.ruler.after("block", "settings_and_answers", _split_lines)
    md.inline.ruler.after("image", "image_settings", _image_settings)
    # Links are judged with their lines known (page_writer), not dropped or rewritten here.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return md


def read_markdown(
    file: SourceFile,
    text: str,
    first_line: int,
    references: dict[str, Any] | None = None,
    readers: Readers = "trainer",
) -> Document:
    """The tokens of a text. `references` are link definitions from elsewhere in the same file.

    For learners, the lines of blocks for trainers are empty before anything is made of them, so that nothing can come
    of them elsewhere: no footnote, no heading to link to.
    """
    lines = text.split("\n")
    blocks, stray = find_blocks(lines)
    own = [opening for opening in blocks.values() if opening.kind == "trainer"]
    if own and readers == "learner":
        text = "\n".join(_emptied(lines, own))
    env: dict[str, Any] = {"blocks": blocks, "references": dict(references or {})}
    tokens = _parser().parse(text, env)
    return Document(file, first_line, lines, tokens, blocks, stray, frozenset(_FOOTNOTE.findall(text)), bool(own))


def _emptied(lines: list[str], blocks: list[Opening]) -> list[str]:
    """The lines, those of the blocks empty: every other one keeps its number."""
    gone = {line for block in blocks for line in range(block.line, block.end + block.closed)}
    return ["" if number in gone else line for number, line in enumerate(lines)]


def split_at_titles(text: str) -> tuple[list[int], dict[str, Any]]:
    """The lines (from 0) of the first-level headings of a text, and its link definitions."""
    blocks, _ = find_blocks(text.split("\n"))
    env: dict[str, Any] = {"blocks": blocks}
    tokens: list[Token] = []
    md = _parser()
    md.block.parse(text, md, env, tokens)
    titles = [
        token.map[0] for token in tokens if token.tag == "h1" and token.nesting == 1 and token.map and not token.level
    ]
    return titles, env.get("references", {})


def plain_text(tokens: list[Token]) -> str:
    """The words of some tokens, without markup, on one line."""
    return " ".join("".join(_words(tokens)).split())


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _HAS_WORDS:
            yield token.content
        elif token.type in ("softbreak", "hardbreak", "html_inline"):
            yield " "
        elif token.children:
            yield from _words(token.children)
        if token.block:
            yield " "


def matching_close(tokens: list[Token], start: int) -> int:
    """The index of the token that closes the one at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise ValueError("markdown-it always closes what it opens")


def parts_of(tokens: list[Token]) -> Iterator[list[Token]]:
    """Each block of some tokens with all that is in it."""
    index = 0
    while index < len(tokens):
        close = matching_close(tokens, index)
        yield tokens[index : close + 1]
        index = close + 1


def _split_lines(state: StateCore) -> None:
    """Takes settings off headings, and splits answers into their line and their feedback, before inlines are read."""
    tokens = state.tokens
    made: list[Token] = []
    questions = 0
    scenes: list[int] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        made.append(token)
        if token.type == "heading_open":
            _take_settings(token, tokens[index + 1])
        elif token.type in ("colon_block_open", "colon_block_close"):
            if token.meta["opening"].kind == "question" or questions:
                questions += token.nesting
            if token.meta["opening"].kind == "scene":
                scenes = [*scenes, token.level] if token.nesting > 0 else scenes[:-1]
        elif token.type == "list_item_open" and questions and tokens[index + 1].type == "paragraph_open":
            made += _split_answer(token, tokens[index + 1 : index + 4])
            index += 3
        elif token.type == "list_item_open" and scenes and _is_choice(token, tokens[index + 1 : index + 3], scenes[-1]):
            made += _split_choice(token, tokens[index + 1 : index + 4])
            index += 3
        index += 1
    state.tokens[:] = made


def _take_settings(heading: Token, inline: Token) -> None:
    if match := AT_END.search(inline.content):
        heading.meta["braces"] = match["braces"]
        inline.content = inline.content[: match.start()]


def _split_answer(item: Token, paragraph: list[Token]) -> list[Token]:
    opening, inline, closing = paragraph
    first, _, rest = inline.content.partition("\n")
    match = _ANSWER.match(first)
    if not match and (arrow := _ARROW.search(first)):
        item.meta["has_partner"] = True
        inline.content = first[: arrow.start()]
        partner = Token("inline", "", 0, content=first[arrow.end() :], map=inline.map, level=inline.level, children=[])
        partner.block = True
        return [*paragraph, opening.copy(hidden=False), partner, closing.copy(hidden=False)]
    if not match:
        return paragraph
    item.meta["answer"] = Answer(match["box"] != " ", match["braces"] or "")
    inline.content = match["text"]
    return _with_rest(paragraph, rest)


def _is_choice(item: Token, following: list[Token], scene: int) -> bool:
    """Whether an item of a list that stands right in a scene, whose level that is, leads to a scene."""
    if item.level != scene + 2 or following[0].type != "paragraph_open":
        return False
    return _WAY_ON.match(following[1].content.partition("\n")[0]) is not None


def _split_choice(item: Token, paragraph: list[Token]) -> list[Token]:
    inline = paragraph[1]
    first, _, rest = inline.content.partition("\n")
    match = _WAY_ON.match(first)
    assert match is not None, "_is_choice has looked"
    item.meta["choice"] = WayOn(match["to"], match["braces"] or "")
    inline.content = f"{match['text']}{match['rest']}"
    return _with_rest(paragraph, rest)


def _with_rest(paragraph: list[Token], rest: str) -> list[Token]:
    """A first line, and what stands below it as a paragraph of its own."""
    opening, inline, closing = paragraph
    if not rest:
        return paragraph
    line = inline.map[0] + 1 if inline.map else 0
    more = Token("inline", "", 0, content=rest, map=[line, line + 1], level=inline.level, children=[], block=True)
    return [*paragraph, opening.copy(hidden=False), more, closing.copy(hidden=False)]


def _image_settings(state: StateInline, silent: bool) -> bool:
    """Braces right behind a picture."""
    if state.pending or not state.tokens or state.tokens[-1].type != "image" or state.src[state.pos] != "{":
        return False
    match = _IMAGE_SETTINGS.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.tokens[-1].meta["braces"] = match[0]
    state.pos = match.end()
    return True
