"""Survey → one HTML file that a committee can put on the table: gaps first, a heat map, and each question behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scormkit.course.coverage import KINDS, Evidence, ItemCoverage, rounded_down
from scormkit.course.framework import FrameworkItem
from scormkit.course.placed import Placed
from scormkit.course.survey import Survey
from scormkit.render.pages import render_report
from scormkit.resources import TEMPLATES

_FOLDER = "coverage"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the heat map. `places` is what stands behind it, empty where nothing does."""

    row: ItemCoverage
    anchor: str
    kinds: int
    places: tuple[Evidence, ...]

    @property
    def said(self) -> str:
        """The numbers in words, for whoever hears them."""
        return ", ".join(f"{kind} {self.row.counts[kind] or 'nowhere'}" for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Block:
    """An item above the fields of the heat map, with what is below it. `depth` is 0 for the highest."""

    cell: Cell
    depth: int
    cells: tuple[Cell, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A branching scenario with its graph: drawn, as SVG, and told, as a tree."""

    placed: Placed
    svg: str
    tree: str

    @property
    def picture(self) -> Markup:
        """The drawing as it is: whoever made it has escaped what authors wrote."""
        return Markup(self.svg)


def render_coverage(survey: Survey, stories: Sequence[Story] = ()) -> str:
    """The whole file; it needs nothing from elsewhere."""
    coverage = survey.coverage
    judged = {row.item.code for row in coverage.judged}
    cells = {row.item.code: _cell(row, row.item.code in judged) for row in coverage.rows}
    tops = [cells[item.code] for item in coverage.framework.items if item.code in cells]
    loose = tuple(cell for cell in tops if cell.row.item.code in judged)
    blocks = tuple(_block(cell.row.item, cells, judged, 0) for cell in tops if cell.row.item.code not in judged)
    return render_report(
        _FOLDER,
        survey=survey,
        coverage=coverage,
        framework=coverage.framework,
        kinds=KINDS,
        judged=coverage.judged,
        gaps=[cells[row.item.code] for row in coverage.gaps],
        loose=loose,
        blocks=blocks,
        places=[cell for cell in cells.values() if cell.places],
        titles={session.id: session.title for session in survey.sessions},
        stories=stories,
        stale={session.id for session in survey.stale},
        style=Markup((TEMPLATES / _FOLDER / "report.css").read_text("utf-8")),
        percent=lambda value: f"{rounded_down(value):g}",
        number=lambda value: f"{value:.1f}".removesuffix(".0"),
    )


def _cell(row: ItemCoverage, is_judged: bool) -> Cell:
    places = row.evidence if is_judged else tuple(each for each in row.evidence if each.code == row.item.code)
    return Cell(row, f"item-{row.item.index}", len(KINDS) - len(row.missing), _in_order(places))


def _in_order(places: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each page, activity and question once, by kind; within a kind in the order of the course."""
    once = {each.thing: each for each in places}
    return tuple(sorted(once.values(), key=lambda each: KINDS.index(each.kind)))


def _block(item: FrameworkItem, cells: dict[str, Cell], judged: set[str], depth: int) -> Block:
    below = [child for child in item.children if child.code in cells]
    return Block(
        cell=cells[item.code],
        depth=depth,
        cells=tuple(cells[child.code] for child in below if child.code in judged),
        blocks=tuple(_block(child, cells, judged, depth + 1) for child in below if child.code not in judged),
    )
