"""Framework files → Framework, and codes → its items."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scormkit.course.framework import Framework, FrameworkItem
from scormkit.course.model import Alignment
from scormkit.findings import Origin, SourcePos
from scormkit.resources import FRAMEWORKS
from scormkit.source.authored import FrameworkFields, FrameworkItemFields
from scormkit.source.faults.mappings import (
    FRAMEWORK_CODE_TWICE,
    FRAMEWORK_LEVEL,
    FRAMEWORK_LOOP,
    NO_FRAMEWORK,
    UNKNOWN_CODE,
    UNKNOWN_FRAMEWORK,
)
from scormkit.source.fields import read_fields
from scormkit.source.nearest import did_you_mean, nearest_code
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText
from scormkit.source.yaml_reader import read_yaml


@dataclass(frozen=True, slots=True)
class _Shelved:
    """A framework as far as it could be read; the reading says what is wrong with its file."""

    framework: Framework | None
    reading: Reading


def bundled_ids() -> tuple[str, ...]:
    """The ids of the frameworks that come with scormkit."""
    return tuple(sorted(path.stem for path in FRAMEWORKS.glob("*.yaml")))


class FrameworkShelf:
    """Reads each framework once for all sessions of a run."""

    def __init__(self) -> None:
        self._shelved: dict[Path, _Shelved] = {}

    def get(self, reading: Reading, name: PlacedText, folder: Path) -> Framework | None:
        """The framework that `name` means, a bundled id or a path from `folder`; None where there is none.

        What is wrong with the framework's own file is reported with every session that uses it.
        """
        return self._get(reading, name, folder, ())

    def _get(self, reading: Reading, name: PlacedText, folder: Path, open_files: tuple[Path, ...]) -> Framework | None:
        path = self._find(name.text, folder)
        if path is None:
            hint = did_you_mean(name.text, bundled_ids())
            reading.report(UNKNOWN_FRAMEWORK.at(name.pos, f"there is no framework “{name.text}”", hint=hint))
            return None
        if path in open_files:
            reading.report(FRAMEWORK_LOOP.at(name.pos, f"“{name.text}” is based on itself"))
            return None
        if path not in self._shelved:
            own = Reading()
            framework = self._read(own, path, open_files)
            self._shelved[path] = _Shelved(framework, own)
        reading.take(self._shelved[path].reading)
        return self._shelved[path].framework

    def _find(self, name: str, folder: Path) -> Path | None:
        if name in bundled_ids():
            return FRAMEWORKS / f"{name}.yaml"
        path = folder / posixpath.normpath(name)
        return path if path.suffix == ".yaml" and path.is_file() else None

    def _read(self, reading: Reading, path: Path, open_files: tuple[Path, ...]) -> Framework | None:
        file = reading.open(path)
        if file is None:
            return None
        fields = read_fields(reading, FrameworkFields, read_yaml(reading, file, file.text))
        base = None
        if fields.based_on is not None:
            base = self._get(reading, fields.based_on, path.parent, (*open_files, path))
            if base is None:
                # Half a framework would make good codes look unknown.
                return None
        if fields.tracked_level not in fields.levels and not reading.failed:
            hint = did_you_mean(fields.tracked_level, fields.levels)
            pos = fields.origin.at("tracked_level")
            reading.report(
                FRAMEWORK_LEVEL.at(pos, f"the tracked level “{fields.tracked_level}” is not a level", hint=hint)
            )
        builder = _Builder(reading, fields)
        items = (*builder.copy(base.items if base else ()), *builder.build(fields.items))
        return Framework(
            id=fields.id,
            title=fields.title,
            publisher=fields.publisher,
            levels=tuple(fields.levels),
            tracked_level=fields.tracked_level,
            items=items,
            by_code=builder.by_code,
            wording=fields.wording,
            origin=fields.origin,
        )


class _Builder:
    """Builds the tree of one framework."""

    def __init__(self, reading: Reading, fields: FrameworkFields) -> None:
        self._reading = reading
        self._fields = fields
        self.by_code: dict[str, FrameworkItem] = {}

    def build(
        self, items: Sequence[FrameworkItemFields], path: tuple[FrameworkItem, ...] = ()
    ) -> tuple[FrameworkItem, ...]:
        """The items of one depth and all below."""
        made = []
        for fields in items:
            item = self._item(fields.code, fields.title, fields.description, fields.origin, path)
            _set_children(item, self.build(fields.items, (*path, item)))
            made.append(item)
        return tuple(made)

    def copy(self, items: Iterable[FrameworkItem], path: tuple[FrameworkItem, ...] = ()) -> tuple[FrameworkItem, ...]:
        """Items of another framework as items of this one."""
        made = []
        for source in items:
            item = self._item(source.code, source.title, source.description, source.origin, path)
            _set_children(item, self.copy(source.children, (*path, item)))
            made.append(item)
        return tuple(made)

    def _item(
        self, code: str, title: str, description: str, origin: Origin, path: tuple[FrameworkItem, ...]
    ) -> FrameworkItem:
        levels = self._fields.levels
        if len(path) >= len(levels) and levels:
            self._reading.report(
                FRAMEWORK_LEVEL.at(origin.pos, f"“{code}” lies deeper than the {len(levels)} levels of the framework")
            )
        level = levels[len(path)] if len(path) < len(levels) else ""
        item = FrameworkItem(self._fields.id, code, title, level, path, description, origin=origin)
        if code in self.by_code:
            first = self.by_code[code].origin.pos
            self._reading.report(
                FRAMEWORK_CODE_TWICE.at(
                    origin.at("code"), f"the code “{code}” is there already ({first.file}, line {first.line})"
                )
            )
        else:
            self.by_code[code] = item
        return item


def _set_children(item: FrameworkItem, children: tuple[FrameworkItem, ...]) -> None:
    # Children hold their parent and the parent its children: one of the two must be set after the value is made.
    object.__setattr__(item, "children", children)


class Mapper:
    """Looks up the codes of one session or course. `frameworks` are those used, in the order of their first use."""

    def __init__(self, reading: Reading, shelf: FrameworkShelf, default: PlacedText | None, folder: Path) -> None:
        self._reading = reading
        self._shelf = shelf
        self._folder = folder
        self._default_named = default is not None
        self._default = shelf.get(reading, default, folder) if default else None
        self._others: dict[str, Framework | None] = {}

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The framework of bare codes first, then others that codes name."""
        found = (self._default, *self._others.values())
        return tuple({each.id: each for each in found if each}.values())

    def alignments(self, codes: Iterable[PlacedText]) -> tuple[Alignment, ...]:
        """The items that the codes mean, each once; unknown ones are reported."""
        found: dict[tuple[str, str], Alignment] = {}
        for code in codes:
            framework, bare = self._framework(code)
            if framework is None:
                continue
            item = framework.by_code.get(bare)
            if item is None:
                self._report_unknown(framework, bare, code.pos)
            else:
                found.setdefault((item.framework, item.code), Alignment(item, code.pos))
        return tuple(found.values())

    def _framework(self, code: PlacedText) -> tuple[Framework | None, str]:
        prefix, colon, bare = code.text.partition(":")
        if not colon:
            if not self._default_named:
                self._reading.report(NO_FRAMEWORK.at(code.pos, f"nothing says which framework “{code.text}” is from"))
            return self._default, code.text
        if self._default is not None and prefix == self._default.id:
            return self._default, bare
        if prefix not in self._others:
            self._others[prefix] = self._shelf.get(self._reading, PlacedText(prefix, code.pos), self._folder)
        return self._others[prefix], bare

    def _report_unknown(self, framework: Framework, code: str, pos: SourcePos) -> None:
        near = nearest_code(code, list(framework.by_code))
        hint = f"Did you mean {near} ({framework.by_code[near].title})?" if near else ""
        self._reading.report(UNKNOWN_CODE.at(pos, f"“{code}” is not a code of {framework.id}", hint=hint))
