"""CASE 1.0 and 1.1 packages (1EdTech, JSON) → draft of a framework.

A file of this kind comes from elsewhere: whatever it holds, reading ends soon, with findings that name the place.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scormkit.course.framework import Association, Framework, FrameworkItem, guid, is_association_type, meant_by_iri
from scormkit.findings import Origin, SourcePos
from scormkit.json_text import read_json
from scormkit.source.bounded import holds_too_much, open_bounded
from scormkit.source.case_form import (
    OWN_KEY,
    STATUS_KEY,
    UNKNOWN_TIME,
    association_of,
    child_of,
    document_of,
    item_of,
    type_from_case,
    unlike,
)
from scormkit.source.case_places import Places, place_of
from scormkit.source.case_tree import CaseTree, RawItem
from scormkit.source.faults.frameworks import CASE_PART_UNUSABLE, CODE_MADE, NOT_CASE, NOT_JSON
from scormkit.source.framework_draft import DraftFramework, DraftItem, association_with, code_from, is_code
from scormkit.source.nearest import id_from, is_id
from scormkit.source.reading import Reading, SourceFile

Json = dict[str, Any]


def read_case(reading: Reading, path: Path) -> DraftFramework | None:
    """The framework in a package; None, and findings, where there is none."""
    file = open_bounded(reading, path)
    package = _package(reading, file) if file else None
    return _CaseReader(reading, file, package).read() if file and package is not None else None


def _package(reading: Reading, file: SourceFile) -> Json | None:
    text = file.text
    if holds_too_much(reading, file, ",[{"):
        return None
    try:
        package = read_json(text, _refuse)
    except json.JSONDecodeError as error:
        pos = file.pos(error.lineno, error.colno)
        why = f"{error.msg[:1].lower()}{error.msg[1:]}".removesuffix(" at")
        reading.report(NOT_JSON.at(pos, f"this is not JSON: {why}"))
        return None
    except (RecursionError, ValueError) as error:
        # Python refuses numbers of more than 4,300 digits with a ValueError.
        deep = isinstance(error, RecursionError)
        why = "lists and objects are nested too deep" if deep else "a number is too long, or none at all"
        reading.report(NOT_JSON.at(file.pos(1, 1), f"this JSON cannot be read: {why}"))
        return None
    if isinstance(package, dict) and isinstance(package.get("CFDocument"), dict):
        if isinstance(package.get("CFItems", []), list):
            return package
        reading.report(NOT_CASE.at(place_of(file, "CFItems"), "CFItems is not a list", where="CFItems"))
        return None
    reading.report(NOT_CASE.at(file.pos(1, 1), "the file holds no CFDocument, so it is no CASE package"))
    return None


def _refuse(name: str) -> None:
    """JSON has no word for what is no number; Python's reader would take one."""
    raise ValueError(name)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


class _CaseReader:
    def __init__(self, reading: Reading, file: SourceFile, package: Json) -> None:
        self._file = file
        self._package = package
        self._document: Json = package["CFDocument"]
        self._places = Places(reading, file)
        self._codes: set[str] = set()
        self._kept: list[Json] = []

    def read(self) -> DraftFramework | None:
        document = self._document
        tree = CaseTree(self._places, self._package)
        own = _own(document)
        levels = own.levels if own.levels and len(own.levels) >= tree.depth else tree.levels()
        facts = Framework(
            id=own.id or _id_of(document, self._file.path),
            title=_text(document.get("title")) or "Untitled",
            publisher=_text(document.get("publisher")),
            levels=tuple(levels),
            tracked_level=own.tracked_level if own.tracked_level in levels else levels[min(1, len(levels) - 1)],
            items=(),
            by_code={},
            iri=_text(document.get("uri")),
            identifier=_text(document.get("identifier")),
            description=_text(document.get("description")),
            language=_text(document.get("language")) or "en",
            changed=_text(document.get("lastChangeDateTime")).replace(UNKNOWN_TIME, ""),
            status=_text(document.get("adoptionStatus")),
            wording=_text(document.get("notes")),
            core=own.core,
        )
        if not facts.identifier:
            self._places.report(CASE_PART_UNUSABLE, "the CFDocument has no identifier", "CFDocument")
        self._reserve_codes(tree)
        items = [self._item(facts, levels, raw, (), number) for number, raw in enumerate(tree.roots, 1)]
        self._places.close()
        return DraftFramework(
            id=facts.id,
            title=facts.title,
            levels=levels,
            tracked_level=facts.tracked_level,
            items=items,
            publisher=facts.publisher,
            wording=facts.wording,
            iri=facts.iri,
            identifier=facts.identifier,
            description=facts.description,
            language=facts.language,
            changed=facts.changed,
            status=facts.status,
            core=facts.core,
            case=self._rest(facts, tree),
            origin=Origin(place_of(self._file, "CFDocument")),
        )

    def _rest(self, facts: Framework, tree: CaseTree) -> Json:
        """What the package says besides, of its document and beyond."""
        known = {"CFDocument", "CFItems", "CFAssociations"}
        rest = {key: value for key, value in self._package.items() if key not in known}
        if document := unlike(self._document, document_of(facts)):
            rest["CFDocument"] = document
        if others := [*tree.others, *self._kept]:
            rest["CFAssociations"] = others
        return rest

    def _reserve_codes(self, tree: CaseTree) -> None:
        """Codes that an item has alone and that are of the right shape are kept; the others are made around them."""
        written = [_text(raw.fields.get("humanCodingScheme")) for raw in tree.all_items()]
        seen: set[str] = set()
        for code in written:
            if is_code(code):
                seen.add(code)
        self._codes = seen
        self._taken: set[str] = set()

    def _code(self, raw: RawItem) -> str:
        written = _text(raw.fields.get("humanCodingScheme"))
        if is_code(written) and written not in self._taken:
            self._taken.add(written)
            return written
        # From the identifier, so that it is the same whenever the file is read; the last is as unique as that is.
        short, unique = code_from(raw.identifier)[:8], f"x{guid(raw.identifier)}"
        candidates = (code_from(written), f"x{short}", unique)
        made = next(
            (each for each in candidates if each and each not in self._taken and each not in self._codes), unique
        )
        self._taken.add(made)
        why = f"“{written}” is there twice or cannot be a code" if written else "the item has no humanCodingScheme"
        message = f"{why}; it is called {made} here"
        self._places.report(CODE_MADE, message, raw.where)
        return made

    def _item(
        self, facts: Framework, levels: list[str], raw: RawItem, path: tuple[FrameworkItem, ...], number: int
    ) -> DraftItem:
        fields = raw.fields
        full, short = _text(fields.get("fullStatement")), _text(fields.get("abbreviatedStatement"))
        education = fields.get("educationLevel")
        extensions = fields.get("extensions")
        level = _text(fields.get("CFItemType")) or (levels[len(path)] if len(path) < len(levels) else "")
        code = self._code(raw)
        item = FrameworkItem(
            framework=facts.id,
            code=code,
            title=short or full or code,
            level=level,
            path=path,
            description=full if short and short != full else "",
            iri=_text(fields.get("uri")),
            id=raw.identifier,
            status=_text(extensions.get(STATUS_KEY)) if isinstance(extensions, dict) else "",
            education_level=tuple(map(_text, education)) if isinstance(education, list) else (),
        )
        associations = tuple(found for each in raw.associations if (found := self._association(facts, item, each)))
        return DraftItem(
            code=code,
            title=item.title,
            description=item.description,
            level="" if len(path) < len(levels) and level == levels[len(path)] else level,
            iri=item.iri,
            id=item.id,
            status=item.status,
            education_level=item.education_level,
            associations=associations,
            case=unlike(fields, item_of(facts, item)),
            parent_case=unlike(raw.child, child_of(facts, item, number)) if raw.child else {},
            children=[self._item(facts, levels, each, (*path, item), at) for at, each in enumerate(raw.children, 1)],
            origin=Origin(SourcePos(self._file.name)),
        )

    def _association(self, facts: Framework, item: FrameworkItem, raw: Json) -> Association | None:
        """The association; None, and kept as it is, where it is of no known type or leads to nothing with a name."""
        target = raw.get("destinationNodeURI")
        kind = type_from_case(_text(raw.get("associationType")))
        found = association_with(kind, _text(target.get("uri"))) if isinstance(target, dict) else None
        if found is None or not is_association_type(kind):
            self._kept.append(raw)
            return None
        return dataclasses.replace(found, case=unlike(raw, association_of(facts, item, found)))


@dataclass(frozen=True, slots=True)
class _Own:
    """What an export of ours says in the document's extensions."""

    id: str = ""
    levels: list[str] = field(default_factory=list)
    tracked_level: str = ""
    core: tuple[str, ...] = ()


def _own(document: Json) -> _Own:
    extensions = document.get("extensions")
    own = extensions.get(OWN_KEY) if isinstance(extensions, dict) else None
    if not isinstance(own, dict):
        return _Own()

    def texts(key: str) -> list[str]:
        return [_text(each) for each in own[key] if _text(each)] if isinstance(own.get(key), list) else []

    name = _text(own.get("id"))
    return _Own(name if is_id(name) else "", texts("levels"), _text(own.get("trackedLevel")), tuple(texts("core")))


def _id_of(document: Json, path: Path) -> str:
    known = meant_by_iri(f"{_text(document.get('uri'))}:")
    return known[0] if known else id_from(path.stem, "framework")
