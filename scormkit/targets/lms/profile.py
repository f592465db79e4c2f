"""A profile: the rules of one LMS, each with its source and date, read from a file of data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from scormkit.errors import MisuseError
from scormkit.resources import PROFILES

ALL = "all"
_FIXED = {"check", "says", "source", "date"}


@dataclass(frozen=True, slots=True)
class ProfileRule:
    """One row: `check` is the name of a rule of `lms.rules`, `says` what the LMS does, `settings` what else it needs.

    `source` and `date` (YYYY, YYYY-MM or YYYY-MM-DD) say where and when that was found.
    """

    check: str
    says: str
    source: str
    date: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """One LMS. `name` is what the command line calls it."""

    name: str
    title: str
    rules: tuple[ProfileRule, ...]


def profile_names() -> tuple[str, ...]:
    """The LMSs that there are profiles of."""
    return tuple(sorted(path.stem for path in PROFILES.glob("*.toml")))


def load_profiles(names: Sequence[str]) -> tuple[Profile, ...]:
    """The profiles of those names, each once; `all` is every one. MisuseError where there is none."""
    known = profile_names()
    wanted = known if ALL in names else tuple(dict.fromkeys(name.strip().lower() for name in names))
    for name in wanted:
        if name not in known:
            raise MisuseError(f"there is no profile of an LMS called “{name}”; there are: {', '.join(known)}, {ALL}")
    return tuple(_load(name) for name in wanted)


def size_limits() -> dict[str, int]:
    """The largest package in megabytes that each LMS takes, by its title, where a profile knows."""
    return {
        profile.title: rule.settings["limit_mb"]
        for profile in load_profiles([ALL])
        for rule in profile.rules
        if "limit_mb" in rule.settings
    }


@cache
def _load(name: str) -> Profile:
    data = tomllib.loads((PROFILES / f"{name}.toml").read_text("utf-8"))
    rules = tuple(
        ProfileRule(
            check=row["check"],
            says=row["says"],
            source=row["source"],
            date=str(row["date"]),
            settings={key: value for key, value in row.items() if key not in _FIXED},
        )
        for row in data["rules"]
    )
    return Profile(name, data["title"], rules)
