"""Answers that were given beside those that are kept: what is the same, and what is not."""

from __future__ import annotations

import pytest

from scormkit.proof.answers import first_difference

GIVEN = tuple(f"q{number} choice a correct" for number in range(40))
LAST = GIVEN[-16:]


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-4", "cmi5"])
def test_what_was_given_is_kept(standard: str) -> None:
    assert first_difference(standard, GIVEN, GIVEN) is None
    assert first_difference(standard, LAST, (*LAST[:3], "x", *LAST[4:])) == (LAST[3], "x")
    assert first_difference(standard, LAST, LAST[:-1]) == (LAST[-1], "nothing")
    assert first_difference(standard, LAST[:-1], LAST) == ("nothing", LAST[-1])
    assert first_difference(standard, (), LAST[:1]) == ("nothing", LAST[0])


@pytest.mark.parametrize(
    ("kept", "difference"),
    [
        (GIVEN[:20], None),
        (LAST, None),
        ((GIVEN[7], *GIVEN[1:7]), None),
        ((*GIVEN[:38], "more"), ("nothing", "more")),
        ((*GIVEN[:20], GIVEN[3]), ("nothing", GIVEN[3])),
        ((GIVEN[1], GIVEN[0], *GIVEN[2:]), (GIVEN[0], GIVEN[1])),
        ((*GIVEN, "more"), ("nothing", "more")),
    ],
)
def test_scorm_2004_may_leave_out_what_finds_no_room(kept: tuple[str, ...], difference: tuple[str, str] | None) -> None:
    assert first_difference("scorm2004-4", GIVEN, kept) == difference
