"""The kinds of value that fields take: how each is read from YAML, and its JSON Schema.

A validator here reports a fault at the value's own place and, where it can, goes on with what was written, so that
one slip does not set off others. Where it cannot, it raises `UNUSABLE`, which has been reported already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from scormkit.catalogue import Rule
from scormkit.findings import SourcePos
from scormkit.json_text import read_json
from scormkit.source.faults.fields import BAD_DATE, BAD_ID, BAD_LANGUAGE, TEXT_NOT_QUOTED, WRONG_KIND
from scormkit.source.nearest import id_from, is_id
from scormkit.source.reading import Reading
from scormkit.source.yaml_reader import YamlList, YamlMap, YamlScalar, YamlValue, position_of

UNUSABLE = "reported-already"
_YAML_11_WORDS = {"yes": True, "no": False, "on": True, "off": False}
# Shape only (RFC 5646, 2.1, without extensions): language, script, region, variants.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text and where it was written, for things that are looked up later: codes, ids, paths."""

    text: str
    pos: SourcePos


def reading_of(info: ValidationInfo) -> Reading:
    """The reading that findings go to."""
    assert isinstance(info.context, Reading), "read_fields gives the reading as context"
    return info.context


def unusable(info: ValidationInfo, rule: Rule, pos: SourcePos, message: str, hint: str = "") -> PydanticCustomError:
    """Reports a value that nothing can be made of."""
    reading_of(info).report(rule.at(pos, message, hint=hint))
    return PydanticCustomError(UNUSABLE, "reported already")


def _scalar(value: YamlValue, info: ValidationInfo, expected: str) -> YamlScalar:
    if not isinstance(value, YamlScalar):
        got = "a list" if isinstance(value, YamlList) else "fields"
        raise unusable(
            info, WRONG_KIND, position_of(value), f"“{info.field_name}” takes {expected}, but here stands {got}"
        )
    if value.plain and value.value is None:
        raise unusable(
            info,
            WRONG_KIND,
            value.pos,
            f"“{info.field_name}” has no value",
            f"Write {expected} behind the colon, or remove the line.",
        )
    return value


def _text(value: YamlValue, info: ValidationInfo) -> str:
    scalar = _scalar(value, info, "text")
    looks_like = ""
    if scalar.plain and scalar.text.lower() in _YAML_11_WORDS:
        looks_like = "yes or no"
    elif scalar.plain and not isinstance(scalar.value, str):
        looks_like = "yes or no" if isinstance(scalar.value, bool) else "a number"
    if looks_like:
        reading_of(info).report(
            TEXT_NOT_QUOTED.at(
                scalar.pos,
                f"“{info.field_name}” takes text, but {scalar.text} without quotes means {looks_like}",
                hint=f'Put it in quotes: "{scalar.text}".',
            )
        )
    return scalar.text.strip()


def _title(value: YamlValue, info: ValidationInfo) -> str:
    text = _text(value, info)
    if not text:
        raise unusable(info, WRONG_KIND, position_of(value), f"“{info.field_name}” is empty", "Write some text.")
    return text


def _own_text(value: YamlValue, info: ValidationInfo) -> str:
    return _scalar(value, info, "a word").text.strip()


def _placed(value: YamlValue, info: ValidationInfo) -> PlacedText:
    scalar = _scalar(value, info, "a word")
    return PlacedText(scalar.text.strip(), scalar.pos)


def _identifier(value: YamlValue, info: ValidationInfo) -> str:
    text = _own_text(value, info)
    check_id(reading_of(info), text, position_of(value))
    return text


def check_id(reading: Reading, text: str, pos: SourcePos) -> None:
    """Reports an id of bad shape and suggests a right one."""
    if not is_id(text):
        reading.report(
            BAD_ID.at(pos, f"“{text}” cannot be an id", hint=f"Write for example “{id_from(text, 'lead')}”.")
        )


def _language(value: YamlValue, info: ValidationInfo) -> str:
    scalar = _scalar(value, info, "a language")
    if not _LANGUAGE.fullmatch(scalar.text):
        reading_of(info).report(BAD_LANGUAGE.at(scalar.pos, f"“{scalar.text}” is not a language tag"))
    return scalar.text


def _number(value: YamlValue, info: ValidationInfo) -> int | float:
    scalar = _scalar(value, info, "a number")
    if isinstance(scalar.value, bool) or not isinstance(scalar.value, int | float):
        raise unusable(info, WRONG_KIND, scalar.pos, f"“{info.field_name}” takes a number, not “{scalar.text}”")
    return scalar.value


def _percent(value: YamlValue, info: ValidationInfo) -> float:
    return float(_number(value, info))


def _whole(value: YamlValue, info: ValidationInfo) -> int:
    number = _number(value, info)
    if not isinstance(number, int):
        raise unusable(info, WRONG_KIND, position_of(value), f"“{info.field_name}” takes a whole number, not {number}")
    return number


def _yes_no(value: YamlValue, info: ValidationInfo) -> bool:
    scalar = _scalar(value, info, "yes or no")
    if isinstance(scalar.value, bool):
        return scalar.value
    if scalar.plain and scalar.text.lower() in _YAML_11_WORDS:
        return _YAML_11_WORDS[scalar.text.lower()]
    raise unusable(info, WRONG_KIND, scalar.pos, f"“{info.field_name}” takes true or false, not “{scalar.text}”")


def _day(value: YamlValue, info: ValidationInfo) -> date:
    scalar = _scalar(value, info, "a date")
    try:
        if len(scalar.text) != len("2026-03-01"):
            raise ValueError(scalar.text)
        return date.fromisoformat(scalar.text)
    except ValueError:
        raise unusable(info, BAD_DATE, scalar.pos, f"“{scalar.text}” is not a date such as 2026-03-01") from None


def as_list(value: YamlValue) -> YamlValue:
    """A single value where a list is meant is a list of one."""
    if isinstance(value, YamlScalar) and not (value.plain and value.value is None):
        return YamlList([value])
    return value


def as_name(value: Any) -> Any:
    """A person written as a bare name."""
    if isinstance(value, YamlScalar):
        return YamlMap(name=value)
    return value


def _plain(value: YamlValue) -> Any:
    if isinstance(value, YamlMap):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, YamlList) else value.value


def _anything(value: YamlValue, info: ValidationInfo) -> dict[str, Any]:
    """Fields, or a text with the same as JSON: one scalar in place of thousands of places to keep."""
    if isinstance(value, YamlScalar) and isinstance(found := _as_json(value.text), dict):
        return found
    if not isinstance(value, YamlMap):
        raise unusable(info, WRONG_KIND, position_of(value), f"“{info.field_name}” takes fields")
    plain: dict[str, Any] = _plain(value)
    return plain


def _as_json(text: str) -> Any:
    try:
        return read_json(text)
    except (ValueError, RecursionError):
        return None


_STRING = {"type": "string"}
_CODE = {"type": ["string", "number"]}

Text = Annotated[str, BeforeValidator(_text)]
Title = Annotated[str, BeforeValidator(_title), Field(min_length=1)]
Word = BeforeValidator(_own_text)
Identifier = Annotated[str, BeforeValidator(_identifier), WithJsonSchema({**_STRING, "pattern": "^[a-z][a-z0-9-]*$"})]
Language = Annotated[str, BeforeValidator(_language)]
Placed = Annotated[PlacedText, PlainValidator(_placed), WithJsonSchema(_STRING)]
Code = Annotated[PlacedText, PlainValidator(_placed), WithJsonSchema(_CODE)]
Percent = Annotated[float, BeforeValidator(_percent), Field(ge=0, le=100)]
Whole = Annotated[int, BeforeValidator(_whole)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Day = Annotated[date, BeforeValidator(_day)]
Anything = Annotated[dict[str, Any], PlainValidator(_anything), WithJsonSchema({"type": ["object", "string"]})]
Texts = Annotated[
    list[Text], BeforeValidator(as_list), WithJsonSchema({"anyOf": [_STRING, {"type": "array", "items": _STRING}]})
]
Codes = Annotated[
    list[Code], BeforeValidator(as_list), WithJsonSchema({"anyOf": [_CODE, {"type": "array", "items": _CODE}]})
]
Ids = Annotated[
    list[Placed], BeforeValidator(as_list), WithJsonSchema({"anyOf": [_STRING, {"type": "array", "items": _STRING}]})
]
