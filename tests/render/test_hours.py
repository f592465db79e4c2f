"""Opening hours as the page tells them, against zoneinfo: each hour of a year in six zones, changes of clocks and all.

The truth knows no rule: it looks at every quarter of an hour what the clocks of the zone show, and whether that is
within the hours. No zone changes its clocks within a quarter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scormkit.render.pages import interface_texts

QUARTER = timedelta(minutes=15)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HOURS = [FIRST + timedelta(hours=hour) for hour in range(365 * 24)]
OFFICE = [[[660, 780], [840, 960]]] * 5 + [[], []]
NIGHT = [[[0, 150], [1320, 1440]]] * 7
# Hours in which clocks are changed, and days that begin with what is left of the night before.
EARLY = [[[60, 90], [105, 180], [1380, 1440]]] * 6 + [[[0, 1440]]]
CLOSED = [["2026-04-03", "2026-04-06"], ["2026-12-24", "2027-01-02"]]
ZONES = [
    ("Europe/London", OFFICE, "America/New_York"),
    ("America/New_York", NIGHT, "Europe/London"),
    ("Australia/Lord_Howe", EARLY, "America/St_Johns"),
    ("Asia/Kolkata", OFFICE, "Pacific/Chatham"),
    ("Africa/Casablanca", EARLY, "Africa/Casablanca"),
    ("Pacific/Chatham", NIGHT, "Australia/Lord_Howe"),
]


class Truth:
    """What the clocks say, quarter by quarter."""

    def __init__(self, zone: str, week: list[Any], own: str) -> None:
        self.zone, self.week, self.own = ZoneInfo(zone), week, ZoneInfo(own)
        self.quarters = [FIRST - timedelta(days=2) + QUARTER * index for index in range((365 + 30) * 96)]
        self.open = [self._is_open(time) for time in self.quarters]

    def _is_open(self, time: datetime) -> bool:
        there = time.astimezone(self.zone)
        if any(first <= there.date().isoformat() <= last for first, last in CLOSED):
            return False
        return any(begin <= there.hour * 60 + there.minute < end for begin, end in self.week[there.weekday()])

    @cached_property
    def changes(self) -> list[datetime]:
        """Every moment at which it opens or closes."""
        pairs = zip(self.open, self.open[1:], self.quarters[1:], strict=False)
        return [time for before, after, time in pairs if before != after]

    def at(self, time: datetime) -> tuple[bool, datetime]:
        """Whether it is open, and until when that stays."""
        return self._is_open(time), self.changes[bisect_right(self.changes, time)]

    def when(self, change: datetime, now: datetime, zone: ZoneInfo, *, bare: bool = False) -> str:
        """A moment as somebody says it."""
        then, today = change.astimezone(zone), now.astimezone(zone).date()
        away = (then.date() - today).days
        if not away:
            return f"{then:%H:%M}" if bare else f"today at {then:%H:%M}"
        return f"{then:%A at %H:%M}" if away < 7 else f"{then:%A} {then.day} {then:%B at %H:%M}"

    def now(self, time: datetime) -> tuple[str, str]:
        """What is said of this moment by the learner's clock, and by the other one where that shows something else."""
        is_open, change = self.at(time)
        said = self.when(change, time, self.own, bare=is_open)
        differs = change.astimezone(self.own).utcoffset() != change.astimezone(self.zone).utcoffset()
        place = self.zone.key.rpartition("/")[2].replace("_", " ")
        there = f"In {place}: {self.when(change, time, self.zone)}" if differs else ""
        return f"Open now until {said}" if is_open else f"Closed now, opens {said}", there

    def spans(self, time: datetime, zone: ZoneInfo) -> list[list[str]]:
        """The hours of seven days of the stated zone as a clock shows them."""
        first = time.astimezone(self.zone).date()
        rows: list[list[tuple[datetime, datetime]]] = [[] for _ in range(7)]
        begin = bisect_right(self.quarters, time - timedelta(days=2))
        for index in range(begin, begin + 11 * 96):
            quarter = self.quarters[index]
            day = (quarter.astimezone(self.zone).date() - first).days
            if self.open[index] and 0 <= day < 7:
                row = rows[day]
                joined = row and row[-1][1] == quarter
                start = row.pop()[0] if joined else quarter
                row.append((start, quarter + QUARTER))
        said = []
        for day, row in enumerate(rows):
            said.append([])
            for start, end in row:
                there, then = start.astimezone(zone), end.astimezone(zone)
                other = f"{there:%a} " if there.date() != first + timedelta(days=day) else ""
                said[-1].append(f"{other}{there:%H:%M}–{then:%H:%M}")
        return said


def milliseconds(time: datetime) -> int:
    return int(time.timestamp() * 1000)


@pytest.mark.parametrize(("zone", "week", "own"), ZONES, ids=[zone for zone, _, _ in ZONES])
def test_open_or_closed_is_right_at_every_hour_of_a_year(
    zone: str, week: list[Any], own: str, twin: Callable[[str, Any], Any]
) -> None:
    truth = Truth(zone, week, own)
    data = {"zone": zone, "week": week, "closed": CLOSED}
    told = twin("hours", {"data": data, "times": [milliseconds(time) for time in HOURS]})
    for time, (is_open, change) in zip(HOURS, told, strict=True):
        expected = truth.at(time)
        assert (is_open, change) == (expected[0], milliseconds(expected[1])), time

    # Eleven hours apart every hour of every day of the week has its turn.
    some = HOURS[::11]
    text = interface_texts("en-GB")
    said = twin("opening", {"data": data, "own": own, "text": text, "times": [milliseconds(time) for time in some]})
    for index, (time, opening) in enumerate(zip(some, said, strict=True)):
        assert (opening["now"], opening["there"]) == truth.now(time), time
        if index % 10 == 0:
            there, here = truth.spans(time, truth.zone), truth.spans(time, truth.own)
            away = there != here or time.astimezone(truth.zone).utcoffset() != time.astimezone(truth.own).utcoffset()
            columns = zip(there, here, strict=True) if away else ([each] for each in there)
            assert [row[1:] for row in opening["rows"]] == [list(each) for each in columns], time


def test_the_hours_as_written_are_shown_where_the_zone_is_unknown(twin: Callable[[str, Any], Any]) -> None:
    data = {"zone": "Atlantis/New_Town", "week": OFFICE, "closed": []}
    asked = {"data": data, "own": "UTC", "text": interface_texts("en-GB"), "times": [milliseconds(FIRST)]}
    [opening] = twin("opening", asked)
    assert (opening["now"], opening["there"]) == ("", "")
    assert opening["rows"][0] == ["Monday", ["11:00–13:00", "14:00–16:00"]]
    assert opening["rows"][6] == ["Sunday", []]
    assert opening["note"].startswith("This browser does not know the time in New Town")
