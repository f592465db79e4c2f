"""xAPI beside packages: samples and profile of a course, and speaking to an LRS. What speaks to one stands here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.xapi.contact import Ping
    from scormkit.xapi.deliver import Delivered
    from scormkit.xapi.lrs import Lrs

Progress = Callable[[int, int], None]
"""(statements done, statements in all)"""


def open_lrs(endpoint: str | None = None) -> Lrs:
    """The LRS of an endpoint, else of the environment, with credentials from the environment or a keyring.

    Raises MisuseError where one of them is missing.
    """
    from scormkit.xapi.lrs import Credentials, Lrs, endpoint_of

    known = endpoint_of(endpoint)
    return Lrs(known, Credentials.of(known))


def ping(lrs: Lrs) -> Ping:
    """Whether the LRS can be reached, which versions it speaks, and whether it lets us in. Raises LrsError."""
    from scormkit.xapi.contact import ping as ask

    return ask(lrs)


def send(file: Path, lrs: Lrs, progress: Progress | None = None) -> Delivered:
    """Sends the statements of a file, all or, where one is not valid, none. Raises LrsError, ScormkitError."""
    from scormkit.xapi.deliver import send as deliver

    return deliver(file, lrs, progress)


def replay(log: Path, lrs: Lrs, progress: Progress | None = None) -> Delivered:
    """Sends what the LRS lacks of a log. Raises LrsError, ScormkitError."""
    from scormkit.xapi.deliver import replay as deliver

    return deliver(log, lrs, progress)
