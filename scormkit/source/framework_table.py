"""Frameworks as tables: CSV → draft of a framework, and back.

Forgiving about what spreadsheets do: any of four delimiters, columns in any order and by several names, a byte order
mark, UTF-16 with one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from scormkit.catalogue import Rule
from scormkit.cells import as_meant, defused
from scormkit.course.framework import Association, Framework, is_association_type
from scormkit.findings import Origin, SourcePos
from scormkit.source.bounded import holds_too_much, is_too_large
from scormkit.source.faults.frameworks import ITEMS_IN_CIRCLE, PARENT_MISSING, ROW_UNUSABLE, TABLE_WITHOUT_COLUMNS
from scormkit.source.faults.mappings import ASSOCIATION_NOT_UNDERSTOOD
from scormkit.source.framework_draft import DraftFramework, DraftItem, association_with
from scormkit.source.nearest import id_from, nearest_code
from scormkit.source.reading import Reading, SourceFile, display_name

COLUMNS = (
    "code",
    "parent",
    "title",
    "description",
    "level",
    "status",
    "education_level",
    "iri",
    "identifier",
    "associations",
)
"""In the order in which they are written; code and title are enough to read a table."""

_NAMES = {
    "code": "code id number no humancodingscheme notation competencycode itemcode smartlevel ref reference",
    "parent": "parent parentcode ischildof above broader parentid",
    "title": "title name label abbreviatedstatement item competence competency statement preflabel",
    "description": "description fullstatement text definition details wording notes",
    "level": "level type cfitemtype itemtype kind",
    "status": "status adoptionstatus",
    "education_level": "educationlevel education stage",
    "iri": "iri uri url",
    "identifier": "identifier guid uuid",
    "associations": "associations mappings crosswalk matches",
}
_COLUMN_OF = {name: column for column, names in _NAMES.items() for name in names.split()}
_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR = re.compile(r"[.\-/]")
_TOLD = 20


def read_table(reading: Reading, path: Path) -> DraftFramework | None:
    """The framework in a CSV file; its id and title are made from the name of the file."""
    file = _open(reading, path)
    if file is None or holds_too_much(reading, file, "".join(_DELIMITERS)):
        return None
    rows = _rows(reading, file)
    header = next((row for _, row in rows if any(cell.strip() for cell in row)), [])
    columns = [_COLUMN_OF.get(re.sub(r"[^a-z]", "", cell.lower()), "") for cell in header]
    columns = [name if name not in columns[:at] else "" for at, name in enumerate(columns)]
    if "title" not in columns and "description" in columns:
        columns[columns.index("description")] = "title"
    if not {"code", "title"} <= set(columns):
        got = ", ".join(cell.strip()[:40] for cell in header[:8]) or "nothing"
        message = f"the first row must name the columns, code and title among them, but here stands: {got}"
        reading.report(TABLE_WITHOUT_COLUMNS.at(file.pos(1, 1), message))
        return None
    return _TableReader(reading, file, columns).read(rows)


def _open(reading: Reading, path: Path) -> SourceFile | None:
    if is_too_large(reading, path):
        return None
    own = Reading()
    file = own.open(path)
    reading.files |= own.files
    if file is None and (text := _utf_16(path)) is not None:
        return SourceFile(path, display_name(path), text)
    for finding in own.findings:
        # Spreadsheets cannot be told to leave the mark out, so nothing is said about it.
        if finding.name != "byte-order-mark":
            reading.report(finding)
    return file


def _utf_16(path: Path) -> str | None:
    """The text of what spreadsheets call “Unicode text”; None where it is none."""
    try:
        raw = path.read_bytes()
        return raw.decode("utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    except (OSError, UnicodeDecodeError):
        return None


def _rows(reading: Reading, file: SourceFile) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins in."""
    first = next((line for line in file.text.split("\n") if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(file.text), delimiter=delimiter)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # What follows cannot be told apart.
            message = f"a cell has more than {csv.field_size_limit():,} characters; here and below nothing is read"
            reading.report(ROW_UNUSABLE.at(file.pos(line, 1), message))
            return
        yield line, row
        line = reader.line_num + 1


class _TableReader:
    def __init__(self, reading: Reading, file: SourceFile, columns: list[str]) -> None:
        self._reading = reading
        self._file = file
        self._columns = columns
        self._items: dict[str, DraftItem] = {}
        self._parents: dict[str, str] = {}
        self._told = 0

    def read(self, rows: Iterator[tuple[int, list[str]]]) -> DraftFramework:
        every = [item for line, row in rows if (item := self._row(line, row))]
        roots = self._hang(every)
        levels: list[str] = []
        depth = roots
        while depth and len(levels) < 40:
            name = next((each.level for each in depth if each.level and each.level not in levels), "")
            levels.append(name or f"level {len(levels) + 1}")
            for each in depth:
                each.level = "" if each.level == levels[-1] else each.level
            depth = [child for each in depth for child in each.children]
        levels = levels or ["level 1"]
        return DraftFramework(
            id=id_from(self._file.path.stem, "framework"),
            title=self._file.path.stem,
            levels=levels,
            tracked_level=levels[min(1, len(levels) - 1)],
            items=roots,
            origin=Origin(self._file.pos(1, 1)),
        )

    def _report(self, rule: Rule, pos: SourcePos, message: str, hint: str = "") -> None:
        self._told += 1
        if self._told <= _TOLD:
            self._reading.report(rule.at(pos, message, hint=hint))

    def _row(self, line: int, row: list[str]) -> DraftItem | None:
        if not any(cell.strip() for cell in row):
            return None
        pos = self._file.pos(line, 1)
        if any(cell.strip() for cell in row[len(self._columns) :]):
            self._report(ROW_UNUSABLE, pos, f"the row has {len(row):,} cells for {len(self._columns)} columns")
            return None
        cells = {name: as_meant(cell.strip()) for name, cell in zip(self._columns, row, strict=False) if name}
        code, title = cells.get("code", ""), cells.get("title", "") or cells.get("description", "")
        if not code or not title:
            self._report(ROW_UNUSABLE, pos, f"the row has no {'title' if code else 'code'}")
            return None
        item = DraftItem(
            code=code,
            title=title,
            description=cells.get("description", "") if cells.get("title") else "",
            level=cells.get("level", ""),
            iri=cells.get("iri", ""),
            id=cells.get("identifier", ""),
            status=cells.get("status", ""),
            education_level=tuple(each.strip() for each in cells.get("education_level", "").split(";") if each.strip()),
            associations=tuple(self._associations(cells.get("associations", ""), pos)),
            origin=Origin(pos),
        )
        if code not in self._items:
            self._items[code] = item
            self._parents[code] = cells.get("parent", "")
        return item

    def _associations(self, text: str, pos: SourcePos) -> Iterator[Association]:
        for each in filter(None, map(str.strip, text.split(";"))):
            kind, _, target = each.partition(" ")
            found = association_with(kind, target.strip()) if is_association_type(kind) else None
            if found is None:
                hint = "Write for example “exactMatch mlcf:2.4; closeMatch lf:2.4”."
                self._report(ASSOCIATION_NOT_UNDERSTOOD, pos, f"“{each}” is not an association", hint)
            else:
                yield found

    def _hang(self, every: list[DraftItem]) -> list[DraftItem]:
        has_parents = any(self._parents.values())
        roots = []
        above: dict[str, str] = {}
        for item in every:
            parent = self._parents[item.code] if has_parents else self._by_code(item)
            # A code that is there twice is reported when the tree is made.
            if not parent or item is not self._items[item.code]:
                roots.append(item)
            elif parent in self._items:
                above[item.code] = parent
                self._items[parent].children.append(item)
            else:
                near = nearest_code(parent, list(self._items)[:2000])
                hint = f"Did you mean {near}?" if near else ""
                self._report(PARENT_MISSING, item.origin.pos, f"the parent “{parent}” has no row of its own", hint)
        self._report_circles(above)
        return roots

    def _by_code(self, item: DraftItem) -> str:
        """The longest beginning of a code, up to a dot, hyphen or slash, that is a code of another level too."""
        for match in reversed(list(_SEPARATOR.finditer(item.code))):
            above = self._items.get(item.code[: match.start()])
            if above and (not item.level or above.level != item.level):
                return above.code
        return ""

    def _report_circles(self, above: dict[str, str]) -> None:
        seen: set[str] = set()
        for start in above:
            trail: list[str] = []
            code = start
            while code in above and code not in seen:
                seen.add(code)
                trail.append(code)
                code = above[code]
            if code in trail:
                circle = trail[trail.index(code) :]
                told = " → ".join([*circle[:5], "…" if len(circle) > 5 else circle[0]])
                self._report(ITEMS_IN_CIRCLE, self._items[circle[0]].origin.pos, f"a circle: {told}")


def write_table(framework: Framework) -> str:
    """The framework as CSV, commas and all, which `read_table` reads back to the same tree."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in framework.walk():
        cells = (
            item.code,
            item.path[-1].code if item.path else "",
            item.title,
            item.description,
            item.level,
            item.status,
            "; ".join(item.education_level),
            item.iri,
            item.id,
            "; ".join(f"{each.type} {each.target}" for each in item.associations),
        )
        writer.writerow(map(defused, cells))
    return file.getvalue()
