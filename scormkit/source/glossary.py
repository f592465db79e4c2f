"""`glossary.yaml`, beside a session or a course: terms and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from scormkit.findings import SourcePos
from scormkit.source.authored_fields import Authored
from scormkit.source.faults.glossary import TERM_TWICE, TERM_UNKNOWN
from scormkit.source.fields import read_fields
from scormkit.source.nearest import did_you_mean
from scormkit.source.reading import Reading
from scormkit.source.scalars import Texts, Title
from scormkit.source.yaml_reader import read_yaml

GLOSSARY_FILE = "glossary.yaml"


class TermFields(Authored):
    """A term."""

    term: Title = Field(description="The term, as it is written in the text.")
    also: Texts = Field(default=[], description="Other words for it, such as its plural.")
    definition: Title = Field(description="What it means, in a sentence or two.")


class GlossaryFields(Authored):
    """`glossary.yaml`: what the terms of a session or course mean."""

    terms: list[TermFields] = Field(description="The terms, in any order.")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms and their definitions. `meanings` leads from every word, in small letters, to a definition."""

    meanings: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    def before(self, other: Glossary) -> Glossary:
        """These terms, and those of the other that are not among them."""
        return Glossary({**other.meanings, **self.meanings}, (*self.names, *other.names))

    def definition(self, reading: Reading, term: str, pos: SourcePos) -> str:
        """What a term means; empty, and a finding, where nobody says."""
        meaning = self.meanings.get(_folded(term), "")
        if not meaning:
            hint = did_you_mean(term, self.names) or f"Add it to {GLOSSARY_FILE} beside the session or its course."
            reading.report(TERM_UNKNOWN.at(pos, f"no glossary has “{term}”", hint=hint))
        return meaning


NO_GLOSSARY = Glossary()


def read_glossary(reading: Reading, path: Path) -> Glossary:
    """The glossary in a file; an empty one where there is no such file."""
    file = reading.open(path) if path.is_file() else None
    if file is None:
        return NO_GLOSSARY
    fields = read_fields(reading, GlossaryFields, read_yaml(reading, file, file.text))
    meanings: dict[str, str] = {}
    for each in fields.terms:
        for key, words in (("term", [each.term]), ("also", each.also)):
            for word in words:
                if _folded(word) in meanings:
                    reading.report(TERM_TWICE.at(each.origin.at(key), f"“{word}” stands in this glossary already"))
                meanings.setdefault(_folded(word), each.definition)
    return Glossary(meanings, tuple(_names(fields.terms)))


def _names(terms: Iterable[TermFields]) -> Iterable[str]:
    for each in terms:
        yield each.term
        yield from each.also


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()
