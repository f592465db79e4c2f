"""The section `help` of a course or session, as written, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from scormkit.course.help import DAYS, Contact, Help, HelpLink, OpeningHours
from scormkit.findings import SourcePos
from scormkit.iris import is_absolute_iri
from scormkit.source.authored_fields import Authored
from scormkit.source.faults.fields import BAD_DATE, WRONG_KIND
from scormkit.source.faults.help_panel import (
    CONTACT_NOT_USABLE,
    HELP_SAYS_NOTHING,
    HOURS_NOT_UNDERSTOOD,
    HOURS_OVERLAP,
    HOURS_REVERSED,
    UNKNOWN_TIME_ZONE,
)
from scormkit.source.faults.links import LINK_SCHEME
from scormkit.source.nearest import nearest
from scormkit.source.reading import Reading
from scormkit.source.scalars import PlacedText, Text, Title, as_list, as_name, reading_of, unusable
from scormkit.source.yaml_reader import YamlList, YamlMap, YamlScalar, YamlValue, position_of

_CLOSED = "closed"
_WEEKDAYS = DAYS[:5]
_TIME = r"([0-9]{1,2})(?:[:.]([0-9]{2}))?"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|to)\s*{_TIME}")
_DAY_SPAN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\s+to\s+([0-9]{4}-[0-9]{2}-[0-9]{2}))?")
_MIDNIGHT = 24 * 60
_MAIL = re.compile(r"[^\s@<>()\[\],;:\"\\?&%#]+@[^\s@<>()\[\],;:\"\\?&%#]+\.[^\s@<>()\[\],;:\"\\?&%#.]+")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]{2,}[0-9](?:\s*(?:ext\.?|x)\s*[0-9]+)?")


@dataclass(frozen=True, slots=True)
class _Span:
    """Opening hours of a day in minutes from midnight, and where they were written."""

    begin: int
    end: int
    text: str
    pos: SourcePos


@cache
def time_zones() -> frozenset[str]:
    """The zones that name a place, and UTC; the same on every machine."""
    names = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    return frozenset(name for name in names if "/" in name or name == "UTC")


def _word(value: YamlValue, info: ValidationInfo, expected: str) -> PlacedText:
    if not isinstance(value, YamlScalar) or not value.text.strip():
        raise unusable(info, WRONG_KIND, position_of(value), f"“{info.field_name}” takes {expected}")
    return PlacedText(value.text.strip(), value.pos)


def _zone(value: YamlValue, info: ValidationInfo) -> str:
    word = _word(value, info, "a time zone")
    if word.text not in time_zones():
        place = word.text.rpartition("/")[2].replace(" ", "_").casefold()
        near = sorted(zone for zone in time_zones() if zone.rpartition("/")[2].casefold() == place)
        meant = near[0] if near else nearest(word.text, time_zones())
        hint = f"Did you mean “{meant}”?" if meant else ""
        reading_of(info).report(UNKNOWN_TIME_ZONE.at(word.pos, f"“{word.text}” is not a time zone", hint=hint))
        return "UTC"
    return word.text


def _day(value: YamlValue, info: ValidationInfo) -> tuple[_Span, ...]:
    reading, spans = reading_of(info), list[_Span]()
    for each in value if isinstance(value, YamlList) else [value]:
        word = _word(each, info, "opening hours such as 11:00-13:00")
        if word.text != _CLOSED:
            parts = (part.strip() for part in word.text.split(","))
            spans += [span for part in parts if (span := _span(reading, part, word.pos))]
    spans.sort(key=lambda span: (span.begin, span.end))
    kept: list[_Span] = []
    for span in spans:
        if kept and span.begin < kept[-1].end:
            message = f"“{kept[-1].text}” and “{span.text}” overlap"
            later = max(span.pos, kept[-1].pos, key=lambda pos: (pos.line or 0, pos.column or 0))
            reading.report(HOURS_OVERLAP.at(later, message))
        else:
            kept.append(span)
    return tuple(kept)


def _span(reading: Reading, text: str, pos: SourcePos) -> _Span | None:
    match = _SPAN.fullmatch(text)
    begin, end = (_minutes(match[1], match[2]), _minutes(match[3], match[4])) if match else (None, None)
    if begin is None or end is None:
        reading.report(HOURS_NOT_UNDERSTOOD.at(pos, f"“{text}” cannot be understood as opening hours"))
        return None
    if end <= begin:
        reading.report(HOURS_REVERSED.at(pos, f"“{text}” does not end after it begins"))
        return None
    return _Span(begin, end, text, pos)


def _minutes(hours: str, minutes: str | None) -> int | None:
    time = int(hours) * 60 + int(minutes or 0)
    return time if int(minutes or 0) < 60 and time <= _MIDNIGHT else None


def _days(value: YamlValue, info: ValidationInfo) -> tuple[date, date]:
    word = _word(value, info, "a date such as 2026-12-25")
    match = _DAY_SPAN.fullmatch(word.text)
    try:
        first, last = (
            (date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1])) if match else (None, None)
        )
    except ValueError:
        first = last = None
    if first is None or last is None:
        hint = "Write 2026-12-25, or 2026-12-24 to 2027-01-02."
        raise unusable(info, BAD_DATE, word.pos, f"“{word.text}” is not a date such as 2026-12-25", hint)
    if last < first:
        hint = "Turn the two dates round."
        raise unusable(info, HOURS_REVERSED, word.pos, f"“{word.text}” ends before it begins", hint)
    return first, last


def _url(value: YamlValue, info: ValidationInfo) -> str:
    word = _word(value, info, "an address that begins with https://")
    try:
        parts = urlsplit(word.text)
        reachable = parts.scheme in ("https", "http") and bool(parts.hostname) and is_absolute_iri(word.text)
    except ValueError:
        reachable = False
    if not reachable:
        hint = "Write an address that begins with https://."
        reading_of(info).report(LINK_SCHEME.at(word.pos, f"“{word.text}” cannot be linked to", hint=hint))
        return ""
    return word.text


def _contact(pattern: re.Pattern[str], what: str) -> Callable[[YamlValue, ValidationInfo], str]:
    def read(value: YamlValue, info: ValidationInfo) -> str:
        word = _word(value, info, what)
        if not pattern.fullmatch(word.text):
            reading_of(info).report(CONTACT_NOT_USABLE.at(word.pos, f"“{word.text}” is not {what}"))
            return ""
        return word.text

    return read


def _as_link(value: Any) -> Any:
    """A link written as its bare address."""
    return YamlMap(url=value) if isinstance(value, YamlScalar) else value


_STRING = {"type": "string"}
_STRINGS = {"anyOf": [_STRING, {"type": "array", "items": _STRING}]}
TimeZone = Annotated[str, PlainValidator(_zone), WithJsonSchema(_STRING)]
HoursOfDay = Annotated[tuple[_Span, ...] | None, PlainValidator(_day), WithJsonSchema(_STRINGS)]
ClosedDays = Annotated[tuple[date, date], PlainValidator(_days), WithJsonSchema(_STRING)]
WebAddress = Annotated[str, PlainValidator(_url), WithJsonSchema({**_STRING, "format": "uri"})]
MailAddress = Annotated[
    str, PlainValidator(_contact(_MAIL, "a mail address")), WithJsonSchema({**_STRING, "format": "email"})
]
Phone = Annotated[
    str, PlainValidator(_contact(_PHONE, "a telephone number")), WithJsonSchema({"type": ["string", "number"]})
]


class AuthoredContact(Authored):
    """Somebody to ask."""

    name: Title = Field(description="The name of a person, a desk or a team.")
    role: Text = Field(default="", description="What to ask them about.")
    email: MailAddress = Field(default="", description="help@example.org")
    phone: Phone = Field(default="", description="With the code of the country: +44 20 7946 0123.")


_ContactOrName = Annotated[AuthoredContact, BeforeValidator(as_name, json_schema_input_type=str | AuthoredContact)]


class AuthoredHelpLink(Authored):
    """Where more help is to be found."""

    url: WebAddress = Field(description="An address that begins with https://.")
    title: Text = Field(default="", description="What it leads to.")


class AuthoredHours(Authored):
    """When somebody is there. A day that is not written is closed."""

    time_zone: TimeZone = Field(description="IANA name of the zone whose clocks count: Europe/London.")
    weekdays: HoursOfDay = Field(default=None, description="Monday to Friday: 11:00-13:00, 14:00-16:00.")
    monday: HoursOfDay = Field(default=None, description="In place of the hours of weekdays; closed for none.")
    tuesday: HoursOfDay = Field(default=None, description="In place of the hours of weekdays; closed for none.")
    wednesday: HoursOfDay = Field(default=None, description="In place of the hours of weekdays; closed for none.")
    thursday: HoursOfDay = Field(default=None, description="In place of the hours of weekdays; closed for none.")
    friday: HoursOfDay = Field(default=None, description="In place of the hours of weekdays; closed for none.")
    saturday: HoursOfDay = Field(default=None, description="Hours of Saturday.")
    sunday: HoursOfDay = Field(default=None, description="Hours of Sunday.")
    closed: Annotated[list[ClosedDays], BeforeValidator(as_list)] = Field(
        default=[], description="Dates on which nobody is there: 2026-12-25, or 2026-12-24 to 2027-01-02."
    )

    def of_day(self, day: str) -> tuple[tuple[int, int], ...]:
        """The spans of a day in minutes; those that touch are one."""
        own: tuple[_Span, ...] | None = getattr(self, day)
        spans = self.weekdays if own is None and day in _WEEKDAYS else own
        joined: list[tuple[int, int]] = []
        for span in spans or ():
            if joined and joined[-1][1] == span.begin:
                joined[-1] = (joined[-1][0], span.end)
            else:
                joined.append((span.begin, span.end))
        return tuple(joined)


class AuthoredHelp(Authored):
    """Whom learners can ask, and when."""

    text: Text = Field(default="", description="What learners shall know before they ask; blank lines part paragraphs.")
    contacts: Annotated[list[_ContactOrName], BeforeValidator(as_list)] = Field(
        default=[], description="Names, or name, role, email and phone of each."
    )
    link: Annotated[
        AuthoredHelpLink | None, BeforeValidator(_as_link, json_schema_input_type=str | AuthoredHelpLink)
    ] = Field(default=None, description="An https address, or url and title.")
    hours: AuthoredHours | None = Field(default=None, description="When somebody is there.")


def resolve_help(reading: Reading, fields: AuthoredHelp | None) -> Help | None:
    """The help panel; None where the course or session has none."""
    if fields is None:
        return None
    hours = None
    if fields.hours:
        hours = OpeningHours(
            fields.hours.time_zone, tuple(fields.hours.of_day(day) for day in DAYS), tuple(sorted(fields.hours.closed))
        )
        written = any(getattr(fields.hours, day) for day in ("weekdays", *DAYS))
        if not written and not reading.failed:
            reading.report(HELP_SAYS_NOTHING.at(fields.origin.at("hours"), "the hours have no day that is open"))
    found = Help(
        text=fields.text,
        contacts=tuple(Contact(each.name, each.role, each.email, each.phone) for each in fields.contacts),
        link=HelpLink(fields.link.url, fields.link.title) if fields.link and fields.link.url else None,
        hours=hours,
        origin=fields.origin,
    )
    if not (set(fields.origin.keys) & {"text", "contacts", "link", "hours"}):
        reading.report(HELP_SAYS_NOTHING.at(fields.origin.pos, "help says nothing"))
    return found
