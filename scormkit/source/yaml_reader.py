"""YAML text → plain values that know where they were written. Knows no words of the course format.

YAML 1.2 core scalars; duplicate keys, aliases and tags are findings. Each scalar keeps its own text beside its value,
so that whoever reads it decides whether `1.10` is a number or a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from scormkit.findings import NOWHERE, Origin, SourcePos
from scormkit.source.faults.files import DUPLICATE_KEY, NOT_A_MAPPING, YAML_ALIAS, YAML_NOT_READABLE
from scormkit.source.reading import Reading, SourceFile

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# Far deeper than any source file, and shallow enough for Python's stack.
_DEEPEST = 100
# A number with more digits than this is a text somebody forgot to quote, and Python may refuse to convert it.
_LONGEST_NUMBER = 40

# The words of libyaml, and what to tell somebody who has never seen a parser.
_IN_PLAIN_WORDS = {
    "mapping values are not allowed in this context": "a colon stands where no field can begin",
    "found character that cannot start any token": "this character cannot begin a value without quotes",
    "found a tab character that violates indentation": "a tab is used to indent; YAML takes blanks only",
    "did not find expected key": "a field was expected here; the indentation or a quote is wrong",
    "could not find expected ':'": "a colon is missing behind the name of the field",
    "found unexpected end of stream": "a quote is opened and never closed",
    "found undefined alias": "“*” stands for an alias that is not defined; put the value in quotes",
    "but found another document": "a second document begins here; the file may hold one only",
    "exceeded maximum nesting depth": "lists or fields are nested too deep",
}


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """One value: as YAML 1.2 understands it, as it was written, and where. `plain` means without quotes."""

    value: str | int | float | bool | None
    text: str
    pos: SourcePos
    plain: bool


class YamlMap(dict[str, Any]):
    """Fields in the order of the file; `origin` has the place of each key, `broken` whether the text was unreadable."""

    origin: Origin = NOWHERE
    broken: bool = False


class YamlList(list[Any]):
    """Items, and where the list begins."""

    origin: Origin = NOWHERE


YamlValue: TypeAlias = YamlScalar | YamlMap | YamlList


def read_yaml(reading: Reading, file: SourceFile, text: str, *, line: int = 1, empty_is_map: bool = False) -> YamlMap:
    """The fields in `text`, which begins at a line of the file. What cannot be read is reported and left out."""
    composer = _Composer(reading, file, line)
    nothing = unreadable()
    nothing.origin = Origin(file.pos(line, 1))
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        reading.report(YAML_NOT_READABLE.at(*composer.place_and_message(error, text)))
        return nothing
    if node is None and empty_is_map:
        nothing.broken = False
        return nothing
    value = composer.value(node, 0) if node is not None else None
    if isinstance(value, YamlMap):
        return value
    if value is not None or node is None:
        reading.report(NOT_A_MAPPING.at(file.pos(line, 1), "there are no fields here"))
    return nothing


def unreadable() -> YamlMap:
    """The fields of a file that could not be opened."""
    fields = YamlMap()
    fields.broken = True
    return fields


def position_of(value: YamlValue) -> SourcePos:
    """Where a value begins."""
    return value.pos if isinstance(value, YamlScalar) else value.origin.pos


class _Composer:
    """Turns libyaml's nodes into values, one file at a time."""

    def __init__(self, reading: Reading, file: SourceFile, line: int) -> None:
        self._reading = reading
        self._file = file
        self._line = line
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> YamlValue | None:
        """None where the node was reported as unusable."""
        pos = self._pos(node.start_mark)
        # An alias is the very node of its anchor: seeing a node again means an alias, and looking no further is what
        # keeps a "billion laughs" file small.
        if id(node) in self._seen:
            self._reading.report(YAML_ALIAS.at(pos, "an anchor of YAML (&) is used again by an alias (*)"))
            return None
        self._seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:"):
            self._reading.report(YAML_ALIAS.at(pos, f"“{node.tag}” is a tag of YAML, which has no meaning here"))
            return None
        if depth > _DEEPEST:
            self._reading.report(YAML_NOT_READABLE.at(pos, "lists or fields are nested too deep"))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, pos, depth)
        if isinstance(node, yaml.SequenceNode):
            items = YamlList(item for each in node.value if (item := self.value(each, depth + 1)) is not None)
            items.origin = Origin(pos)
            return items
        assert isinstance(node, yaml.ScalarNode), "a document holds mappings, sequences and scalars"
        plain = not node.style
        return YamlScalar(_core_value(node.value) if plain else node.value, node.value, pos, plain)

    def _mapping(self, node: yaml.MappingNode, pos: SourcePos, depth: int) -> YamlMap:
        fields = YamlMap()
        keys: dict[str, SourcePos] = {}
        for key, value in self._pairs(node):
            if key.value in keys:
                first = keys[key.value].line
                self._reading.report(
                    DUPLICATE_KEY.at(
                        self._pos(key.start_mark), f"“{key.value}” is written twice, the first time in line {first}"
                    )
                )
                continue
            keys[key.value] = self._pos(key.start_mark)
            item = self.value(value, depth + 1)
            if item is not None:
                fields[key.value] = item
        fields.origin = Origin(pos, keys)
        return fields

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, value
            else:
                self._reading.report(
                    YAML_NOT_READABLE.at(self._pos(key.start_mark), "the name of a field must be a word")
                )

    def _pos(self, mark: yaml.Mark) -> SourcePos:
        return self._file.pos(mark.line + self._line, mark.column + 1)

    def place_and_message(self, error: yaml.YAMLError, text: str) -> tuple[SourcePos, str]:
        """Where the parser gave up, and why, in plain words."""
        if isinstance(error, yaml.MarkedYAMLError):
            problem = error.problem or "the YAML cannot be understood"
            mark = error.problem_mark or error.context_mark
            pos = self._pos(mark) if mark else self._file.pos(self._line)
            return pos, _IN_PLAIN_WORDS.get(problem, problem)
        position = getattr(error, "position", None)
        if isinstance(position, int) and position <= len(text):
            before = text[:position]
            line = before.count("\n") + self._line
            return self._file.pos(line, position - before.rfind("\n")), "a control character that YAML does not allow"
        return self._file.pos(self._line), "the YAML cannot be understood"


def _core_value(text: str) -> str | int | float | bool | None:
    """A plain scalar by the core schema of YAML 1.2 (chapter 10.3)."""
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if len(text) <= _LONGEST_NUMBER:
        if _INTEGER.fullmatch(text):
            return int(text, 0) if text.startswith(("0o", "0x")) else int(text)
        if _FLOAT.fullmatch(text):
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
