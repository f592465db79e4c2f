"""Codes of mappings → items of frameworks, and what a thing inherits where it names none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scormkit.course.framework import Framework, FrameworkItem
from scormkit.course.model import Alignment, Holder
from scormkit.findings import SourcePos
from scormkit.source.faults.mappings import NO_FRAMEWORK, UNKNOWN_CODE
from scormkit.source.framework_files import FrameworkShelf
from scormkit.source.nearest import nearest_code
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText


class Mapper:
    """Looks up the codes of one session or course. `frameworks` are those used, in the order of their first use."""

    def __init__(
        self,
        reading: Reading,
        shelf: FrameworkShelf,
        default: PlacedText | None,
        folder: Path,
        inherited: tuple[Framework, ...] = (),
    ) -> None:
        self._reading = reading
        self._shelf = shelf
        self._folder = folder
        self._inherited = inherited
        self._default_named = default is not None
        self._default = shelf.get(reading, default, folder) if default else None
        self._others: dict[str, Framework | None] = {}

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The framework of bare codes first, then those of inherited mappings and others that codes name."""
        found = (self._default, *self._inherited, *self._others.values())
        return tuple({each.id: each for each in found if each}.values())

    def mapped(
        self, codes: Iterable[PlacedText] | None, holder: Holder, inherited: tuple[Alignment, ...]
    ) -> tuple[Alignment, ...]:
        """What a thing maps to: what its own codes mean, each once, or what it inherits where it names none.

        Codes that are unknown are reported; an empty list of codes is a mapping to nothing.
        """
        if codes is None:
            return inherited
        found: dict[tuple[str, str], Alignment] = {}
        for code in codes:
            framework, bare = self._framework(code)
            if framework is None:
                continue
            item = framework.by_code.get(bare)
            if item is None:
                self._report_unknown(framework, bare, code.pos)
            else:
                found.setdefault((item.framework, item.code), Alignment(item, code.pos, holder))
        return tuple(found.values())

    def item(self, code: PlacedText) -> FrameworkItem | None:
        """The item that a code means, reported where there is none."""
        found = self.mapped([code], "question", ())
        return found[0].item if found else None

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
