"""How much of a learner's own text is kept, where an author says so."""

from __future__ import annotations

from scormkit.source.faults.fields import NOT_ALLOWED, OUT_OF_RANGE
from scormkit.source.reading import Reading
from scormkit.source.settings import Settings

_FEWEST, _MOST = 50, 1000


def room_for_text(reading: Reading, settings: Settings, name: str, usual: int, *, words: str = "") -> int:
    """Bytes of UTF-8 that the setting asks for; `usual` where it is not there or cannot be.

    `words` are what else it may say.
    """
    written = settings.values.get(name)
    if written is None:
        return usual
    if not written.isdecimal():
        reading.report(NOT_ALLOWED.at(settings.pos, f"“{name}” is {words}a number of bytes, not “{written}”"))
        return usual
    if not _FEWEST <= int(written) <= _MOST:
        message = f"“{name}” takes a number from {_FEWEST} to {_MOST}, not {written}"
        reading.report(OUT_OF_RANGE.at(settings.pos, message))
        return usual
    return int(written)
