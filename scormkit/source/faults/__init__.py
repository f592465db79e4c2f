"""The faults that are reported while sources are read, for they leave no trace in a Course."""

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.source.faults import (
    assets,
    captions,
    fields,
    files,
    help_panel,
    links,
    locks,
    mappings,
    markdown,
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
    locks.RULES,
    structure.RULES,
    mappings.RULES,
    links.RULES,
    assets.RULES,
    captions.RULES,
    svg.RULES,
    statements.RULES,
    trainers.RULES,
    themes.RULES,
)
