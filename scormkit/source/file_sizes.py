"""How many bytes a file of a session may have before its author is told."""

from __future__ import annotations

from typing import NamedTuple

from scormkit.catalogue import Rule
from scormkit.findings import SourcePos
from scormkit.source.faults.assets import IMAGE_BIG, VIDEO_BIG
from scormkit.source.reading import Reading

MEGABYTE = 1_000_000


class Limit(NamedTuple):
    """A rule, and the bytes beyond which it is broken."""

    rule: Rule
    size: int


PICTURE_LIMIT = Limit(IMAGE_BIG, 2 * MEGABYTE)
VIDEO_LIMIT = Limit(VIDEO_BIG, 100 * MEGABYTE)


def check_size(reading: Reading, name: str, size: int, limit: Limit, pos: SourcePos, hint: str = "") -> None:
    """Reports what is carried for a file where it has too many bytes."""
    if size > limit.size:
        message = f"“{name}” has {size / MEGABYTE:.1f} MB; the limit is {limit.size // MEGABYTE} MB"
        reading.report(limit.rule.at(pos, message, hint=hint))
