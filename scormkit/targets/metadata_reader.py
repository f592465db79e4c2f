"""LOM → Metadata, from either dialect. Takes what it knows and passes over the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from lxml import etree

from scormkit.package.outline import Classification, Contribution, Metadata, Taxon
from scormkit.package.xml_reader import text_of
from scormkit.targets.metadata import LomDialect, span_minutes, vcard_fields

Role = Literal["author", "content provider", "validator", "publisher", "unknown"]
Purpose = Literal["competency", "educational objective"]
ROLES = ("author", "content provider", "validator", "publisher", "unknown")
PURPOSES = ("competency", "educational objective")


def read_lom(lom: etree._Element, dialect: LomDialect) -> Metadata:
    """The metadata of a `lom` element."""
    return _LomReader(dialect).metadata(lom)


class _LomReader:
    def __init__(self, dialect: LomDialect) -> None:
        self._dialect = dialect

    def all(self, parent: etree._Element | None, path: str) -> list[etree._Element]:
        """The elements at the end of a path of local names."""
        if parent is None:
            return []
        return parent.findall("/".join(self._dialect.name(step) for step in path.split("/")))

    def raw(self, parent: etree._Element | None, path: str) -> str:
        """The text of the first element at a path, as it stands there; empty if there is none."""
        found = self.all(parent, path)
        return "".join(map(str, found[0].itertext())).strip() if found else ""

    def strings(self, parent: etree._Element | None, path: str) -> tuple[str, ...]:
        """The first text of each element at a path."""
        return tuple(self.raw(element, self._dialect.string) for element in self.all(parent, path))

    def string(self, parent: etree._Element | None, path: str) -> str:
        """The first text of the first element at a path."""
        return next(iter(self.strings(parent, path)), "")

    def word(self, parent: etree._Element | None, path: str) -> str:
        """A word of a vocabulary, in lower case."""
        return text_of(next(iter(self.all(parent, f"{path}/value")), None)).lower()

    def metadata(self, lom: etree._Element) -> Metadata:
        span = f"educational/typicalLearningTime/{self._dialect.span}"
        return Metadata(
            identifier=self._identifier(lom),
            title=self.string(lom, "general/title"),
            description=self.string(lom, "general/description"),
            language=self.raw(lom, "general/language"),
            keywords=self.strings(lom, "general/keyword"),
            version=self.string(lom, "lifeCycle/version"),
            contributions=tuple(self._contribution(element) for element in self.all(lom, "lifeCycle/contribute")),
            audience=self._audience(lom),
            typical_learning_minutes=span_minutes(self.raw(lom, span)),
            rights=self.string(lom, "rights/description"),
            classifications=tuple(self._classifications(lom)),
        )

    def _identifier(self, lom: etree._Element) -> str:
        if self._dialect.is_lower:
            return self.string(lom, "general/catalogEntry/entry")
        return self.raw(lom, "general/identifier/entry")

    def _audience(self, lom: etree._Element) -> tuple[str, ...]:
        texts = self.strings(lom, "educational/description")
        return tuple(part for text in texts for part in text.split("; ")) if self._dialect.is_lower else texts

    def _contribution(self, element: etree._Element) -> Contribution:
        role = self.word(element, "role")
        entity = f"{self._dialect.entity}/vcard" if self._dialect.is_lower else self._dialect.entity
        name, organization = vcard_fields(self.raw(element, entity))
        date = self.raw(element, f"date/{self._dialect.moment}")
        return Contribution(cast(Role, role if role in ROLES else "unknown"), name, organization, date)

    def _classifications(self, lom: etree._Element) -> Iterator[Classification]:
        for element in self.all(lom, "classification"):
            purpose = self.word(element, "purpose")
            if purpose in PURPOSES:
                for path in self.all(element, "taxonPath"):
                    yield Classification(cast(Purpose, purpose), self.string(path, "source"), tuple(self._taxa(path)))

    def _taxa(self, parent: etree._Element) -> list[Taxon]:
        taxa = []
        for element in self.all(parent, "taxon"):
            taxa.append(Taxon(self.raw(element, "id"), self.string(element, "entry")))
            taxa += self._taxa(element)
        return taxa
