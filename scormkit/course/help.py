"""Whom learners can ask, and when somebody is there: what the help panel shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from scormkit.findings import NOWHERE, Origin

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The days of a week as ISO 8601 counts them."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ask."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When somebody is there, by the clocks of `time_zone` (IANA).

    `week` has the spans of each day of DAYS as minutes from midnight, in order and apart from each other; `closed` the
    first and last day of each time in which nobody is there.
    """

    time_zone: str
    week: tuple[tuple[tuple[int, int], ...], ...]
    closed: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class HelpLink:
    """Where more help is to be found; `title` may be empty."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """The help panel of a course, or of a session."""

    text: str = ""
    contacts: tuple[Contact, ...] = ()
    link: HelpLink | None = None
    hours: OpeningHours | None = None
    origin: Origin = field(default=NOWHERE, compare=False)
