"""Metadata → LOM, in either dialect."""

from __future__ import annotations

import re

from lxml import etree

from scormkit.package.outline import Classification, Contribution, Metadata
from scormkit.targets.metadata import LomDialect, span_text, vcard

NO_LANGUAGE = "x-none"
VOCABULARY = "LOMv1.0"
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal_text(text: str) -> str:
    """The text without the characters that XML cannot hold, and without carriage returns, which it would escape."""
    return _ILLEGAL.sub("", text)


def write_lom(parent: etree._Element, metadata: Metadata, dialect: LomDialect) -> None:
    """Adds the `lom` element; of a category (general, life cycle, …) only what the metadata say."""
    writer = _LomWriter(dialect, metadata.language or NO_LANGUAGE)
    lom = writer.add(parent, "lom")
    writer.general(lom, metadata)
    writer.life_cycle(lom, metadata)
    scheme, name = dialect.scheme
    writer.add(writer.add(lom, "metaMetadata"), scheme, name)
    if metadata.audience or metadata.typical_learning_minutes:
        writer.educational(lom, metadata)
    if metadata.rights:
        rights = writer.add(lom, "rights")
        writer.word(rights, "copyrightAndOtherRestrictions", "yes")
        writer.text(rights, "description", metadata.rights)
    for classification in metadata.classifications:
        writer.classification(lom, classification)


class _LomWriter:
    def __init__(self, dialect: LomDialect, language: str) -> None:
        self._dialect = dialect
        self._language = language

    def add(self, parent: etree._Element, local: str, text: str | None = None) -> etree._Element:
        element = etree.SubElement(parent, self._dialect.name(local))
        element.text = None if text is None else legal_text(text)
        return element

    def text(self, parent: etree._Element, local: str, text: str, language: str = "") -> None:
        """A text in a language (LOM LangString)."""
        string = self.add(self.add(parent, local), self._dialect.string, text)
        string.set(self._dialect.language_attribute, language or self._language)

    def word(self, parent: etree._Element, local: str, word: str) -> None:
        """A word of LOM's vocabulary, with its source (LOM Vocabulary)."""
        element = self.add(parent, local)
        if self._dialect.has_capital_words:
            self.text(element, "source", VOCABULARY, NO_LANGUAGE)
            self.text(element, "value", word.title() if local != "copyrightAndOtherRestrictions" else word, NO_LANGUAGE)
        else:
            self.add(element, "source", VOCABULARY)
            self.add(element, "value", word)

    def general(self, lom: etree._Element, metadata: Metadata) -> None:
        """LOM 1; the order of IMS MD 1.2.1, whose schema asks for it."""
        general = self.add(lom, "general")
        if metadata.identifier and not self._dialect.is_lower:
            self._identifier(general, "identifier", metadata.identifier)
        if metadata.title:
            self.text(general, "title", metadata.title)
        if metadata.identifier and self._dialect.is_lower:
            self._identifier(general, "catalogEntry", metadata.identifier)
        if metadata.language:
            self.add(general, "language", metadata.language)
        if metadata.description:
            self.text(general, "description", metadata.description)
        for keyword in metadata.keywords:
            self.text(general, "keyword", keyword)

    def _identifier(self, general: etree._Element, local: str, identifier: str) -> None:
        element = self.add(general, local)
        self.add(element, "catalog", "URI" if ":" in identifier else "scormkit")
        if self._dialect.is_lower:
            self.text(element, "entry", identifier, NO_LANGUAGE)
        else:
            self.add(element, "entry", identifier)

    def life_cycle(self, lom: etree._Element, metadata: Metadata) -> None:
        """LOM 2: version and who contributed."""
        if not (metadata.version or metadata.contributions):
            return
        life_cycle = self.add(lom, "lifeCycle")
        if metadata.version:
            self.text(life_cycle, "version", metadata.version, NO_LANGUAGE)
        for contribution in metadata.contributions:
            self._contribution(life_cycle, contribution)

    def _contribution(self, life_cycle: etree._Element, contribution: Contribution) -> None:
        element = self.add(life_cycle, "contribute")
        self.word(element, "role", contribution.role)
        card = vcard(contribution.name, contribution.organization)
        if self._dialect.is_lower:
            self.add(self.add(element, self._dialect.entity), "vcard", card)
        else:
            self.add(element, self._dialect.entity, card)
        if contribution.date:
            self.add(self.add(element, "date"), self._dialect.moment, contribution.date)

    def educational(self, lom: etree._Element, metadata: Metadata) -> None:
        """LOM 5. Professions have no place in LOM's words for end users, so they are its description of use (5.10)."""
        educational = self.add(lom, "educational")
        if metadata.audience:
            self.word(educational, "intendedEndUserRole", "learner")
        if metadata.typical_learning_minutes:
            span = self.add(educational, "typicalLearningTime")
            self.add(span, self._dialect.span, span_text(metadata.typical_learning_minutes))
        if self._dialect.is_lower and metadata.audience:
            self.text(educational, "description", "; ".join(metadata.audience))
        elif metadata.audience:
            for audience in metadata.audience:
                self.text(educational, "description", audience)

    def classification(self, lom: etree._Element, classification: Classification) -> None:
        """LOM 9: one taxon path from the framework's root to the item."""
        element = self.add(lom, "classification")
        self.word(element, "purpose", classification.purpose)
        path = self.add(element, "taxonPath")
        self.text(path, "source", classification.source, NO_LANGUAGE)
        parent = path
        for step in classification.path:
            taxon = self.add(parent, "taxon")
            self.add(taxon, "id", step.id)
            self.text(taxon, "entry", step.title)
            parent = taxon if self._dialect.nests_taxa else path
