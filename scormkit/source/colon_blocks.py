"""`:::` blocks for markdown-it: which line ends which block, and the rule that makes tokens of them.

A line of colons ends the nearest open block that began with as many. Ends are found over the whole text beforehand,
once, so that a block that is never closed is named at its own first line and not at that of some innocent one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from scormkit.source.blocks import BLOCKS
from scormkit.source.nearest import nearest

_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)")
_COLONS = re.compile(r"\s*(:{3,})\s*(.*?)\s*$")
_OPENING = re.compile(r"(?P<kind>[A-Za-z][\w-]*)(?:\s+(?P<title>.*?))??(?:\s*(?P<braces>\{[^{}]*\}))?\s*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a block. Lines count from 0; `end` is the line that ends it, `closed` whether it is there.

    `written` is the kind as it stands there, `kind` what was probably meant.
    """

    line: int
    written: str
    kind: str
    title: str
    braces: str
    end: int
    closed: bool


def find_blocks(lines: list[str]) -> tuple[dict[int, Opening], list[int]]:
    """The blocks by their first line, and the lines of colons that belong to none."""
    stack: list[tuple[int, int]] = []
    ends: dict[int, tuple[int, bool]] = {}
    openers: list[int] = []
    stray: list[int] = []
    fence = ""
    for number, line in enumerate(lines):
        if match := _FENCE.match(line):
            marker, rest = match[1], match[2]
            if not fence:
                # A fence of backticks with more of them behind it is code within a line (CommonMark 4.5).
                fence = "" if marker[0] == "`" and "`" in rest else marker
            elif marker.startswith(fence) and not rest.strip():
                fence = ""
            continue
        match = None if fence or ":::" not in line else _COLONS.match(line)
        if not match:
            continue
        count = len(match[1])
        if match[2]:
            if _OPENING.match(match[2]):
                stack.append((number, count))
                openers.append(number)
            else:
                stray.append(number)
            continue
        opener = next((each for each in reversed(stack) if each[1] == count), None) or next(
            (each for each in reversed(stack) if each[1] < count), None
        )
        if opener is None:
            stray.append(number)
            continue
        while (left := stack.pop()) != opener:
            ends[left[0]] = (number, False)
        ends[opener[0]] = (number, True)
    for left in stack:
        # Most likely the author forgot the end before the next block begins.
        after = next((each for each in openers if each > left[0]), len(lines))
        ends[left[0]] = (after, False)
    return {number: _opening(lines[number], number, *ends[number]) for number in openers}, stray


def _opening(line: str, number: int, end: int, closed: bool) -> Opening:
    rest = _COLONS.match(line)
    match = _OPENING.match(rest[2]) if rest else None
    assert match is not None, "find_blocks lists only lines that match"
    written = match["kind"]
    kind = written if written in BLOCKS else nearest(written, BLOCKS) or written
    return Opening(number, written, kind, (match["title"] or "").strip(), match["braces"] or "", end, closed)


def colon_block_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for markdown-it; the blocks of the text are in `env["blocks"]`."""
    opening: Opening | None = state.env["blocks"].get(start)
    first = state.bMarks[start] + state.tShift[start]
    if opening is None or state.is_code_block(start) or not state.src.startswith(":::", first):
        return False
    if silent:
        return True
    # A block inside a list or a quotation ends where that ends.
    stop = min(opening.end, end)
    for line in range(start + 1, stop):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            stop = line
            break
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType = "container"
    # Keeps a paragraph at the end of the block from going on behind it.
    state.lineMax = stop
    token = state.push("colon_block_open", "div", 1)
    token.block = True
    token.map = [start, stop]
    token.meta = {"opening": opening}
    state.md.block.tokenize(state, start + 1, stop)
    token = state.push("colon_block_close", "div", -1)
    token.block = True
    token.meta = {"opening": opening}
    state.parentType, state.lineMax = old_parent, old_max
    state.line = stop + (1 if opening.closed and stop == opening.end else 0)
    return True


def colon_blocks(md: MarkdownIt) -> None:
    """Adds the rule to a parser."""
    md.block.ruler.before(
        "fence", "colon_block", colon_block_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
