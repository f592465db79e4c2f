"""One launch in one tab: the LMS's page with the content in it, until the learner has left."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Frame, Page
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as BrowserTimeoutError

from scormkit.player.attempt import Attempt, Call, Note
from scormkit.player.server import LocalLms
from scormkit.proof.played import Launched, Seen
from scormkit.proof.watch import Watch

TICK_MILLISECONDS = 50
# The page's reporter waits 40 ms before it sends, and what comes later than this belongs to nobody.
SETTLED_SECONDS = 0.3
LONGEST_SETTLING_SECONDS = 5.0


class HungError(Exception):
    """The content does not answer any more."""


class OutOfTimeError(Exception):
    """The journey has taken as long as it may."""


@dataclass
class Limits:
    """`end` is when the journey has to be over, by the monotonic clock; `patience` how long a page may stand still."""

    end: float
    patience: float

    @property
    def left_milliseconds(self) -> float:
        """For one step of the browser. Raises OutOfTimeError."""
        left = min(self.patience, self.end - time.monotonic())
        if left <= 0:
            raise OutOfTimeError
        return left * 1000


class Ear:
    """Counts what the LMS hears, so that one can tell when nothing comes any more."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, name: str, data: object) -> None:
        del name, data
        self.count += 1


@dataclass
class Visit:
    """`told` collects notices of our player, `lost` what is not shown as it was left.

    `pictures` takes a picture wherever it is called.
    """

    context: BrowserContext
    lms: LocalLms
    watch: Watch
    unit: str
    href: str
    limits: Limits
    ear: Ear
    is_sco: bool = True
    told: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    pictures: Callable[[Page, str], None] | None = None
    found_place: bool | None = None
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        attempt = self.attempt
        self._first_call, self._first_note = len(attempt.calls), len(attempt.notes)
        self._dropped_before = attempt.calls_dropped
        self.heard_before = self.ear.count
        self._before = dict(attempt.stored.get(self.unit, {}))
        self.page = self.context.new_page()
        self.page.goto(f"{self.lms.shell}?unit={quote(self.unit, safe='')}", wait_until="commit")

    @property
    def attempt(self) -> Attempt:
        """The attempt that is played."""
        return self.lms.attempt

    @property
    def calls(self) -> list[Call]:
        """The calls of this launch so far."""
        return self.attempt.calls[self._first_call :]

    def content(self) -> Frame:
        """The frame of the content, once it is there. HungError where it does not come."""
        end = time.monotonic() + self.limits.left_milliseconds / 1000
        while True:
            frame = self.page.frame(name="sco")
            if frame is not None and frame.url not in ("", "about:blank"):
                return frame
            if time.monotonic() > end:
                raise HungError
            self.pause()

    @property
    def has_content(self) -> bool:
        """Whether a page of the package is shown."""
        frame = self.page.frame(name="sco")
        return frame is not None and frame.url.startswith(self.lms.content_root)

    def pause(self, milliseconds: float = TICK_MILLISECONDS) -> None:
        """Lets the browser work, and its events arrive."""
        self.page.wait_for_timeout(min(milliseconds, self.limits.left_milliseconds))

    def ping(self) -> None:
        """HungError where the content's page does not answer: it is in an endless loop."""
        try:
            self.page.wait_for_function("() => true", timeout=self.limits.left_milliseconds, polling=20)
        except BrowserTimeoutError as error:
            raise HungError from error

    def rest(self, seconds: float, longest: float) -> None:
        """Waits until nothing was heard for so long; at the longest so long."""
        end, since, count = time.monotonic() + longest, time.monotonic(), self.ear.count
        while time.monotonic() < end and time.monotonic() - since < seconds:
            self.pause()
            if self.ear.count != count:
                since, count = time.monotonic(), self.ear.count

    def snap(self, name: str) -> None:
        """A picture, where pictures are wanted."""
        if self.pictures is not None:
            self.pictures(self.page, name)

    # Leaving

    def close(self) -> None:
        """Closes the tab as a person does: the content gets its last events, and what it sends then arrives."""
        # Windows that the content has opened come first.
        for page in [*(each for each in self.context.pages if each is not self.page), self.page]:
            page.close(run_before_unload=True)
        spare = self.context.new_page()
        end = time.monotonic() + self.limits.left_milliseconds / 1000
        while not self.page.is_closed() and time.monotonic() < end:
            spare.wait_for_timeout(TICK_MILLISECONDS)
        if not self.page.is_closed():
            spare.close()
            raise HungError
        self._settle(spare)
        spare.close()

    def _settle(self, spare: Page) -> None:
        end, since, count = time.monotonic() + LONGEST_SETTLING_SECONDS, time.monotonic(), self.ear.count
        while time.monotonic() < end and time.monotonic() - since < SETTLED_SECONDS + self.latency:
            spare.wait_for_timeout(TICK_MILLISECONDS)
            if self.ear.count != count:
                since, count = time.monotonic(), self.ear.count

    @property
    def latency(self) -> float:
        """Seconds that this LMS takes for an answer."""
        return self.attempt.settings.profile.latency_seconds

    def stop(self) -> None:
        """Content that does not answer is taken away. Its process is not asked."""
        for page in self.context.pages:
            try:
                page.close()
            except BrowserError:
                continue

    def launched(self, way: str) -> Launched:
        """The record of this launch, once it is over."""
        attempt = self.attempt
        seen = [*self.watch.take(), *(each for each in map(_of_note, attempt.notes[self._first_note :]) if each)]
        return Launched(
            unit=self.unit,
            href=self.href,
            number=attempt.launches,
            way=way,
            calls=tuple(self.calls),
            dropped=attempt.calls_dropped - self._dropped_before,
            seen=tuple(dict.fromkeys(seen)),
            told=frozenset(self.told),
            lost=tuple(self.lost),
            before=self._before,
            after=dict(attempt.stored.get(self.unit, {})),
            found_place=self.found_place,
            is_sco=self.is_sco,
        )


def _of_note(note: Note) -> Seen | None:
    """Of what the LMS notes, that which a browser does not see by itself."""
    if note.kind == "lrs":
        return Seen("lrs", note.text)
    if note.kind == "refused":
        return Seen("token" if "fetch" in note.text else "lrs", note.text)
    if note.kind == "outside" and note.text.startswith("the content has left"):
        return Seen("strayed", note.text)
    return None
