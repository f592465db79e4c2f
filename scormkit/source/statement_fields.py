"""The section `xapi` of a course or session, as written: words become IRIs, templates are read where they stand."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from scormkit.course.moments import DECLARABLE
from scormkit.course.vocabulary import ACTIVITY_TYPES, VERBS
from scormkit.findings import SourcePos
from scormkit.iris import is_absolute_iri
from scormkit.source.authored_fields import Authored
from scormkit.source.faults.fields import WRONG_KIND
from scormkit.source.faults.statements import BROKER_URL, NOT_AN_IRI, UNKNOWN_MOMENT, UNKNOWN_VERB
from scormkit.source.nearest import did_you_mean, nearest
from scormkit.source.scalars import Identifier, PlacedText, Text, as_list, reading_of, unusable
from scormkit.source.yaml_reader import YamlMap, YamlScalar, YamlValue, position_of

_NAMING = ("http", "https", "urn", "tag")
"""Schemes that name things; the others do something, or belong to one computer."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def _scalar_text(value: YamlValue, info: ValidationInfo, expected: str) -> str:
    if not isinstance(value, YamlScalar) or not value.text.strip():
        raise unusable(info, WRONG_KIND, position_of(value), f"“{info.field_name}” takes {expected}")
    return value.text.strip()


def _moment(value: YamlValue, info: ValidationInfo) -> PlacedText:
    """The moment; a mistyped one is taken as what was probably meant."""
    text, pos = _scalar_text(value, info, "a moment"), position_of(value)
    if text not in DECLARABLE:
        hint = did_you_mean(text, DECLARABLE)
        reading_of(info).report(UNKNOWN_MOMENT.at(pos, f"“{text}” is not a moment", hint=hint))
        text = nearest(text, DECLARABLE) or text
    return PlacedText(text, pos)


def _word_or_iri(value: YamlValue, info: ValidationInfo, words: dict[str, str], what: str) -> str:
    text, pos = _scalar_text(value, info, "a word or an IRI"), position_of(value)
    if text in words:
        return words[text]
    if not is_absolute_iri(text):
        rule = NOT_AN_IRI if ":" in text or "/" in text else UNKNOWN_VERB
        hint = did_you_mean(text, words) if rule is UNKNOWN_VERB else ""
        reading_of(info).report(rule.at(pos, f"“{text}” is neither {what} nor an IRI", hint=hint))
        return words.get(nearest(text, words) or "", "")
    return text


def _verb_id(value: YamlValue, info: ValidationInfo) -> str:
    return _word_or_iri(value, info, VERBS, "a verb")


def _activity_type(value: YamlValue, info: ValidationInfo) -> str:
    return _word_or_iri(value, info, ACTIVITY_TYPES, "a type of activity")


def _activity_base(value: YamlValue, info: ValidationInfo) -> str:
    text = _scalar_text(value, info, "an IRI").rstrip("/#")
    scheme = text.partition(":")[0].lower()
    if not is_absolute_iri(text) or scheme not in _NAMING or "?" in text or "#" in text:
        reading_of(info).report(NOT_AN_IRI.at(position_of(value), f"“{text}” cannot begin the ids of activities"))
        return ""
    return text


def _broker(value: YamlValue, info: ValidationInfo) -> str:
    text = _scalar_text(value, info, "a URL")
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:
        host, plain, parts = "", False, urlsplit("")
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not (secure and host and plain and is_absolute_iri(text)):
        # The text is not repeated: it may hold a password.
        reading_of(info).report(BROKER_URL.at(position_of(value), "this cannot be the address of a token broker"))
        return ""
    return text


def _as_verb(value: Any) -> Any:
    """A verb written as a bare word."""
    return YamlMap(id=value) if isinstance(value, YamlScalar) else value


def _as_hook(value: Any) -> Any:
    """A hook written as a bare moment."""
    return YamlMap(on=value) if isinstance(value, YamlScalar) else value


def _template(value: YamlValue, info: ValidationInfo) -> PlacedTemplate:
    if not isinstance(value, YamlMap):
        raise unusable(info, WRONG_KIND, position_of(value), f"“{info.field_name}” takes fields")
    return PlacedTemplate(value)


class PlacedTemplate:
    """A template as written; it is read once the moment of its hook is known (statement_templates.py)."""

    def __init__(self, fields: YamlMap | None = None) -> None:
        self.fields = fields


_STRING = {"type": "string"}
_MOMENT = {**_STRING, "enum": list(DECLARABLE)}
MomentName = Annotated[PlacedText, PlainValidator(_moment), WithJsonSchema(_MOMENT)]
VerbId = Annotated[str, PlainValidator(_verb_id), WithJsonSchema(_STRING)]
ActivityType = Annotated[str, PlainValidator(_activity_type), WithJsonSchema(_STRING)]
ActivityBase = Annotated[str, PlainValidator(_activity_base), WithJsonSchema({**_STRING, "format": "iri"})]
Broker = Annotated[str, PlainValidator(_broker), WithJsonSchema({**_STRING, "format": "uri"})]
Template = Annotated[PlacedTemplate, PlainValidator(_template), WithJsonSchema({"type": "object"})]


class AuthoredVerb(Authored):
    """A verb that is not one of the words, or one that shall be shown in other words."""

    id: VerbId = Field(description="A word such as answered, or an IRI.")
    display: Text = Field(default="", description="How it is shown, in the language of the course.")


class AuthoredHook(Authored):
    """A moment, and what its statement says."""

    on: MomentName = Field(description="The moment.")
    name: Identifier | None = Field(default=None, description="Sent only at blocks that say xapi=NAME.")
    verb: Annotated[AuthoredVerb | None, BeforeValidator(_as_verb, json_schema_input_type=str | AuthoredVerb)] = Field(
        default=None, description="A word such as answered, an IRI, or id and display."
    )
    activity_type: ActivityType = Field(default="", description="A word such as assessment, or an IRI.")
    result: Template | None = Field(default=None, description="Template of the result.")
    context: Template | None = Field(default=None, description="Template of what is added to the context.")
    extensions: Template | None = Field(default=None, description="Extensions of the context: IRI and value.")

    @property
    def pos(self) -> SourcePos:
        """Where the hook was written, also where it is a bare word."""
        return self.on.pos


_HookOrMoment = Annotated[AuthoredHook, BeforeValidator(_as_hook, json_schema_input_type=MomentName | AuthoredHook)]


class AuthoredStatements(Authored):
    """xAPI statements: which moments send one, and what it says."""

    activity_base: ActivityBase = Field(default="", description="IRI that the ids of all activities begin with.")
    broker: Broker = Field(default="", description="Address of a token broker; never a password or key.")
    hooks: Annotated[list[_HookOrMoment], BeforeValidator(as_list)] = Field(
        default=[], description="Moments, or moments with their templates."
    )
    never: Annotated[list[MomentName], BeforeValidator(as_list)] = Field(
        default=[], description="In a session: moments for which the course's hook is turned off."
    )
