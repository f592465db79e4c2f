"""Delivery: what of a package's content follows from its target. Targets fill it in, rendering acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Delivery:
    """`tracker` names the script in `templates/runtime/tracking/` that speaks to the LMS.

    `state_limit_chars` is what every LMS keeps of the stored state. `pages` says what is launched: the course as a
    whole, or each session by itself; `unit` is the standard's word for that. With `iris` whatever is launched or
    reported on is named by an IRI, else by a short identifier. `lifecycle` is whether statements about each launch
    are sent, whatever hooks the course declares.
    """

    tracker: str
    state_limit_chars: int
    pages: Literal["course", "session"] = "course"
    unit: str = "SCO"
    iris: bool = False
    lifecycle: bool = False
