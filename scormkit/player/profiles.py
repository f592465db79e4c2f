"""LMS profiles of the local LMS: how kindly or badly it treats content.

The data are in templates/player/profiles.json: what a row does not say is as in the first, the strict standard. What
each switch does is said in templates/player/lms/types.js.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from scormkit.errors import MisuseError
from scormkit.resources import TEMPLATES


@dataclass(frozen=True, slots=True)
class Profile:
    """`switches` is the row of the file, as the run-time in the browser reads it; a server must know the rest."""

    name: str
    title: str
    description: str
    switches: dict[str, Any]

    @property
    def commit_refused(self) -> bool:
        """Whether nothing is ever stored."""
        return bool(self.switches.get("commitRefused"))

    @property
    def keeps_all(self) -> bool:
        """Whether the LMS holds at the end whatever it was ever handed."""
        loses = ("commitRefused", "offlineAtExit", "alwaysAbInitio", "textLimit", "stateLimit")
        return not any(self.switches.get(each) for each in loses)

    @property
    def latency_seconds(self) -> float:
        """How long each answer takes."""
        return float(self.switches.get("latencyMilliseconds", 0)) / 1000

    @property
    def offline_at_exit(self) -> bool:
        """Whether what is sent while the content is closed gets lost."""
        return bool(self.switches.get("offlineAtExit"))

    @property
    def state_limit(self) -> int | None:
        """Bytes of state that are kept, None where the standard's limit holds."""
        limit = self.switches.get("stateLimit")
        return int(limit) if limit else None


@cache
def profiles() -> dict[str, Profile]:
    """Every profile, by name, in the order in which they are offered."""
    rows = json.loads((TEMPLATES / "player" / "profiles.json").read_text("utf-8"))
    whole = [{**rows[0], **row} for row in rows]
    return {row["name"]: Profile(row["name"], row["title"], row["description"], row) for row in whole}


def profile_named(name: str) -> Profile:
    """A profile; MisuseError that names all where there is none."""
    known = profiles()
    if name not in known:
        raise MisuseError(f"there is no LMS profile “{name}”; there are: {', '.join(known)}, all")
    return known[name]
