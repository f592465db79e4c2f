"""Framework files → Framework: one of ours in YAML, a CASE package in JSON, or a table in CSV."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scormkit.course.framework import ASSOCIATION_TYPES, Association, Framework, is_association_type
from scormkit.errors import MisuseError
from scormkit.resources import FRAMEWORKS
from scormkit.source.authored_frameworks import AssociationFields, FrameworkFields, FrameworkItemFields
from scormkit.source.bounded import open_bounded
from scormkit.source.faults.mappings import ASSOCIATION_NOT_UNDERSTOOD, FRAMEWORK_LOOP, UNKNOWN_FRAMEWORK
from scormkit.source.fields import read_fields
from scormkit.source.framework_draft import (
    DraftFramework,
    DraftItem,
    FrameworkMaker,
    SameCodes,
    association_with,
    drafts_of,
)
from scormkit.source.nearest import did_you_mean, is_id
from scormkit.source.overlays import Overlay, UsedOverlay, wordings_for
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText
from scormkit.source.yaml_reader import read_yaml

SUFFIXES = (".yaml", ".yml", ".json", ".csv")
"""Of the files that a framework may be read from."""

# From a session's folder to its course's, and some more.
_LEVELS_ABOVE = 3
# Twice what 20,000 items take. YAML costs far more memory than JSON: every value keeps its place.
LARGEST_YAML_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class _Shelved:
    """A framework as far as it could be read; the reading says what is wrong with its file."""

    framework: Framework | None
    reading: Reading


def bundled_ids() -> tuple[str, ...]:
    """The ids of the frameworks that come with scormkit."""
    return tuple(sorted(path.stem for path in FRAMEWORKS.glob("*.yaml")))


class FrameworkShelf:
    """Reads each framework once for all sessions of a run, however they name it, with the words of the overlays."""

    def __init__(self, overlays: Sequence[Overlay] = ()) -> None:
        self._shelved: dict[Path, _Shelved] = {}
        self._overlays = overlays
        self.used: dict[Path, UsedOverlay] = {}

    def get(self, reading: Reading, name: PlacedText, folder: Path) -> Framework | None:
        """The framework that `name` means, a bundled id or a path from `folder`; None where there is none.

        What is wrong with the framework's own file is reported with every session that uses it.
        """
        return self._get(reading, name, folder, ())

    def read(self, reading: Reading, path: Path, changes: Mapping[str, str]) -> Framework | None:
        """The framework in a file, with another `id`, `title` or `tracked_level`; None where it cannot be read."""
        return self._read(reading, path, (), changes)

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """Every framework that was read so far."""
        return tuple(each.framework for each in self._shelved.values() if each.framework)

    def named(self, reading: Reading, name: str) -> Framework | None:
        """A framework as a person names it: one read so far by its id, a bundled one, or a file.

        None, and a finding, where its file cannot be read. Raises MisuseError where there is no such framework.
        """
        for framework in self.frameworks:
            if framework.id == name:
                return framework
        path = self._find(name, Path())
        if path is None:
            hint = did_you_mean(name, bundled_ids())
            raise MisuseError(
                f"there is no framework “{name}”, and no file of that name that ends in {', '.join(SUFFIXES)}. {hint}"
            )
        return self._shelve(reading, path, ())

    def has(self, name: str, folder: Path) -> bool:
        """Whether a framework of that id is at hand: read already, bundled, or to be found from `folder`."""
        return any(each.id == name for each in self.frameworks) or self._find(name, folder) is not None

    def bundled(self) -> tuple[Framework, ...]:
        """The frameworks that come with scormkit, by id."""
        found = (self._shelve(Reading(), FRAMEWORKS / f"{name}.yaml", ()) for name in bundled_ids())
        return tuple(framework for framework in found if framework)

    def _get(self, reading: Reading, name: PlacedText, folder: Path, open_files: tuple[Path, ...]) -> Framework | None:
        path = self._find(name.text, folder)
        if path is None:
            hint = did_you_mean(name.text, bundled_ids())
            reading.report(UNKNOWN_FRAMEWORK.at(name.pos, f"there is no framework “{name.text}”", hint=hint))
            return None
        if _real(path) in open_files:
            reading.report(FRAMEWORK_LOOP.at(name.pos, f"“{name.text}” is based on itself"))
            return None
        return self._shelve(reading, path, open_files)

    def _shelve(self, reading: Reading, path: Path, open_files: tuple[Path, ...]) -> Framework | None:
        place = _real(path)
        if place not in self._shelved:
            own = Reading()
            framework = self._read(own, path, open_files)
            self._shelved[place] = _Shelved(framework, own)
        reading.take(self._shelved[place].reading)
        return self._shelved[place].framework

    def _find(self, name: str, folder: Path) -> Path | None:
        if name in bundled_ids():
            return FRAMEWORKS / f"{name}.yaml"
        path = folder / posixpath.normpath(name)
        if path.suffix in SUFFIXES:
            return path if path.is_file() else None
        # An id: the file of that name in the nearest folder `frameworks`.
        above = (folder, *Path(os.path.abspath(folder)).parents[:_LEVELS_ABOVE]) if is_id(name) else ()
        named = (place / "frameworks" / f"{name}{suffix}" for place in above for suffix in SUFFIXES)
        return next((path for path in named if path.is_file()), None)

    def _read(
        self, reading: Reading, path: Path, open_files: tuple[Path, ...], changes: Mapping[str, str] | None = None
    ) -> Framework | None:
        if path.suffix == ".json":
            from scormkit.source.case_reader import read_case

            draft = read_case(reading, path)
        elif path.suffix == ".csv":
            from scormkit.source.framework_table import read_table

            draft = read_table(reading, path)
        else:
            draft = self._read_yaml(reading, path, open_files)
        if draft is None:
            return None
        for name, text in (changes or {}).items():
            setattr(draft, name, text)
        words = wordings_for(draft.id, self._overlays)
        maker = FrameworkMaker(reading, draft, words.by_code)
        framework = maker.make(words.rights)
        for overlay in words.overlays:
            overlay.report_unknown(reading, framework)
            used = len(maker.used & set(overlay.wordings))
            self.used[overlay.path] = UsedOverlay(overlay.path, framework.id, used, overlay.rights)
        return framework

    def _read_yaml(self, reading: Reading, path: Path, open_files: tuple[Path, ...]) -> DraftFramework | None:
        file = open_bounded(reading, path, LARGEST_YAML_BYTES)
        if file is None:
            return None
        fields = read_fields(reading, FrameworkFields, read_yaml(reading, file, file.text))
        base = None
        if fields.based_on is not None:
            base = self._get(reading, fields.based_on, path.parent, (*open_files, _real(path)))
            if base is None:
                # Half a framework would make good codes look unknown.
                return None
        return _draft(reading, fields, base)


def _real(path: Path) -> Path:
    """One name for a file that a course and its sessions reach from different folders, or through a link."""
    return Path(os.path.realpath(path))


def _draft(reading: Reading, fields: FrameworkFields, base: Framework | None) -> DraftFramework:
    return DraftFramework(
        id=fields.id,
        title=fields.title,
        levels=fields.levels,
        tracked_level=fields.tracked_level,
        items=[*drafts_of(base.items if base else ()), *(_draft_item(reading, each) for each in fields.items)],
        publisher=fields.publisher,
        wording=fields.wording,
        iri=fields.iri,
        identifier=fields.identifier,
        description=fields.description,
        language=fields.language,
        changed=fields.changed,
        status=fields.status,
        core=tuple(code.text for code in fields.core),
        crosswalks=tuple(
            SameCodes(
                _type(reading, each.type) if each.type else "exactMatch",
                each.to,
                frozenset(code.text for code in each.within),
            )
            for each in fields.crosswalks
        ),
        case=fields.case,
        origin=fields.origin,
    )


def _draft_item(reading: Reading, fields: FrameworkItemFields) -> DraftItem:
    return DraftItem(
        code=fields.code,
        title=fields.title,
        description=fields.description,
        level=fields.level,
        iri=fields.iri,
        id=fields.identifier,
        status=fields.status,
        education_level=tuple(fields.education_level),
        associations=tuple(_association(reading, each) for each in fields.associations),
        case=fields.case,
        parent_case=fields.parent_case,
        children=[_draft_item(reading, each) for each in fields.items],
        origin=fields.origin,
    )


def _type(reading: Reading, name: PlacedText) -> str:
    if not is_association_type(name.text):
        hint = did_you_mean(name.text, ASSOCIATION_TYPES)
        message = f"“{name.text}” is not a type of association"
        reading.report(ASSOCIATION_NOT_UNDERSTOOD.at(name.pos, message, hint=hint))
    return name.text


def _association(reading: Reading, fields: AssociationFields) -> Association:
    kind, to = _type(reading, fields.type), fields.to
    found = association_with(kind, to.text, fields.case)
    if found is None:
        reading.report(ASSOCIATION_NOT_UNDERSTOOD.at(to.pos, f"“{to.text}” names neither an item nor an IRI"))
    return found or Association(kind, "", "", to.text, fields.case)
