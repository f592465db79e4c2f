"""Whether an LRS can be reached, what it speaks, and whether it lets us in."""

from __future__ import annotations

from dataclasses import dataclass

from scormkit.xapi.lrs import Lrs, LrsError


@dataclass(frozen=True, slots=True)
class Ping:
    """`versions` are those that the LRS names, `spoken` is the one that was settled on."""

    endpoint: str
    versions: tuple[str, ...]
    spoken: str


def ping(lrs: Lrs) -> Ping:
    """Asks for the versions, then for one statement with the credentials. LrsError says what does not work."""
    versions = lrs.settle_version()
    answer = lrs.get("statements", {"limit": "1"})
    if answer.status != 200:
        raise LrsError(f"{lrs.endpoint} answered {answer.status} when it was asked for a statement; is it an LRS?")
    if not isinstance(answer.json(), dict) or "statements" not in answer.json():
        raise LrsError(f"{lrs.endpoint} answers, but not as an LRS does")
    return Ping(lrs.endpoint, versions, lrs.version)
