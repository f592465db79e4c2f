"""The faults that are reported while sources are read, for they leave no trace in a Course."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.source.faults import (
    assets,
    captions,
    fields,
    files,
    glossary,
    help_panel,
    links,
    locks,
    mappings,
    markdown,
    pictures,
    scenarios,
    special_texts,
    statements,
    structure,
    svg,
    themes,
    trainers,
)

SOURCE_RULES: Catalogue[Course] = Catalogue(
    files.RULES,
    fields.RULES,
    help_panel.RULES,
    markdown.RULES,
    scenarios.RULES,
    locks.RULES,
    structure.RULES,
    mappings.RULES,
    links.RULES,
    assets.RULES,
    captions.RULES,
    svg.RULES,
    pictures.RULES,
    special_texts.RULES,
    glossary.RULES,
    statements.RULES,
    trainers.RULES,
    themes.RULES,
)
