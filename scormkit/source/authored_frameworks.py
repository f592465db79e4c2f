"""The exact shape of framework files and overlays, and the table of every kind of source file."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from scormkit.source.authored import CourseFields, CoverageFields, PageFields, SessionFields
from scormkit.source.authored_fields import Authored
from scormkit.source.glossary import GlossaryFields
from scormkit.source.scalars import Anything, Codes, Identifier, Language, Placed, Text, Texts, Title, as_list
from scormkit.source.theme_fields import ThemeFields


class AssociationFields(Authored):
    """What an item has to do with one of another framework."""

    type: Placed = Field(description="exactMatch, closeMatch, broader, narrower, isRelatedTo, …")
    to: Placed = Field(description="The other item: mlcf:2.4, or an IRI.")
    case: Anything = Field(default={}, description="What a CASE file says besides.")


class FrameworkItemFields(Authored):
    """One item of a framework, with those below it. There may be very many: their defaults are made, not copied."""

    code: Title = Field(description='Short code, in quotes: "2.4".')
    title: Title = Field(description="The name of the item.")
    description: Text = Field(default="", description="More words, if any.")
    level: Text = Field(default="", description="The name of its level, if not that of its depth.")
    iri: Text = Field(default="", description="Its name on the web, if not made from the framework's.")
    identifier: Text = Field(default="", description="Its GUID in CASE, if not made from the IRI.")
    status: Text = Field(default="", description="For example draft, in force, withdrawn.")
    education_level: Texts = Field(default_factory=list, description="For whom it is, as the framework says.")
    associations: list[AssociationFields] = Field(default_factory=list, description="Items it belongs with.")
    case: Anything = Field(default_factory=dict, description="What a CASE file says of it besides.")
    parent_case: Anything = Field(default_factory=dict, description="What a CASE file says of its place in the tree.")
    items: list[FrameworkItemFields] = Field(default_factory=list, description="The items below this one.")


class CrosswalkFields(Authored):
    """That items belong with those of the same code in another framework."""

    to: Identifier = Field(description="Id of the other framework.")
    type: Placed | None = Field(default=None, description="exactMatch if left out; closeMatch, broader, …")
    within: Codes = Field(default=[], description="Codes of the items that it holds for, with all below; else all.")


class FrameworkFields(Authored):
    """A competency framework."""

    id: Identifier = Field(description="Permanent name of the framework.")
    title: Title = Field(description="The framework's full name.")
    publisher: Text = Field(default="", description="Who publishes it.")
    levels: Texts = Field(description="Names of the levels, from the top: [domain, element, competence].")
    tracked_level: Text = Field(description="The level that an LMS gets objectives for.")
    wording: Text = Field(default="", description="Whose words the items are in.")
    based_on: Placed | None = Field(default=None, description="Another framework whose items come first.")
    crosswalks: Annotated[list[CrosswalkFields], BeforeValidator(as_list)] = Field(
        default=[], description="Frameworks that have the same codes."
    )
    core: Codes = Field(default=[], description="Codes of the items of the highest level that are its core; else all.")
    description: Text = Field(default="", description="What the framework is for.")
    language: Language = Field(default="en", description="Language tag of its words.")
    iri: Text = Field(default="", description="Its name on the web; those of its items are made from it.")
    identifier: Text = Field(default="", description="Its GUID in CASE, if not made from the IRI.")
    changed: Text = Field(default="", description='Date and time of the last change: "2026-03-01T00:00:00Z".')
    status: Text = Field(default="", description="For example Draft, Adopted, Deprecated.")
    case: Anything = Field(default={}, description="What a CASE package says besides.")
    items: list[FrameworkItemFields] = Field(default=[], description="The items of the highest level.")


class WordingFields(Authored):
    """The words for one item."""

    code: Title = Field(description="The item's code, in quotes.")
    title: Text = Field(default="", description="Replaces its title.")
    description: Text = Field(default="", description="Replaces its description.")


class OverlayFields(Authored):
    """Licensed wording for a framework, kept by whoever holds the rights and never in the course's repository."""

    wording_for: Identifier = Field(description="Id of the framework.")
    rights: Text = Field(description="Whose words these are, and by what right they are used.")
    items: list[WordingFields] = Field(description="The words, by code.")


SOURCE_KINDS: dict[str, type[Authored]] = {
    "course": CourseFields,
    "session": SessionFields,
    "page": PageFields,
    "framework": FrameworkFields,
    "overlay": OverlayFields,
    "coverage": CoverageFields,
    "glossary": GlossaryFields,
    "theme": ThemeFields,
}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of source file; KeyError where `SOURCE_KINDS` has no such kind."""
    schema = SOURCE_KINDS[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
