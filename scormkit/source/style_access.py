"""What of an author's style sheet keeps people from reading, or from finding their way: by WCAG 2.2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from tinycss2.color4 import Color, parse_color

from scormkit.course.contrast import TEXT, contrast
from scormkit.findings import Finding
from scormkit.source.faults.themes import (
    COLOUR_NOT_JUDGED,
    CONTRAST_IN_SHEET,
    FOCUS_TAKEN_AWAY,
    HIDES,
    LINKS_NOT_TOLD,
    MOVES_REGARDLESS,
    TEXT_TOO_SMALL,
    TOO_WIDE,
)
from scormkit.source.reading import SourceFile

Node = Any
"""A node of tinycss2, which has no types."""

_ROOT_SIZE = 16.0
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "rem": _ROOT_SIZE}
_OF_TEXT = {"em": _ROOT_SIZE, "%": _ROOT_SIZE / 100}
_SMALLEST_TEXT, _NARROWEST_PAGE = 12.0, 320.0
_SMALL_WORDS = {"xx-small", "x-small"}
_WIDTHS = {"width", "min-width", "inline-size", "min-inline-size"}
_GROUPS = {"media", "supports", "layer", "container", "scope", "starting-style"}
_TAKES_COLOURS = re.compile(
    r"color|^background|^border|^outline|^fill$|^stroke$|shadow$|^text-decoration$|^column-rule|^--"
)
_MAKES_COLOURS = {
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark",
}  # fmt: skip
_LINK = re.compile(r"(?:^|[\s>+~,(])a(?![\w-])", re.IGNORECASE)


@dataclass
class _Sheet:
    file: SourceFile
    findings: list[Finding] = field(default_factory=list)
    has_own_colours: bool = False

    def report(self, rule: Any, node: Node, message: str) -> None:
        self.findings.append(rule.at(self.file.pos(node.source_line, node.source_column), message))


def access_faults(file: SourceFile) -> Iterator[Finding]:
    """In the order of the sheet. What is for paper alone is left to its author."""
    sheet = _Sheet(file)
    _walk(sheet, tinycss2.parse_stylesheet(file.text, skip_comments=True, skip_whitespace=True), ())
    yield from sheet.findings


def _walk(sheet: _Sheet, nodes: Iterable[Node], around: tuple[str, ...]) -> None:
    """`around` are the conditions that the nodes stand in."""
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword in _GROUPS and node.content is not None:
            condition = f"{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip().lower()}"
            if condition != "media print":
                _walk(sheet, _contents(node), (*around, condition))
        elif node.type == "qualified-rule":
            inside = _contents(node)
            selector = tinycss2.serialize(node.prelude).strip()
            _judge(sheet, selector, [each for each in inside if each.type == "declaration"], around)
            _walk(sheet, [each for each in inside if each.type != "declaration"], around)


def _contents(node: Node) -> list[Node]:
    found: list[Node] = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    return found


def _judge(sheet: _Sheet, selector: str, declarations: list[Node], around: tuple[str, ...]) -> None:
    _judge_colours(sheet, declarations)
    for each in declarations:
        value = _plain(each)
        name = each.lower_name
        if name.startswith("outline") and re.match(r"(?:none|0)(?![\w.])", value):
            sheet.report(FOCUS_TAKEN_AWAY, each, f"“{name}: {value}” hides where the focus is")
        elif (name, value) in (("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")) or (
            name == "opacity" and _number(each) < 1
        ):
            sheet.report(HIDES, each, f"“{name}: {value}” takes “{selector}” out of sight")
        elif name in ("font-size", "font") and (size := _text_size(each)) is not None and size < _SMALLEST_TEXT:
            sheet.report(TEXT_TOO_SMALL, each, f"“{name}: {value}” makes text of {size:g} pixels")
        elif name in _WIDTHS and (width := _pixels(each.value)) is not None and width > _NARROWEST_PAGE:
            if not any("width" in condition for condition in around):
                sheet.report(TOO_WIDE, each, f"“{name}: {value}” is {width:g} pixels, on every screen")
        elif name.startswith("text-decoration") and value == "none" and _LINK.search(selector):
            sheet.report(LINKS_NOT_TOLD, each, f"“{name}: {value}” leaves nothing but colour to tell “{selector}” by")
        elif each.important and name.startswith(("animation", "transition")) and value != "none":
            sheet.report(MOVES_REGARDLESS, each, f"“{name}: {value} !important” moves whatever the learner has set")


def _judge_colours(sheet: _Sheet, declarations: list[Node]) -> None:
    """Of a rule that has both, ink is judged on its ground; anything else nobody can judge, and it is told once."""
    paint = {"color": "ink", "background": "ground", "background-color": "ground"}
    painted = [each for each in declarations if each.lower_name in paint]
    last = {paint[each.lower_name]: each for each in painted}
    judged: set[int] = set()
    ink, ground = (_only_colour(last[name]) if name in last else None for name in ("ink", "ground"))
    if ink and ground:
        judged = {id(each) for each in painted}
        ratio = contrast(ink, ground)
        if ratio < TEXT:
            # Rounded down, so that nobody reads the ratio that is needed and is refused.
            seen = int(ratio * 100) / 100
            said = f"{ink} on {ground} has a contrast of {seen:g}:1; text needs {TEXT:g}:1"
            sheet.report(CONTRAST_IN_SHEET, last["ink"], said)
    for each in declarations:
        if sheet.has_own_colours or id(each) in judged or not _TAKES_COLOURS.search(each.lower_name):
            continue
        if (found := next(_colours(each.value), None)) is not None:
            # Once for a sheet: whoever has read it knows about the others.
            sheet.has_own_colours = True
            sheet.report(COLOUR_NOT_JUDGED, found, f"the contrast of “{found.serialize()}” is not judged")


def _colours(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.type == "function" and node.lower_name not in _MAKES_COLOURS:
            yield from _colours(node.arguments) if node.lower_name != "var" else ()
        elif node.type in ("ident", "hash", "function") and _is_own(node):
            yield node


def _is_own(node: Node) -> bool:
    """Whether it is a colour of the sheet's; what is transparent, or the text's colour, is not."""
    if node.type == "function":
        return True
    colour = parse_color(node)
    return isinstance(colour, Color) and _alpha(colour) > 0


def _only_colour(declaration: Node) -> str | None:
    """#rrggbb, where the value is one colour through which nothing is seen."""
    [*nodes] = (node for node in declaration.value if node.type not in ("whitespace", "comment"))
    colour = parse_color(nodes[0]) if len(nodes) == 1 else None
    if not isinstance(colour, Color) or _alpha(colour) < 1:
        return None
    *parts, _ = colour.to("srgb")
    return "#" + "".join(f"{round(255 * min(max(part or 0, 0), 1)):02x}" for part in parts)


def _alpha(colour: Color) -> float:
    *_, alpha = colour
    return float(alpha or 0)


def _plain(declaration: Node) -> str:
    return re.sub(r"\s+", " ", tinycss2.serialize(declaration.value)).strip().lower()


def _number(declaration: Node) -> float:
    numbers = [node for node in declaration.value if node.type in ("number", "percentage")]
    if len(numbers) != 1:
        return 1
    return float(numbers[0].value) / (100 if numbers[0].type == "percentage" else 1)


def _text_size(declaration: Node) -> float | None:
    """Pixels, in text of the usual size; the first size of `font`, for the second is the height of its lines."""
    for node in declaration.value:
        if node.type == "ident" and node.lower_value in _SMALL_WORDS:
            return {"xx-small": 9.0, "x-small": 10.0}[node.lower_value]
        if node.type in ("dimension", "percentage"):
            return _length(node, {**_PIXELS, **_OF_TEXT})
        if node.type == "number" and node.value == 0:
            return 0
    return None


def _pixels(nodes: list[Node]) -> float | None:
    lengths = [node for node in nodes if node.type == "dimension"]
    return _length(lengths[0], {**_PIXELS, "em": _ROOT_SIZE}) if len(lengths) == 1 else None


def _length(node: Node, units: Mapping[str, float]) -> float | None:
    factor = units.get("%" if node.type == "percentage" else node.lower_unit)
    return None if factor is None else round(float(node.value) * factor, 2)
