"""Whether an LRS can be reached, what it speaks, and whether it lets us in."""

from __future__ import annotations

from dataclasses import dataclass

from scormkit.xapi.lrs import VERSIONS, Lrs, LrsError


@dataclass(frozen=True, slots=True)
class Ping:
    """`versions` are those that the LRS names, `spoken` is the one that was settled on."""

    endpoint: str
    versions: tuple[str, ...]
    spoken: str


def ping(lrs: Lrs) -> Ping:
    """Asks for the versions, then for one statement with the credentials. LrsError says what does not work."""
    about = lrs.about()
    said = about.json() if about.status == 200 else None
    versions = tuple(map(str, said.get("version", ()))) if isinstance(said, dict) else ()
    if versions:
        ours = [version for version in VERSIONS if any(each[:3] == version[:3] for each in versions)]
        if not ours:
            raise LrsError(f"{lrs.endpoint} speaks xAPI {', '.join(versions)}, and none of {', '.join(VERSIONS)}")
        lrs.version = ours[0]
    answer = lrs.get("statements", {"limit": "1"})
    if answer.status != 200:
        raise LrsError(f"{lrs.endpoint} answered {answer.status} when it was asked for a statement; is it an LRS?")
    if not isinstance(answer.json(), dict) or "statements" not in answer.json():
        raise LrsError(f"{lrs.endpoint} answers, but not as an LRS does")
    return Ping(lrs.endpoint, versions, lrs.version)
